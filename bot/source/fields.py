"""Reading the keys of a mapping, so that every unknown, missing or misplaced one is reported."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from bot.source.diagnostics import Position, Report, did_you_mean, listed, nearest
from bot.source.nodes import Entry, Mapping, Node, Scalar, Sequence
from bot.source.quoting import cut_at_commas, meant_as_text, quoted
from bot.source.visible import is_blank

_ID = re.compile(r"[a-zæøå][a-zæøå0-9_]*")
_FIRST_YEAR = 1900
_TRUTH = {"ja": True, "nei": False}
_MISREAD = re.compile(
    r"(?i:yes|no|on|off|true|false|null)|~|0[0-9_]+|0x[0-9a-fA-F]+|0[ob][0-7]+"
    r"|[0-9]+(?::[0-5]?[0-9])+|[-+]?[0-9]+(?:\.[0-9]*)?[eE][-+]?[0-9]+|[-+]?\.(?:inf|nan)"
)
"""What YAML 1.1 or 1.2 makes something else of; whole numbers and dates come back as they were."""


class Fields:
    """The keys of one mapping, taken one by one; what is left over is unknown.

    Args:
        node: the mapping to read; anything else is reported, and reads as empty.
        what: what the mapping is, in words an author knows, e.g. «valget kommunen».
        report: where everything wrong is noted.
        known: every key that may stand here.
    """

    def __init__(self, node: Node, what: str, report: Report, known: Collection[str]) -> None:
        self.what = what
        self.report = report
        self.position = node.position
        self._entries: dict[str, Entry] = {}
        self._misspelt: set[str | None] = set()
        if not isinstance(node, Mapping):
            report.error(
                node.position,
                "RV010",
                f"{_upper(what)} må ha nøkler: {listed(sorted(known))}. Slik det står, er det "
                "ikke til å si hva som er hva.",
            )
            self.is_mapping = False
            return
        self.is_mapping = True
        cut = cut_at_commas(node, known)
        for text in cut:
            report.error(
                text.position,
                "RV019",
                f"Teksten blir kuttet ved kommaet, og resten blir lest som nøkler i {what}. Sett "
                f"teksten i anførselstegn: {text.in_quotes}",
            )
        pieces = {piece.partition(": ")[0] for text in cut for piece in text.pieces[1:]}
        for entry in node.entries:
            key = entry.key.text
            if key in known:
                self._entries[key] = entry
            elif key not in pieces:
                self._misspelt.add(nearest(key, known))
                report.error(
                    entry.key.position,
                    "RV011",
                    f"«{key}» er ikke en nøkkel i {what}, og blir ikke lest."
                    f"{did_you_mean(key, known)} Her kan stå: {listed(sorted(known))}.",
                )

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    @property
    def has_unknown(self) -> bool:
        """Whether a key was unknown, and reported."""
        return bool(self._misspelt)

    def lacks(self, key: str) -> bool:
        """Whether a key was neither given nor misspelt: one slip is reported once."""
        return key not in self._entries and key not in self._misspelt

    def at(self, key: str) -> Position:
        """Return where the key's value stands, or where the mapping begins if it is missing."""
        entry = self._entries.get(key)
        return entry.value.position if entry else self.position

    def node(self, key: str) -> Node | None:
        """Return the key's value as it stands, or None."""
        entry = self._entries.get(key)
        return entry.value if entry else None

    def required(self, key: str, write: str = "") -> Node | None:
        """Return the key's value; its absence is an error.

        Args:
            key: that must be there.
            write: what to write, in words that go on after «Skriv»; the key alone if left out.
        """
        if key not in self._entries:
            if self.is_mapping and self.lacks(key):
                self.report.error(
                    self.position,
                    "RV012",
                    f"{_upper(self.what)} mangler nøkkelen «{key}». Uten den kan ikke resten "
                    f"brukes. Skriv {write or f'«{key}: …»'}.",
                )
            return None
        return self._entries[key].value

    def text(self, key: str, *, required: bool = False, write: str = "") -> Scalar | None:
        """Return the key's value as a text that is not empty."""
        node = self.required(key, write) if required else self.node(key)
        return None if node is None else self.scalar(node, key)

    def scalar(self, node: Node, key: str) -> Scalar | None:
        """Return a node as a text that is not empty; else report it under the key's name."""
        found = self._filled(node, key)
        if found is not None:
            warn_if_misread(found, self.report)
        return found

    def _word(self, key: str, *, required: bool = False, write: str = "") -> Scalar | None:
        node = self.required(key, write) if required else self.node(key)
        return None if node is None else self._filled(node, key)

    def _filled(self, node: Node, key: str) -> Scalar | None:
        if not isinstance(node, Scalar):
            meant = meant_as_text(node)
            if meant is None:
                self._wrong(node.position, key, "en tekst")
            else:
                self.report.error(
                    node.position,
                    "RV019",
                    f"«{key}» i {self.what} er en tekst, men blir lest som nøkler. Sett teksten i "
                    f"anførselstegn: {quoted(meant)}",
                )
            return None
        if is_blank(node.text):
            self.report.error(
                node.position, "RV013", f"«{key}» er tom i {self.what}. Skriv en tekst."
            )
            return None
        return node

    def identifier(self, key: str, *, required: bool = False) -> Scalar | None:
        """Return the key's value as an id."""
        found = self._word(key, required=required)
        return found if found and is_id(found, self.report) else None

    def identifiers(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return the key's value as an id, or as two with a dot between; empty if it is neither."""
        found = self._word(key, required=required)
        if found is None:
            return ()
        head, dot, tail = found.text.partition(".")
        parts = (head, tail) if dot else (head,)
        readable = all(is_id(replace(found, text=part), self.report) for part in parts)
        return parts if readable else ()

    def date(self, key: str, *, required: bool = False) -> date | None:
        """Return the key's value as a date written YYYY-MM-DD."""
        found = self._word(key, required=required, write=f"en dato slik: «{key}: 2027-01-31»")
        if found is None:
            return None
        try:
            day = date.fromisoformat(found.text)
        except ValueError:
            day = None
        # Python also reads 20270131 and 2027-W04-7, which no author can mean.
        if day is None or str(day) != found.text or day.year < _FIRST_YEAR:
            self._wrong(found.position, key, "en dato på formen 2027-01-31")
            return None
        return day

    def truth(self, key: str, *, default: bool = False) -> bool:
        """Return the key's value, `ja` or `nei`."""
        found = self._word(key)
        if found is None:
            return default
        if found.text not in _TRUTH:
            self._wrong(found.position, key, "«ja» eller «nei»")
            return default
        return _TRUTH[found.text]

    def one_of(self, key: str, known: Collection[str], *, required: bool = False) -> str | None:
        """Return the key's value, which must be one of the known words."""
        write = listed([f"{key}: {word}" for word in sorted(known)], "eller")
        found = self._word(key, required=required, write=write)
        if found is None:
            return None
        if found.text not in known:
            self.report.error(
                found.position,
                "RV014",
                f"«{found.text}» kan ikke stå i «{key}».{did_you_mean(found.text, known)} "
                f"Skriv {listed(sorted(known), 'eller')}.",
            )
            return None
        return found.text

    def items(self, key: str, *, required: bool = False, write: str = "") -> tuple[Node, ...]:
        """Return the key's value as a list that is not empty."""
        write = write or f"en liste: «{key}: [a, b]», eller én per linje med «- »"
        node = self.required(key, write) if required else self.node(key)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self._wrong(node.position, key, "en liste: [a, b] eller én per linje med «- »")
            return ()
        if not node.items:
            self.report.error(node.position, "RV013", f"Listen «{key}» er tom i {self.what}.")
        return node.items

    def texts(self, key: str, *, required: bool = False, write: str = "") -> tuple[Scalar, ...]:
        """Return the key's value as a list of texts."""
        items = self.items(key, required=required, write=write)
        found = (self.scalar(item, key) for item in items)
        return tuple(item for item in found if item)

    def entries(self, key: str, *, required: bool = False) -> tuple[Entry, ...]:
        """Return the key's value as a mapping of ids to things."""
        write = f"«{key}:», og under den en id for hver"
        node = self.required(key, write) if required else self.node(key)
        if node is None:
            return ()
        if not isinstance(node, Mapping):
            self._wrong(node.position, key, "nøkler med innhold")
            return ()
        if not node.entries:
            self.report.error(node.position, "RV013", f"«{key}» er tom i {self.what}.")
        return tuple(entry for entry in node.entries if is_id(entry.key, self.report))

    def _wrong(self, position: Position, key: str, expected: str) -> None:
        self.report.error(
            position,
            "RV010",
            f"«{key}» i {self.what} må være {expected}. Noe annet blir ikke lest.",
        )


def is_id(scalar: Scalar, report: Report, *, longest: int = 30) -> bool:
    """Whether a text can be an id; if not, report it."""
    if _ID.fullmatch(scalar.text) and len(scalar.text) <= longest:
        warn_if_misread(scalar, report)
        return True
    report.error(
        scalar.position,
        "RV015",
        f"«{scalar.text}» kan ikke være en id. Bruk små bokstaver, tall og understrek, "
        f"begynn med en bokstav, og bruk høyst {longest} tegn.",
    )
    return False


def warn_if_misread(scalar: Scalar, report: Report) -> None:
    """Warn of a text without quotes that other readers of YAML make a number or a truth of.

    Here it stays as written; but an editor, a script or a translator's tool may show, sort or save
    it as something else: `0800` as 512, `12:30` as 750, `no` as false.
    """
    if not scalar.is_quoted and _MISREAD.fullmatch(scalar.text):
        report.warning(
            scalar.position,
            "RV008",
            f"«{scalar.text}» uten anførselstegn leses som noe annet enn tekst av andre "
            f'programmer. Skriv "{scalar.text}" med anførselstegn, eller bruk et annet ord.',
        )


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
