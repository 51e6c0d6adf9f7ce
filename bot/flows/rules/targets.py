"""RV301: a way must lead to a step that exists."""

from __future__ import annotations

from bot.flows.model import routes_of
from bot.flows.rules.checked import Checked, all_steps
from bot.source import Report
from bot.source.diagnostics import did_you_mean


def targets_exist(checked: Checked, report: Report) -> None:
    """Report every `til` and `start` that names no step of its flow.

    Silent while something could not be read: the step may be there.
    """
    if not checked.whole:
        return
    for flow in checked.flows.values():
        if flow.start not in flow.steps:
            report.error(
                flow.start_position,
                "RV301",
                f"Flyten «{flow.id}» starter i «{flow.start}», men det steget finnes ikke."
                f"{did_you_mean(flow.start, flow.steps)}",
            )
    for flow, _, step in all_steps(checked):
        for route in routes_of(step):
            if route.target not in flow.steps:
                report.error(
                    route.position,
                    "RV301",
                    f"Steget «{route.target}» finnes ikke i flyten «{flow.id}»."
                    f"{did_you_mean(route.target, flow.steps)} "
                    "Et valg må føre til et steg som finnes, ellers stopper samtalen her.",
                )
