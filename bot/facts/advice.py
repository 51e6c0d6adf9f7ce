"""Reads advice that several deadlines share: a list of things to do.

råd:
  sen_klage:
    - Send klagen likevel. Skriv hvorfor den er sen.
"""

from __future__ import annotations

from bot.facts.model import Text
from bot.facts.texts import read_wordings, text
from bot.source import Entry, Fields, Mapping, Report, Sequence


def read_advice(entry: Entry, report: Report) -> tuple[Text, ...]:
    """Read one piece of advice; what is wrong with it is reported."""
    key = entry.key.text
    if not isinstance(entry.value, Sequence) or not entry.value.items:
        report.error(
            entry.value.position,
            "RV010",
            f"Rådet «{key}» må være en liste av steg. Noe annet blir ikke lest.",
        )
        return ()
    fields = Fields(Mapping((entry,), entry.key.position), f"rådet «{key}»", report, (key,))
    return tuple(text(f"fakta.råd.{key}", item) for item in read_wordings(fields, key))
