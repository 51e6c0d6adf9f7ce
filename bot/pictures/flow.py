"""A flow as a drawing: its steps, with the flows it calls folded into a box each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.flows import Call, Flow, Library, Outcome, Question, Step
from bot.flows.calling import called_steps
from bot.flows.conditions import DeadlineIs, leaves
from bot.flows.model import Return, Route, routes_of
from bot.pictures.drawing import Arrow, Drawing, Kind, Node, Way, arrows_from
from bot.pictures.words import GIVEN, Wording

_SHARED = "(Andre flyter begynner her.)"


def draw_flow(library: Library, flow: Flow) -> Drawing:
    """Draw the steps of one flow, in the order they are written."""
    wording = Wording(library, names_rules=len(_rules(flow)) > 1)
    called = called_steps(library.flows).get(flow.id, {})
    shared = [name for name in flow.steps if name in called and name != flow.start]
    first = flow.start or shared[0]
    return Drawing(
        wording.text(flow.title),
        first,
        tuple(
            replace(node, note=f"{node.note} {_SHARED}".strip()) if node.id in shared else node
            for node in (_node(wording, name, step) for name, step in flow.steps.items())
        ),
        tuple(arrow for name, step in flow.steps.items() for arrow in _arrows(wording, name, step)),
    )


def _node(wording: Wording, name: str, step: Step) -> Node:
    match step:
        case Question():
            return Node(name, Kind.QUESTION, wording.title(step), name=name)
        case Call():
            title = wording.text(wording.library.flows[step.flow].title)
            called = f"{step.flow}.{step.begin}" if step.begin else step.flow
            return Node(name, Kind.CALL, title, name=called)
        case Outcome():
            return Node(name, Kind.OUTCOME, wording.title(step), wording.text(step.service), name)
        case Return():
            return Node(name, Kind.RETURN, _result(step.result), name=name)


def _arrows(wording: Wording, name: str, step: Step) -> tuple[Arrow, ...]:
    return arrows_from(name, _ways(wording, step))


def _ways(wording: Wording, step: Step) -> Iterator[tuple[str, Way]]:
    match step:
        case Question():
            # As on the screen: what is written stands above the buttons.
            if step.input is not None:
                yield from _led(wording, (GIVEN[step.input.key],), step.input.routes)
            for choice in step.choices:
                yield from _led(wording, (wording.button(choice),), choice.routes)
        case Call():
            for result, routes in step.routes.items():
                said = () if result is None else (_result(result),)
                yield from _led(wording, said, routes)
        case _:
            return


def _led(
    wording: Wording, choices: tuple[str, ...], routes: tuple[Route, ...]
) -> Iterator[tuple[str, Way]]:
    return ((target, Way(choices, guard)) for target, guard in wording.guards(routes))


def _result(result: str) -> str:
    return result.replace("_", " ").capitalize()


def _rules(flow: Flow) -> set[str]:
    return {
        leaf.rule
        for step in flow.steps.values()
        for route in routes_of(step)
        if route.condition is not None
        for leaf in leaves(route.condition)
        if isinstance(leaf, DeadlineIs)
    }
