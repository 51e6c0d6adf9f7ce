"""Whole numbers as authors write them."""

from __future__ import annotations

from bot.source import Fields

MOST = 999_999_999
"""The largest number that can be asked for or compared with."""


def whole_number(text: str) -> int | None:
    """Return a number as authors write it, `0` to `999999999`; None for anything else."""
    plain = text.isascii() and text.isdigit() and len(text) <= len(str(MOST))
    return int(text) if plain and str(int(text)) == text else None


def read_whole(fields: Fields, key: str) -> int | None:
    """Read a whole number from 0, or None if there is none; anything else is reported."""
    found = fields.text(key)
    if found is None:
        return None
    number = whole_number(found.text)
    if number is None:
        fields.report.error(
            found.position,
            "RV222",
            f"«{key}» må være et helt tall fra 0 til {MOST}, uten mellomrom og punktum. "
            "Ellers kan det bli et annet tall enn det som er ment.",
        )
    return number
