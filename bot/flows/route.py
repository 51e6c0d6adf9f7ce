"""Where a way leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.flows.conditions import Condition, Leaf, leaves
from bot.source import Position


@dataclass(frozen=True, slots=True)
class Route:
    """Where a way goes on, if its condition holds; the last route of a list has none.

    til:
      - {når: {i_dag: {før: 2027-01-01}}, til: anke_klageinstans}
      - {ellers: anke_trygderetten}

    Attributes:
        reads: where each condition that looks at something itself says what it looks at.
    """

    target: str
    condition: Condition | None
    position: Position
    reads: tuple[Position, ...] = ()

    @property
    def leaves(self) -> Iterator[tuple[Leaf, Position]]:
        """Every condition that looks at something itself, and where it says at what."""
        if self.condition is not None:
            yield from zip(leaves(self.condition), self.reads, strict=True)
