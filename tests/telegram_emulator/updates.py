"""Updates that wait to be fetched or delivered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

# What Telegram sends when nobody asked for certain kinds: all but a few.
LEFT_OUT: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

Queue = tuple[str, int]


@dataclass(slots=True, eq=False)
class Pending:
    """An update that nobody has acknowledged yet.

    Attributes:
        queue: updates of one queue are delivered to a webhook one at a time.
        expires: when it is dropped, seconds since 1970.
        copies: how many times it must be acknowledged.
    """

    id: int
    queue: Queue
    body: dict[str, Any]
    expires: float
    copies: int = 1


class Updates:
    """All updates of the bot that wait, in order.

    Args:
        now: gives seconds since 1970.
        first_id: the first `update_id`.
        copies: 2 or more delivers every update as many times, as after a lost acknowledgement.
    """

    def __init__(self, now: Callable[[], float], first_id: int, copies: int = 1) -> None:
        self._now = now
        self.next_id = first_id
        self._copies = copies
        self._pending: dict[int, Pending] = {}
        self._allowed: frozenset[str] = frozenset()
        self._empty = asyncio.Event()
        self._empty.set()
        self.on_push: list[Callable[[Pending], None]] = []

    def __len__(self) -> int:
        return len(self._pending)

    def __contains__(self, pending: Pending) -> bool:
        return self._pending.get(pending.id) is pending

    @property
    def allowed(self) -> list[str]:
        """The kinds asked for; empty for the usual ones."""
        return sorted(self._allowed)

    def allow(self, kinds: Any) -> None:
        """Set the kinds that are asked for from now on; None leaves them as they are."""
        if isinstance(kinds, list):
            self._allowed = frozenset(str(kind) for kind in kinds)

    def push(self, kind: str, queue: Queue, payload: dict[str, Any], life: timedelta) -> None:
        """Add an update, unless nobody wants its kind."""
        if kind not in self._allowed if self._allowed else kind in LEFT_OUT:
            return
        body = {"update_id": self.next_id, kind: payload}
        expires = self._now() + life.total_seconds()
        pending = Pending(self.next_id, queue, body, expires, self._copies)
        self.next_id += 1
        self._pending[pending.id] = pending
        self._empty.clear()
        for listener in self.on_push:
            listener(pending)

    def waiting(self, most: int | None = None) -> list[Pending]:
        """The first of what waits, oldest first; what has expired is dropped."""
        now = self._now()
        found: list[Pending] = []
        expired: list[Pending] = []
        for pending in self._pending.values():
            if pending.expires <= now:
                expired.append(pending)
            elif len(found) == most:
                break
            else:
                found.append(pending)
        for pending in expired:
            self.drop(pending)
        return found

    def confirm(self, pending: Pending) -> None:
        """Count one acknowledgement; the last one removes the update."""
        pending.copies -= 1
        if pending.copies < 1:
            self.drop(pending)

    def drop(self, pending: Pending) -> None:
        """Remove an update."""
        self._pending.pop(pending.id, None)
        if not self._pending:
            self._empty.set()

    def drop_all(self) -> None:
        """Forget all that waits."""
        self._pending.clear()
        self._empty.set()

    async def drained(self) -> None:
        """Wait until nothing waits any more."""
        await self._empty.wait()
