"""Reads the rule of a deadline.

frister:
  pbrl_klage:
    navn: Klage etter pasient- og brukerrettighetsloven
    løper_fra: dagen du fikk brevet
    sikkerhet: lov
    innhold:
      - lengde: {uker: 4}
        hjemmel: pasient- og brukerrettighetsloven § 7-5
        kilder: [pbrl_7_5]
    for_sent: sen_klage
    ikke_startet: brevet_ikke_kommet
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.facts.deadlines import Unit
from bot.facts.gathered import Gathered
from bot.facts.lengths import read_length
from bot.facts.model import Certainty, DeadlineRule, DeadlineTerms, Text
from bot.facts.periods import PERIOD_KEYS, read_period, report_problems
from bot.facts.texts import read_wording, text
from bot.facts.timeline import Dated, Timeline, problems
from bot.source import Entry, Fields, Node

Advice = Mapping[str, tuple[Text, ...]]


def read_rule(entry: Entry, advice: Advice, gathered: Gathered) -> DeadlineRule | None:
    """Read one rule; what is wrong with it is reported.

    Args:
        entry: where it stands.
        advice: what a rule may name for those who are late or early, by id.
        gathered: tells which facts there are.
    """
    key = entry.key.text
    fields = Fields(
        entry.value,
        f"fristen «{key}»",
        gathered.report,
        ("navn", "løper_fra", "sikkerhet", "flyttes", "innhold", "for_sent", "ikke_startet"),
    )
    name = read_wording(fields, "navn", required=True)
    starts = read_wording(fields, "løper_fra", required=True)
    certainty = fields.one_of("sikkerhet", tuple(Certainty), required=True)
    rolls_over = fields.truth("flyttes", default=True)
    items = fields.items("innhold", required=True)
    terms = tuple(
        dated for item in items if (dated := _terms(key, item, rolls_over, gathered)) is not None
    )
    faults = problems(terms) if items and len(terms) == len(items) else ()
    report_problems(faults, f"fristen «{key}»", fields)
    late = _named(fields, "for_sent", "når fristen er ute", advice, gathered)
    not_started = _named(fields, "ikke_startet", "når fristen ikke løper ennå", advice, gathered)
    if faults or len(terms) < len(items) or not (name and starts and certainty and terms):
        return None
    return DeadlineRule(
        key,
        text(f"fakta.frist.{key}", name),
        text(f"fakta.frist.{key}.løper_fra", starts),
        Certainty(certainty),
        rolls_over,
        Timeline(terms),
        late,
        not_started,
        entry.key.position,
    )


def _terms(
    key: str, item: Node, rolls_over: bool, gathered: Gathered
) -> Dated[DeadlineTerms] | None:
    fields = Fields(
        item,
        f"innholdet i fristen «{key}»",
        gathered.report,
        (*PERIOD_KEYS, "lengde", "hjemmel", "kilder"),
    )
    period = read_period(fields)
    node = fields.required(
        "lengde",
        "hvor lang fristen er: «lengde: {uker: 4}», med dager, virkedager, uker eller måneder",
    )
    length = read_length(node, "lengden", gathered.report) if node is not None else None
    if length is not None and length.unit is Unit.TWENTY_FOUR_HOURS and rolls_over:
        gathered.report.error(
            node.position if node is not None else item.position,
            "RV106",
            f"Fristen «{key}» er i timer, og flyttes ikke forbi helg og helligdager. "
            "Skriv «flyttes: nei». Ellers kan dagen bli for sen.",
        )
    basis = read_wording(fields, "hjemmel", required=True)
    sources = gathered.sources(fields)
    if not (period and length and basis and sources):
        return None
    first, last = period
    when = first.isoformat() if first else "alltid"
    named = text(f"fakta.frist.{key}.hjemmel.{when}", basis)
    return Dated(DeadlineTerms(length, named, sources), first, last)


def _named(
    fields: Fields, role: str, when: str, advice: Advice, gathered: Gathered
) -> tuple[Text, ...]:
    """Return what a person is told to do in a situation that every deadline can come to."""
    write = f"«{role}: …» med id-en til det man gjør {when}, og legg det selv under «råd» i fakta"
    found = fields.text(role, required=True, write=write)
    return advice[found.text] if found and gathered.exists(found, "råd") else ()
