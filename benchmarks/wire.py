"""HTTP/1.1 by hand, as little of it as two programs of ours speak; it must cost next to nothing."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

_END: Final = b"\r\n\r\n"
_LENGTH: Final = b"content-length:"

Answer = Callable[[bytes], None]
Serve = Callable[[bytes, bytes, Answer], None]


class _Heads(asyncio.Protocol):
    """Cuts what comes into heads and bodies."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self._came = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Take what came."""
        self._came += data
        while (end := self._came.find(_END)) >= 0:
            head = self._came[:end].lower()
            at = head.find(_LENGTH)
            length = int(head[at + len(_LENGTH) :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            begin = end + len(_END)
            if len(self._came) < begin + length:
                return
            start, body = self._came[:end], self._came[begin : begin + length]
            self._came = self._came[begin + length :]
            self.came(start.split(b"\r\n", 1)[0], body)

    def came(self, line: bytes, body: bytes) -> None:
        """Take a whole message: its first line and its body."""
        raise NotImplementedError


class Serving(_Heads):
    """A connection that answers each request by a function of its path and body."""

    def __init__(self, serve: Serve) -> None:
        super().__init__()
        self._serve = serve

    def came(self, line: bytes, body: bytes) -> None:
        """Take a request."""
        path = line.split(b" ", 2)[1]
        self._serve(path, body, self._answer)

    def _answer(self, body: bytes) -> None:
        if self.transport is not None and not self.transport.is_closing():
            self.transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                % (len(body), body)
            )


class _Posting(_Heads):
    """A connection that posts one thing at a time."""

    def __init__(
        self, head: bytes, free: Callable[[_Posting], None], lost: Callable[[_Posting], None]
    ) -> None:
        super().__init__()
        self._head = head
        self._free = free
        self._lost = lost
        self._then: Callable[[int, bytes], None] | None = None

    def post(self, body: bytes, then: Callable[[int, bytes], None]) -> None:
        """Send a body; `then` gets status and body of the answer."""
        self._then = then
        assert self.transport is not None  # noqa: S101
        self.transport.write(self._head + b"%d\r\n\r\n%b" % (len(body), body))

    def came(self, line: bytes, body: bytes) -> None:
        """Take an answer."""
        then, self._then = self._then, None
        self._free(self)
        if then is not None:
            then(int(line.split(b" ", 2)[1]), body)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 (asyncio's)
        """Tell whoever waits that nothing came."""
        self._lost(self)
        if self._then is not None:
            self._then(0, b"")


class Post:
    """Posts bodies to addresses over connections that stay open, or are opened again.

    Args:
        urls: of the servers; the connections are shared out evenly among them.
        headers: more headers, each with its line end.
        connections: how many to all of them together.
    """

    def __init__(self, urls: list[str], headers: str, connections: int) -> None:
        self._urls = urls
        self._headers = headers
        self._connections = connections
        self._idle: deque[_Posting] = deque()
        self._waiting: deque[tuple[bytes, Callable[[int, bytes], None]]] = deque()
        self._open: dict[_Posting, str] = {}
        self._opening: set[asyncio.Task[None]] = set()
        self._closed = False

    async def connect(self) -> None:
        """Open the connections."""
        for number in range(self._connections):
            await self._connect(self._urls[number % len(self._urls)])

    async def _connect(self, to: str) -> None:
        url = urlsplit(to)
        head = (
            f"POST {url.path or '/'} HTTP/1.1\r\nHost: {url.netloc}\r\n{self._headers}"
            "Content-Type: application/json\r\nContent-Length: "
        ).encode()
        _, made = await asyncio.get_running_loop().create_connection(
            lambda: _Posting(head, self._is_free, self._is_lost), url.hostname or "", url.port or 80
        )
        self._open[made] = to
        self._is_free(made)

    async def _connect_again(self, to: str) -> None:
        # A server that has stopped takes nothing more, and those who wait will say so.
        with suppress(OSError):
            await self._connect(to)

    def __call__(self, body: bytes, then: Callable[[int, bytes], None]) -> None:
        """Post a body; `then` gets status and body of the answer, 0 if there is none."""
        self._waiting.append((body, then))
        self._go_on()

    def close(self) -> None:
        """Close the connections."""
        self._closed = True
        for connection in self._open:
            if connection.transport is not None:
                connection.transport.close()

    def _is_free(self, connection: _Posting) -> None:
        self._idle.append(connection)
        self._go_on()

    def _is_lost(self, connection: _Posting) -> None:
        to = self._open.pop(connection, None)
        if connection in self._idle:
            self._idle.remove(connection)
        if to is not None and not self._closed:
            # The server closes what was idle for some seconds.
            task = asyncio.get_running_loop().create_task(self._connect_again(to))
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)

    def _go_on(self) -> None:
        while self._waiting and self._idle:
            connection = self._idle.popleft()
            if connection.transport is not None and not connection.transport.is_closing():
                connection.post(*self._waiting.popleft())
