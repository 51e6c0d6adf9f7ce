"""Where calls begin, and what can come back from there.

A call begins at the start of a flow, or at one of its steps: `kall: felles.alder`. What comes back
are the returns that ways lead to from there, so two calls of one flow can have different results.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.flows.model import Call, Flow, Return, Step, routes_of
from bot.flows.references import Ref


def beginning(call: Call, flows: Mapping[str, Flow]) -> Ref:
    """Return the step a call begins at; the flow exists."""
    return Ref(call.flow, call.begin or flows[call.flow].start)


class Returns:
    """The returns that can end calls, found once for each flow that is called.

    Args:
        flows: every flow; every call names one.
    """

    def __init__(self, flows: Mapping[str, Flow]) -> None:
        self._flows = flows
        self._ahead: dict[str, Mapping[str, int]] = {}
        self._endings: dict[str, tuple[Return, ...]] = {}
        self._found: dict[tuple[str, int], tuple[Return, ...]] = {}

    def after(self, begin: Ref) -> tuple[Return, ...]:
        """Return those that ways lead to from a step, in the order written."""
        flow = begin.flow
        if flow not in self._ahead:
            steps = self._flows[flow].steps
            self._endings[flow] = tuple(each for each in steps.values() if isinstance(each, Return))
            self._ahead[flow] = _ahead(steps, self._endings[flow])
        place = (flow, self._ahead[flow].get(begin.step, 0))
        if place not in self._found:
            self._found[place] = tuple(
                ending for bit, ending in enumerate(self._endings[flow]) if place[1] >> bit & 1
            )
        return self._found[place]

    def of(self, call: Call) -> tuple[Return, ...]:
        """Return those that can end a call."""
        return self.after(beginning(call, self._flows))

    def results(self, call: Call) -> tuple[str, ...]:
        """Return the results a call can come back with, each once."""
        return tuple(dict.fromkeys(ending.result for ending in self.of(call)))


_PASSES = 10
"""How often ways are gone over; once is enough without circles, and those are told of."""


def _ahead(steps: Mapping[str, Step], endings: Iterable[Return]) -> Mapping[str, int]:
    """Return for each step which endings ways lead to, as a number with a bit for each."""
    found = dict.fromkeys(steps, 0)
    found |= {ending.ref.step: 1 << bit for bit, ending in enumerate(endings)}
    targets = {name: {route.target for route in routes_of(step)} for name, step in steps.items()}
    order = [*_ends_first(targets)]
    for _ in range(_PASSES):
        changed = False
        for name in order:
            more = found[name]
            for target in targets[name]:
                more |= found.get(target, 0)
            changed = changed or more != found[name]
            found[name] = more
        if not changed:
            break
    return found


def _ends_first(targets: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield every step after those that its ways lead to, but for ways in a circle."""
    met: set[str] = set()
    for root in targets:
        waiting = [(root, iter(targets[root]))] if root not in met else []
        met.add(root)
        while waiting:
            name, onward = waiting[-1]
            target = next((each for each in onward if each in targets and each not in met), None)
            if target is None:
                waiting.pop()
                yield name
            else:
                met.add(target)
                waiting.append((target, iter(targets[target])))


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
