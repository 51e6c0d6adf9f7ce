"""The store on a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, TypeVar

from bot.store.keys import Masters
from bot.store.pace import Limits
from bot.store.postgres import notes, outbox
from bot.store.postgres.grouping import Grouped, Waiting
from bot.store.postgres.lane import Lane
from bot.store.postgres.outbox import Delivery
from bot.store.postgres.schema import check_schema
from bot.store.postgres.secrets import SECRETS, as_locked, opened
from bot.store.postgres.server import place_of
from bot.store.postgres.steps import Step, take_steps
from bot.store.protocol import KEEP
from bot.store.records import Backlog, Count, Row, SetAside, Swept
from bot.store.sealing import Sealer, UnknownKeyError
from bot.store.times import to_micros
from bot.store.turn import Turn

_AT_ONCE: Final = 500

T = TypeVar("T")


class PostgresStore:
    """A `Store` on a PostgreSQL server, shared with other processes on any machine.

    Three connections a process: one for steps, which wait for the server's disk, one for what has
    arrived at Telegram, which must not be forgotten because others wait, and one for the rest. What
    comes while the server is being waited for is done together. No transaction stays open while a
    conversation is computed: it is read, decided, and written if no other process was faster. Every
    method raises StoreError when the server is away; whether the last statement was kept is then
    not known, but an update is never handled twice.
    """

    def __init__(
        self, url: str, masters: Masters, clock: Callable[[], datetime], keep: timedelta
    ) -> None:
        self._place = place_of(url)
        self._masters = masters
        self._clock = clock
        self._keep = keep
        self._durable = Lane(url, self._place, durable=True)
        self._arrived = Lane(url, self._place, durable=False)
        self._lane = Lane(url, self._place, durable=False)
        self._steps = Grouped[Step, Turn | None](
            self._take_steps, lambda step: (("update", step.update_id), ("chat", step.chat))
        )
        self._deliveries = Grouped[Delivery, None](self._deliver, lambda one: (one.row.id,))
        self._sealer: Sealer | None = None
        self.last_commit: datetime | None = None

    @classmethod
    async def open(
        cls,
        url: str,
        clock: Callable[[], datetime],
        masters: Masters,
        *,
        keep: timedelta = KEEP,
    ) -> PostgresStore:
        """Open a database that `migrate` has made; neither create nor migrate one.

        Args:
            url: `postgresql://` or `postgres://`, as libpq reads it.
            clock: gives the time now, with a time zone.
            masters: the operator's keys.
            keep: how long a chat may be silent before all about it is deleted.

        Raises:
            StoreError: the database cannot be used as it is.
            StoreKeyError: the key is missing or another one.
        """
        store = cls(url, masters, clock, keep)
        try:
            async with store._lane.connected() as connection:
                await check_schema(store._place, connection)
            await store._unlock()
        except BaseException:
            await store.close()
            raise
        return store

    async def step(
        self, update_id: int, chat: int, decide: Callable[[Turn], object]
    ) -> Turn | None:
        """Handle one update in one transaction; see `Store.step`."""
        return await self._steps.do(Step(to_micros(self._clock()), update_id, chat, decide))

    async def claim(
        self, now: datetime, lease: timedelta, limit: int, limits: Limits | None = None
    ) -> Sequence[Row]:
        """Take rows that may go out now; see `Store.claim`."""
        return await self._sealed(
            lambda sealer: outbox.claim(self._lane, sealer, now, lease, limit, limits)
        )

    async def delivered(self, row: Row, message_id: int | None) -> None:
        """Delete a row that is done; see `Store.delivered`."""
        await self._deliveries.do(Delivery(row, message_id))

    async def postpone(self, row: Row, until: datetime) -> None:
        """Give a row back for later and count an attempt; see `Store.postpone`."""
        mine = (row.id, to_micros(row.leased_until))
        await self._lane.tell(outbox.POSTPONE, (*mine, to_micros(until)))

    async def renew(self, rows: Sequence[Row], until: datetime) -> Sequence[Row]:
        """Keep rows that are still being sent; see `Store.renew`."""
        return await outbox.renew(self._lane, rows, until)

    async def hold(self, chat: bytes | None, until: datetime) -> None:
        """Let no process send before a time; see `Store.hold`."""
        if chat is None:
            await self._lane.tell(outbox.HOLD_ALL, (to_micros(until),))
        else:
            await self._lane.tell(outbox.HOLD_CHAT, (chat, to_micros(until)))

    async def drop_chat(self, chat: bytes) -> None:
        """Delete every waiting row of a chat that refuses messages."""
        await self._lane.tell(outbox.DROP, (chat,))

    async def next_due(self) -> datetime | None:
        """When the earliest waiting row may be claimed; see `Store.next_due`."""
        return await outbox.next_due(self._lane)

    async def sweep(self, now: datetime) -> Swept:
        """Delete what was kept long enough, a little at a time; see `Store.sweep`."""
        await notes.sweep_notes(self._lane, now, self._keep)
        updates = chats = 0
        while gone := await notes.sweep_updates(self._lane, now, _AT_ONCE):
            updates += gone
        while gone := await notes.sweep_chats(self._lane, now - self._keep, _AT_ONCE):
            chats += gone
        return Swept(updates, chats)

    async def keep_refused(self, row: Row, refused: SetAside) -> None:
        """Keep what is needed to look at a call that was refused; see `Store.keep_refused`."""
        await self._sealed(lambda sealer: notes.keep_refused(self._lane, sealer, row, refused))

    async def set_aside(self) -> Sequence[SetAside]:
        """Return the updates that could not be handled; see `Store.set_aside`."""
        return await self._sealed(lambda sealer: notes.read_aside(self._lane, sealer))

    async def probe(self) -> None:
        """Write, commit and leave nothing behind; see `Store.probe`."""
        await notes.probe(self._durable)
        self.last_commit = self._clock()
        await self._unlock()

    @property
    def pooled(self) -> bool:
        """Whether a pooler stands between this process and the server."""
        return self._lane.pooled

    async def backlog(self) -> Backlog:
        """Return how much waits in the outbox, and since when."""
        return await notes.read_backlog(self._lane)

    async def count(self, counted: Mapping[Count, int]) -> None:
        """Add to what is counted."""
        await notes.add_counts(self._lane, counted)

    async def counts(self) -> Mapping[Count, int]:
        """Return all that is counted."""
        return await notes.read_counts(self._lane)

    async def close(self) -> None:
        """Let go of the database, after what waits; again is harmless."""
        await self._steps.rest()
        await self._deliveries.rest()
        await self._durable.close()
        await self._arrived.close()
        await self._lane.close()

    async def _take_steps(
        self, group: Sequence[Waiting[Step, Turn | None]]
    ) -> Sequence[Waiting[Step, Turn | None]]:
        steps = [one.item for one in group]
        taken = await self._sealed(lambda sealer: take_steps(self._durable, sealer, steps))
        if any(isinstance(result, Turn) for result in taken.values()):
            self.last_commit = self._clock()
        again = []
        for place, one in enumerate(group):
            if place not in taken:
                again.append(one)
            elif isinstance(result := taken[place], BaseException):
                one.refuse(result)
            else:
                one.answer(result)
        return again

    async def _deliver(
        self, group: Sequence[Waiting[Delivery, None]]
    ) -> Sequence[Waiting[Delivery, None]]:
        done = [one.item for one in group]
        now = to_micros(self._clock())
        await self._sealed(lambda sealer: outbox.deliver(self._arrived, sealer, done, now))
        self.last_commit = self._clock()
        for one in group:
            one.answer(None)
        return ()

    async def _sealed(self, work: Callable[[Sealer], Awaitable[T]]) -> T:
        """Do work with the secrets; again, if some were made since they were read."""
        sealer = self._sealer or await self._unlock()
        while True:
            try:
                return await work(sealer)
            except UnknownKeyError as error:
                newer = await self._unlock()
                is_newer = newer.newest != sealer.newest
                sealer = newer if is_newer else sealer.without(error.number)

    async def _unlock(self) -> Sealer:
        locked = as_locked(await self._lane.ask(SECRETS))
        self._sealer = opened(self._place, self._masters, locked)
        return self._sealer

    @property
    def sealer(self) -> Sealer | None:
        """What seals, once the secrets are read."""
        return self._sealer
