"""How much a proof may look at, so that every proof ends in time, whatever the flows are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.facts import Facts
from bot.flows.conditions import DayNear, DeadlineIs, Leaf
from bot.flows.kinds import Input, MunicipalityInput, SeveralInput
from bot.flows.references import Ref

MOST_EFFORT = 5_000_000
"""The most that is looked at over all days; ten thousand common steps take a quarter.

A situation counts, each answer that is kept in it, each way on from it, and each part of a
condition that is looked at. So it is the same on every machine.
"""

_OF_A_LENGTH = 8
"""What it takes to count a length of time, where to compare takes one."""


class TooManyStatesError(Exception):
    """So many answers are read far ahead that their combinations cannot all be followed.

    Attributes:
        ref: a step where they have piled up.
    """

    def __init__(self, ref: Ref) -> None:
        super().__init__(f"more than can be followed, at {ref}")
        self.ref = ref


@dataclass(slots=True)
class Effort:
    """What is left of the effort that one proof may take.

    Attributes:
        left: how much more may be looked at.
    """

    left: int

    def spend(self, amount: int, at: Ref) -> None:
        """Count what is about to be looked at.

        Args:
            amount: how much it is.
            at: the step where.

        Raises:
            TooManyStatesError: it is more than there is left.
        """
        self.left -= amount
        if self.left < 0:
            raise TooManyStatesError(at)


def to_look_at(parts: Iterable[Leaf]) -> int:
    """Return what it takes to look at some conditions once."""
    return sum(_OF_A_LENGTH if isinstance(part, DayNear | DeadlineIs) else 1 for part in parts)


def to_find_values(asked: Input, read: Sequence[Leaf], facts: Facts) -> int:
    """Return what it takes, at most, to find the values that conditions on a question tell apart.

    Args:
        asked: what can be given.
        read: the conditions.
        facts: the municipalities there are.
    """
    match asked:
        case SeveralInput():
            values = 1 << len(asked.ids)
        case MunicipalityInput():
            values = len(facts.municipalities)
        case _:
            # Each condition has two edges at most, with a value on each side.
            values = 4 * len(read) + 2
    return values * to_look_at(read)
