"""RV305: every step and every flow is reached by somebody."""

from __future__ import annotations

from bot.flows.model import Call, routes_of
from bot.flows.rules.checked import Checked, all_steps, linked
from bot.source import Report


def every_step_is_reached(checked: Checked, report: Report) -> None:
    """Report steps that no way leads to, and flows that can be neither called nor begun in."""
    if not linked(checked):
        return
    for flow in checked.flows.values():
        reached: set[str] = set()
        waiting = [flow.start]
        while waiting:
            step_id = waiting.pop()
            if step_id not in reached:
                reached.add(step_id)
                waiting.extend(route.target for route in routes_of(flow.steps[step_id]))
        for step_id, step in flow.steps.items():
            if step_id not in reached:
                report.error(
                    step.position,
                    "RV305",
                    f"Ingen vei fører til steget «{step_id}». La et valg føre dit, eller slett "
                    "det: et svar ingen kommer til, hjelper ingen.",
                )
    called = {step.flow for _, _, step in all_steps(checked) if isinstance(step, Call)}
    for flow in checked.flows.values():
        # A start flow that returns is told by the rule on where conversations begin.
        if flow.results and flow.id not in called and flow.id != "start":
            report.error(
                flow.position,
                "RV305",
                f"Flyten «{flow.id}» har «retur», men ingen flyt kaller den.",
            )
