"""The drawings of everything that is shipped."""

from functools import cache

from bot.content import FLOWS, TEXTS
from bot.flows import Library, load
from bot.pictures.drawing import Drawing
from bot.pictures.flow import draw_flow
from bot.pictures.map import draw_map


@cache
def shipped() -> Library:
    library = load(FLOWS, TEXTS).library
    assert library is not None
    return library


@cache
def drawings() -> tuple[Drawing, ...]:
    library = shipped()
    flows = tuple(draw_flow(library, flow) for flow in library.flows.values())
    return (*flows, draw_map(library))
