"""A flow, or the map of them all, as a text that other programs show as a picture."""

from __future__ import annotations

from enum import StrEnum

from bot.flows import Library
from bot.pictures.flow import draw_flow
from bot.pictures.map import draw_map
from bot.pictures.mermaid import write_mermaid
from bot.pictures.svg import write_svg


class Form(StrEnum):
    """How a picture is written."""

    MERMAID = "mermaid"
    SVG = "svg"


def diagram(library: Library, flow: str | None, *, form: Form) -> str:
    """Draw a flow, with the flows it calls folded into a box each.

    Args:
        library: where it is.
        flow: its id; None draws every flow as a box, and who calls whom.
        form: SVG is a picture by itself; Mermaid is shown by GitHub and many editors.

    Returns:
        The same text every time for the same library, ended by a line break.

    Raises:
        KeyError: there is no such flow.
    """
    drawing = draw_map(library) if flow is None else draw_flow(library, library.flows[flow])
    match form:
        case Form.MERMAID:
            return write_mermaid(drawing)
        case Form.SVG:
            return write_svg(drawing)
