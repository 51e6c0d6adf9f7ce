"""The one small protocol every database implements."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.store.pace import Limits
from bot.store.records import Backlog, Count, Row, SetAside, Swept
from bot.store.turn import Turn

KEEP: Final = timedelta(days=30)
"""How long a chat may be silent before all about it is deleted, unless the operator says."""


class Store(Protocol):
    """Sessions, updates seen and outbox of one bot, shared by all its processes.

    Every method raises StoreError when the database fails, StoreBusyError when another process
    keeps it locked; then nothing has changed. All times have a time zone. What is stored about a
    person is encrypted, and a chat is known only by a keyed hash of its number.
    """

    async def step(
        self, update_id: int, chat: int, decide: Callable[[Turn], object]
    ) -> Turn | None:
        """Handle one update in one transaction; when this returns, it is committed.

        Steps of one chat run one after the other, in any number of processes.

        Args:
            update_id: as Telegram numbers it.
            chat: as Telegram numbers it; it is stored nowhere, but for what `decide` queues.
            decide: reads and writes the turn. It does nothing else, because it may be called
                again when another process was faster.

        Returns:
            The turn as it was decided; None if the update was handled before.

        Raises:
            Exception: what `decide` raised; then nothing was kept.
        """

    async def claim(
        self, now: datetime, lease: timedelta, limit: int, limits: Limits | None = None
    ) -> Sequence[Row]:
        """Take rows that may go out now: for each chat only its first, if its time has come.

        The first is the oldest urgent row, or the oldest. An urgent row waits for no other of its
        chat, not even for one that is being sent.

        What has gone out in all processes counts against the limits; see `bot.store.pace`.

        A claimed row is nobody else's until the lease has run out, so that two senders do not
        send it twice and a dead sender's rows are sent by another. At most `limit` rows, the
        urgent ones first, then the oldest.
        """

    async def delivered(self, row: Row, message_id: int | None) -> None:
        """Delete a row that is done; if its call shows a screen, keep the id of its message.

        Nothing is kept of a row that is gone, because its chat was forgotten in the meantime.
        """

    async def postpone(self, row: Row, until: datetime) -> None:
        """Give a row back for later and count an attempt; its chat's later rows wait behind it.

        A row whose lease ran out and that another sender has claimed is left to that sender. One
        that a later screen has superseded meanwhile is deleted.
        """

    async def renew(self, rows: Sequence[Row], until: datetime) -> Sequence[Row]:
        """Keep rows that are still being sent; return those that are still this sender's."""

    async def hold(self, chat: bytes | None, until: datetime) -> None:
        """Let no process send to a chat, or to anybody if it is None, before a time."""

    async def drop_chat(self, chat: bytes) -> None:
        """Delete every waiting row of a chat that refuses messages."""

    async def next_due(self) -> datetime | None:
        """When the earliest waiting row may be claimed; None if nothing waits.

        A time in the past, however long ago, means at once.
        """

    async def sweep(self, now: datetime) -> Swept:
        """Delete what was kept long enough, a little at a time.

        Ids of updates go 24 hours after they were seen, as long as Telegram repeats an update.
        All about a chat goes when it was silent for as long as the store was told to keep it, to
        the hour. With them go what was set aside over 30 days ago, counts of more than two years
        ago, and limits that hold nothing back.
        """

    async def keep_refused(self, row: Row, refused: SetAside) -> None:
        """Keep what is needed to look at a call that Telegram refused, as long as its row is there.

        Again is harmless: of each row it is kept once.
        """

    async def set_aside(self) -> Sequence[SetAside]:
        """Return what could not be handled or sent, the oldest first."""

    async def probe(self) -> None:
        """Write, commit and leave nothing behind, and open the secrets of the database anew.

        Raises:
            StoreError: what is to be kept would not be: the disk is full, the database takes no
                writes, or the key is not the one it has now.
        """

    @property
    def last_commit(self) -> datetime | None:
        """When this process has last seen a write committed; None if it has not."""

    @property
    def pooled(self) -> bool:
        """Whether a pooler stands between this process and the database."""

    async def backlog(self) -> Backlog:
        """Return how much waits in the outbox, and since when."""

    async def count(self, counted: Mapping[Count, int]) -> None:
        """Add to what is counted."""

    async def counts(self) -> Mapping[Count, int]:
        """Return all that is counted."""

    async def close(self) -> None:
        """Let go of the database."""
