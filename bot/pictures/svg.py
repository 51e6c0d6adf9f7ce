"""Writes a drawing as SVG that stands alone: real text, no scripts, no fonts of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape as _escape_html

from bot.pictures.drawing import Arrow, Drawing, Kind
from bot.pictures.layout import PlacedArrow, PlacedNode, Point, Row, Sheet, lay_out
from bot.pictures.measure import Style, width
from bot.pictures.shapes import frame

_MARGIN = 24
_START = 40
"""Room for the mark of the start, to the left of the first box, in pixels."""
_HEADING = Style(22, bold=True)
_KEY = Style(13)
_KEY_BOX = (34, 20)
_HEAD = 52
_FOOT = 44
_ROUND = 7.0
_FONTS = "'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_MONO = "'Liberation Mono', 'DejaVu Sans Mono', Consolas, monospace"
_INKS = ("#333333", "#0b4f8a", "#8a2c0b", "#1b5e20", "#6a1b7a", "#7a5b00")
"""Colours of lines to different boxes; only a help, the lines can be told apart without."""
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_svg(drawing: Drawing) -> str:
    """Write a picture: what is drawn, and the same in words for those who do not see it."""
    sheet = lay_out(drawing)
    key = _Key(drawing)
    wide = max(sheet.width + _START, width(drawing.title, _HEADING), key.width) + 2 * _MARGIN
    high = sheet.height + _HEAD + _FOOT + 2 * _MARGIN
    size = f"{_number(wide)} {_number(high)}"
    across, down = size.split()
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{across}" '
        f'height="{down}" lang="nb" role="graphics-document document" '
        f'aria-labelledby="tittel" aria-describedby="beskrivelse" font-family="{_FONTS}">'
    )
    return "\n".join(
        [
            opening,
            f'<title id="tittel">{escape(drawing.title)}</title>',
            f'<desc id="beskrivelse">{escape(_told(drawing))}</desc>',
            f'<rect width="{across}" height="{down}" fill="#ffffff"/>',
            _text(Row(drawing.title, _HEADING, Point(_MARGIN, _MARGIN + 22))),
            f'<g transform="translate({_MARGIN + _START} {_MARGIN + _HEAD})">',
            *_drawn(drawing, sheet),
            "</g>",
            f'<g transform="translate({_MARGIN} {_number(high - _MARGIN - 26)})">',
            *key.drawn(),
            "</g>",
            "</svg>",
            "",
        ]
    )


def escape(text: str) -> str:
    """Write a text so that it can stand in XML; what XML cannot hold is left out."""
    return _escape_html(_NOT_IN_XML.sub("", text))


def _told(drawing: Drawing) -> str:
    """Return the picture in words: every arrow is a sentence."""
    titles = {node.id: node.title for node in drawing.nodes}
    told = [f"Begynner med «{titles[drawing.start]}»."]
    told += [
        f"Fra «{titles[arrow.source]}»{_reasons(arrow)} til «{titles[arrow.target]}»."
        for arrow in drawing.arrows
    ]
    return " ".join(told)


def _reasons(arrow: Arrow) -> str:
    reasons = "; ".join(
        ", ".join(part for part in (way.label, way.guard) if part) for way in arrow.ways
    )
    return f", {reasons}," if reasons else ""


def _drawn(drawing: Drawing, sheet: Sheet) -> Iterator[str]:
    first = next(node for node in sheet.nodes if node.node.id == drawing.start)
    labels: dict[str, list[Row]] = {}
    for arrow in sheet.arrows:
        labels.setdefault(arrow.arrow.source, []).extend(arrow.rows)
    yield '<g fill="none" stroke-linejoin="round" aria-hidden="true">'
    yield from _start(first)
    yield from _lines(sheet.arrows)
    yield "</g>"
    for placed in sheet.nodes:
        yield "<g>"
        yield frame(placed.node.kind, placed.corner, placed.width, placed.height)
        yield from (_text(row) for row in placed.rows)
        yield from (_text(row) for row in labels.get(placed.node.id, ()))
        yield "</g>"


def _start(first: PlacedNode) -> Iterator[str]:
    x, y = first.corner.x, first.corner.y + first.height / 2
    yield f'<circle cx="{_number(x - 33)}" cy="{_number(y)}" r="7" fill="{_INKS[0]}"/>'
    yield _line((Point(x - 33, y), Point(x, y)), _INKS[0])
    yield _tip(Point(x, y), _INKS[0])


def _lines(arrows: Iterable[PlacedArrow]) -> Iterator[str]:
    by_target: dict[str, list[PlacedArrow]] = {}
    for arrow in arrows:
        by_target.setdefault(arrow.arrow.target, []).append(arrow)
    bundles = tuple(by_target.values())
    for found, ink in zip(bundles, _inks(bundles), strict=True):
        # White under the lines shows that they cross those before and do not join them.
        yield from (_line(arrow.points, "#ffffff", 5) for arrow in found)
        yield from (_line(arrow.points, ink) for arrow in found)
        yield _tip(found[0].points[-1], ink)


def _inks(bundles: Sequence[Sequence[PlacedArrow]]) -> Iterator[str]:
    """Choose colours so that lines beside each other differ as far as there are enough of them."""
    chosen: list[tuple[float, float, str]] = []
    for found in bundles:
        left = min(arrow.points[0].x for arrow in found)
        right = found[0].points[-1].x
        beside = Counter(ink for begin, end, ink in chosen if begin < right and left < end)
        ink = min(_INKS, key=beside.__getitem__)
        chosen.append((left, right, ink))
        yield ink


def _line(points: tuple[Point, ...], ink: str, thick: float = 1.5) -> str:
    # The line ends inside its arrowhead, which is sharp.
    *before, last = points
    parts = [f"M{_at(points[0])}"]
    ends = [*before, Point(last.x - 4, last.y)]
    for previous, corner, following in zip(ends, ends[1:], ends[2:], strict=False):
        near, far = _toward(corner, previous), _toward(corner, following)
        parts.append(f"L{_at(near)}Q{_at(corner)} {_at(far)}")
    parts.append(f"L{_at(ends[-1])}")
    return f'<path d="{"".join(parts)}" stroke="{ink}" stroke-width="{_number(thick)}"/>'


def _toward(corner: Point, other: Point) -> Point:
    """Return the point where the rounding of a corner begins, at most half-way to the other."""
    across, down = other.x - corner.x, other.y - corner.y
    length = abs(across) + abs(down)
    share = min(_ROUND, length / 2) / length if length else 0
    return Point(corner.x + across * share, corner.y + down * share)


def _tip(at: Point, ink: str) -> str:
    x, y = at.x, at.y
    corners = f"{_at(at)} {_at(Point(x - 10, y - 4.5))} {_at(Point(x - 10, y + 4.5))}"
    return f'<polygon points="{corners}" fill="{ink}"/>'


def _text(row: Row) -> str:
    style = row.style
    look = f'font-size="{style.size}" fill="{style.colour}"'
    look += ' font-weight="bold"' * style.bold + ' font-style="italic"' * style.italic
    look += ' text-anchor="middle"' * row.centred
    look += f' font-family="{_MONO}"' * style.mono
    x, y = _number(row.at.x), _number(row.at.y)
    return f'<text x="{x}" y="{y}" {look}>{escape(row.text)}</text>'


class _Key:
    """Says which shape is what, for the kinds that are drawn."""

    def __init__(self, drawing: Drawing) -> None:
        self._kinds = [kind for kind in Kind if any(node.kind is kind for node in drawing.nodes)]

    @property
    def width(self) -> float:
        return sum(_KEY_BOX[0] + 32 + width(kind.value, _KEY) for kind in self._kinds)

    def drawn(self) -> Iterator[str]:
        x = 0.0
        for kind in self._kinds:
            yield frame(kind, Point(x, 0), *_KEY_BOX)
            yield _text(Row(kind.value, _KEY, Point(x + _KEY_BOX[0] + 8, 15)))
            x += _KEY_BOX[0] + 32 + width(kind.value, _KEY)


def _at(point: Point) -> str:
    return f"{_number(point.x)} {_number(point.y)}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
