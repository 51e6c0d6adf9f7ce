"""Which questions may still come: the ways that lie ahead of a step."""

from __future__ import annotations

from collections.abc import Iterator

from bot.flows import Call, Library, Question, Ref


def ahead(library: Library, start: Ref) -> frozenset[Ref]:
    """Return every question that some way from a step may lead to, the step itself too.

    A return may lead back to any caller: an answer kept too long costs nothing, one thrown away
    has to be given again.
    """
    found: set[Ref] = set()
    waiting = [start]
    while waiting:
        ref = waiting.pop()
        if ref not in found:
            found.add(ref)
            waiting.extend(_onward(library, ref))
    return frozenset(ref for ref in found if isinstance(library.step(ref), Question))


def _onward(library: Library, ref: Ref) -> Iterator[Ref]:
    step = library.step(ref)
    match step:
        case Question():
            routes = [route for choice in step.choices for route in choice.routes]
            routes += step.day.routes if step.day else ()
            yield from (Ref(ref.flow, route.target) for route in routes)
        case Call():
            callee = library.flows[step.flow]
            yield Ref(callee.id, callee.start)
            for way in step.routes.values():
                yield from (Ref(ref.flow, route.target) for route in way)
        case _:
            return
