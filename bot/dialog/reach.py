"""Which questions may still come: the ways that lie ahead of where a walk stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.flows import Call, Library, Question, Ref, Walk
from bot.flows.calling import beginning
from bot.flows.model import Return


def ahead(library: Library, here: Walk) -> frozenset[Ref]:
    """Return every question that some way from a walk's end may lead to, that end too.

    Conditions are not looked at: an answer kept too long costs nothing, one thrown away has to be
    given again.
    """
    found: set[Ref] = set()
    reached = _reached(library, [here.at.ref])
    for call in reversed(_open_calls(library, here)):
        found |= reached
        results = {
            step.result
            for ref in reached
            if ref.flow == call.flow and isinstance(step := library.step(ref), Return)
        }
        routes = (route for result in results for route in call.routes_for(result))
        reached = _reached(library, (Ref(call.ref.flow, route.target) for route in routes))
    found |= reached
    return frozenset(ref for ref in found if isinstance(library.step(ref), Question))


def _open_calls(library: Library, here: Walk) -> list[Call]:
    """Return the calls that have begun and not returned, innermost last."""
    calls: list[Call] = []
    for ref in here.steps:
        match library.step(ref):
            case Call() as call:
                calls.append(call)
            case Return():
                calls.pop()
            case _:
                pass
    return calls


def _reached(library: Library, starts: Iterable[Ref]) -> set[Ref]:
    """Return every step that some way leads to without returning to a caller."""
    found: set[Ref] = set()
    waiting = list(starts)
    while waiting:
        ref = waiting.pop()
        if ref not in found:
            found.add(ref)
            waiting.extend(_onward(library, ref))
    return found


def _onward(library: Library, ref: Ref) -> Iterator[Ref]:
    step = library.step(ref)
    match step:
        case Question():
            yield from (Ref(ref.flow, route.target) for route in step.routes)
        case Call():
            yield beginning(step, library.flows)
            for way in step.routes.values():
                yield from (Ref(ref.flow, route.target) for route in way)
        case _:
            return
