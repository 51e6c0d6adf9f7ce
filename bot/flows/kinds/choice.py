"""One choice: a button to press.

    hvem:
      spørsmål: Hvem fattet vedtaket?
      valg:
        kommunen: {tekst: Kommunen, til: kommunen_gjelder}
        nav: {tekst: Nav, forklaring: Også Nav-kontoret i kommunen., til: nav_gjelder}
      vet_ikke: {til: finn_avsender}

A choice with `for_andre: ja` says that the person asks for someone else; from then on every text
that has a variant for that is said in it.

One with `ord: [mamma, pappa]` can also be answered by these words, beside the one on its button.

One with `gjelder: {fra_og_med: 2027-01-01}` is shown and taken on those days only.

Choices can also stand as buttons beside a date, a number, an amount or a municipality.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.facts import Text
from bot.facts.periods import PERIOD_KEYS, Period, read_period
from bot.facts.texts import read_wording
from bot.flows.former import FORMER
from bot.flows.kinds.reading import RESERVED, Reading
from bot.flows.route import Route
from bot.source import Entry, Fields, Node, Position

UNKNOWN: Final = "vet_ikke"
"""The id of the choice "vet ikke", on every question that has it."""

NONE: Final = "ingen"
"""The id of the choice "ingen av disse", on every question that takes several choices."""

_MOST = 90
"""The most choices that can be read: Telegram shows 100 buttons, and some are the bot's own."""

_KEYS = ("tekst", FORMER, "forklaring", "ord", "frist", "for_andre", "gjelder", "til")


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be pressed.

    kommunen: {tekst: Kommunen, til: kommunen_gjelder}

    Attributes:
        label: the button's text; None is the bot's own "Vet ikke" or "Ingen av disse".
        explanation: written out in the message above the buttons.
        starts_nothing: whether it says that no deadline has started (`frist: ikke_startet`).
        for_others: whether it says that the person asks for someone else (`for_andre: ja`).
        first: the first day it can be chosen (`gjelder: {fra_og_med: …}`); None is always before.
        last: the last day; None is always after.
        words: what people may type instead of the label.
    """

    id: str
    label: Text | None
    explanation: Text | None
    starts_nothing: bool
    for_others: bool
    routes: tuple[Route, ...]
    position: Position
    first: date | None = None
    last: date | None = None
    words: tuple[Text, ...] = ()

    def holds(self, day: date) -> bool:
        """Whether it can be chosen on a day."""
        return (self.first or date.min) <= day <= (self.last or date.max)


def read_choices(reading: Reading, fields: Fields) -> list[Choice]:
    """Read `valg` and `vet_ikke`; what cannot be read is reported and left out."""
    entries = fields.entries("valg")
    if len(entries) > _MOST:
        reading.report.error(
            fields.at("valg"),
            "RV001",
            f"«{reading.ref.step}» har {len(entries)} valg, og grensen er {_MOST}: flere knapper "
            "viser ikke Telegram. Del spørsmålet i flere.",
        )
        return []
    found = [_choice(reading, entry) for entry in entries]
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
    words = fields.texts("ord")
    not_started = fields.one_of("frist", ("ikke_startet",))
    for_others = fields.truth("for_andre")
    first, last = _days(fields)
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
        first,
        last,
        tuple(reading.text(word, key.text, "ord") for word in words),
    )


def _days(fields: Fields) -> Period:
    """Read on which days a choice can be chosen."""
    node = fields.node("gjelder")
    if node is None:
        return None, None
    inner = Fields(node, f"«gjelder» i {fields.what}", fields.report, PERIOD_KEYS)
    if inner.is_mapping and all(inner.lacks(key) for key in PERIOD_KEYS):
        fields.report.error(
            inner.position,
            "RV243",
            "«gjelder» har ingen dag. Skriv {fra_og_med: dato}, {til_og_med: dato} eller begge.",
        )
    return read_period(inner) or (None, None)


def _unknown(reading: Reading, node: Node) -> Choice:
    what = f"«{UNKNOWN}» i «{reading.ref.step}»"
    fields = Fields(node, what, reading.report, ("tekst", FORMER, "til"))
    reading.former.read(fields, reading.ref.step, UNKNOWN)
    label = reading.maybe(read_wording(fields, "tekst"), UNKNOWN)
    routes = reading.routes.required(fields)
    return Choice(UNKNOWN, label, None, False, False, routes, node.position)
