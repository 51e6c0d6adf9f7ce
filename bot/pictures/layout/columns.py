"""Which column each box stands in, and in which order from the top.

An arrow that passes columns on its way holds a place in each of them. All arrows to the same box
share those places, and so become one line on the way: what leads to the same place looks the same.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import TypeAlias

from bot.pictures.drawing import Drawing

_SWEEPS = 24
_SWAPPED_UP_TO = 60
"""The tallest column in which neighbours are tried the other way around."""


@dataclass(frozen=True, slots=True)
class Pass:
    """A place in a column that the arrows to a box go through."""

    target: str
    column: int


Place: TypeAlias = str | Pass
"""What takes room in a column: a box, by the id of its node, or arrows on their way."""


@dataclass(frozen=True, slots=True)
class Step:
    """A part of an arrow: from a place in one column to one in the next.

    Attributes:
        port: which of the arrows from a box, from the top; 0 where an arrow passes.
        share: where on its place it begins, from 0 at the top to 1.
        target: the box where it arrives in the end.
    """

    source: Place
    port: int
    share: float
    goal: Place
    target: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The order of everything.

    Attributes:
        places: of each column, from the top.
        steps: from each column to the next.
    """

    places: tuple[tuple[Place, ...], ...]
    steps: tuple[tuple[Step, ...], ...]


def columns(drawing: Drawing) -> Columns:
    """Put every box as far left as the arrows to it allow, with few crossings.

    Raises:
        ValueError: the arrows make a circle.
    """
    where = _where(drawing)
    steps = _steps(drawing, where)
    places: list[list[Place]] = [[] for _ in range(max(where.values()) + 1)]
    for place in _read_order(drawing, steps):
        places[place.column if isinstance(place, Pass) else where[place]].append(place)
    best, least = places, crossings(places, steps)
    for sweep in range(_SWEEPS):
        if not least:
            break
        places = _swept(places, steps, forwards=sweep % 2 == 0)
        found = crossings(places, steps)
        if found < least:
            best, least = places, found
    while any(_swap(best, steps, number) for number in range(len(best))):
        pass
    return Columns(tuple(tuple(column) for column in best), steps)


def _where(drawing: Drawing) -> dict[str, int]:
    before: dict[str, list[str]] = {node.id: [] for node in drawing.nodes}
    for arrow in drawing.arrows:
        before[arrow.target].append(arrow.source)
    where: dict[str, int] = {}
    for node in TopologicalSorter(before).static_order():
        where[node] = max((where[source] + 1 for source in before[node]), default=0)
    return where


def _steps(drawing: Drawing, where: Mapping[str, int]) -> tuple[tuple[Step, ...], ...]:
    steps: list[list[Step]] = [[] for _ in range(max(where.values()) + 1)]
    first: dict[str, int] = {}
    out: dict[str, int] = {}
    ports = {node.id: 0 for node in drawing.nodes}
    for arrow in drawing.arrows:
        out[arrow.source] = out.get(arrow.source, 0) + 1
    for arrow in drawing.arrows:
        here, there = where[arrow.source], where[arrow.target]
        goal: Place = arrow.target if there == here + 1 else Pass(arrow.target, here + 1)
        port = ports[arrow.source]
        ports[arrow.source] += 1
        share = (port + 1) / (out[arrow.source] + 1)
        steps[here].append(Step(arrow.source, port, share, goal, arrow.target))
        first[arrow.target] = min(first.get(arrow.target, here), here)
    for target, begin in first.items():
        for column in range(begin + 1, where[target]):
            last = column + 1 == where[target]
            onward: Place = target if last else Pass(target, column + 1)
            steps[column].append(Step(Pass(target, column), 0, 0.5, onward, target))
    return tuple(tuple(found) for found in steps)


def _read_order(drawing: Drawing, steps: Sequence[Sequence[Step]]) -> list[Place]:
    """Return every place in the order that a reader who tries each way in turn meets it."""
    onward: dict[Place, list[Place]] = {}
    for column in steps:
        for step in column:
            onward.setdefault(step.source, []).append(step.goal)
    seen: dict[Place, None] = {}
    pending: list[Place] = [*(node.id for node in reversed(drawing.nodes)), drawing.start]
    while pending:
        place = pending.pop()
        if place not in seen:
            seen[place] = None
            pending.extend(reversed(onward.get(place, [])))
    return list(seen)


def _swept(
    places: list[list[Place]], steps: Sequence[Sequence[Step]], *, forwards: bool
) -> list[list[Place]]:
    new = [list(column) for column in places]
    numbers = range(1, len(new)) if forwards else range(len(new) - 2, -1, -1)
    for number in numbers:
        new[number] = _by_neighbours(new, steps, number, forwards=forwards)
    return new


def _by_neighbours(
    places: list[list[Place]], steps: Sequence[Sequence[Step]], number: int, *, forwards: bool
) -> list[Place]:
    """Sort a column by the middle of what each place is joined to in the one before or after."""
    reached: dict[Place, list[float]] = {}
    if forwards:
        at = _index(places[number - 1])
        for step in steps[number - 1]:
            reached.setdefault(step.goal, []).append(at[step.source] + step.share)
    else:
        at = _index(places[number + 1])
        for step in steps[number]:
            reached.setdefault(step.source, []).append(at[step.goal] + 1 - step.share)
    own = _index(places[number])

    def middle(place: Place) -> float:
        found = reached.get(place)
        return sum(found) / len(found) if found else own[place] + 0.5

    return sorted(places[number], key=middle)


def _swap(places: list[list[Place]], steps: Sequence[Sequence[Step]], number: int) -> bool:
    """Turn neighbours around where that crosses less; whether it did anywhere."""
    column = places[number]
    if len(column) > _SWAPPED_UP_TO:
        return False
    before = least = _around(places, steps, number)
    for upper in range(len(column) - 1):
        column[upper], column[upper + 1] = column[upper + 1], column[upper]
        found = _around(places, steps, number)
        if found < least:
            least = found
        else:
            column[upper], column[upper + 1] = column[upper + 1], column[upper]
    return least < before


def _around(places: list[list[Place]], steps: Sequence[Sequence[Step]], number: int) -> int:
    gaps = (number - 1, number) if number else (number,)
    return sum(_crossed(places, steps, gap) for gap in gaps if gap + 1 < len(places))


def crossings(places: Sequence[Sequence[Place]], steps: Sequence[Sequence[Step]]) -> int:
    """Count the pairs of steps that must cross when the columns are in this order."""
    return sum(_crossed(places, steps, gap) for gap in range(len(places) - 1))


def _crossed(places: Sequence[Sequence[Place]], steps: Sequence[Sequence[Step]], gap: int) -> int:
    left, right = _index(places[gap]), _index(places[gap + 1])
    ends = sorted((left[step.source] + step.share, right[step.goal]) for step in steps[gap])
    seen: list[float] = []
    crossed = 0
    for _, end in ends:
        # Those that began higher up and end further down.
        crossed += len(seen) - bisect_left(seen, end + 0.5)
        insort(seen, end)
    return crossed


def _index(column: Sequence[Place]) -> dict[Place, int]:
    return {place: number for number, place in enumerate(column)}
