"""A drawing with a place for everything, in pixels from the upper left corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.pictures.drawing import Arrow, Drawing, Node
from bot.pictures.layout.blocks import (
    INDENT,
    UNDER_LABEL,
    Block,
    Port,
    Written,
    blocks,
    text_height,
)
from bot.pictures.layout.columns import Pass, Place, Step, columns
from bot.pictures.layout.heights import heights
from bot.pictures.layout.tracks import NEAR, Bundle, covers, tracks
from bot.pictures.measure import Style

_BEFORE_TRACKS = 10.0
_BETWEEN_TRACKS = 10.0
_AFTER_TRACKS = 26.0
_FROM_CORNER = 10.0
_OFF_MIDDLE = 24.0
_NUDGE = NEAR + 2
_NUDGES = 4


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the sheet."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text.

    Attributes:
        at: the left end of its baseline, or the middle of it.
        centred: whether `at` is the middle.
    """

    text: str
    style: Style
    at: Point
    centred: bool = False


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A box: its upper left corner, its size, and what stands in it."""

    node: Node
    corner: Point
    width: float
    height: float
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class PlacedArrow:
    """An arrow: its corners from box to box, all turns square, and its label."""

    arrow: Arrow
    points: tuple[Point, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything in its place; arrows to one box share parts of their lines.

    Attributes:
        nodes: in the order of the drawing.
        arrows: in the order of the drawing.
    """

    width: float
    height: float
    nodes: tuple[PlacedNode, ...]
    arrows: tuple[PlacedArrow, ...]


def lay_out(drawing: Drawing) -> Sheet:
    """Place a drawing that has at least one box.

    Raises:
        ValueError: the arrows make a circle.
    """
    sheet = _Sheet(drawing).sheet()
    if any(arrow.is_labelled for arrow in drawing.arrows):
        return sheet
    # Nobody has put arrows without labels in an order, so they leave in the one that crosses least.
    down = {placed.node.id: placed.corner.y for placed in sheet.nodes}
    arrows = sorted(drawing.arrows, key=lambda arrow: (arrow.source, down[arrow.target]))
    return _Sheet(replace(drawing, arrows=tuple(arrows))).sheet()


class _Sheet:
    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._blocks = blocks(drawing)
        self._columns = columns(drawing)
        self._middle = heights(self._columns, self._blocks)
        self._entry = dict(self._middle)
        self._left: list[float] = []
        self._box_width: list[float] = []
        self._turns: dict[Place, float] = {}
        self._number = {
            place: number for number, column in enumerate(self._columns.places) for place in column
        }

    def sheet(self) -> Sheet:
        x = 0.0
        for number, column in enumerate(self._columns.places):
            inside = [self._blocks[place] for place in column if isinstance(place, str)]
            self._left.append(x)
            self._box_width.append(max(block.width for block in inside))
            x += self._box_width[-1] + max(block.labels for block in inside)
            x = self._route(self._columns.steps[number], x)
        nodes = tuple(self._node(self._blocks[node.id]) for node in self._drawing.nodes)
        return Sheet(
            max(node.corner.x + node.width for node in nodes),
            max(
                max(node.corner.y + node.height for node in nodes),
                max(y for y in self._entry.values()),
            ),
            nodes,
            tuple(self._arrow(port) for port in self._ports()),
        )

    def _route(self, steps: Sequence[Step], x: float) -> float:
        """Decide where the lines from a column turn; return where the next column begins."""
        goals: dict[Place, list[float]] = {}
        for step in steps:
            goals.setdefault(step.goal, []).append(self._begins(step))
        for goal, sources in goals.items():
            near = min(sources, key=lambda source: abs(source - self._entry[goal]))
            if abs(near - self._entry[goal]) < self._slack(goal):
                self._entry[goal] = near
        for _ in range(_NUDGES):
            bundles = [Bundle(tuple(found), self._entry[goal]) for goal, found in goals.items()]
            chosen = tracks(bundles)
            if not self._nudge(tuple(goals), bundles, chosen):
                break
        count = max(chosen, default=-1) + 1
        for goal, track in zip(goals, chosen, strict=True):
            self._turns[goal] = x + _BEFORE_TRACKS + track * _BETWEEN_TRACKS
        return x + _BEFORE_TRACKS + count * _BETWEEN_TRACKS + _AFTER_TRACKS

    def _slack(self, goal: Place) -> float:
        """Return how far from the middle of a place a line may come in, for being straight."""
        if isinstance(goal, Pass):
            return NEAR
        return min(self._blocks[goal].height / 2 - _FROM_CORNER, _OFF_MIDDLE)

    def _nudge(
        self, goals: Sequence[Place], bundles: Sequence[Bundle], chosen: Sequence[int]
    ) -> bool:
        """Move the ends that lie on other lines, where no order of the turns helps."""
        nudged = False
        for one, left in enumerate(bundles):
            for other, right in enumerate(bundles):
                if chosen[one] < chosen[other] and not left.is_straight and covers(left, right):
                    near = min(right.sources, key=lambda source: abs(source - left.goal))
                    self._entry[goals[one]] = near + (_NUDGE if left.goal >= near else -_NUDGE)
                    nudged = True
        return nudged

    def _begins(self, step: Step) -> float:
        if isinstance(step.source, Pass):
            return self._entry[step.source]
        return self._top(self._blocks[step.source]) + self._port(step).offset

    def _port(self, step: Step) -> Port:
        assert isinstance(step.source, str), "only boxes have ports"  # noqa: S101
        return self._blocks[step.source].ports[step.port]

    def _top(self, block: Block) -> float:
        return self._middle[block.node.id] - block.height / 2

    def _ports(self) -> Iterator[tuple[Block, Port]]:
        for node in self._drawing.nodes:
            for port in self._blocks[node.id].ports:
                yield self._blocks[node.id], port

    def _node(self, block: Block) -> PlacedNode:
        number = self._number[block.node.id]
        corner = Point(self._left[number], self._top(block))
        width = self._box_width[number]
        first = corner.y + (block.height - text_height(block.lines)) / 2
        rows = _rows(block.lines, corner.x + width / 2, first, centred=True)
        return PlacedNode(block.node, corner, width, block.height, rows)

    def _arrow(self, begin: tuple[Block, Port]) -> PlacedArrow:
        block, port = begin
        number = self._number[block.node.id]
        x = self._left[number] + self._box_width[number]
        y = self._top(block) + port.offset
        rows = _rows(port.lines, x + INDENT, y - UNDER_LABEL - text_height(port.lines))
        points = [Point(x, y)]
        target = port.arrow.target
        for column in range(number + 1, self._number[target] + 1):
            goal: Place = target if column == self._number[target] else Pass(target, column)
            turn, end = self._turns[goal], self._entry[goal]
            if end != points[-1].y:
                points += [Point(turn, points[-1].y), Point(turn, end)]
        points.append(Point(self._left[self._number[target]], self._entry[target]))
        return PlacedArrow(port.arrow, tuple(points), rows)


def _rows(
    lines: Sequence[Written], x: float, top: float, *, centred: bool = False
) -> tuple[Row, ...]:
    rows: list[Row] = []
    for text, style in lines:
        # The baseline is about a fifth of the line above its lower end.
        rows.append(Row(text, style, Point(x, top + style.height * 0.8), centred))
        top += style.height
    return tuple(rows)
