"""The store on SQLite, beside the bot: nothing to install, one machine."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec

from bot.store.pace import Limits
from bot.store.protocol import Backlog, Call, Count, Row, SetAside, StoreError
from bot.store.schema import MIGRATIONS, Schema, compare, refuse_unknown
from bot.store.sqlite_file import PATIENCE, connect, in_words, is_busy
from bot.store.sqlite_notes import (
    add_counts,
    read_aside,
    read_backlog,
    read_counts,
    sweep_notes,
)
from bot.store.sqlite_pace import drop_idle, free_at, hold, within_limits
from bot.store.sqlite_turn import SqliteTurn
from bot.store.times import from_micros, to_micros

_REPEATED_FOR: Final = timedelta(hours=24)
_PAUSE: Final = timedelta(milliseconds=5)
_MAY_GO_NOW: Final = """
    SELECT id, outbox.chat, method, parameters, cosmetic, shows, closes, attempts, queued_at,
        (SELECT message_id FROM chats
         WHERE chats.chat = outbox.chat AND chats.revision = outbox.closes)
    FROM outbox
    WHERE due_at <= ?
        AND NOT EXISTS (SELECT 1 FROM outbox AS ahead
                        WHERE ahead.chat = outbox.chat AND ahead.id < outbox.id)
    ORDER BY id LIMIT ?
"""
_NEXT_DUE: Final = """
    SELECT min(due_at) FROM outbox WHERE id IN (SELECT min(id) FROM outbox GROUP BY chat)
"""
_SHOW: Final = """
    INSERT INTO chats (chat, message_id, revision) VALUES (?, ?, ?)
    ON CONFLICT (chat) DO UPDATE
    SET message_id = excluded.message_id, revision = excluded.revision
