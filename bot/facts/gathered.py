"""What stands in the files of `flyt/fakta/`, by kind and id, before it is read."""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping

from bot.source import Entry, Fields, Mapping, Report, Scalar
from bot.source.diagnostics import did_you_mean

KINDS = (
    "kilder",
    "instanser",
    "frister",
    "råd",
    "fylker",
    "satser",
    "tekster",
    "fare",
    "fareord",
    "fareunntak",
    "pårørende",
    "temaer",
    "begreper",
    "hverdagsord",
)
"""The kinds of facts, as authors name them."""


class Gathered:
    """Collects facts from any number of files; tells which there are.

    Attributes:
        report: where everything wrong is noted.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self._entries: dict[str, dict[str, Entry]] = {kind: {} for kind in KINDS}
        self._whole = True

    def add(self, root: Mapping | None) -> None:
        """Take in one file; None stands for one that could not be read.

        Once something is missing, references are no longer doubted: what they name may be in it.
        """
        if root is None:
            self._whole = False
            return
        before = self.report.errors
        fields = Fields(root, "faktafilen", self.report, KINDS)
        entries = {kind: fields.entries(kind) for kind in KINDS}
        self._whole = self._whole and self.report.errors == before
        for kind, known in self._entries.items():
            for entry in entries[kind]:
                if entry.key.text in known:
                    first = known[entry.key.text].key.position
                    self.report.error(
                        entry.key.position,
                        "RV101",
                        f"«{entry.key.text}» står allerede under «{kind}» i {first}. "
                        "En id må stå bare ett sted.",
                    )
                else:
                    known[entry.key.text] = entry

    def of(self, kind: str) -> AbstractMapping[str, Entry]:
        """Return everything of a kind, by id."""
        return self._entries[kind]

    @property
    def whole(self) -> bool:
        """Whether every file was read, so that what is not there is nowhere."""
        return self._whole

    def sources(self, fields: Fields) -> tuple[str, ...]:
        """Read `kilder`: the ids of the sources of something, those that exist."""
        return self.references(fields, "kilder", "kilder")

    def references(self, fields: Fields, key: str, kind: str) -> tuple[str, ...]:
        """Return the ids in a list of references, those that exist."""
        write = f"«{key}: […]» med id-er som står under «{kind}» i fakta"
        found = fields.texts(key, required=True, write=write)
        return tuple(item.text for item in found if self.exists(item, kind))

    def exists(self, reference: Scalar, kind: str) -> bool:
        """Whether a reference names a fact of a kind; if not, report it."""
        known = self._entries[kind]
        if reference.text in known or not self._whole:
            return reference.text in known
        self.report.unknown(
            reference.position,
            "RV102",
            f"«{reference.text}» finnes ikke under «{kind}» i fakta."
            f"{did_you_mean(reference.text, known)} Uten den vet ikke svaret hva det bygger på.",
            f"{kind}: {reference.text}",
        )
        return False
