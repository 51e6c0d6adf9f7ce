"""Reads a rate: an amount in kroner, a percentage, an age or a number, with the days it holds.

    satser:
      egenandelstak:
        navn: Egenandelstak
        sikkerhet: middels
        innhold:
          - {beløp: 3278, fra_og_med: 2026-01-01, til_og_med: 2026-12-31, kilder: [prisliste]}

Periods follow each other; what comes before the first and after the last is not known.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.facts.gathered import Gathered
from bot.facts.model import Confidence, Rate, RateTerms, RateUnit
from bot.facts.periods import PERIOD_KEYS, read_period, report_problems
from bot.facts.texts import text
from bot.facts.timeline import Dated, Overlap, Timeline, problems
from bot.source import Entry, Fields, Node

_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:[.,][0-9]{1,2})?")
_AGE = re.compile(r"0|[1-9][0-9]?|1[01][0-9]|120")


def read_rate(entry: Entry, gathered: Gathered) -> Rate | None:
    """Read one rate; what is wrong with it is reported."""
    key = entry.key.text
    fields = Fields(
        entry.value, f"satsen «{key}»", gathered.report, ("navn", "sikkerhet", "innhold")
    )
    name = fields.text("navn", required=True)
    confidence = fields.one_of("sikkerhet", tuple(Confidence), required=True)
    items = fields.items("innhold", required=True)
    terms = tuple(dated for item in items if (dated := _terms(key, item, gathered)) is not None)
    if not terms or len(terms) < len(items):
        return None
    faults = tuple(
        fault for fault in problems(terms) if isinstance(fault, Overlap) or fault.is_between
    )
    report_problems(faults, f"satsen «{key}»", fields)
    if faults or not (name and confidence):
        return None
    return Rate(
        key,
        text(f"fakta.sats.{key}", name),
        Confidence(confidence),
        Timeline(terms),
        entry.key.position,
    )


def _terms(key: str, item: Node, gathered: Gathered) -> Dated[RateTerms] | None:
    fields = Fields(
        item,
        f"innholdet i satsen «{key}»",
        gathered.report,
        (*PERIOD_KEYS, *RateUnit, "kilder"),
    )
    period = read_period(fields)
    found = _value(key, fields)
    sources = gathered.sources(fields)
    if not (period and found and sources):
        return None
    value, unit = found
    return Dated(RateTerms(value, unit, sources), *period)


def _value(key: str, fields: Fields) -> tuple[Decimal, RateUnit] | None:
    given = [unit for unit in RateUnit if unit in fields]
    if len(given) != 1:
        if fields.is_mapping and not fields.has_unknown:
            fields.report.error(
                fields.position,
                "RV110",
                f"Satsen «{key}» må ha nøyaktig én av «beløp», «prosent», «år» og «tall» i hver "
                "periode. Ellers vet ingen hvilket tall som skal vises.",
            )
        return None
    (unit,) = given
    written = fields.text(unit)
    if written is None:
        return None
    if unit is RateUnit.YEARS and not _AGE.fullmatch(written.text):
        fields.report.error(
            written.position,
            "RV222",
            f"«{unit}» må være en alder i hele år, fra 0 til 120: 18. Ellers kan folk få en annen "
            "grense enn den som er ment.",
        )
        return None
    if not _NUMBER.fullmatch(written.text):
        fields.report.error(
            written.position,
            "RV222",
            f"«{unit}» må være et tall uten mellomrom og enhet, med høyst to desimaler: 3278, "
            '3.20 eller "3,20". Ellers kan folk få et annet tall enn det som er ment.',
        )
        return None
    return Decimal(written.text.replace(",", ".")), unit
