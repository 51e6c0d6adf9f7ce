"""Telegram on a bad day: refusals, failures, cut connections and slow answers, drawn at random."""

from __future__ import annotations

import random
from collections import Counter

from tests.telegram_emulator import (
    CutConnection,
    Delay,
    ServerError,
    TooManyRequests,
)
from tests.telegram_emulator.faults import Fault, Faults

LIMITED = 0.20
FAILED = 0.05
CUT = 0.02
SLOW = 0.05
SLOWEST = 30.0


class Storm(Faults):
    """Lets any call fail, each with the same chances.

    Attributes:
        drawn: how many of each kind.
        over: whether the weather is fine again.
    """

    def __init__(self, seed: str) -> None:
        super().__init__()
        self._chance = random.Random(seed)
        self.drawn: Counter[str] = Counter()
        self.over = False

    def take(self, method: str) -> Fault | None:
        """Draw what becomes of a call."""
        fault = None if self.over else self._draw()
        self.drawn[type(fault).__name__] += 1
        return fault

    def _draw(self) -> Fault | None:
        made = self._chance.random() < 0.5
        drawn = self._chance.random()
        if drawn < LIMITED:
            return TooManyRequests(self._chance.randint(1, 5))
        drawn -= LIMITED
        if drawn < FAILED:
            return ServerError(self._chance.choice((500, 502, 504)), made)
        drawn -= FAILED
        if drawn < CUT:
            return CutConnection(made)
        drawn -= CUT
        if drawn < SLOW:
            return Delay(self._chance.uniform(0, SLOWEST))
        return None
