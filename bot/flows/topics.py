"""The topics a conversation can come to, and the shortest way through the menus to each.

A way is the answers that choose it, and no others: a question on it that leads everybody to the
same place, or that asks whom it is about, is left for the person to answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import heappop, heappush
from itertools import count
from types import MappingProxyType
from typing import Final, TypeAlias

from bot.facts import Dated, Text
from bot.flows.calling import Returns, beginning
from bot.flows.kinds import UNKNOWN
from bot.flows.model import Call, Flow, Question, Return
from bot.flows.references import Ref

Way: TypeAlias = tuple[tuple[Ref, str], ...]
"""Questions, and the choice that leads on from each."""

_Stack: TypeAlias = tuple[Ref, ...]
_State: TypeAlias = tuple[Ref, _Stack]
_Answered: TypeAlias = tuple[Ref, str] | None
_Move: TypeAlias = tuple[_State, _Answered, int]
_ASKED: Final = 5


@dataclass(frozen=True, slots=True)
class Topic:
    """A flow that the menus lead to.

    Attributes:
        names: its title and its keywords.
        way: the answers that lead to it from the beginning.
    """

    flow: str
    names: tuple[Text, ...]
    way: Way


def topics(flows: Mapping[str, Flow], start: str) -> tuple[Dated[Mapping[str, Topic]], ...]:
    """Return every topic by its flow, in the order of the flows, for each day there is.

    A flow that is called to come back with a result is no topic, nor is the one all begin in.

    Args:
        flows: checked: every target and call exists.
        start: the flow that a conversation begins in.
    """
    versions = (
        version
        for flow in flows.values()
        for step in flow.steps.values()
        if isinstance(step, Question)
        for version in step.versions
    )
    days = sorted({date.min, *(version.first for version in versions)})
    last = [day - timedelta(days=1) for day in days[1:]]
    return tuple(
        Dated(_topics_on(flows, start, first), first, until)
        for first, until in zip(days, [*last, None], strict=True)
    )


def _topics_on(flows: Mapping[str, Flow], start: str, day: date) -> Mapping[str, Topic]:
    ways = _ways(flows, start, day)
    return MappingProxyType(
        {
            flow.id: Topic(flow.id, (flow.title, *flow.keywords), ways[flow.id])
            for flow in flows.values()
            if flow.id in ways and flow.id != start and flow.start and not flow.results
        }
    )


def _ways(flows: Mapping[str, Flow], start: str, day: date) -> dict[str, Way]:
    """Find the shortest way to each flow on a day; conditions are not looked at.

    A question that is left to be asked is as long as several that are answered.
    """
    first: _State = (Ref(start, flows[start].start), ())
    came: dict[_State, tuple[_State, _Answered]] = {}
    found: dict[str, Way] = {}
    order = count()
    waiting: list[tuple[int, int, _State, tuple[_State, _Answered] | None]] = [
        (0, next(order), first, None)
    ]
    done: set[_State] = set()
    returns = Returns(flows)
    while waiting:
        length, _, state, before = heappop(waiting)
        if state in done:
            continue
        done.add(state)
        if before is not None:
            came[state] = before
        if state[0].flow not in found:
            found[state[0].flow] = tuple(_answers(came, state))[::-1]
        for after, answered, cost in _moves(flows, returns, state, day):
            if after not in done:
                heappush(waiting, (length + cost, next(order), after, (state, answered)))
    return found


def _answers(
    came: Mapping[_State, tuple[_State, _Answered]], state: _State
) -> Iterator[tuple[Ref, str]]:
    """Yield the answers that lead to a state, the last first."""
    while state in came:
        state, answered = came[state]
        if answered is not None:
            yield answered


def _moves(
    flows: Mapping[str, Flow], returns: Returns, state: _State, day: date
) -> Iterator[_Move]:
    ref, stack = state
    step = flows[ref.flow].steps[ref.step]
    match step:
        case Question():
            yield from _onward(step.on(day), stack)
        case Call():
            # Where nothing comes back, it does not matter who called.
            deeper = (*stack, ref) if returns.of(step) else ()
            yield (beginning(step, flows), deeper), None, 0
        case Return() if stack:
            caller = stack[-1]
            call = flows[caller.flow].steps[caller.step]
            if isinstance(call, Call):
                for route in call.routes_for(step.result):
                    yield (Ref(caller.flow, route.target), stack[:-1]), None, 0
        case _:
            return


def _onward(step: Question, stack: _Stack) -> Iterator[_Move]:
    flow = step.ref.flow
    is_menu = _is_menu(step)
    for choice in step.choices:
        # One who does not know is not led; with words of its own it is an entry like the others.
        chosen = is_menu and (choice.id != UNKNOWN or choice.label is not None)
        for route in choice.routes:
            after = (Ref(flow, route.target), stack)
            yield after, (step.ref, choice.id) if chosen else None, 1 if chosen else _ASKED
    for route in step.input.routes if step.input is not None else ():
        yield (Ref(flow, route.target), stack), None, _ASKED


def _is_menu(step: Question) -> bool:
    """Whether a question asks what the person wants, so that a word can answer it.

    What has happened, and whom it has happened to, the person has to say.
    """
    leads = {route.target for route in step.routes}
    return (
        step.input is None
        and len(leads) > 1
        and not {"ja", "nei"} & {choice.id for choice in step.choices}
        and not any(choice.starts_nothing or choice.for_others for choice in step.choices)
    )
