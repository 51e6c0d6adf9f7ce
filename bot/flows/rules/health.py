"""RV309: wherever health is spoken of, the emergency line stands, and leaving it out is a choice.

Only the authors know what a flow is about. So a flow that people come to from one on health, and
that has outcomes, must say `helse: ja` or `helse: nei` itself; silence would leave the line out
by accident.
"""

from __future__ import annotations

from collections import deque

from bot.flows.model import Call, Flow, Outcome
from bot.flows.rules.checked import Checked
from bot.source import Report


def health_is_said(checked: Checked, report: Report) -> None:
    """Warn of flows with outcomes that health flows lead to, and that do not say what they are."""
    if not checked.whole:
        return
    waiting = deque((flow, flow) for flow in checked.flows.values() if flow.health)
    reached: dict[str, str] = {}
    while waiting:
        origin, caller = waiting.popleft()
        for called in _called(caller, checked):
            if called.id not in reached:
                reached[called.id] = origin.id
                if not called.says_health:
                    waiting.append((origin, called))
    for flow_id, origin_id in reached.items():
        flow = checked.flows[flow_id]
        if not flow.says_health and any(isinstance(s, Outcome) for s in flow.steps.values()):
            report.warning(
                flow.position,
                "RV309",
                f"Flyten «{flow_id}» nås fra helseflyten «{origin_id}», men sier ikke om den "
                "selv gjelder helse. Skriv «helse: ja», så står nødnummeret på svarene, eller "
                "«helse: nei» hvis det ikke hører hjemme der.",
            )


def _called(flow: Flow, checked: Checked) -> list[Flow]:
    called = dict.fromkeys(step.flow for step in flow.steps.values() if isinstance(step, Call))
    return [checked.flows[each] for each in called if each in checked.flows]
