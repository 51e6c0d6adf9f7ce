"""Which answers can still matter: those that something ahead reads.

Two conversations that stand on the same step, in the same calls, and agree on these answers go the
same ways from there on. That is what keeps the proof small: all other answers may be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.flows.conditions import leaves
from bot.flows.conditions import read_by as refs_of
from bot.flows.model import Call, Flow, Question, Route, Step
from bot.flows.references import Ref


def read_by(routes: Iterable[Route]) -> frozenset[Ref]:
    """Return the questions whose answers decide between some routes."""
    found: set[Ref] = set()
    for route in routes:
        for leaf in leaves(route.condition) if route.condition is not None else ():
            found.update(refs_of(leaf))
    return frozenset(found)


class Reads:
    """What is read ahead of a step, found once for each step.

    Args:
        flows: every flow; without circles and without recursion.
    """

    def __init__(self, flows: Mapping[str, Flow]) -> None:
        self._flows = flows
        self._ahead: dict[Ref, frozenset[Ref]] = {}

    def ahead(self, ref: Ref, calls: tuple[Ref, ...]) -> frozenset[Ref]:
        """Return the questions that matter from a step on, on the way back from its calls too.

        A question matters to itself: reached again, it is not asked again.
        """
        found = self._within(ref)
        for call in calls:
            found |= self._after_call(call)
        return found

    def _within(self, start: Ref) -> frozenset[Ref]:
        """Return what is read from a step to the end of its flow; calls are gone through."""
        waiting = [start]
        while waiting:
            ref = waiting[-1]
            if ref in self._ahead:
                waiting.pop()
                continue
            step = self._flows[ref.flow].steps[ref.step]
            onward = self._onward(step)
            missing = [target for target in onward if target not in self._ahead]
            if missing:
                waiting.extend(missing)
                continue
            own = read_by(_routes(step))
            if isinstance(step, Question):
                own |= {step.ref}
            self._ahead[ref] = own.union(*(self._ahead[target] for target in onward))
            waiting.pop()
        return self._ahead[start]

    def _onward(self, step: Step) -> list[Ref]:
        targets = [Ref(step.ref.flow, route.target) for route in _routes(step)]
        if isinstance(step, Call):
            targets.append(Ref(step.flow, self._flows[step.flow].start))
        return targets

    def _after_call(self, call: Ref) -> frozenset[Ref]:
        step = self._flows[call.flow].steps[call.step]
        routes = tuple(_routes(step))
        targets = (self._within(Ref(call.flow, route.target)) for route in routes)
        return read_by(routes).union(*targets)


def _routes(step: Step) -> tuple[Route, ...]:
    match step:
        case Question():
            return tuple(step.routes)
        case Call(routes=by_result):
            return tuple(route for routes in by_result.values() for route in routes)
        case _:
            return ()
