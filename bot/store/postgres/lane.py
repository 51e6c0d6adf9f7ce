"""One connection to the server, made again when it was lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import psycopg
from psycopg import AsyncConnection
from psycopg.rows import TupleRow

from bot.store.errors import StoreError
from bot.store.postgres.server import CONNECTING, LIMITS, in_words

Connection = AsyncConnection[TupleRow]


class Lane:
    """A connection that is used by one after the other.

    Each statement is a transaction of its own, unless one is begun. What fails because the server
    is away raises StoreError and is not tried again: nobody knows whether it was committed. The
    next use connects anew.

    Args:
        url: of the database.
        place: names it in errors, without secrets.
        durable: whether a commit waits for the disk; if not, a crash of the server may undo the
            last half second, but never only half of a transaction.
    """

    def __init__(self, url: str, place: str, *, durable: bool) -> None:
        self._url = url
        self._place = place
        self._durable = durable
        self._lock = asyncio.Lock()
        self._connection: Connection | None = None
        self._closed = False

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[Connection]:
        """Have the connection to oneself.

        Raises:
            StoreError: the server is away, or went away.
        """
        async with self._lock:
            if self._closed:
                raise StoreError(f"{self._place}: closed")
            try:
                connection = self._connection or await self._connect()
                yield connection
            except psycopg.Error as error:
                await self._let_go_if_unusable()
                raise in_words(self._place, error) from error
            except BaseException:
                # It may be in the midst of a statement or a transaction.
                await self._let_go_if_unusable()
                raise

    async def ask(self, query: str, parameters: Sequence[Any] = ()) -> list[TupleRow]:
        """Run one statement that gives rows."""
        async with self.connected() as connection:
            cursor = await connection.execute(query, parameters, prepare=True, binary=True)
            return await cursor.fetchall()

    async def tell(self, query: str, parameters: Sequence[Any] = ()) -> int:
        """Run one statement that gives none; return how many rows it touched."""
        async with self.connected() as connection:
            cursor = await connection.execute(query, parameters, prepare=True)
            return cursor.rowcount

    async def close(self) -> None:
        """Let go of the connection, after what is running; again is harmless."""
        async with self._lock:
            self._closed = True
            await self._let_go()

    async def _connect(self) -> Connection:
        connection = await AsyncConnection.connect(self._url, autocommit=True, **CONNECTING)
        try:
            await connection.execute(LIMITS)
            if not self._durable:
                await connection.execute("SET synchronous_commit = off")
        except BaseException:
            await connection.close()
            raise
        self._connection = connection
        return connection

    async def _let_go_if_unusable(self) -> None:
        connection = self._connection
        if connection is None:
            return
        idle = psycopg.pq.TransactionStatus.IDLE
        if connection.closed or connection.info.transaction_status != idle:
            await self._let_go()

    async def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(psycopg.Error):
                await connection.close()
