"""RV306: a conversation has a place to begin, and does not return from there."""

from __future__ import annotations

from bot.flows.rules.checked import Checked
from bot.source import Position, Report


def conversations_can_begin(checked: Checked, report: Report) -> None:
    """Report a missing `start` flow, or one that returns to a caller it does not have."""
    if not checked.whole:
        return
    start = checked.flows.get("start")
    if start is None:
        report.error(
            Position(checked.start_file),
            "RV306",
            "Flyten «start» finnes ikke. Den er det første en person møter. "
            f"Lag {checked.start_file}.",
        )
    elif start.results:
        report.error(
            start.position,
            "RV306",
            "Flyten «start» har «retur», men der samtalen begynner er det ingenting å vende "
            "tilbake til. La den ende i svar eller kalle andre flyter.",
        )
