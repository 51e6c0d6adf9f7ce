"""How much room a box and the labels on its arrows take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.pictures.drawing import Arrow, Drawing, Node, Way
from bot.pictures.measure import Style, width, wrapped

TITLE = Style(15, bold=True)
NOTE = Style(13)
NAME = Style(12, mono=True, colour="#555555")
LABEL = Style(14)
GUARD = Style(13, italic=True, colour="#333333")

_TEXT_WIDTH = 190
_WORD_WIDTH = 320
"""The longest word that makes a box wider and is not broken, in pixels."""
_LABEL_WIDTH = 240
_PAD_X = 16
_PAD_Y = 9
INDENT = 8
"""From the box to the first letter of a label, in pixels."""
UNDER_LABEL = 5
"""From the last line of a label to the arrow it stands on, in pixels."""
_BETWEEN_LABELS = 7
_PITCH = 14
"""From arrow to arrow where they have no labels, in pixels."""

Written = tuple[str, Style]


@dataclass(frozen=True, slots=True)
class Port:
    """Where an arrow leaves its box.

    Attributes:
        lines: the label, the last line nearest to the arrow.
        offset: the arrow's distance from the top of the block, in pixels.
    """

    arrow: Arrow
    lines: tuple[Written, ...]
    offset: float


@dataclass(frozen=True, slots=True)
class Block:
    """A box with its labels to the right of it; sizes in pixels.

    Attributes:
        lines: what stands in the box.
        width: of the box alone.
        labels: the width of the labels, with the air around them.
        height: of the box; no label is outside it.
    """

    node: Node
    lines: tuple[Written, ...]
    ports: tuple[Port, ...]
    width: float
    labels: float
    height: float


def blocks(drawing: Drawing) -> dict[str, Block]:
    """Measure every box, by the id of its node."""
    out: dict[str, list[Arrow]] = {node.id: [] for node in drawing.nodes}
    for arrow in drawing.arrows:
        out[arrow.source].append(arrow)
    return {node.id: _block(node, out[node.id]) for node in drawing.nodes}


def text_height(lines: tuple[Written, ...]) -> float:
    """Return the height of lines under each other, in pixels."""
    return sum(style.height for _, style in lines)


def _block(node: Node, arrows: list[Arrow]) -> Block:
    texts = ((node.title, TITLE), (node.note, NOTE), (node.name, NAME))
    longest = max((width(word, style) for text, style in texts for word in text.split()), default=0)
    room = max(_TEXT_WIDTH, min(longest, _WORD_WIDTH))
    lines = tuple((line, style) for text, style in texts for line in wrapped(text, style, room))
    labels = [_label(arrow) for arrow in arrows]
    heights = [
        text_height(label) + UNDER_LABEL + _BETWEEN_LABELS if label else _PITCH for label in labels
    ]
    height = max(text_height(lines) + 2 * _PAD_Y, sum(heights) + 2 * UNDER_LABEL)
    # What is left over is shared evenly, above, between and below.
    air = (height - sum(heights)) / (len(heights) + 1)
    ports: list[Port] = []
    top = 0.0
    for arrow, label, needed in zip(arrows, labels, heights, strict=True):
        top += air
        offset = top + (needed - _BETWEEN_LABELS if label else needed / 2)
        ports.append(Port(arrow, label, offset))
        top += needed
    if len(ports) == 1 and not labels[0]:
        ports = [Port(arrows[0], (), height / 2)]
    return Block(
        node,
        lines,
        tuple(ports),
        max((width(*line) for line in lines), default=0) + 2 * _PAD_X,
        max((width(*line) + 2 * INDENT for label in labels for line in label), default=0),
        height,
    )


def _label(arrow: Arrow) -> tuple[Written, ...]:
    return tuple(
        line for number, way in enumerate(arrow.ways) for line in _way(way, is_first=not number)
    )


def _way(way: Way, *, is_first: bool) -> Iterator[Written]:
    before = "" if is_first else "/ "
    together = f"{before}{way.label}"
    alone = [f"{choice} /" for choice in way.choices[:-1]] + [*way.choices[-1:]]
    fits = width(together, LABEL) <= _LABEL_WIDTH
    for text in [together] if fits else [f"{before}{alone[0]}", *alone[1:]]:
        yield from ((line, LABEL) for line in wrapped(text, LABEL, _LABEL_WIDTH))
    yield from ((line, GUARD) for line in wrapped(way.guard, GUARD, _LABEL_WIDTH))
