"""One connection on which all that comes in one turn of the event loop shares a transaction."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

from bot.store.errors import StoreError
from bot.store.sealing import Sealer, UnknownKeyError
from bot.store.sqlite.file import in_words, is_busy

_PAUSE: Final = timedelta(milliseconds=5)

T = TypeVar("T")
Work = Callable[[sqlite3.Connection, Sealer], T]


@dataclass(slots=True)
class _Waiting:
    work: Work[Any]
    future: asyncio.Future[Any]
    durable: bool


class Lane:
    """Runs work on a connection, in order, grouped into transactions.

    The disk is waited for once for all that came together. Work that fails leaves no trace, and
    the rest is done all the same; when the database fails, nothing is. While another process
    writes, the event loop goes on.

    Args:
        db: in autocommit mode, and never waiting for a lock itself.
        path: the file, to be named in errors.
        patience: how long to wait for another process's lock.
        unlock: reads the secrets of the database.
        clock: gives the time now, with a time zone.

    Attributes:
        last_commit: when something was last written and committed; None if nothing was.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        path: Path,
        patience: timedelta,
        unlock: Callable[[sqlite3.Connection], Sealer],
        clock: Callable[[], datetime],
    ) -> None:
        self._db = db
        self._path = path
        self._patience = patience
        self._unlock = unlock
        self._clock = clock
        self.last_commit: datetime | None = None
        self.sealer = unlock(db)
        self._waiting: list[_Waiting] = []
        self._scheduled = False
        self._durable = True
        self._scrub = False

    async def do(self, work: Work[T], *, durable: bool = True) -> T:
        """Do work in a transaction, and return its result once that is committed.

        Args:
            work: is run once or, when the transaction has to be repeated, again.
            durable: whether a power cut must not undo it; the end of the process never does.

        Raises:
            StoreError: the database failed; nothing was kept.
            Exception: what the work raised; nothing of it was kept.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._waiting.append(_Waiting(work, future, durable))
        if not self._scheduled:
            self._scheduled = True
            loop.call_soon(self._run, timedelta())
        return await future

    async def renew_sealer(self) -> None:
        """Read the secrets anew.

        Raises:
            StoreKeyError: none of the keys opens them any more.
        """
        self.sealer = await self.do(lambda db, _: self._unlock(db), durable=False)

    def scrub(self) -> None:
        """Have what is deleted in this transaction erased from the write-ahead log too."""
        self._scrub = True

    async def close(self) -> None:
        """Let go of the database, after what waits; again is harmless."""
        if self._scheduled:
            with suppress(StoreError):
                await self.do(lambda *_: None)
        self._db.close()

    def _run(self, waited: timedelta) -> None:
        self._scheduled = False
        group = [one for one in self._waiting if not one.future.done()]
        self._waiting = []
        if not group:
            return
        try:
            self._begin(durable=any(one.durable for one in group))
        except sqlite3.DatabaseError as error:
            if is_busy(error) and waited < self._patience:
                self._waiting, self._scheduled = group, True
                loop = asyncio.get_running_loop()
                loop.call_later(_PAUSE.total_seconds(), self._run, waited + _PAUSE)
            else:
                self._fail(group, error)
            return
        self._work_off(group, self.sealer)

    def _begin(self, *, durable: bool) -> None:
        if durable is not self._durable:
            # Without the wait for the disk, a power cut may undo it, but never only half of it.
            self._db.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self._durable = durable
        self._db.execute("BEGIN IMMEDIATE")

    def _work_off(self, group: list[_Waiting], sealer: Sealer) -> None:
        """Do a group of work in the transaction that has begun."""
        before = self._db.total_changes
        try:
            done = self._attempt(group, sealer)
            self._db.execute("COMMIT")
            if self._db.total_changes != before:
                self.last_commit = self._clock()
        except UnknownKeyError as error:
            self._db.rollback()
            self._take_in_new_keys(group, sealer, error.number)
            return
        except sqlite3.DatabaseError as error:
            self._db.rollback()
            self._fail(group, error)
            return
        except BaseException as error:
            self._db.rollback()
            for one in group:
                if not one.future.done():
                    one.future.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        for one, result in done:
            if not one.future.done():
                one.future.set_result(result)
        self._erase()

    def _attempt(self, group: list[_Waiting], sealer: Sealer) -> list[tuple[_Waiting, Any]]:
        done: list[tuple[_Waiting, Any]] = []
        index = 0
        while index < len(group):
            one = group[index]
            before = self._db.total_changes
            try:
                done.append((one, one.work(self._db, sealer)))
            except (sqlite3.DatabaseError, UnknownKeyError):
                raise
            except Exception as error:
                one.future.set_exception(error)
                group.remove(one)
                if self._db.total_changes != before:
                    # What it had written goes; what the others wrote is written again.
                    self._db.rollback()
                    self._db.execute("BEGIN IMMEDIATE")
                    done.clear()
                    index = 0
                continue
            index += 1
        return done

    def _take_in_new_keys(self, group: list[_Waiting], known: Sealer, number: int) -> None:
        """Do a group again with the secrets that were made since they were read."""
        try:
            self.sealer = self._unlock(self._db)
            self._db.execute("BEGIN IMMEDIATE")
        except StoreError as error:
            self._give_up(group, error)
        except sqlite3.DatabaseError as error:
            self._fail(group, error)
        else:
            is_newer = self.sealer.newest != known.newest
            self._work_off(group, self.sealer if is_newer else known.without(number))

    def _erase(self) -> None:
        """Empty the write-ahead log of what was deleted, as soon as no other process reads it."""
        if self._scrub:
            with suppress(sqlite3.OperationalError):
                busy, _, _ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                self._scrub = bool(busy)

    def _fail(self, group: list[_Waiting], error: sqlite3.DatabaseError) -> None:
        try:
            raise in_words(self._path, error) from error
        except (StoreError, sqlite3.Error) as said:
            self._give_up(group, said)

    @staticmethod
    def _give_up(group: list[_Waiting], error: Exception) -> None:
        for one in group:
            if not one.future.done():
                one.future.set_exception(error)
