"""One choice: a button to press.

    hvem:
      spørsmål: Hvem fattet vedtaket?
      valg:
        kommunen: {tekst: Kommunen, til: kommunen_gjelder}
        nav: {tekst: Nav, forklaring: Også Nav-kontoret i kommunen., til: nav_gjelder}
      vet_ikke: {til: finn_avsender}

A choice with `for_andre: ja` says that the person asks for someone else; from then on every text
that has a variant for that is said in it.

Choices can also stand as buttons beside a date, a number, an amount or a municipality.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.facts import Text
from bot.facts.texts import read_wording
from bot.flows.former import FORMER
from bot.flows.kinds.reading import RESERVED, Reading
from bot.flows.route import Route
from bot.source import Entry, Fields, Node, Position

UNKNOWN: Final = "vet_ikke"
"""The id of the choice "vet ikke", on every question that has it."""

NONE: Final = "ingen"
"""The id of the choice "ingen av disse", on every question that takes several choices."""

_KEYS = ("tekst", FORMER, "forklaring", "frist", "for_andre", "til")


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be pressed.

    kommunen: {tekst: Kommunen, til: kommunen_gjelder}

    Attributes:
        label: the button's text; None is the bot's own "Vet ikke" or "Ingen av disse".
        explanation: written out in the message above the buttons.
        starts_nothing: whether it says that no deadline has started (`frist: ikke_startet`).
        for_others: whether it says that the person asks for someone else (`for_andre: ja`).
    """

    id: str
    label: Text | None
    explanation: Text | None
    starts_nothing: bool
    for_others: bool
    routes: tuple[Route, ...]
    position: Position


def read_choices(reading: Reading, fields: Fields) -> list[Choice]:
    """Read `valg` and `vet_ikke`; what cannot be read is reported and left out."""
    found = [_choice(reading, entry) for entry in fields.entries("valg")]
    unknown = fields.node(UNKNOWN)
    if unknown is not None:
        found.append(_unknown(reading, unknown))
    return [choice for choice in found if choice is not None]


def _choice(reading: Reading, entry: Entry) -> Choice | None:
    key, report = entry.key, reading.report
    if key.text in RESERVED:
        report.error(
            key.position, "RV202", f"«{key.text}» er et ord i språket. Gi valget et annet navn."
        )
        return None
    fields = Fields(entry.value, f"valget «{key.text}»", report, _KEYS)
    reading.former.read(fields, reading.ref.step, key.text)
    label = read_wording(fields, "tekst", required=True)
    explanation = read_wording(fields, "forklaring")
    not_started = fields.one_of("frist", ("ikke_startet",))
    for_others = fields.truth("for_andre")
    routes = reading.routes.required(fields)
    if not label:
        return None
    return Choice(
        key.text,
        reading.text(label, key.text),
        reading.maybe(explanation, key.text, "forklaring"),
        not_started is not None,
        for_others,
        routes,
        key.position,
    )


def _unknown(reading: Reading, node: Node) -> Choice:
    what = f"«{UNKNOWN}» i «{reading.ref.step}»"
    fields = Fields(node, what, reading.report, ("tekst", FORMER, "til"))
    reading.former.read(fields, reading.ref.step, UNKNOWN)
    label = reading.maybe(read_wording(fields, "tekst"), UNKNOWN)
    routes = reading.routes.required(fields)
    return Choice(UNKNOWN, label, None, False, False, routes, node.position)
