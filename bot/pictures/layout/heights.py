"""How far down each place stands: as near as possible to what it is joined to, in its order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from bot.pictures.layout.blocks import Block
from bot.pictures.layout.columns import Columns, Pass, Place

_BETWEEN_BOXES = 22.0
_BETWEEN_LINES = 14.0
_ROUNDS = 30
_STRAIGHT = 4.0
"""How much more a passing line than a box wants to be where its neighbours are."""


def heights(found: Columns, blocks: Mapping[str, Block]) -> dict[Place, float]:
    """Return how far down the middle of each place is, in pixels; the topmost edge is at 0."""
    tall = {
        place: 0.0 if isinstance(place, Pass) else blocks[place].height
        for column in found.places
        for place in column
    }
    middle: dict[Place, float] = {}
    for column in found.places:
        down = 0.0
        for place, gap in zip(column, _gaps(column, tall), strict=True):
            down += gap
            middle[place] = down
    pulls = _pulls(found, blocks)
    for turn in range(_ROUNDS):
        columns = found.places if turn % 2 == 0 else found.places[::-1]
        for column in columns:
            wanted = [_wanted(place, middle, pulls[place]) for place in column]
            weights = [_STRAIGHT if isinstance(place, Pass) else 1.0 for place in column]
            settled = _settle(wanted, weights, _gaps(column, tall))
            middle.update(zip(column, settled, strict=True))
    top = min(middle[place] - tall[place] / 2 for place in middle)
    return {place: round(down - top, 1) for place, down in middle.items()}


def _gaps(column: Sequence[Place], tall: Mapping[Place, float]) -> list[float]:
    """Return the least distance of each place's middle from that of the one above it."""
    gaps = [0.0]
    for upper, lower in pairwise(column):
        lines = isinstance(upper, Pass) and isinstance(lower, Pass)
        air = _BETWEEN_LINES if lines else _BETWEEN_BOXES
        gaps.append(tall[upper] / 2 + air + tall[lower] / 2)
    return gaps


def _pulls(found: Columns, blocks: Mapping[str, Block]) -> dict[Place, list[tuple[Place, float]]]:
    """Return what each place is joined to: the other, how far below it."""
    pulls: dict[Place, list[tuple[Place, float]]] = {
        place: [] for column in found.places for place in column
    }
    for steps in found.steps:
        for step in steps:
            shift = 0.0
            if isinstance(step.source, str):
                block = blocks[step.source]
                shift = block.ports[step.port].offset - block.height / 2
            pulls[step.goal].append((step.source, shift))
            pulls[step.source].append((step.goal, -shift))
    return pulls


def _wanted(
    place: Place, middle: Mapping[Place, float], pulls: Sequence[tuple[Place, float]]
) -> float:
    if not pulls:
        return middle[place]
    return sum(middle[other] + shift for other, shift in pulls) / len(pulls)


def _settle(
    wanted: Sequence[float], weights: Sequence[float], gaps: Sequence[float]
) -> list[float]:
    """Return the places nearest to the wanted ones that keep their order and distances.

    Those that would come too near each other are moved as one group, to where the group as a whole
    is best off; least squares, by pooling adjacent violators.
    """
    groups: list[tuple[float, float, int]] = []
    below = 0.0
    for want, weight, gap in zip(wanted, weights, gaps, strict=True):
        below += gap
        groups.append((want - below, weight, 1))
        while len(groups) > 1 and groups[-2][0] > groups[-1][0]:
            (one, heavy, some), (other, light, more) = groups[-2:]
            together = heavy + light
            groups[-2:] = [((one * heavy + other * light) / together, together, some + more)]
    settled: list[float] = []
    below, number = 0.0, 0
    for base, _, count in groups:
        for _ in range(count):
            below += gaps[number]
            settled.append(base + below)
            number += 1
    return settled
