"""The real store, with failures that a test orders at the worst moments."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.store import Backlog, Count, Limits, Row, SetAside, SqliteStore, StoreError, Swept, Turn


class UnsureStore:
    """A `Store` that passes everything on, and fails when it was told to.

    Attributes:
        turns_to_fail: how many of the next turns are lost at the commit.
        replies_to_lose: of how many of the next turns nobody learns that they were kept.
        fails_for: the chat whose turns are lost; None for anybody's.
        deliveries_to_fail: how many of the next sent rows cannot be marked as delivered.
        claims_to_fail: how many of the next claims fail.
        claim_takes: is called while rows are being claimed.
        sweeps_to_fail: how many of the next sweeps fail.
        writes_fail_with: what a probe is refused with; empty if it is not.
        counts_to_fail: how many of the next counts cannot be added.
        renewed: how many times leases were renewed.
        postponed: until when rows were put off.
        swept: how many sweeps succeeded.
        taken: ids of rows that are on their way.
        moved: set whenever a row came to rest.
    """

    def __init__(self, inner: SqliteStore) -> None:
        self._inner = inner
        self.turns_to_fail = 0
        self.replies_to_lose = 0
        self.fails_for: int | None = None
        self.deliveries_to_fail = 0
        self.claims_to_fail = 0
        self.claim_takes: Callable[[], object] = lambda: None
        self.sweeps_to_fail = 0
        self.counts_to_fail = 0
        self.writes_fail_with = ""
        self.renewed = 0
        self.taken: set[int] = set()
        self.moved = asyncio.Event()
        self.postponed: list[datetime] = []
        self.swept = 0

    async def step(
        self, update_id: int, chat: int, decide: Callable[[Turn], object]
    ) -> Turn | None:
        fails = self.turns_to_fail > 0 and self.fails_for in (None, chat)

        def lost(turn: Turn) -> None:
            decide(turn)
            if fails:
                self.turns_to_fail -= 1
                raise StoreError("the disk is full")

        turn = await self._inner.step(update_id, chat, lost)
        if self.replies_to_lose:
            self.replies_to_lose -= 1
            raise StoreError("the server has gone away")
        return turn

    async def claim(
        self, now: datetime, lease: timedelta, limit: int, limits: Limits | None = None
    ) -> Sequence[Row]:
        if self.claims_to_fail:
            self.claims_to_fail -= 1
            raise StoreError("the disk is full")
        rows = await self._inner.claim(now, lease, limit, limits)
        if rows:
            self.claim_takes()
        self.taken |= {row.id for row in rows}
        # What must wait has its time now.
        self.moved.set()
        return rows

    async def delivered(self, row: Row, message_id: int | None) -> None:
        if self.deliveries_to_fail:
            self.deliveries_to_fail -= 1
            self._rest(row)
            raise StoreError("the disk is full")
        await self._inner.delivered(row, message_id)
        self._rest(row)

    async def postpone(self, row: Row, until: datetime) -> None:
        self.postponed.append(until)
        await self._inner.postpone(row, until)
        self._rest(row)

    async def renew(self, rows: Sequence[Row], until: datetime) -> Sequence[Row]:
        self.renewed += 1
        return await self._inner.renew(rows, until)

    async def hold(self, chat: bytes | None, until: datetime) -> None:
        await self._inner.hold(chat, until)

    async def keep_refused(self, row: Row, refused: SetAside) -> None:
        await self._inner.keep_refused(row, refused)

    async def set_aside(self) -> Sequence[SetAside]:
        return await self._inner.set_aside()

    async def backlog(self) -> Backlog:
        return await self._inner.backlog()

    async def probe(self) -> None:
        if self.writes_fail_with:
            raise StoreError(self.writes_fail_with)
        await self._inner.probe()

    @property
    def last_commit(self) -> datetime | None:
        return self._inner.last_commit

    @property
    def pooled(self) -> bool:
        return self._inner.pooled

    async def count(self, counted: Mapping[Count, int]) -> None:
        if self.counts_to_fail:
            self.counts_to_fail -= 1
            raise StoreError("the disk is full")
        await self._inner.count(counted)

    async def counts(self) -> Mapping[Count, int]:
        return await self._inner.counts()

    async def drop_chat(self, chat: bytes) -> None:
        await self._inner.drop_chat(chat)
        self.taken.clear()
        self.moved.set()

    async def next_due(self) -> datetime | None:
        return await self._inner.next_due()

    async def sweep(self, now: datetime) -> Swept:
        if self.sweeps_to_fail:
            self.sweeps_to_fail -= 1
            raise StoreError("the disk is full")
        gone = await self._inner.sweep(now)
        self.swept += 1
        return gone

    def _rest(self, row: Row) -> None:
        self.taken.discard(row.id)
        self.moved.set()

    async def close(self) -> None:
        await self._inner.close()
