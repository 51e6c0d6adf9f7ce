"""Reads what somebody may do who helps another: powers of attorney, secrecy, rights of next of kin.

pårørende:
  klage_helse:
    råd: [Legg ved skriftlig fullmakt.]
    kilder: [pbrl_7_3]
"""

from __future__ import annotations

from bot.facts.gathered import Gathered
from bot.facts.model import Helping
from bot.facts.texts import read_wordings, text
from bot.source import Entry, Fields


def read_helping(entry: Entry, gathered: Gathered) -> Helping | None:
    """Read what may be done for another; what is wrong with it is reported.

    Args:
        entry: where it stands.
        gathered: tells which facts there are.
    """
    key = entry.key.text
    fields = Fields(entry.value, f"pårørende «{key}»", gathered.report, ("råd", "kilder"))
    advice = read_wordings(fields, "råd", required=True)
    sources = gathered.sources(fields)
    if not advice:
        return None
    told = tuple(text(f"fakta.pårørende.{key}", item) for item in advice)
    return Helping(key, told, sources, entry.key.position)
