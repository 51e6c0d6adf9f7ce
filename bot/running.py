"""Puts the parts together and keeps them running: polling, webhook, release."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

import uvicorn

from bot.flows import Library
from bot.settings import Settings, SettingsError
from bot.store import Limits, Store, StoreError, key_in_use, migrate_store, open_store
from bot.surroundings import new_id, now, today
from bot.telegram import Client, Handler, Metrics, Sender, connect, poll, release, webhook_app

_SWEEP = timedelta(hours=1)
_FINISH = 10.0
_BACKLOG = 1024


@dataclass(frozen=True, slots=True)
class Running:
    """The open parts of a bot."""

    client: Client
    handler: Handler
    sender: Sender


async def run_poll(settings: Settings, library: Library) -> None:
    """Answer by long polling until a signal comes."""
    async with _running(settings, library) as parts:
        polling = asyncio.ensure_future(poll(parts.client, parts.handler, parts.sender))
        try:
            with _on_signal(polling.cancel):
                await asyncio.wait([polling])
        finally:
            polling.cancel()
        if not polling.cancelled():
            polling.result()


async def run_serve(settings: Settings, library: Library, tell: Callable[[str], None]) -> None:
    """Answer by webhook until a signal comes.

    Raises:
        SettingsError: an address or a secret is missing, or the port is taken.
    """
    path, secret = settings.webhook_path(), settings.secret()
    listening = _listen(settings.host, settings.port)
    with listening:
        async with _running(settings, library) as parts:
            app = webhook_app(parts.handler, parts.sender, path, secret)
            config = uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                lifespan="off",
                timeout_graceful_shutdown=int(_FINISH),
                server_header=False,
            )
            server = _Server(config)
            tell(f"Listening on port {listening.getsockname()[1]}.")
            with _on_signal(lambda: setattr(server, "should_exit", True)):
                await server.serve(sockets=[listening])


async def run_release(settings: Settings, library: Library, tell: Callable[[str], None]) -> None:
    """Bring the database and what Telegram shows of the bot up to date."""
    token = settings.token()
    secret = settings.secret() if settings.webhook_url else None
    client = await connect(token, settings.telegram_api_url)
    try:
        # Not before Telegram knows the token: a release that fails there has changed nothing.
        applied = migrate_store(settings.database_url, settings.masters())
        tell(f"Database: {'brought up to date' if applied else 'up to date'}.")
        if line := key_in_use(settings.database_url, settings.masters()):
            tell(line)
        for line in await release(client, library.catalogues, settings.webhook_url, secret):
            tell(line)
    finally:
        await client.shutdown()


@asynccontextmanager
async def _running(settings: Settings, library: Library) -> AsyncIterator[Running]:
    token = settings.token()
    store = await open_store(settings.database_url, now, settings.masters(), settings.rettvei_keep)
    metrics = Metrics()
    try:
        client = await connect(token, settings.telegram_api_url)
        try:
            handler = Handler(library, store, today, new_id, client.username, now, metrics)
            sender = Sender(client, store, now, _limits(settings), metrics)
            async with _beside(sender, store):
                yield Running(client, handler, sender)
        finally:
            await client.shutdown()
    finally:
        await store.close()


def _limits(settings: Settings) -> Limits:
    chat, overall = settings.messages_per_second_per_chat, settings.messages_per_second
    return Limits(chat=chat or None, overall=overall or None)


@asynccontextmanager
async def _beside(sender: Sender, store: Store) -> AsyncIterator[None]:
    """Run the sender beside the body; what ends it ends the body too."""
    body = asyncio.current_task()
    assert body is not None, "runs in a task"  # noqa: S101
    sending = asyncio.create_task(sender.run())
    sweeping = asyncio.create_task(_sweep(store))
    failed = False

    def ended(task: asyncio.Task[None]) -> None:
        nonlocal failed
        if not task.cancelled() and task.exception() is not None:
            failed = True
            body.cancel()

    sending.add_done_callback(ended)
    try:
        yield
    except asyncio.CancelledError:
        if failed:
            body.uncancel()
            error = sending.exception()
            assert error is not None, "the sender failed"  # noqa: S101
            raise error from None
        raise
    finally:
        sweeping.cancel()
        sender.stop()
        sending.remove_done_callback(ended)
        await asyncio.wait([sending, sweeping], timeout=_FINISH)
        sending.cancel()
        await asyncio.gather(sending, sweeping, return_exceptions=True)


async def _sweep(store: Store) -> None:
    while True:
        # A database that is busy now is swept the next time.
        with suppress(StoreError):
            await store.sweep(now())
        await asyncio.sleep(_SWEEP.total_seconds())


class _Server(uvicorn.Server):
    """A server that leaves signals to us: its own way ends the process before the outbox rests."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextmanager
def _on_signal(act: Callable[[], object]) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, act)
    try:
        yield
    finally:
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(name)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        msg = f"HOST {host} cannot be used: {error.strerror}."
        raise SettingsError(msg) from None
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        # From now on connections wait until they are served, and no other process gets the port.
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        msg = f"port {port} cannot be used ({error.strerror}). Set PORT to a free one."
        raise SettingsError(msg) from None
    return listening
