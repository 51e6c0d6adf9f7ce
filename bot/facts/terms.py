"""Reads a term, and the long words that need no explaining.

begreper:
  bpa:
    ord: BPA
    også: [brukerstyrt personlig assistanse]
    forklaring: Du styrer selv assistentene som hjelper deg i hverdagen.
    kilder: [pbrl_2_1_d]
hverdagsord:
  steder: [legevaktsentralen, sykehjemsavdelingen]
"""

from __future__ import annotations

from bot.facts.gathered import Gathered
from bot.facts.model import Term
from bot.facts.texts import text
from bot.source import Entry, Fields, Mapping, Report


def read_term(entry: Entry, gathered: Gathered) -> Term | None:
    """Read one term; what is wrong with it is reported."""
    key = entry.key.text
    known = ("ord", "også", "forklaring", "kilder")
    fields = Fields(entry.value, f"begrepet «{key}»", gathered.report, known)
    word = fields.text("ord", required=True)
    also = fields.texts("også")
    explanation = fields.text("forklaring", required=True)
    sources = gathered.sources(fields)
    if not (word and explanation and sources):
        return None
    context = f"fakta.begrep.{key}"
    return Term(
        key,
        text(context, word),
        tuple(text(f"{context}.også", item) for item in also),
        text(f"{context}.forklaring", explanation),
        sources,
        entry.key.position,
    )


def read_everyday(entry: Entry, report: Report) -> tuple[str, ...]:
    """Read a list of long words that everybody knows."""
    key = entry.key.text
    fields = Fields(
        Mapping((entry,), entry.key.position), f"hverdagsordene «{key}»", report, (key,)
    )
    return tuple(item.text for item in fields.texts(key))
