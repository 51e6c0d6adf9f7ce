"""Reads a text that several texts share.

tekster:
  ring_ombudet: "Trenger du hjelp? Ring {instans.ombudet.navn}, {instans.ombudet.telefon}."
"""

from __future__ import annotations

from bot.facts.model import Text
from bot.facts.texts import read_wording, text
from bot.source import Entry, Fields, Mapping, Report


def read_shared_text(entry: Entry, report: Report) -> Text | None:
    """Read one text; what is wrong with it is reported."""
    key = entry.key.text
    fields = Fields(Mapping((entry,), entry.key.position), f"teksten «{key}»", report, (key,))
    found = read_wording(fields, key)
    return text(f"fakta.tekst.{key}", found) if found else None
