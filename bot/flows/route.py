"""Where a way leads."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.conditions import Condition
from bot.source import Position


@dataclass(frozen=True, slots=True)
class Route:
    """Where a way goes on, if its condition holds; the last route of a list has none.

    til:
      - {når: {i_dag: {før: 2027-01-01}}, til: anke_klageinstans}
      - {ellers: anke_trygderetten}
    """

    target: str
    condition: Condition | None
    position: Position