"""
_SCRUBS: Final = "SELECT coalesce(max(scrub), 0) FROM outbox WHERE "


class SqliteStore:
    """A `Store` on one SQLite file, shared with other processes on the same machine.

    Statements run in the event loop: they take microseconds, a commit as long as the disk needs.
    While another process writes, the loop goes on. Every method raises StoreError when the
    database fails, StoreBusyError when it stays locked; then nothing has changed.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        clock: Callable[[], datetime],
        patience: timedelta,
    ) -> None:
        self._db = connection
        self._path = path
        self._clock = clock
        self._patience = patience
        self._lock = asyncio.Lock()

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Callable[[], datetime],
        *,
        migrations: Path = MIGRATIONS,
        patience: timedelta = PATIENCE,
    ) -> SqliteStore:
        """Open a database that `migrate` has made; neither create nor migrate one.

        Args:
            path: the database file.
            clock: gives the time now, with a time zone.
            migrations: the folder of the migrations that must have been applied, and no others.
            patience: how long to wait for another process's lock, here and in every transaction.

        Raises:
            StoreError: the file cannot be used as it is.
            StoreBusyError: the database stayed locked by another process.
        """
        try:
            connection = connect(path, patience)
            try:
                _prepare(connection, path, migrations)
            except BaseException:
                connection.close()
                raise
        except sqlite3.DatabaseError as error:
            raise in_words(path, error) from error
        return cls(connection, path, clock, patience)

    @asynccontextmanager
    async def turn(self, update_id: int, chat: int) -> AsyncIterator[SqliteTurn]:
        """Open the transaction that handles one update; see `Store.turn`."""
        seen_at = to_micros(self._clock())
        async with self._transaction() as db:
            new = db.execute("INSERT OR IGNORE INTO updates VALUES (?, ?)", (update_id, seen_at))
            turn = SqliteTurn(db, chat, seen_at, seen=new.rowcount == 0)
            try:
                yield turn
            finally:
                turn.end()
        if turn.forgot:
            await self._scrub()

    async def claim(
        self, now: datetime, lease: timedelta, limit: int, limits: Limits | None = None
    ) -> Sequence[Row]:
        """Take rows that may go out now; see `Store.claim`."""
        leased_until = now + lease
        async with self._transaction() as db:
            found = db.execute(_MAY_GO_NOW, (to_micros(now), limit)).fetchall()
            rows = [_row(row, leased_until) for row in found]
            nowhere = [(row.id,) for row in rows if _closes_nothing(row)]
            db.executemany("DELETE FROM outbox WHERE id = ?", nowhere)
            rows = [row for row in rows if not _closes_nothing(row)]
            if limits is not None:
                rows = within_limits(db, rows, limits, to_micros(now))
            db.executemany(
                "UPDATE outbox SET due_at = ? WHERE id = ?",
                [(to_micros(leased_until), row.id) for row in rows],
            )
        return rows

    async def delivered(self, row: Row, message_id: int | None) -> None:
        """Delete a row that is done; see `Store.delivered`."""
        async with self._transaction() as db:
            scrub = db.execute(_SCRUBS + "id = ?", (row.id,)).fetchone()[0]
            gone = db.execute("DELETE FROM outbox WHERE id = ?", (row.id,))
            if scrub:
                db.execute("DELETE FROM pace WHERE chat = ?", (row.chat,))
            # A row that is not there was forgotten with its chat, or sent by another sender.
            if gone.rowcount and row.call.shows is not None and message_id is not None:
                db.execute(_SHOW, (row.chat, message_id, row.call.shows))
        if scrub:
            await self._scrub()

    async def postpone(self, row: Row, until: datetime) -> None:
        """Give a row back for later and count an attempt; see `Store.postpone`."""
        async with self._transaction() as db:
            db.execute(
                "UPDATE outbox SET due_at = ?, attempts = attempts + 1 WHERE id = ? AND due_at = ?",
                (to_micros(until), row.id, to_micros(row.leased_until)),
            )

    async def renew(self, rows: Sequence[Row], until: datetime) -> Sequence[Row]:
        """Keep rows that are still being sent; see `Store.renew`."""
        async with self._transaction() as db:
            return [
                replace(row, leased_until=until)
                for row in rows
                if db.execute(
                    "UPDATE outbox SET due_at = ? WHERE id = ? AND due_at = ?",
                    (to_micros(until), row.id, to_micros(row.leased_until)),
                ).rowcount
            ]

    async def hold(self, chat: int | None, until: datetime) -> None:
        """Let no process send before a time; see `Store.hold`."""
        async with self._transaction() as db:
            hold(db, chat, to_micros(until))

    async def drop_chat(self, chat: int) -> None:
        """Delete every waiting row of a chat that refuses messages."""
        async with self._transaction() as db:
            scrub = db.execute(_SCRUBS + "chat = ?", (chat,)).fetchone()[0]
            db.execute("DELETE FROM outbox WHERE chat = ?", (chat,))
        if scrub:
            await self._scrub()

    async def next_due(self) -> datetime | None:
        """When the earliest waiting row may be claimed; see `Store.next_due`."""
        async with self._transaction() as db:
            (due_at,) = db.execute(_NEXT_DUE).fetchone()
            return None if due_at is None else from_micros(max(due_at, free_at(db)))

    async def sweep(self, now: datetime) -> int:
        """Delete ids of updates seen over 24 hours ago, and old notes; see `Store.sweep`."""
        async with self._transaction() as db:
            sweep_notes(db, now)
            drop_idle(db, to_micros(now))
            oldest = to_micros(now - _REPEATED_FOR)
            return db.execute("DELETE FROM updates WHERE seen_at < ?", (oldest,)).rowcount

    async def set_aside(self) -> Sequence[SetAside]:
        """Return the updates that could not be handled; see `Store.set_aside`."""
        async with self._transaction() as db:
            return read_aside(db)

    async def backlog(self) -> Backlog:
        """Return how much waits in the outbox, and since when."""
        async with self._transaction() as db:
            return read_backlog(db)

    async def count(self, counted: Mapping[Count, int]) -> None:
        """Add to what is counted."""
        async with self._transaction() as db:
            add_counts(db, counted)

    async def counts(self) -> Mapping[Count, int]:
        """Return all that is counted."""
        async with self._transaction() as db:
            return read_counts(db)

    async def close(self) -> None:
        """Let go of the database, after the transaction that is running; again is harmless."""
        async with self._lock:
            self._db.close()

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[sqlite3.Connection]:
        """Run the body as the only writer among all processes; all or nothing."""
        async with self._lock:
            try:
                await self._patiently("BEGIN IMMEDIATE")
                try:
                    yield self._db
                    self._db.execute("COMMIT")
                finally:
                    # After a commit nothing is left to roll back.
                    self._db.rollback()
            except sqlite3.DatabaseError as error:
                raise in_words(self._path, error) from error

    async def _scrub(self) -> None:
        """Overwrite what deleted rows have left in the database file and its write-ahead log.

        `secure_delete` does not reach all: cells that were moved when a page was split leave
        copies, and keys of deleted rows stay as signposts in the tree. Only a rebuild does.
        """
        # What was deleted is committed all the same; if this fails, the next one does it.
        with suppress(sqlite3.OperationalError):
            async with self._lock:
                await self._patiently("VACUUM")
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    async def _patiently(self, statement: str) -> None:
        """Run a statement that takes the write lock, as soon as other processes leave it."""
        waited = timedelta()
        while True:
            try:
                self._db.execute(statement)
            except sqlite3.OperationalError as error:
                if waited >= self._patience or not is_busy(error):
                    raise
            else:
                return
            await asyncio.sleep(_PAUSE.total_seconds())
            waited += _PAUSE


def _row(found: tuple[Any, ...], leased_until: datetime) -> Row:
    row_id, chat, method, encoded, cosmetic, shows, closes, attempts, queued_at, message_id = found
    parameters: dict[str, Any] = msgspec.json.decode(encoded)
    if message_id is not None:
        parameters["message_id"] = message_id
    call = Call(method, parameters, bool(cosmetic), shows, closes)
    return Row(row_id, chat, call, attempts, leased_until, from_micros(queued_at))


def _closes_nothing(row: Row) -> bool:
    """Whether a row edits a message that was never sent, or whose screen has been left since."""
    return row.call.closes is not None and "message_id" not in row.call.parameters


def _prepare(connection: sqlite3.Connection, path: Path, migrations: Path) -> None:
    """Refuse a database that cannot be used; set the connection up for one that can.

    Raises:
        StoreError: the schema is not this version's.
        sqlite3.Error: the file cannot be read and written, or stayed locked.
    """
    schema = compare(connection, migrations)
    refuse_unknown(path, schema)
    if schema is Schema.OLDER:
        raise StoreError(f"{path}: made by an older version of Rettvei; run `rettvei release`")
    connection.execute("BEGIN IMMEDIATE")
    connection.rollback()
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    # From here on the event loop waits for locks, not the thread.
    connection.execute("PRAGMA busy_timeout = 0")
