"""Follows every combination of answers that matters, from a start to the outcomes.

A state is a step, the calls it stands in, and the answers that something ahead reads. States are
found breadth first by the number of questions, so the way a state was first found is a shortest
conversation to it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.facts import Facts
from bot.flows.calling import beginning
from bot.flows.conditions import Situation
from bot.flows.model import Call, Flow, Outcome, Question, Return, Route, Step
from bot.flows.proof.domains import Domains
from bot.flows.proof.effort import MOST_EFFORT, Effort, TooManyStatesError
from bot.flows.proof.fork import Fork
from bot.flows.proof.ground import Ground
from bot.flows.proof.state import State, Witness
from bot.flows.references import Ref
from bot.flows.values import Value

__all__ = ["Explored", "Node", "explore"]


@dataclass(frozen=True, slots=True)
class Node:
    """A state and the ways on from it.

    Attributes:
        ways: the value answered and where it leads; the value is None where nothing is asked.
        found_by: the state this one was first found from and the value answered there.
        questions: how many questions a shortest conversation to it has.
    """

    state: State
    ways: tuple[tuple[Value | None, State], ...]
    found_by: Witness | None
    questions: int


@dataclass(frozen=True, slots=True)
class Explored:
    """Everything that can happen from some starts on one day.

    Attributes:
        nodes: every state, in the order found: fewest questions first.
        forks: every list of routes with a condition that was come to, by its position.
    """

    starts: tuple[State, ...]
    today: date
    nodes: Mapping[State, Node]
    forks: Mapping[int, Fork]

    def conversation(self, state: State, most: int | None = None) -> tuple[tuple[Ref, Value], ...]:
        """Return a shortest conversation that leads to a state: questions and answers.

        Args:
            state: where it leads.
            most: how many of its last answers to return; all of them if left out.
        """
        found: list[tuple[Ref, Value]] = []
        by = self.nodes[state].found_by
        while by is not None and (most is None or len(found) < most):
            before, value = by
            if value is not None:
                found.append((before.ref, value))
            by = self.nodes[before].found_by
        return tuple(reversed(found))

    def in_order(self) -> tuple[State, ...]:
        """Return the states so that each comes after all that lead to it."""
        before: dict[State, int] = dict.fromkeys(self.nodes, 0)
        for node in self.nodes.values():
            for _, after in node.ways:
                before[after] += 1
        ready = [state for state, count in before.items() if count == 0]
        order: list[State] = []
        while ready:
            state = ready.pop()
            order.append(state)
            for _, after in self.nodes[state].ways:
                before[after] -= 1
                if before[after] == 0:
                    ready.append(after)
        return tuple(order)


MOST_STATES = 150_000
"""The most situations that are told apart; ten thousand steps of a common shape have a third."""

_STATE, _WAY = 10, 5
"""What a situation and a way on take, where a part of a condition takes one."""


def explore(
    flows: Mapping[str, Flow], facts: Facts, starts: Iterable[str], today: date
) -> Explored:
    """Follow every way from the start of some flows.

    Args:
        flows: every flow; linked, without circles and recursion.
        facts: what conditions read.
        starts: the flows that conversations begin in.
        today: the day they are held.

    Raises:
        TooManyStatesError: there is more to tell apart, or to look at, than can be followed.
    """
    return explore_on(Ground.of(flows, facts), starts, today, Effort(MOST_EFFORT))


def explore_on(ground: Ground, starts: Iterable[str], today: date, effort: Effort) -> Explored:
    """Follow every way as `explore` does, on one of several days.

    Args:
        ground: the flows, and what is found in them once.
        starts: the flows that conversations begin in.
        today: the day they are held.
        effort: what is left for this day and those to come.

    Raises:
        TooManyStatesError: there are more than `MOST_STATES` situations to tell apart, or more to
            look at than is left.
    """
    return _Explorer(ground, today, effort).run(tuple(starts))


class _Explorer:
    def __init__(self, ground: Ground, today: date, effort: Effort) -> None:
        self._flows = ground.flows
        self._ground = ground
        self._today = today
        self._effort = effort
        self._answers: dict[Ref, tuple[tuple[Value, tuple[Route, ...]], ...]] = {}
        self._domains = Domains(ground, today, effort)
        self._forks: dict[int, Fork] = {}

    def run(self, flows: tuple[str, ...]) -> Explored:
        starts = tuple(State(Ref(flow, self._flows[flow].start), (), frozenset()) for flow in flows)
        nodes: dict[State, Node] = {}
        waiting: deque[tuple[State, Witness | None, int]] = deque(
            (start, None, 0) for start in starts
        )
        while waiting:
            state, found_by, questions = waiting.popleft()
            if state in nodes:
                continue
            if len(nodes) >= MOST_STATES:
                raise TooManyStatesError(max(nodes, key=lambda each: len(each.answers)).ref)
            self._effort.spend(_STATE + len(state.calls), state.ref)
            ways = self._ways(state)
            self._effort.spend(len(ways) * (_WAY + len(state.answers)), state.ref)
            nodes[state] = Node(state, ways, found_by, questions)
            for value, after in ways:
                if after in nodes:
                    continue
                if value is None:
                    waiting.appendleft((after, (state, None), questions))
                else:
                    waiting.append((after, (state, value), questions + 1))
        return Explored(starts, self._today, nodes, self._forks)

    def _step(self, ref: Ref) -> Step:
        return self._flows[ref.flow].steps[ref.step]

    def _ways(self, state: State) -> tuple[tuple[Value | None, State], ...]:
        step = self._step(state.ref)
        match step:
            case Outcome():
                return ()
            case Call():
                inside = beginning(step, self._flows)
                # From where nothing returns, nothing leads back to any call.
                calls = (*state.calls, state.ref) if self._ground.returns.after(inside) else ()
                return ((None, self._at(inside, calls, state.answers)),)
            case Return():
                return self._returned(state, step)
            case Question():
                return self._answered(state, step)

    def _returned(self, state: State, step: Return) -> tuple[tuple[Value | None, State], ...]:
        if not state.calls:  # begun in a flow that somebody calls: here it ends
            return ()
        call = self._step(state.calls[-1])
        assert isinstance(call, Call), "only calls are on the stack"  # noqa: S101
        routes = call.routes_for(step.result)
        route = self._route(routes, state, None, dict(state.answers))
        if route is None:
            return ()
        after = self._at(Ref(call.ref.flow, route.target), state.calls[:-1], state.answers)
        return ((None, after),)

    def _answered(self, state: State, step: Question) -> tuple[tuple[Value | None, State], ...]:
        before = dict(state.answers)
        given = before.get(step.ref)
        if given is not None:
            route = self._route(step.routes_for(given), state, given, before)
            return ((None, self._after(state, route, state.answers)),) if route else ()
        ways: list[tuple[Value | None, State]] = []
        for value, routes in self._possible(step):
            route = self._route(routes, state, value, {**before, step.ref: value})
            if route is not None:
                answers = state.answers | {(step.ref, value)}
                ways.append((value, self._after(state, route, answers)))
        return tuple(ways)

    def _possible(self, step: Question) -> tuple[tuple[Value, tuple[Route, ...]], ...]:
        """Return the answers worth trying, and the routes of each."""
        if step.ref not in self._answers:
            values = self._domains.values(step)
            self._answers[step.ref] = tuple((value, step.routes_for(value)) for value in values)
        return self._answers[step.ref]

    def _after(self, state: State, route: Route, answers: frozenset[tuple[Ref, Value]]) -> State:
        return self._at(Ref(state.ref.flow, route.target), state.calls, answers)

    def _at(self, ref: Ref, calls: tuple[Ref, ...], answers: frozenset[tuple[Ref, Value]]) -> State:
        return State(ref, calls, self._ground.reads.kept(answers, ref, calls))

    def _route(
        self,
        routes: tuple[Route, ...],
        state: State,
        value: Value | None,
        answers: dict[Ref, Value],
    ) -> Route | None:
        if len(routes) == 1 and routes[0].condition is None:
            return routes[0]
        fork = self._forks.get(id(routes))
        if fork is None:
            fork = self._forks[id(routes)] = Fork(routes)
        self._effort.spend(fork.parts, state.ref)
        situation = Situation(answers, self._ground.facts, self._ground.not_started, self._today)
        return fork.take(situation, (state, value))
