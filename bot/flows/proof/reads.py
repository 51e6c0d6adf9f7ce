"""Which answers can still matter: those that something ahead reads.

Two conversations that stand on the same step, in the same calls, and agree on these answers go the
same ways from there on. That is what keeps the proof small: all other answers may be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from bot.flows.calling import beginning
from bot.flows.conditions import leaves
from bot.flows.conditions import read_by as refs_of
from bot.flows.model import Call, Flow, Question, Route, Step, routes_of
from bot.flows.references import Ref
from bot.flows.values import Value


class Reads:
    """What is read ahead of a step, found once for each step.

    A set of questions is a number with a bit for each: a set for each of ten thousand steps in a
    row would take gigabytes.

    Args:
        flows: every flow; without circles and without recursion.
    """

    def __init__(self, flows: Mapping[str, Flow]) -> None:
        self._flows = flows
        self._bits: dict[Ref, int] = {}
        self._again = _met_again(flows)
        self._ahead: dict[Ref, int] = {}
        self._after: dict[Ref, int] = {}
        self._matters: dict[tuple[Ref, tuple[Ref, ...]], int] = {}

    def kept(
        self, answers: frozenset[tuple[Ref, Value]], ref: Ref, calls: tuple[Ref, ...]
    ) -> frozenset[tuple[Ref, Value]]:
        """Return the answers that matter from a step on, on the way back from its calls too."""
        if not answers:
            return answers
        place = (ref, calls)
        matters = self._matters.get(place)
        if matters is None:
            matters = reduce(or_, map(self._after_call, calls), self._within(ref))
            self._matters[place] = matters
        if not matters:
            return frozenset()
        bits = self._bits
        return frozenset(pair for pair in answers if bits.get(pair[0], 0) & matters)

    def _within(self, start: Ref) -> int:
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
            found = self._read_by(routes_of(step))
            if isinstance(step, Question) and ref.flow in self._again:
                # Met again, it is not asked again.
                found |= self._bit(ref)
            self._ahead[ref] = reduce(or_, (self._ahead[target] for target in onward), found)
            waiting.pop()
        return self._ahead[start]

    def _onward(self, step: Step) -> list[Ref]:
        targets = [Ref(step.ref.flow, route.target) for route in routes_of(step)]
        if isinstance(step, Call):
            targets.append(beginning(step, self._flows))
        return targets

    def _after_call(self, call: Ref) -> int:
        if call not in self._after:
            routes = tuple(routes_of(self._flows[call.flow].steps[call.step]))
            targets = (self._within(Ref(call.flow, route.target)) for route in routes)
            self._after[call] = reduce(or_, targets, self._read_by(routes))
        return self._after[call]

    def _read_by(self, routes: Iterable[Route]) -> int:
        found = 0
        for route in routes:
            for leaf in leaves(route.condition) if route.condition is not None else ():
                for ref in refs_of(leaf):
                    found |= self._bit(ref)
        return found

    def _bit(self, ref: Ref) -> int:
        return self._bits.setdefault(ref, 1 << len(self._bits))


def _met_again(flows: Mapping[str, Flow]) -> frozenset[str]:
    """Return the flows that one conversation can come to more than once.

    No way leads in a circle, so it is by two calls of the flow, or of one that it is called from.
    """
    called: dict[str, int] = dict.fromkeys(flows, 0)
    calls: dict[str, list[str]] = {}
    for flow in flows.values():
        calls[flow.id] = [step.flow for step in flow.steps.values() if isinstance(step, Call)]
        for callee in calls[flow.id]:
            called[callee] += 1
    found: set[str] = set()
    waiting = [flow for flow, count in called.items() if count > 1]
    while waiting:
        flow_id = waiting.pop()
        if flow_id not in found:
            found.add(flow_id)
            waiting.extend(calls[flow_id])
    return frozenset(found)
