"""RV301: a way must lead to a step that exists. RV012: who begins in a flow needs its start."""

from __future__ import annotations

from collections.abc import Collection

from bot.flows.calling import called_steps
from bot.flows.model import Call, Flow, routes_of
from bot.flows.rules.checked import START, Checked, all_steps
from bot.source import Report
from bot.source.diagnostics import did_you_mean


def targets_exist(checked: Checked, report: Report) -> None:
    """Report every `til`, `start` and call that names no step, and a `start` that is missing.

    Silent while something could not be read: the step may be there.
    """
    if not checked.whole:
        return
    called = called_steps(checked.flows)
    for flow in checked.flows.values():
        if not flow.start:
            _may_lack_start(flow, called.get(flow.id, {}), report)
        elif flow.start not in flow.steps:
            report.unknown(
                flow.start_position,
                "RV301",
                f"Flyten «{flow.id}» starter i «{flow.start}», men det steget finnes ikke."
                f"{did_you_mean(flow.start, flow.steps)}",
                f"steg: {flow.id}.{flow.start}",
            )
    for flow, _, step in all_steps(checked):
        if isinstance(step, Call):
            _step_exists(checked, step, report)
        for route in routes_of(step):
            if route.target not in flow.steps:
                report.unknown(
                    route.position,
                    "RV301",
                    f"Steget «{route.target}» finnes ikke i flyten «{flow.id}»."
                    f"{did_you_mean(route.target, flow.steps)} "
                    "Et valg må føre til et steg som finnes, ellers stopper samtalen her.",
                    f"steg: {flow.id}.{route.target}",
                )


def _may_lack_start(flow: Flow, called: Collection[str], report: Report) -> None:
    """Report a flow without `start` that somebody begins in: not by a step that they name."""
    if flow.id == START or not called or "" in called:
        report.error(
            flow.position,
            "RV012",
            f"Flyten «{flow.id}» mangler nøkkelen «start». Bare en flyt der alle kaller et steg "
            f"med navn, som «kall: {flow.id}.{next(iter(flow.steps))}», kan være uten.",
        )


def _step_exists(checked: Checked, call: Call, report: Report) -> None:
    callee = checked.flows.get(call.flow)
    if callee is not None and call.begin and call.begin not in callee.steps:
        report.unknown(
            call.position,
            "RV301",
            f"Steget «{call.begin}» finnes ikke i flyten «{callee.id}»."
            f"{did_you_mean(call.begin, callee.steps)} Kallet må begynne i et steg som finnes.",
            f"steg: {callee.id}.{call.begin}",
        )
