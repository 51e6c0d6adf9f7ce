"""A rate of two periods, read."""

from bot.facts import Facts, FactsReader
from bot.source import Report
from tests.library import FACTS
from tests.source.reading import tree

RATES = """\
satser:
  tak:
    navn: Egenandelstak
    sikkerhet: middels
    innhold:
      - {beløp: 3278, fra_og_med: 2026-01-01, til_og_med: 2026-12-31, kilder: [loven]}
      - {beløp: 3360, fra_og_med: 2027-01-01, kilder: [siden, loven]}
"""


def read(rates: str = RATES) -> tuple[Facts, list[str]]:
    report = Report()
    reader = FactsReader(report)
    reader.add(tree(FACTS + rates))
    facts = reader.facts()
    return facts, [f"{item.code} {item.message}" for item in report.sorted()]
