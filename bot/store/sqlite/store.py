"""The store on one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from bot.store.keys import Masters
from bot.store.pace import Limits
from bot.store.protocol import KEEP
from bot.store.records import Backlog, Count, Row, SetAside, Swept
from bot.store.sealing import Sealer
from bot.store.sqlite import notes, outbox, pace
from bot.store.sqlite.file import PATIENCE, in_words
from bot.store.sqlite.key_file import with_key_beside
from bot.store.sqlite.lane import Lane
from bot.store.sqlite.schema import MIGRATIONS, usable
from bot.store.sqlite.secrets import unlock
from bot.store.sqlite.steps import take_step
from bot.store.sqlite.sweeping import sweep_chats, sweep_updates
from bot.store.times import to_micros
from bot.store.turn import Turn

_AT_ONCE: Final = 500
_DROP: Final = "DELETE FROM outbox WHERE chat = ?"


class SqliteStore:
    """A `Store` on one SQLite file, shared with other processes on the same machine.

    Statements run in the event loop: they take microseconds, a commit as long as the disk needs,
    once for all that comes in one turn of the loop. While another process writes, the loop goes
    on. Every method raises StoreError when the database fails, StoreBusyError when it stays
    locked; then nothing has changed.
    """

    def __init__(self, lane: Lane, clock: Callable[[], datetime], keep: timedelta) -> None:
        self._lane = lane
        self._clock = clock
        self._keep = keep
        self.pooled = False

    @property
    def last_commit(self) -> datetime | None:
        """When this process has last committed a write."""
        return self._lane.last_commit

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Callable[[], datetime],
        masters: Masters | None = None,
        *,
        keep: timedelta = KEEP,
        migrations: Path = MIGRATIONS,
        patience: timedelta = PATIENCE,
    ) -> SqliteStore:
        """Open a database that `migrate` has made; neither create nor migrate one.

        Args:
            path: the database file.
            clock: gives the time now, with a time zone.
            masters: the operator's keys; the key file beside the database is one more.
            keep: how long a chat may be silent before all about it is deleted.
            migrations: the folder of the migrations that must have been applied, and no others.
            patience: how long to wait for another process's lock, here and in every transaction.

        Raises:
            StoreError: the file cannot be used as it is.
            StoreBusyError: the database stayed locked by another process.
            StoreKeyError: the key is missing or another one.
        """
        try:
            db = usable(path, patience, migrations)
            try:
                _prepare(db)
                keys = with_key_beside(path, masters or Masters())
                lane = Lane(db, path, patience, partial(unlock, path, keys), clock)
            except BaseException:
                db.close()
                raise
        except sqlite3.DatabaseError as error:
            raise in_words(path, error) from error
        return cls(lane, clock, keep)

    async def step(
        self, update_id: int, chat: int, decide: Callable[[Turn], object]
    ) -> Turn | None:
        """Handle one update in one transaction; see `Store.step`."""
        now = to_micros(self._clock())

        def work(db: sqlite3.Connection, sealer: Sealer) -> Turn | None:
            turn = take_step(db, sealer, now, update_id, chat, decide)
            if turn is not None and turn.forgot:
                self._lane.scrub()
            return turn

        return await self._lane.do(work)

    async def claim(
        self, now: datetime, lease: timedelta, limit: int, limits: Limits | None = None
    ) -> Sequence[Row]:
        """Take rows that may go out now; see `Store.claim`."""
        return await self._lane.do(
            lambda db, sealer: outbox.claim(db, sealer, now, lease, limit, limits), durable=False
        )

    async def delivered(self, row: Row, message_id: int | None) -> None:
        """Delete a row that is done; see `Store.delivered`."""
        now = to_micros(self._clock())
        await self._lane.do(
            lambda db, sealer: outbox.delivered(db, sealer, row, message_id, now), durable=False
        )

    async def postpone(self, row: Row, until: datetime) -> None:
        """Give a row back for later and count an attempt; see `Store.postpone`."""
        await self._lane.do(lambda db, _: outbox.postpone(db, row, until), durable=False)

    async def renew(self, rows: Sequence[Row], until: datetime) -> Sequence[Row]:
        """Keep rows that are still being sent; see `Store.renew`."""
        return await self._lane.do(lambda db, _: outbox.renew(db, rows, until), durable=False)

    async def hold(self, chat: bytes | None, until: datetime) -> None:
        """Let no process send before a time; see `Store.hold`."""
        await self._lane.do(lambda db, _: pace.hold(db, chat, to_micros(until)), durable=False)

    async def drop_chat(self, chat: bytes) -> None:
        """Delete every waiting row of a chat that refuses messages."""
        await self._lane.do(lambda db, _: db.execute(_DROP, (chat,)), durable=False)

    async def next_due(self) -> datetime | None:
        """When the earliest waiting row may be claimed; see `Store.next_due`."""
        return await self._lane.do(lambda db, _: outbox.next_due(db), durable=False)

    async def sweep(self, now: datetime) -> Swept:
        """Delete what was kept long enough, a little at a time; see `Store.sweep`."""
        await self._lane.do(lambda db, _: notes.sweep_notes(db, now, self._keep))
        updates = chats = 0
        while gone := await self._lane.do(lambda db, _: sweep_updates(db, now, _AT_ONCE)):
            updates += gone
        while gone := await self._lane.do(
            lambda db, _: sweep_chats(db, now - self._keep, _AT_ONCE)
        ):
            chats += gone
        if chats:
            self._lane.scrub()
            await self._lane.do(lambda *_: None)
        return Swept(updates, chats)

    async def keep_refused(self, row: Row, refused: SetAside) -> None:
        """Keep what is needed to look at a call that was refused; see `Store.keep_refused`."""
        await self._lane.do(
            lambda db, sealer: notes.keep_refused(db, sealer, row, refused), durable=False
        )

    async def set_aside(self) -> Sequence[SetAside]:
        """Return the updates that could not be handled; see `Store.set_aside`."""
        return await self._lane.do(notes.read_aside, durable=False)

    async def probe(self) -> None:
        """Write, commit and leave nothing behind; see `Store.probe`."""
        await self._lane.do(notes.probe)
        await self._lane.renew_sealer()

    async def backlog(self) -> Backlog:
        """Return how much waits in the outbox, and since when."""
        return await self._lane.do(lambda db, _: notes.read_backlog(db), durable=False)

    async def count(self, counted: Mapping[Count, int]) -> None:
        """Add to what is counted."""
        await self._lane.do(lambda db, _: notes.add_counts(db, counted), durable=False)

    async def counts(self) -> Mapping[Count, int]:
        """Return all that is counted."""
        return await self._lane.do(lambda db, _: notes.read_counts(db), durable=False)

    @property
    def sealer(self) -> Sealer:
        """What seals, with the secrets that were read last."""
        return self._lane.sealer

    async def close(self) -> None:
        """Let go of the database, after what waits; again is harmless."""
        await self._lane.close()


def _prepare(connection: sqlite3.Connection) -> None:
    """Set a connection up for a store.

    Raises:
        sqlite3.Error: the file cannot be written, or stayed locked.
    """
    connection.execute("BEGIN IMMEDIATE")
    connection.rollback()
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    # From here on the event loop waits for locks, not the thread.
    connection.execute("PRAGMA busy_timeout = 0")
