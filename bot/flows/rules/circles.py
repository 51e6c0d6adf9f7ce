"""RV304: no way leads back to where it has been."""

from __future__ import annotations

from collections.abc import Iterator

from bot.flows.model import Flow, routes_of
from bot.flows.rules.checked import Checked, linked
from bot.flows.rules.rings import rings
from bot.source import Position, Report


def no_circles(checked: Checked, report: Report) -> None:
    """Report each circle: a question is asked once, so a way back to it would never end."""
    if not linked(checked):
        return
    for flow in checked.flows.values():
        _check(flow, report)


def _check(flow: Flow, report: Report) -> None:
    def onward(step_id: str) -> Iterator[tuple[str, Position]]:
        step = flow.steps[step_id]
        return ((route.target, step.position) for route in routes_of(step))

    for circle, position in rings(flow.steps, onward):
        report.error(
            position,
            "RV304",
            f"Her går veien i ring: {circle}. Et spørsmål stilles bare én gang, så "
            "samtalen ville aldri kommet fram. La en av veiene føre videre til et svar.",
        )
