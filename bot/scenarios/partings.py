"""Which conditions a case meets where ways part, and which of them hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from bot.flows import Call, Library, Question, Ref
from bot.flows.conditions import leaves
from bot.flows.model import Return, Route
from bot.flows.saying import said
from bot.flows.values import Value
from bot.scenarios.run import Result
from bot.source import Position

Deciding: TypeAlias = tuple[Position, str]
"""A condition or an `ellers` that can decide, or a part of a condition: where, and what it says.

What it says is empty for an `ellers`.
"""


def all_deciding(library: Library) -> Iterator[Deciding]:
    """Yield all that can decide where a conversation goes; where only one way leads, nothing."""
    for flow in library.flows.values():
        for step in flow.steps.values():
            lists: list[tuple[Route, ...]] = []
            if isinstance(step, Question):
                lists += (choice.routes for choice in step.choices)
                lists += (step.input.routes,) if step.input is not None else ()
            elif isinstance(step, Call):
                lists += step.routes.values()
            for routes in lists:
                if routes and routes[0].condition is not None:
                    for route in routes:
                        yield from _parts(route)


def decided(library: Library, result: Result) -> Iterator[Deciding]:
    """Yield what decided in a case, and the parts that held of all that was tried on the way."""
    if result.walk is None:
        return
    # As in the walk: a condition sees the answers on the way to it, and no others.
    given: dict[Ref, Value] = {}
    situation = library.engine.situation(given, result.scenario.today)
    calls: list[Call] = []
    steps = result.walk.steps
    for ref in steps[:-1]:
        step = library.step(ref)
        routes: tuple[Route, ...] = ()
        match step:
            case Question():
                given[ref] = result.answers[ref]
                routes = step.routes_for(given[ref])
            case Call():
                calls.append(step)
            case Return():
                routes = calls.pop().routes_for(step.result)
            case _:
                pass
        for route in routes:
            if route.condition is None:
                yield from _parts(route)
                break
            for leaf in leaves(route.condition):
                if leaf.holds(situation):
                    yield (route.position, said(leaf))
            if route.condition.holds(situation):
                yield (route.position, said(route.condition))
                break


def _parts(route: Route) -> Iterator[Deciding]:
    if route.condition is None:
        yield (route.position, "")
    else:
        yield (route.position, said(route.condition))
        yield from ((route.position, said(leaf)) for leaf in leaves(route.condition))
