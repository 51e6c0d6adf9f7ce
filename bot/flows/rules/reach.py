"""RV305: every step and every flow is reached by somebody."""

from __future__ import annotations

from bot.flows.calling import called_steps
from bot.flows.model import reachable
from bot.flows.rules.checked import START, Checked, linked
from bot.source import Report


def every_step_is_reached(checked: Checked, report: Report) -> None:
    """Report steps that no way leads to, and flows that can be neither called nor begun in."""
    if not linked(checked):
        return
    called = called_steps(checked.flows)
    for flow in checked.flows.values():
        begins = called.get(flow.id, {})
        reached = reachable(flow.steps, (flow.start, *begins))
        for step_id, step in flow.steps.items():
            if step_id not in reached:
                report.error(
                    step.position,
                    "RV305",
                    f"Ingen vei fører til steget «{step_id}». La et valg føre dit, eller slett "
                    "det: et svar ingen kommer til, hjelper ingen.",
                )
        # A start flow that returns is told by the rule on where conversations begin.
        if not flow.results or flow.id == START or "" in begins:
            continue
        if begins:
            report.error(
                flow.start_position,
                "RV305",
                f"Flyten «{flow.id}» har «start» og «retur», men alle som kaller den, begynner i "
                "et annet steg. Ta bort «start», eller kall flyten uten steg.",
            )
        else:
            report.error(
                flow.position,
                "RV305",
                f"Flyten «{flow.id}» har «retur», men ingen flyt kaller den.",
            )
