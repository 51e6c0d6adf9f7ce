"""Reads a theme: something the content must cover, and what covers it.

temaer:
  hjelpemidler:
    nummer: 21
    navn: Hjelpemidler for kort og lang tid
    ord: [rullestol, rullator]
    svar: [hjelpemidler, klage_nav.svar_hjelpemidler]
"""

from __future__ import annotations

from types import MappingProxyType

from bot.facts.gathered import Gathered
from bot.facts.model import Theme
from bot.source import Entry, Fields, Scalar, Sequence


def read_theme(entry: Entry, gathered: Gathered) -> Theme | None:
    """Read one theme; what is wrong with it is reported. Nothing need cover it yet."""
    key = entry.key.text
    fields = Fields(
        entry.value, f"temaet «{key}»", gathered.report, ("nummer", "navn", "ord", "svar")
    )
    number = _number(fields)
    name = fields.text("navn", required=True)
    words = fields.texts("ord", required=True)
    node = fields.required("svar")
    found: tuple[Scalar, ...] = ()
    if node is not None and not (isinstance(node, Sequence) and not node.items):
        found = fields.texts("svar")
    if not (number and name and words):
        return None
    covered_by = {item.text: item.position for item in found}
    return Theme(
        key,
        number,
        name.text,
        tuple(word.text for word in words),
        MappingProxyType(covered_by),
        entry.key.position,
    )


def _number(fields: Fields) -> int | None:
    written = fields.text("nummer", required=True)
    if written is None:
        return None
    if written.text.isascii() and written.text.isdigit() and 1 <= int(written.text) <= 999:
        return int(written.text)
    fields.report.error(
        written.position,
        "RV122",
        "«nummer» må være et helt tall fra 1 til 999, som ingen andre har.",
    )
    return None
