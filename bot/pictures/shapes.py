"""The outlines of boxes in SVG: each kind has a shape of its own, and a colour besides."""

from __future__ import annotations

from bot.pictures.drawing import Kind
from bot.pictures.layout import Point

_BAR = 6
_NOTCH = 9


def frame(kind: Kind, corner: Point, width: float, height: float) -> str:
    """Draw the outline of a box.

    Args:
        kind: rectangle for a question, double sides for a flow, pill for an outcome, and a flag
            for the way back.
        corner: the upper left one.
        width: in pixels.
        height: in pixels.
    """
    x, y = corner.x, corner.y
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    match kind:
        case Kind.QUESTION:
            return f'<rect {place} rx="3" fill="#eef5fc" stroke="#1d4e79" stroke-width="1.8"/>'
        case Kind.CALL:
            bars = "".join(
                f"M{bar:.1f} {y:.1f}v{height:.1f}" for bar in (x + _BAR, x + width - _BAR)
            )
            return (
                f'<rect {place} fill="#f2f2f2" stroke="#444444" stroke-width="1.3"/>'
                f'<path d="{bars}" stroke="#444444" stroke-width="1.3"/>'
            )
        case Kind.OUTCOME:
            # No rounder than that the corners leave room for several lines.
            rounding = f'rx="{min(height / 2, 18):.1f}"'
            return f'<rect {place} {rounding} fill="#e6f4e6" stroke="#1b5e20" stroke-width="2.6"/>'
        case Kind.RETURN:
            outline = (
                f"M{x:.1f} {y:.1f}h{width:.1f}l{-_NOTCH} {height / 2:.1f}"
                f"l{_NOTCH} {height / 2:.1f}h{-width:.1f}z"
            )
            return (
                f'<path d="{outline}" fill="#fff8e1" stroke="#7a4f01" stroke-width="1.5" '
                'stroke-dasharray="5 3"/>'
            )
