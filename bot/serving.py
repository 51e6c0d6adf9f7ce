"""Servers inside the bot's own event loop: sockets, and connections that may not dawdle."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.settings import SettingsError

FINISH = 10.0
"""Seconds that what is under way may take to finish when the process is told to stop."""

_BACKLOG = 1024
_REQUEST_WITHIN = 10.0
_MAX_HEAD = 16 * 1024
_IDLE_FOR = 75
_CONNECTIONS = 1000


class Impatient(HttpToolsProtocol):
    """A connection that is cut when a request takes too long to come, or its head is too long."""

    request_within = _REQUEST_WITHIN
    _waiting: asyncio.TimerHandle | None = None
    _is_awaited = True
    _in_head = True
    _came = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Go on waiting, unless all of the request is there."""
        if self._in_head:
            self._came += len(data)
        super().data_received(data)
        self._watch()
        if self._in_head and self._came > _MAX_HEAD and not self.transport.is_closing():
            self.send_400_response("The head is too long.")

    def on_message_begin(self) -> None:
        """Begin to wait for the rest of a request."""
        self._is_awaited = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Begin to handle a request.

        Raises:
            ValueError: its head is too long; the parser makes an answer of that.
        """
        self._in_head = False
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > _MAX_HEAD:
            msg = "the head is too long"
            raise ValueError(msg)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Wait for the next head, as long as it takes to begin."""
        self._is_awaited, self._in_head, self._came = False, True, 0
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._let_be()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if not self._is_awaited:
            self._let_be()
        elif self._waiting is None:
            self._waiting = self.loop.call_later(self.request_within, self._cut)

    def _let_be(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _cut(self) -> None:
        self.transport.abort()


class Server(uvicorn.Server):
    """A server that leaves signals to us: its own way ends the process before the outbox rests."""

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until told to stop; when cancelled, listen no more."""
        try:
            await super().serve(sockets)
        finally:
            for listening in getattr(self, "servers", ()):
                listening.close()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def server_for(app: ASGIApp) -> Server:
    """Return a server of an application, with limits on what a connection may do."""
    config: dict[str, Any] = {
        "http": Impatient,
        "ws": "none",
        "lifespan": "off",
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "timeout_keep_alive": _IDLE_FOR,
        "timeout_graceful_shutdown": int(FINISH),
        "limit_concurrency": _CONNECTIONS,
        "proxy_headers": False,
    }
    return Server(uvicorn.Config(app, **config))


@asynccontextmanager
async def beside(app: ASGIApp, listening: socket.socket) -> AsyncIterator[None]:
    """Serve an application on a socket as long as the body runs."""
    server = server_for(app)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await asyncio.gather(task, return_exceptions=True)


def listen(host: str, port: int, *, names: tuple[str, str] = ("HOST", "PORT")) -> socket.socket:
    """Take a port.

    Args:
        host: the address to listen on.
        port: the port; 0 lets the system choose.
        names: the settings that say these.

    Raises:
        SettingsError: it cannot be had.
    """
    host_name, port_name = names
    try:
        family, kind, protocol, *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # Only where TCP is named does asyncio send at once what has been written; else the body
        # of an answer waits 40 ms for the head to be acknowledged.
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        msg = f"{host_name} {host} cannot be used: {error.strerror}."
        raise SettingsError(msg) from None
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        # From now on connections wait until they are served, and no other process gets the port.
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        msg = f"port {port} cannot be used ({error.strerror}). Set {port_name} to a free one."
        raise SettingsError(msg) from None
    return listening
