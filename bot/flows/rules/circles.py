"""RV304: no way leads back to where it has been."""

from __future__ import annotations

from collections.abc import Iterator

from bot.flows.model import Flow, routes_of
from bot.flows.rules.checked import Checked, linked
from bot.source import Report


def no_circles(checked: Checked, report: Report) -> None:
    """Report each circle: a question is asked once, so a way back to it would never end."""
    if not linked(checked):
        return
    for flow in checked.flows.values():
        _check(flow, report)


def _check(flow: Flow, report: Report) -> None:
    settled: set[str] = set()

    def onward(step: str) -> Iterator[str]:
        return (route.target for route in routes_of(flow.steps[step]))

    for root in flow.steps:
        if root in settled:
            continue
        path = {root: None}
        pending = [onward(root)]
        while pending:
            target = next(pending[-1], None)
            if target is None:
                settled.add(path.popitem()[0])
                pending.pop()
            elif target in path:
                way = list(path)
                circle = " → ".join([*way[way.index(target) :], target])
                report.error(
                    flow.steps[way[-1]].position,
                    "RV304",
                    f"Her går veien i ring: {circle}. Et spørsmål stilles bare én gang, så "
                    "samtalen ville aldri kommet fram. La en av veiene føre videre til et svar.",
                )
            elif target not in settled:
                path[target] = None
                pending.append(onward(target))
