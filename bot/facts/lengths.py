"""Reads a length of time as authors write it: `{uker: 4}`."""

from __future__ import annotations

from bot.facts.deadlines import Length, Unit
from bot.source import Fields, Node, Report

_UNITS = {
    "timer": Unit.TWENTY_FOUR_HOURS,
    "dager": Unit.DAYS,
    "virkedager": Unit.WORKING_DAYS,
    "uker": Unit.WEEKS,
    "måneder": Unit.MONTHS,
}
_MAX_COUNT = 400


def read_length(node: Node, what: str, report: Report) -> Length | None:
    """Read a length; what is wrong with it is reported.

    Args:
        node: where it stands.
        what: what it is, for an author: «lengden».
        report: where everything wrong is noted.
    """
    unit_fields = Fields(node, what, report, tuple(_UNITS))
    if not unit_fields.is_mapping or unit_fields.has_unknown:
        return None
    given = [unit for unit in _UNITS if unit in unit_fields]
    if len(given) != 1:
        report.error(
            node.position,
            "RV106",
            f"{what.capitalize()} må ha én enhet, for eksempel {{uker: 4}}. "
            "Ellers kan ingen dag regnes ut.",
        )
        return None
    count = unit_fields.text(given[0])
    if count is None:
        return None
    number = int(count.text[:9]) if count.text.isascii() and count.text.isdigit() else 0
    if not 0 < number <= _MAX_COUNT:
        report.error(
            count.position,
            "RV106",
            f"{what.capitalize()} må være et helt tall fra 1 til {_MAX_COUNT}. "
            "Ellers kan ingen dag regnes ut.",
        )
        return None
    unit = _UNITS[given[0]]
    if unit is not Unit.TWENTY_FOUR_HOURS:
        return Length(number, unit)
    if number % 24:
        report.error(
            count.position,
            "RV106",
            f"{what.capitalize()} i timer må være hele døgn: 24, 48, 72 og så videre. Vi spør om "
            "dagen og ikke om klokkeslettet. Ellers kan ingen dag regnes ut.",
        )
        return None
    return Length(number // 24, unit)
