"""Keeps the limits for when calls leave: counting one and sending it are not the same moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import msgspec
from msgspec.structs import replace

from bot.store import LEEWAY, Limits, Row
from bot.store.pace import is_metered

_LONGEST: Final = timedelta(seconds=5)
"""A database that needs longer to let messages through than half of this lets none through."""


class Pass(msgspec.Struct, frozen=True):
    """What lets calls through.

    Attributes:
        given: when it was asked for.
        limits: within which; None for as fast as can be.
    """

    given: datetime
    limits: Limits | None


class Pacer:
    """Sees that no call leaves later than it was counted for.

    A message is counted as leaving at the end of a leeway. A database or a machine that is slow
    lets it come later; then it would leave beside those counted for that moment, so it waits to
    be counted again, and from then on the leeway is as long as is needed.

    Args:
        limits: how fast, together with all other processes; None for as fast as can be.
        now: gives the time, with a zone.
    """

    def __init__(self, limits: Limits | None, now: Callable[[], datetime]) -> None:
        self._limits = limits
        self._now = now
        self._took = timedelta()

    def next(self) -> Pass:
        """Return what calls are let through with now."""
        if self._limits is None or self._limits.overall is None:
            return Pass(self._now(), self._limits)
        leeway = min(max(2 * self._took, LEEWAY), _LONGEST)
        return Pass(self._now(), replace(self._limits, leeway=leeway))

    def is_late(self, row: Row, given: Pass) -> bool:
        """Whether a call that is about to leave must not any more."""
        if given.limits is None or given.limits.overall is None:
            return False
        self._took = self._now() - given.given
        return is_metered(row.call.method) and self._took > given.limits.leeway
