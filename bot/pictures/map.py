"""The whole library as a drawing: which flow calls which."""

from __future__ import annotations

from bot.flows import START, Call, Flow, Library
from bot.flows.model import Return
from bot.pictures.drawing import Drawing, Kind, Node, Way, arrows_from
from bot.pictures.words import Wording

TITLE = "Alle flytene"


def draw_map(library: Library) -> Drawing:
    """Draw every flow as one box, and an arrow from each flow to those it calls."""
    wording = Wording(library)
    flows = library.flows.values()
    return Drawing(
        TITLE,
        START,
        tuple(_node(wording, flow) for flow in flows),
        tuple(
            arrow
            for flow in flows
            for arrow in arrows_from(flow.id, ((called, Way(())) for called in _called(flow)))
        ),
    )


def _node(wording: Wording, flow: Flow) -> Node:
    returns = any(isinstance(step, Return) for step in flow.steps.values())
    kind = Kind.RETURN if returns else Kind.CALL
    return Node(flow.id, kind, wording.text(flow.title), name=flow.id)


def _called(flow: Flow) -> tuple[str, ...]:
    calls = (step.flow for step in flow.steps.values() if isinstance(step, Call))
    return tuple(dict.fromkeys(calls))
