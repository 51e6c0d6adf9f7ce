"""Several choices, and "ingen av disse" for who needs none of them.

    hjelp:
      spørsmål: Hva trenger du hjelp til?
      flervalg:
        dusj: {tekst: Å dusje}
        mat: {tekst: Å lage mat, forklaring: Også å handle.}
      ingen: {til: ingen_hjelp}
      vet_ikke: {til: ring}
      til:
        - {når: {svar: hjelp, har_alle: [dusj, mat]}, til: mye}
        - {når: {svar: hjelp, har_en_av: [mat]}, til: mat}
        - {ellers: ferdig}

`ingen` and `vet_ikke` are chosen alone; their texts may be one's own: `ingen: {tekst: …, til: …}`.
Conditions: `har_en_av`, `har_alle`, `er: flervalg`, `er: ingen`, `er: vet_ikke`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import ClassVar

from bot.facts import Facts, Text
from bot.facts.texts import read_wording
from bot.flows.conditions import SEVERAL, HasChosen, Leaf
from bot.flows.former import FORMER
from bot.flows.kinds.choice import NONE, Choice
from bot.flows.kinds.classes import one_of_each_class
from bot.flows.kinds.reading import RESERVED, Reading
from bot.flows.references import Ref
from bot.flows.route import Route
from bot.flows.values import Value
from bot.source import Entry, Fields, Position

MOST = 12
"""The most choices that can be read; what a person can take in is fewer."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One of several that can be chosen together.

    Attributes:
        label: the button's text.
        explanation: written out in the message above the buttons.
    """

    id: str
    label: Text
    explanation: Text | None
    position: Position


@dataclass(frozen=True, slots=True)
class SeveralInput:
    """Several can be chosen.

    Attributes:
        marks: what can be chosen, in the order shown.
        routes: where any choice of them leads.
    """

    key: ClassVar[str] = SEVERAL

    marks: tuple[Mark, ...]
    routes: tuple[Route, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of what can be chosen, in the order shown."""
        return tuple(mark.id for mark in self.marks)

    def accepts(self, value: Value, today: date) -> bool:  # noqa: ARG002 (as all kinds)
        """Whether a value is a choice of one or more."""
        return isinstance(value, frozenset) and bool(value) and value.issubset(self.ids)

    def written(self, text: str) -> Value | None:
        """Return what an author means by a text in a case; several stand in a list."""
        return frozenset({text}) if text in self.ids else None

    def matters(
        self, ref: Ref, leaves: Sequence[Leaf], facts: Facts, today: date
    ) -> tuple[Value, ...]:
        """Return the sets that conditions tell apart, the smallest of each class."""
        read = {mark for leaf in leaves if isinstance(leaf, HasChosen) for mark in leaf.choices}
        # Of those that no condition reads, one is as good as another.
        unread = [mark for mark in self.ids if mark not in read]
        tried = [mark for mark in self.ids if mark in read] + unread[:1]
        return one_of_each_class(_subsets(tried), ref, leaves, facts, today)


def read_several_input(reading: Reading, fields: Fields) -> SeveralInput | None:
    """Read `flervalg` and its `til`."""
    report = reading.report
    marks = [mark for entry in fields.entries("flervalg") if (mark := _mark(reading, entry))]
    routes = reading.routes.required(fields)
    if fields.lacks(NONE):
        report.error(
            fields.at("flervalg"),
            "RV223",
            "Her mangler «ingen: {til: steg}». Den som ikke skal ha noe av dette, må også kunne "
            "svare.",
        )
    if "valg" in fields:
        report.error(
            fields.at("valg"),
            "RV221",
            "«valg» kan ikke stå sammen med «flervalg»: det er uklart hva som kan velges sammen. "
            "Flytt valgene til «flervalg».",
        )
        return None
    if len(marks) < 2 or len(marks) > MOST:
        if len(marks) == len(fields.entries("flervalg")) and marks:
            report.error(
                fields.at("flervalg"),
                "RV223",
                f"«flervalg» må ha fra 2 til {MOST} å velge mellom. Med bare én passer «valg».",
            )
        return None
    return SeveralInput(tuple(marks), routes)


def read_none(reading: Reading, fields: Fields) -> Choice | None:
    """Read `ingen`, which excludes all others."""
    node = fields.node(NONE)
    if node is None:
        return None
    if fields.lacks("flervalg"):
        reading.report.error(
            fields.at(NONE), "RV221", "«ingen» hører til «flervalg». Skriv et valg under «valg»."
        )
        return None
    keys = ("tekst", FORMER, "til")
    inner = Fields(node, f"«ingen» i «{reading.ref.step}»", reading.report, keys)
    reading.former.read(inner, reading.ref.step, NONE)
    label = reading.maybe(read_wording(inner, "tekst"), NONE)
    return Choice(NONE, label, None, False, False, reading.routes.required(inner), node.position)


def _mark(reading: Reading, entry: Entry) -> Mark | None:
    key, report = entry.key, reading.report
    if key.text in RESERVED or key.text == NONE:
        report.error(
            key.position, "RV202", f"«{key.text}» er et ord i språket. Gi valget et annet navn."
        )
        return None
    fields = Fields(entry.value, f"valget «{key.text}»", report, ("tekst", FORMER, "forklaring"))
    reading.former.read(fields, reading.ref.step, key.text)
    label = read_wording(fields, "tekst", required=True)
    explanation = read_wording(fields, "forklaring")
    if label is None:
        return None
    return Mark(
        key.text,
        reading.text(label, key.text),
        reading.maybe(explanation, key.text, "forklaring"),
        key.position,
    )


def _subsets(marks: Sequence[str]) -> Iterator[frozenset[str]]:
    """Yield every choice of one or more, the smallest first."""
    for size in range(1, len(marks) + 1):
        yield from map(frozenset, combinations(marks, size))
