"""getUpdates: offsets that confirm, the long poll, and one poller at a time."""

from __future__ import annotations

import asyncio
from itertools import takewhile
from typing import Any

from .errors import OTHER_POLLER, ApiError, conflict
from .limits import LONG_POLL, UPDATES_A_POLL
from .updates import Pending, Updates


class Polling:
    """The one poller that is waiting for updates, if any.

    Args:
        updates: what there is to fetch.
        time_scale: real seconds that a second of the long poll lasts.
    """

    def __init__(self, updates: Updates, time_scale: float) -> None:
        self._updates = updates
        self._time_scale = time_scale
        self._poller: asyncio.Future[None] | None = None
        self.waiting = asyncio.Event()
        """Set while a poller waits."""

    async def fetch(self, offset: int, limit: int, timeout: int) -> list[dict[str, Any]]:  # noqa: ASYNC109
        """Confirm what is below the offset and return what waits, up to the limit.

        A negative offset counts from the end and confirms all before it. `timeout` is the longest
        wait for a first update, in seconds.

        Raises:
            ApiError: 409, when another call takes over while this one waits.
        """
        self.end(conflict(OTHER_POLLER))
        self._confirm(offset)
        if not len(self._updates) and timeout > 0:
            await self._wait(min(timeout, LONG_POLL))
        limit = limit if 1 <= limit <= UPDATES_A_POLL else UPDATES_A_POLL
        return [pending.body for pending in self._updates.waiting(limit)]

    def wake(self, _: Pending | None = None) -> None:
        """Let the waiting poller return."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    def end(self, error: ApiError) -> None:
        """Let the waiting poller fail."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(error)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            done = self._updates.waiting()[:offset]
        else:
            first = self._updates.waiting(UPDATES_A_POLL)
            done = list(takewhile(lambda pending: pending.id < offset, first))
        for pending in done:
            self._updates.confirm(pending)

    async def _wait(self, seconds: float) -> None:
        poller = self._poller = asyncio.get_running_loop().create_future()
        self.waiting.set()
        try:
            async with asyncio.timeout(seconds * self._time_scale):
                await poller
        except TimeoutError:
            return
        finally:
            if self._poller is poller:
                self._poller = None
                self.waiting.clear()
