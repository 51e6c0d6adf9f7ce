"""RV302: a call names a flow, takes each of its results, and never calls itself."""

from __future__ import annotations

from collections.abc import Iterator

from bot.flows.model import Call, Flow
from bot.flows.rules.checked import Checked, all_steps
from bot.flows.rules.rings import rings
from bot.source import Position, Report
from bot.source.diagnostics import did_you_mean, nearest


def calls_come_back(checked: Checked, report: Report) -> None:
    """Report unknown flows, results without a way, ways without a result, and recursion."""
    if not checked.whole:
        return
    for _, _, step in all_steps(checked):
        if not isinstance(step, Call):
            continue
        callee = checked.flows.get(step.flow)
        if callee is None:
            report.error(
                step.position,
                "RV302",
                f"Flyten «{step.flow}» finnes ikke.{did_you_mean(step.flow, checked.flows)} "
                "Uten den kan samtalen ikke fortsette her.",
            )
        else:
            _results_match(step, callee, report)
    _no_recursion(checked, report)


def _results_match(step: Call, callee: Flow, report: Report) -> None:
    if step.routes and not callee.results:
        report.error(
            step.position,
            "RV302",
            f"Flyten «{callee.id}» kommer aldri tilbake: den har ingen «retur». "
            "Ta bort «til», eller gi flyten et steg med «retur».",
        )
        return
    unknown = [named for named in step.routes if named is not None and named not in callee.results]
    meant = {nearest(named, callee.results) for named in unknown}
    for result in callee.results:
        if not step.routes_for(result) and result not in meant:
            report.error(
                step.position,
                "RV302",
                f"Flyten «{callee.id}» kan komme tilbake med «{result}», men kallet sier ikke hvor "
                f"samtalen går da. Skriv «til: {{{result}: steg}}».",
            )
    for named in unknown:
        report.error(
            step.position,
            "RV302",
            f"Flyten «{callee.id}» kommer aldri tilbake med «{named}»."
            f"{did_you_mean(named, callee.results)}",
        )


def _no_recursion(checked: Checked, report: Report) -> None:
    def onward(flow: str) -> Iterator[tuple[str, Position]]:
        steps = checked.flows[flow].steps.values()
        calls = (step for step in steps if isinstance(step, Call))
        return ((call.flow, call.position) for call in calls if call.flow in checked.flows)

    for circle, position in rings(checked.flows, onward):
        report.error(
            position,
            "RV302",
            f"Flytene kaller hverandre i ring: {circle}. Da kommer samtalen aldri fram.",
        )
