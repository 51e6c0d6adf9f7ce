"""An event loop whose time leaps over all waiting, so that a long day passes in seconds.

Its time moves only while nothing is on its way: sockets are served first, and when there is
nothing more to serve, it is at once so late that the next timer is due. Every time-out, lease and
pause keeps its length and its order. Who waits for another process holds time meanwhile.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from bot.store import Store
from bot.surroundings import now

T = TypeVar("T")

_BEGIN = datetime(2026, 3, 3, 8, tzinfo=UTC)
_UNDER_WAY = 0.002
"""Real seconds that what one socket sends may take to come out of another."""
_AWAY = 0.05


class LeapingLoop(asyncio.SelectorEventLoop):
    """A loop with a time of its own, which begins at zero."""

    def __init__(self) -> None:
        self._passed = 0.0
        self.held = 0
        super().__init__(_Leaping(self))

    def time(self) -> float:
        """The seconds that have passed."""
        return self._passed

    def leap(self, seconds: float) -> None:
        """Let time pass."""
        self._passed += seconds

    def clock(self) -> datetime:
        """The time of day."""
        return _BEGIN + timedelta(seconds=self._passed)


class _Leaping(selectors.DefaultSelector):
    def __init__(self, loop: LeapingLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[Any]:
        """Serve the sockets; only if there is nothing to be served, let time pass."""
        if timeout is not None and timeout <= 0:
            return super().select(0)
        if timeout is None or self._loop.held:
            return super().select(_AWAY if self._loop.held else None)
        ready = super().select(_UNDER_WAY)
        if not ready:
            self._loop.leap(timeout)
        return ready


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run something in a loop whose time leaps."""
    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        return runner.run(main)


def clock() -> datetime:
    """The time of day in the running loop; the real one, if its time does not leap."""
    loop = asyncio.get_running_loop()
    return loop.clock() if isinstance(loop, LeapingLoop) else now()


class Timeless:
    """A store that lets no time pass while it works: its server is another process."""

    def __init__(self, inner: Store) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._inner, name)

        async def work(*arguments: Any, **named: Any) -> Any:
            loop = asyncio.get_running_loop()
            assert isinstance(loop, LeapingLoop)
            loop.held += 1
            try:
                return await method(*arguments, **named)
            finally:
                loop.held -= 1

        return work
