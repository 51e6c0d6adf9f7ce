"""A pooler before a real PostgreSQL server: each transaction gets another connection to it."""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from psycopg.conninfo import conninfo_to_dict

_VERSION = (196608).to_bytes(4, "big")
_ENCRYPTION = {(80877103).to_bytes(4, "big"), (80877104).to_bytes(4, "big")}
_READY = b"Z\x00\x00\x00\x05I"
_KEY = b"K\x00\x00\x00\x0c\x00\x00\x00\x07poll"
"""A process and a secret that no server has given: a pooler's own."""

Message = tuple[bytes, bytes]


@dataclass
class Pooler:
    """Connections to a server, given to one transaction after the other, the longest rested first.

    Attributes:
        url: where it listens.
    """

    url: str = ""
    _idle: asyncio.Queue[tuple[StreamReader, StreamWriter]] = field(default_factory=asyncio.Queue)
    _greeting: bytes = b""

    async def _connect(self, url: str) -> None:
        place = conninfo_to_dict(url)
        reader, writer = await asyncio.open_unix_connection(f"{place['host']}/.s.PGSQL.5432")
        wanted = {"user": place["user"], "database": place["dbname"], "options": place["options"]}
        text = "".join(f"{name}\x00{value}\x00" for name, value in wanted.items())
        body = _VERSION + text.encode() + b"\x00"
        writer.write((len(body) + 4).to_bytes(4, "big") + body)
        greeting = []
        while (message := await _message(reader))[0] != b"Z":
            if message[0] in (b"R", b"S"):
                greeting.append(message[1])
        self._greeting = b"".join(greeting)
        self._idle.put_nowait((reader, writer))

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            if await _is_let_in(reader, writer):
                writer.write(self._greeting + _KEY + _READY)
                await self._relay(reader, writer)
        writer.close()

    async def _relay(self, reader: StreamReader, writer: StreamWriter) -> None:
        server: tuple[StreamReader, StreamWriter] | None = None
        answers: asyncio.Task[bytes] | None = None
        try:
            while True:
                kind, raw = await _message(reader)
                if kind == b"X":
                    return
                server = server or await self._idle.get()
                # Answers come also before the end of what is asked.
                answers = answers or asyncio.create_task(_answers(server[0], writer))
                server[1].write(raw)
                # What is copied ends with c or f: the server answers that at once.
                if kind in (b"Q", b"S", b"c", b"f"):
                    last, answers = await answers, None
                    if last == _READY:
                        self._idle.put_nowait(server)
                        server = None
        finally:
            if answers is not None:
                answers.cancel()
            if server is not None:
                server[1].close()


@asynccontextmanager
async def pooler(url: str, size: int = 4) -> AsyncIterator[Pooler]:
    """Run a pooler before the database of an address as long as the body runs."""
    pool = Pooler()
    for _ in range(size):
        await pool._connect(url)
    async with await asyncio.start_server(pool._serve, "127.0.0.1", 0) as listening:
        pool.url = f"postgres://postgres@127.0.0.1:{listening.sockets[0].getsockname()[1]}/postgres"
        yield pool
    while not pool._idle.empty():
        pool._idle.get_nowait()[1].close()


async def _is_let_in(reader: StreamReader, writer: StreamWriter) -> bool:
    while True:
        length = int.from_bytes(await reader.readexactly(4), "big")
        body = await reader.readexactly(length - 4)
        if body[:4] not in _ENCRYPTION:
            return body[:4] == _VERSION
        writer.write(b"N")


async def _answers(reader: StreamReader, writer: StreamWriter) -> bytes:
    """Pass answers on until the server waits for more, and return the last."""
    while True:
        kind, raw = await _message(reader)
        writer.write(raw)
        if kind in (b"Z", b"G"):
            return raw


async def _message(reader: StreamReader) -> Message:
    head = await reader.readexactly(5)
    return head[:1], head + await reader.readexactly(int.from_bytes(head[1:], "big") - 4)
