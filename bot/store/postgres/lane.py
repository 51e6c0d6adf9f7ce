"""One connection to the server, made again when it was lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from typing import Any, Final

import psycopg
from psycopg import AsyncConnection
from psycopg.rows import TupleRow

from bot.store.errors import StoreError
from bot.store.postgres.server import LIMITS, connecting, in_words, is_busy, is_of_a_pooler

Connection = AsyncConnection[TupleRow]

_PREPARED_AFTER: Final = 5


class Lane:
    """A connection that is used by one after the other.

    Each statement is a transaction of its own, unless one is begun. What fails because the server
    is away raises StoreError and is not tried again: nobody knows whether it was committed. The
    next use connects anew.

    Nothing rests on what the server keeps from one transaction to the next if a pooler stands
    between, which may hand each to another connection.

    Args:
        url: of the database.
        place: names it in errors, without secrets.
        durable: whether a commit waits for the disk; if not, a crash of the server may undo the
            last half second, but never only half of a transaction.

    Attributes:
        pooled: whether a pooler stands between, as far as is known.
    """

    def __init__(self, url: str, place: str, *, durable: bool) -> None:
        self._url = url
        self._place = place
        self._durable = durable
        self._lock = asyncio.Lock()
        self._connection: Connection | None = None
        self._closed = False
        self._declaration = b""
        self.pooled = False

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
                self.pooled = self.pooled or is_of_a_pooler(error)
                if is_busy(error):
                    await self._let_go_if_unusable()
                else:
                    # A server that has become read-only, or is about to stop, keeps its
                    # connections; the next one may lead to the server that took its place.
                    await self._let_go()
                raise in_words(self._place, error) from error
            except BaseException:
                # It may be in the midst of a statement or a transaction.
                await self._let_go_if_unusable()
                raise

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Have the connection to oneself for one transaction; without a pooler in one pipeline.

        Raises:
            StoreError: the server is away, or went away; nobody knows what it kept.
        """
        async with self.connected() as connection:
            each = connection.transaction if self.pooled else connection.pipeline
            async with each():
                await self.declare(connection)
                yield connection

    def pipeline(self, connection: Connection) -> AbstractAsyncContextManager[object]:
        """Send what comes together; one after the other behind a pooler.

        The driver ends a pipeline with a request that belongs to no transaction. A pooler would
        hold a connection of the server for it until the next one.
        """
        return nullcontext() if self.pooled else connection.pipeline()

    async def declare(self, connection: Connection) -> None:
        """Say what holds in the transaction that has begun, and in no other.

        Behind a pooler a setting that outlives its transaction is left to somebody else.
        """
        await connection.execute(self._declaration, prepare=True)

    async def ask(
        self, query: str, parameters: Sequence[Any] = (), *, writes: bool = False
    ) -> list[TupleRow]:
        """Run one statement that gives rows, in a transaction of its own."""
        # Without a pooler what holds for a reader has been said once and for all.
        alone = self.connected if not writes and not self.pooled else self.transaction
        async with alone() as connection:
            cursor = await connection.execute(query, parameters, prepare=True, binary=True)
        return await cursor.fetchall()

    async def tell(self, query: str, parameters: Sequence[Any] = ()) -> int:
        """Run one statement that gives none, in a transaction; return how many rows it touched."""
        async with self.transaction() as connection:
            cursor = await connection.execute(query, parameters, prepare=True)
        return cursor.rowcount

    async def close(self) -> None:
        """Let go of the connection, after what is running; again is harmless."""
        async with self._lock:
            self._closed = True
            await self._let_go()

    async def _connect(self) -> Connection:
        connection = await AsyncConnection.connect(**connecting(self._url))
        try:
            await self._look_over(connection)
        except BaseException:
            await connection.close()
            raise
        self._connection = connection
        return connection

    async def _look_over(self, connection: Connection) -> None:
        """Find out whether a pooler stands between, and set up what only its absence allows."""
        # In a transaction: a pooler that hands out each statement refuses it here.
        async with connection.transaction():
            cursor = await connection.execute("SELECT pg_backend_pid()")
        ((server,),) = await cursor.fetchall()
        # A pooler tells of itself when it is connected to, and of the server's process later.
        self.pooled = self.pooled or server != connection.info.backend_pid
        settings = {"synchronous_commit": "on" if self._durable else "off"}
        if self.pooled:
            settings |= LIMITS
        else:
            connection.prepare_threshold = _PREPARED_AFTER
            await connection.execute(_setting(LIMITS, local=False))
        self._declaration = _setting(settings, local=True)

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


def _setting(settings: Mapping[str, str], *, local: bool) -> bytes:
    """Return the statement that sets values, for the transaction that runs or for good.

    A function, as `SET LOCAL` does nothing in a transaction that a pipeline makes.
    """
    each = (f"set_config('{name}', '{value}', {local})" for name, value in settings.items())
    return f"SELECT {', '.join(each)}".encode()
