"""YAML read safely: every text stays text, every node keeps its position.

The tree is built from the parser's events with a stack of our own, so a file nested a thousand
levels deep, an alias that explodes or a key given twice is a diagnostic and not a crash.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NoReturn

import yaml

from bot.source.diagnostics import Position, Report
from bot.source.look_alikes import look_alike
from bot.source.nodes import Entry, Mapping, Node, Scalar, Sequence

MAX_BYTES = 1 << 20
MAX_DEPTH = 40

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_READ_IN_TWO_WAYS = re.compile(r"[|>][-+0-9]*#")
"""Where the parser in C and the one in Python may read differently what neither refuses."""
_PLAIN = (yaml.ScalarEvent, yaml.CollectionStartEvent)
_ANCHORED = (
    "Ankere og aliaser («&navn», «*navn») er ikke med i språket. "
    "Skriv teksten der den skal stå, eller lag en egen flyt og kall den."
)
_QUESTION_MARK = "\ue03f"
"""Stands for it while the file is parsed: no key begins with one, and in [] the parsers differ."""
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\ud800-\uf8ff\ufffe\uffff]"
)


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    position: Position
    is_mapping: bool
    in_flow: bool
    items: list[Node] = field(default_factory=list)


def read_yaml(raw: bytes, file: str, report: Report) -> Mapping | None:
    """Read one authored file.

    Args:
        raw: the file's bytes, UTF-8.
        file: the path to show in diagnostics.
        report: where everything wrong is noted.

    Returns:
        The mapping at the top of the file, or None if the file cannot be read as one.
    """
    text = _decode(raw, file, report)
    if text is None:
        return None
    try:
        root = _parse(text, file, report)
    except _RefusedError:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)
        report.error(at, "RV002", _syntax_message(error.problem or ""))
        return None
    except (yaml.YAMLError, ValueError, OverflowError):
        # The pure-Python parser lets "\U00110000" and the like through to chr().
        report.error(Position(file), "RV002", "Filen er ikke gyldig YAML, og kan ikke leses.")
        return None
    if root is None or not isinstance(root, Mapping):
        at = root.position if root else Position(file)
        report.error(at, "RV003", "Filen må begynne med nøkler på formen «navn: verdi».")
        return None
    return root


def is_too_large(size: int, file: str, report: Report) -> bool:
    """Whether a file of so many bytes is larger than one may be; if so, report it."""
    if size <= MAX_BYTES:
        return False
    report.error(
        Position(file),
        "RV001",
        f"Filen er på {size} byte, og grensen er {MAX_BYTES}. Del den i flere flyter.",
    )
    return True


class _RefusedError(Exception):
    """The file was refused, and the reason is already in the report."""


def _decode(raw: bytes, file: str, report: Report) -> str | None:
    if is_too_large(len(raw), file, report):
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        report.error(
            Position(file, line),
            "RV001",
            "Filen er ikke lagret som UTF-8, så æ, ø og å blir feil. Lagre den på nytt som UTF-8.",
        )
        return None
    whole = text.replace("\r\n", "\n")
    is_odd = _INVISIBLE.search(whole) or "\t" in whole or look_alike(whole)
    if not is_odd and unicodedata.is_normalized("NFC", whole):
        return text
    for number, shown in enumerate(_lines(text), 1):
        found = _INVISIBLE.search(shown)
        at = Position(file, number, found.start() + 1 if found else 1)
        if not _is_visible(shown, at, report):
            return None
        stranger = look_alike(shown)
        if stranger:
            at = Position(file, number, stranger.start("letter") + 1)
            report.error(at, "RV007", _look_alike_message(stranger))
            return None
        if "\t" in shown:
            # Some YAML parsers take a tab for a space in places where others refuse it.
            report.error(
                Position(file, number, shown.index("\t") + 1),
                "RV002",
                "Her står en tabulator, og den ser ut som mellomrom uten å være det. "
                "Bruk mellomrom.",
            )
            return None
    return text


def _lines(text: str) -> list[str]:
    # Not splitlines(): it would also split at, and so hide, characters that nobody sees.
    return [line.removesuffix("\r") for line in text.split("\n")]


def _is_visible(text: str, at: Position, report: Report) -> bool:
    found = _INVISIBLE.search(text)
    if found:
        what = unicodedata.name(found.group(), f"U+{ord(found.group()):04X}")
        report.error(
            at,
            "RV004",
            f"Her står et usynlig tegn ({what}). Det kan gi andre ord enn det ser ut som. "
            "Slett det.",
        )
        return False
    if not unicodedata.is_normalized("NFC", text):
        report.error(
            at,
            "RV004",
            "Linjen har bokstaver satt sammen av flere tegn (ikke NFC). Skriv dem på nytt.",
        )
        return False
    return True


def _refuse_unseen(text: str, at: Position, report: Report) -> None:
    if not _is_visible(text, at, report):
        raise _RefusedError
    stranger = look_alike(text)
    if stranger:
        report.error(at, "RV007", _look_alike_message(stranger))
        raise _RefusedError


def _look_alike_message(found: re.Match[str]) -> str:
    letter = found["letter"]
    return (
        f"«{letter}» i «{found.group()}» er ikke bokstaven den ligner "
        f"({unicodedata.name(letter)}), så ordet blir ikke funnet igjen. Skriv ordet på nytt."
    )


def _syntax_message(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return (
            "Et kolon står midt i en tekst, eller innrykket er feil. "
            'Sett teksten i anførselstegn: tekst: "Slik: med kolon".'
        )
    return (
        "Filen er ikke gyldig YAML her, så ingenting i den kan brukes. "
        "Se etter innrykk, kolon, anførselstegn og parenteser."
    )


def _parse(text: str, file: str, report: Report) -> Node | None:
    """Build the tree, the same with and without the parser in C.

    That one is fast. Wherever the two could differ, in what they take or in where they say that it
    is wrong, the one in Python decides.
    """
    if _LOADER is not yaml.SafeLoader and not _READ_IN_TWO_WAYS.search(text):
        found = Report()
        with suppress(_RefusedError, yaml.YAMLError, ValueError, OverflowError):
            root = _build(events(text, _LOADER), file, found, may_place_nothing=False)
            report.add(found)
            return root
    return _build(events(text), file, report)


def events(text: str, loader: type[yaml.SafeLoader] = yaml.SafeLoader) -> Iterator[yaml.Event]:
    """Return what a parser finds in a text, each with its place.

    Reading on raises `yaml.YAMLError`, `ValueError` or `OverflowError` where it is not YAML.
    """
    return yaml.parse(text.replace("?", _QUESTION_MARK), Loader=loader)


def _build(
    found: Iterator[yaml.Event], file: str, report: Report, *, may_place_nothing: bool = True
) -> Node | None:
    """Build the tree of what a parser found.

    Args:
        found: the parser's events.
        file: the path to show in diagnostics.
        report: where everything wrong is noted.
        may_place_nothing: whether this parser is the one that says where an empty place inside []
            and {} is.

    Raises:
        _RefusedError: it cannot be built.
    """
    stack: list[_Open] = []
    root: Node | None = None
    for event in found:
        node: Node
        if isinstance(event, yaml.NodeEvent):
            mark = event.start_mark
            at = Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)
            if event.anchor or not isinstance(event, _PLAIN):
                _refuse(_ANCHORED, at, report)
            if event.tag:
                shown = event.tag.replace("tag:yaml.org,2002:", "!!").replace(_QUESTION_MARK, "?")
                _refuse(f"«{shown}» er ikke med i språket. Ta det bort.", at, report)
            if isinstance(event, yaml.CollectionStartEvent):
                if len(stack) >= MAX_DEPTH:
                    report.error(at, "RV001", f"Filen er nøstet dypere enn {MAX_DEPTH} nivåer.")
                    raise _RefusedError
                in_flow = event.flow_style or (stack[-1].in_flow if stack else False)
                stack.append(_Open(at, isinstance(event, yaml.MappingStartEvent), in_flow))
                continue
            if not (may_place_nothing or event.value) and stack and stack[-1].in_flow:
                raise _RefusedError
            text = event.value.replace(_QUESTION_MARK, "?")
            # Checked again, since "\u200b" in such quotes is visible in the file, not in the text.
            if event.style == '"':
                _refuse_unseen(text, at, report)
            node = Scalar(text, at, is_quoted=not event.implicit[0])
        elif isinstance(event, yaml.CollectionEndEvent):
            opened = stack.pop()
            node = (
                _mapping(opened, report)
                if opened.is_mapping
                else Sequence(tuple(opened.items), opened.position)
            )
        elif isinstance(event, yaml.DocumentStartEvent) and root is not None:
            mark = event.start_mark
            at = Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)
            report.error(at, "RV002", "Filen har flere dokumenter («---»). Bruk én fil til hvert.")
            raise _RefusedError
        else:
            continue
        if stack:
            stack[-1].items.append(node)
        else:
            root = node
    return root


def _refuse(what: str, at: Position, report: Report) -> NoReturn:
    report.error(at, "RV005", what)
    raise _RefusedError


def _mapping(opened: _Open, report: Report) -> Mapping:
    entries: dict[str, Entry] = {}
    for key, value in zip(opened.items[::2], opened.items[1::2], strict=True):
        if not isinstance(key, Scalar):
            report.error(key.position, "RV003", "En nøkkel må være et ord, ikke en liste.")
        elif key.text in entries:
            first = entries[key.text].key.position
            report.error(
                key.position,
                "RV006",
                f"Nøkkelen «{key.text}» står også på linje {first.line}. Bare én av dem ville "
                "gjelde. Slett den ene, eller gi den et annet navn.",
            )
        else:
            entries[key.text] = Entry(key, value)
    return Mapping(tuple(entries.values()), opened.position)
