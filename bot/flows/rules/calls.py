"""RV302: a call names a flow, takes each of its results, and never calls itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bot.flows.calling import Returns, called_steps
from bot.flows.model import Call, Return, reachable
from bot.flows.rules.checked import Checked, all_steps
from bot.flows.rules.rings import rings
from bot.source import Position, Report
from bot.source.diagnostics import did_you_mean, listed, nearest

_NAMED = 3
"""How many results without a way are named; of more it is told how many."""


def calls_come_back(checked: Checked, report: Report) -> None:
    """Report unknown flows, results without a way, ways without a result, and recursion."""
    if not checked.whole:
        return
    results = _Results(checked)
    for _, _, step in all_steps(checked):
        if not isinstance(step, Call):
            continue
        callee = checked.flows.get(step.flow)
        if callee is None:
            report.unknown(
                step.position,
                "RV302",
                f"Flyten «{step.flow}» finnes ikke.{did_you_mean(step.flow, checked.flows)} "
                "Uten den kan samtalen ikke fortsette her.",
                f"flyt: {step.flow}",
            )
        elif (step.begin or callee.start) in callee.steps:
            _results_match(step, results, report)
    _no_recursion(checked, report)


class _Results:
    """What calls come back with, and what they would if somebody came to all returns."""

    def __init__(self, checked: Checked) -> None:
        self.returns = Returns(checked.flows)
        self._flows = checked.flows
        self._called = called_steps(checked.flows)
        self._missed: dict[str, frozenset[str]] = {}

    def missed(self, flow_id: str) -> frozenset[str]:
        """Return results of which nobody comes to the return; that is reported there."""
        if flow_id not in self._missed:
            flow = self._flows[flow_id]
            reached = reachable(flow.steps, (flow.start, *self._called.get(flow_id, ())))
            self._missed[flow_id] = frozenset(
                step.result
                for step in flow.steps.values()
                if isinstance(step, Return) and step.ref.step not in reached
            )
        return self._missed[flow_id]


def _results_match(call: Call, results: _Results, report: Report) -> None:
    what = f"«{call.flow}.{call.begin}»" if call.begin else f"Flyten «{call.flow}»"
    known = results.returns.results(call)
    missed = results.missed(call.flow)
    if call.routes and not known:
        if not missed:
            lacks = "ingen vei derfra fører til" if call.begin else "den har ingen"
            report.error(
                call.position,
                "RV302",
                f"{what} kommer aldri tilbake: {lacks} «retur». "
                "Ta bort «til», eller gi flyten et steg med «retur».",
            )
        return
    unknown = [
        named
        for named in call.routes
        if named is not None and named not in known and named not in missed
    ]
    meant = {nearest(named, known) for named in unknown}
    lacking = (each for each in known if not call.routes_for(each) and each not in meant)
    shown = () if None in call.routes else tuple(islice(lacking, _NAMED))
    if shown:
        more = sum(1 for _ in lacking)
        told = " og ".join([f"«{'», «'.join(shown)}»", *([f"{more} til"] if more else [])])
        report.error(
            call.position,
            "RV302",
            f"{what} kan komme tilbake med {told}, men kallet sier ikke hvor "
            f"samtalen går da. Skriv «til: {{{shown[0]}: steg}}».",
        )
    for named in unknown:
        report.unknown(
            call.position,
            "RV302",
            f"{what} kommer aldri tilbake med «{named}».{did_you_mean(named, known)} "
            f"Den kommer tilbake med {listed(known)}.",
            f"retur: {call.flow}.{named}",
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
