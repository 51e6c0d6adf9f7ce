"""Reads a text that several texts share, or that makes a condition or a promise with a rate.

tekster:
  ring_ombudet: "Trenger du hjelp? Ring {instans.ombudet.navn}, {instans.ombudet.telefon}."
  taket_nådd:
    med_sats: Har du betalt {sats.egenandelstak} i år? Da er resten gratis.
    uten_sats: Ring {instans.helfo.telefon}. De vet hva taket er i år.

The second is read on a day when a rate in the first is not known.
"""

from __future__ import annotations

from dataclasses import replace

from bot.facts.model import Text
from bot.facts.texts import read_wording, text
from bot.source import Entry, Fields, Mapping, Report
from bot.source.diagnostics import did_you_mean

WITH_RATES, WITHOUT_RATES = "med_sats", "uten_sats"
"""The keys of a text that holds only while its rates are known, and of what is read instead."""


def read_shared_text(entry: Entry, report: Report) -> Text | None:
    """Read one text; what is wrong with it is reported."""
    key = entry.key.text
    if _depends_on_rates(entry):
        return _read_both(entry, report)
    fields = Fields(Mapping((entry,), entry.key.position), f"teksten «{key}»", report, (key,))
    found = read_wording(fields, key)
    return text(f"fakta.tekst.{key}", found) if found else None


def _depends_on_rates(entry: Entry) -> bool:
    keys = (WITH_RATES, WITHOUT_RATES)
    return isinstance(entry.value, Mapping) and any(
        each.key.text in keys or did_you_mean(each.key.text, keys) for each in entry.value.entries
    )


def _read_both(entry: Entry, report: Report) -> Text | None:
    key = entry.key.text
    fields = Fields(entry.value, f"den delte teksten «{key}»", report, (WITH_RATES, WITHOUT_RATES))
    known = read_wording(fields, WITH_RATES, required=True)
    unknown = read_wording(fields, WITHOUT_RATES, required=True)
    if known is None or unknown is None:
        return None
    context = f"fakta.tekst.{key}"
    return replace(text(context, known), without_rates=text(f"{context}.{WITHOUT_RATES}", unknown))
