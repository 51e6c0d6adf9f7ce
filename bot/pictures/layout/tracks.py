"""Where the lines between two columns turn, so that no two lie on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

NEAR = 5.0
"""Lines nearer to each other than this look like one, in pixels."""
_COVERED = 1000
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Bundle:
    """All lines to the same place in the next column.

    Attributes:
        sources: how far down each begins, in pixels.
        goal: how far down they end, in pixels.
    """

    sources: tuple[float, ...]
    goal: float

    @property
    def top(self) -> float:
        """The upper end of where it turns."""
        return min(*self.sources, self.goal)

    @property
    def bottom(self) -> float:
        """The lower end of where it turns."""
        return max(*self.sources, self.goal)

    @property
    def is_straight(self) -> bool:
        """Whether it need not turn."""
        return self.bottom - self.top < 1

    def spans(self, down: float) -> bool:
        """Whether a line at this height meets the part where it turns."""
        return self.top - NEAR < down < self.bottom + NEAR


def tracks(bundles: Sequence[Bundle]) -> list[int]:
    """Return the track of each bundle, from 0 at the left; those that share one are apart."""
    order = [number for number, bundle in enumerate(bundles) if not bundle.is_straight]
    order.sort(key=lambda number: (bundles[number].goal, bundles[number].top))
    for _ in range(_ROUNDS):
        if not _improve(order, bundles):
            break
    found = [0] * len(bundles)
    for place, number in enumerate(order):
        one = bundles[number]
        taken = (
            found[other]
            for other in order[:place]
            if bundles[other].top - NEAR < one.bottom + NEAR
            and one.top - NEAR < bundles[other].bottom + NEAR
        )
        found[number] = max(taken, default=-1) + 1
    return found


def _improve(order: list[int], bundles: Sequence[Bundle]) -> bool:
    """Move each bundle to where it costs the least; whether anything moved."""
    moved = False
    for number in tuple(order):
        here = order.index(number)
        cost = best = 0
        to = here
        for place in range(here - 1, -1, -1):
            cost += _gain(bundles, number, order[place])
            if cost < best:
                best, to = cost, place
        cost = 0
        for place in range(here + 1, len(order)):
            cost += _gain(bundles, order[place], number)
            if cost < best:
                best, to = cost, place
        if to != here:
            order.insert(to, order.pop(here))
            moved = True
    return moved


def _gain(bundles: Sequence[Bundle], left: int, right: int) -> int:
    """Return what it costs more to have one bundle to the left of another than to the right."""
    return cost(bundles[left], bundles[right]) - cost(bundles[right], bundles[left])


def cost(left: Bundle, right: Bundle) -> int:
    """Count where two bundles cross; where one would lie on the other counts for very many."""
    crossed = right.top < left.goal < right.bottom
    crossings = crossed + sum(left.top < source < left.bottom for source in right.sources)
    return crossings + _COVERED * covers(left, right)


def covers(left: Bundle, right: Bundle) -> bool:
    """Whether the end of the left one would lie on the beginning of the right one."""
    return any(abs(left.goal - source) < NEAR for source in right.sources)
