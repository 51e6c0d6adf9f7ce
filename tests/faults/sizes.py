"""How long the tests go on: short in every run, long with `make faults`, which shows how far it is.

A seed can be given, to see again what a run saw: FAULTS_SEED=7 make faults.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, field

LONG = os.environ.get("FAULTS") == "long"
SEED = int(os.environ.get("FAULTS_SEED", "0"))

_EVERY = 5.0


def size(*, short: int, long: int) -> int:
    """Return what is wanted this time."""
    return long if LONG else short


@dataclass
class Progress:
    """Tells how far a long test has come; a short one tells nothing.

    Attributes:
        what: is counted.
        of: how many there will be.
    """

    what: str
    of: int
    _began: float = field(default_factory=time.monotonic)
    _told: float = field(default_factory=time.monotonic)

    def at(self, number: int) -> None:
        """Tell, if it was a while ago."""
        if LONG and time.monotonic() - self._told > _EVERY:
            self._told = time.monotonic()
            self.tell(f"{number} of {self.of} {self.what}")

    def tell(self, words: str) -> None:
        """Tell something, and how long it took."""
        if LONG:
            sys.stderr.write(f"  {words}, {time.monotonic() - self._began:.0f} s\n")
            sys.stderr.flush()
