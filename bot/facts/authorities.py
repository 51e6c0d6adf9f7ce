"""Reads an authority.

instanser:
  helfo:
    navn: Helfo
    telefon: 23 32 70 00
    sikkerhet: høy
    kilder: [helfo_kontakt]
"""

from __future__ import annotations

from bot.facts.gathered import Gathered
from bot.facts.model import Authority, Confidence
from bot.facts.texts import read_wording, text
from bot.source import Entry, Fields


def read_authority(entry: Entry, gathered: Gathered) -> Authority | None:
    """Read one authority; what is wrong with it is reported."""
    key = entry.key.text
    fields = Fields(
        entry.value,
        f"instansen «{key}»",
        gathered.report,
        ("navn", "telefon", "post", "nett", "hvordan", "sikkerhet", "kilder"),
    )
    name = fields.text("navn", required=True)
    confidence = fields.one_of("sikkerhet", tuple(Confidence), required=True)
    sources = gathered.sources(fields)
    phone, post, web = (fields.text(field) for field in ("telefon", "post", "nett"))
    how = read_wording(fields, "hvordan")
    if web and not web.text.startswith("https://"):
        gathered.report.error(web.position, "RV103", "Nettadressen må begynne med https://.")
    if not (name and confidence):
        return None
    return Authority(
        key,
        text(f"fakta.instans.{key}", name),
        phone.text if phone else None,
        post.text if post else None,
        web.text if web else None,
        text(f"fakta.instans.{key}.hvordan", how) if how else None,
        Confidence(confidence),
        sources,
        entry.key.position,
    )
