"""Reads a source.

kilder:
  pbrl_7_5:
    tittel: Pasient- og brukerrettighetsloven § 7-5
    adresse: https://lovdata.no/lov/1999-07-02-63/§7-5
    kontrollert: 2026-07-28
    neste_kontroll: 2027-06-30
"""

from __future__ import annotations

from bot.facts.model import Source
from bot.facts.texts import text
from bot.source import Entry, Fields, Report


def read_source(entry: Entry, report: Report) -> Source | None:
    """Read one source; what is wrong with it is reported."""
    key = entry.key.text
    fields = Fields(
        entry.value,
        f"kilden «{key}»",
        report,
        ("tittel", "adresse", "kontrollert", "neste_kontroll"),
    )
    title = fields.text("tittel", required=True)
    url = fields.text("adresse", required=True)
    checked = fields.date("kontrollert", required=True)
    next_check = fields.date("neste_kontroll", required=True)
    if url and not url.text.startswith("https://"):
        report.error(
            url.position, "RV103", "Adressen må begynne med https://, så ingen kan bytte siden."
        )
    if checked and next_check and next_check <= checked:
        report.error(
            fields.at("neste_kontroll"),
            "RV104",
            f"Neste kontroll ({next_check}) må komme etter at kilden ble kontrollert ({checked}).",
        )
    if not (title and url and checked and next_check):
        return None
    named = text(f"fakta.kilde.{key}", title)
    return Source(key, named, url.text, checked, next_check, entry.key.position)
