"""How much a proof may look at, so that every proof ends in time, whatever the flows are."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.references import Ref

MOST_EFFORT = 4_000_000
"""The most that is looked at over all days; ten thousand common steps take a quarter.

A situation counts, each answer that is kept in it, each way on from it, and each part of a
condition that is looked at there. So it is the same on every machine.
"""


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
