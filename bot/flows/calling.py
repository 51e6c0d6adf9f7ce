"""Where calls begin, and what can come back from there.

A call begins at the start of a flow, or at one of its steps: `kall: felles.alder`. What comes back
are the returns that ways lead to from there, so two calls of one flow can have different results.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.flows.model import Call, Flow, Return, reachable
from bot.flows.references import Ref


def beginning(call: Call, flows: Mapping[str, Flow]) -> Ref:
    """Return the step a call begins at; the flow exists."""
    return Ref(call.flow, call.begin or flows[call.flow].start)


class Returns:
    """The returns that can end calls, found once for each step that calls begin at.

    Args:
        flows: every flow; every call names one.
    """

    def __init__(self, flows: Mapping[str, Flow]) -> None:
        self._flows = flows
        self._found: dict[Ref, tuple[Return, ...]] = {}

    def after(self, begin: Ref) -> tuple[Return, ...]:
        """Return those that ways lead to from a step, in the order written."""
        if begin not in self._found:
            steps = self._flows[begin.flow].steps
            reached = reachable(steps, (begin.step,))
            self._found[begin] = tuple(
                step
                for step in steps.values()
                if isinstance(step, Return) and step.ref.step in reached
            )
        return self._found[begin]

    def of(self, call: Call) -> tuple[Return, ...]:
        """Return those that can end a call."""
        return self.after(beginning(call, self._flows))

    def results(self, call: Call) -> tuple[str, ...]:
        """Return the results a call can come back with, each once."""
        return tuple(dict.fromkeys(ending.result for ending in self.of(call)))


def called_steps(flows: Mapping[str, Flow]) -> Mapping[str, Mapping[str, None]]:
    """Return for each flow the steps that calls begin at, in the order met; where it says none, "".

    Flows that nobody calls are left out, and flows that do not exist are not.
    """
    found: dict[str, dict[str, None]] = {}
    for flow in flows.values():
        for step in flow.steps.values():
            if isinstance(step, Call):
                found.setdefault(step.flow, {})[step.begin] = None
    return found
