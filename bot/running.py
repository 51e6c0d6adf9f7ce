"""Puts the parts together and keeps them running: polling, webhook, release."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

import structlog
from starlette.types import ASGIApp

from bot.flows import Library
from bot.operations import liveness_app, operations_app
from bot.serving import FINISH, beside, listen, server_for
from bot.settings import Settings, SettingsError
from bot.store import Limits, Store, StoreError, key_in_use, migrate_store, open_store
from bot.store.opening import disk_of_its_own
from bot.surroundings import new_id, now
from bot.telegram import (
    Client,
    Handler,
    Metrics,
    Sender,
    Tally,
    connect,
    poll,
    release,
    webhook_app,
)

_SWEEP = timedelta(hours=1)
_COUNT = timedelta(minutes=1)
_OPERATIONS_PORT = 9464
_POSTED = (
    "WEBHOOK_URL is set, so Telegram posts updates and `rettvei serve` (web) answers: see that it "
    "runs, or take WEBHOOK_URL away and release again to poll."
)
_POLLED = (
    "No WEBHOOK_URL is set, so `rettvei poll` (worker) answers: see that it runs, or set "
    "WEBHOOK_URL and WEBHOOK_SECRET and release again."
)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Running:
    """The open parts of a bot."""

    client: Client
    handler: Handler
    sender: Sender


async def run_poll(
    settings: Settings,
    library: Library,
    today: Callable[[], date],
    tell: Callable[[str], None] | None = None,
    *,
    standby: bool = False,
) -> None:
    """Answer by long polling until a signal comes.

    Args:
        settings: the operator's.
        library: the flows, checked.
        today: tells the day that people are answered on.
        tell: shows a line at the start; None if that is done.
        standby: whether to wait, instead of refusing, where Telegram posts to a webhook.

    Raises:
        SettingsError: there is no token, or Telegram posts to a webhook.
    """
    settings.token()
    if settings.webhook_url is not None:
        if not standby or tell is None:
            raise SettingsError(_POSTED)
        tell(f"{_POSTED} This process waits.")
        await _stopped()
        return
    async with _running(settings, library, today, tell) as parts:
        polling = asyncio.ensure_future(poll(parts.client, parts.handler, parts.sender))
        try:
            with _on_signal(polling.cancel):
                await asyncio.wait([polling])
        finally:
            polling.cancel()
        if not polling.cancelled():
            polling.result()


async def run_serve(
    settings: Settings,
    library: Library,
    today: Callable[[], date],
    tell: Callable[[str], None],
    *,
    standby: bool = False,
) -> None:
    """Answer by webhook until a signal comes.

    Args:
        settings: the operator's.
        library: the flows, checked.
        today: tells the day that people are answered on.
        tell: shows a line.
        standby: whether to wait, instead of refusing, where no webhook is set: the host is
            answered on its port, so that it lets the process be.

    Raises:
        SettingsError: an address or a secret is missing, or the port is taken.
    """
    if standby and settings.webhook_url is None:
        settings.token()
        listening = listen(settings.host, settings.port)
        with listening:
            async with beside(liveness_app, listening):
                tell(f"Listening on port {listening.getsockname()[1]}.")
                tell(f"{_POLLED} This process waits.")
                await _stopped()
        return
    path, secret = settings.webhook_path(), settings.secret()
    listening = listen(settings.host, settings.port)
    with listening:
        async with _running(settings, library, today, tell) as parts:
            app = webhook_app(
                parts.handler, parts.sender, path, secret, in_work=settings.webhook_in_work
            )
            server = server_for(app)
            tell(f"Listening on port {listening.getsockname()[1]}.")
            with _on_signal(lambda: setattr(server, "should_exit", True)):
                await server.serve(sockets=[listening])


async def run_release(settings: Settings, library: Library, tell: Callable[[str], None]) -> None:
    """Bring the database and what Telegram shows of the bot up to date."""
    token = settings.token()
    secret = settings.secret() if settings.webhook_url else None
    client = await connect(token, settings.telegram_api_url)
    try:
        for warning in settings.exposed():
            tell(warning)
        # Not before Telegram knows the token: a release that fails there has changed nothing.
        applied = migrate_store(settings.database_url, settings.masters())
        state = "brought up to date" if applied else "up to date"
        tell(f"Database: {state}.{disk_of_its_own(settings.database_url)}")
        for line in (
            key_in_use(settings.database_url, settings.masters()),
            settings.privacy_lacks(),
        ):
            if line:
                tell(line)
        done = await release(
            client,
            library,
            settings.webhook_url,
            secret,
            connections=settings.webhook_in_work,
        )
        for line in done:
            tell(line)
    finally:
        await client.shutdown()


async def _stopped() -> None:
    """Wait for a signal to stop."""
    stop = asyncio.Event()
    with _on_signal(stop.set):
        await stop.wait()


@asynccontextmanager
async def _running(
    settings: Settings,
    library: Library,
    today: Callable[[], date],
    tell: Callable[[str], None] | None,
) -> AsyncIterator[Running]:
    token = settings.token()
    library = replace(library, privacy=settings.privacy())
    store = await open_database(settings)
    metrics = Metrics()
    try:
        client = await connect(token, settings.telegram_api_url)
        try:
            key_line = key_in_use(settings.database_url, settings.masters())
            for line in (key_line, settings.privacy_lacks(), *settings.exposed()):
                if tell is not None and line is not None:
                    tell(line)
            handler = Handler(library, store, today, new_id, client.username, now, metrics)
            sender = Sender(client, store, now, library, _limits(settings), metrics)
            async with (
                _operations(settings, operations_app(store, library, metrics, now)),
                _beside(sender, store, handler.tally),
            ):
                yield Running(client, handler, sender)
        finally:
            await client.shutdown()
    finally:
        await store.close()


async def open_database(settings: Settings) -> Store:
    """Open the database that the settings name.

    Raises:
        StoreError: it cannot be used as it is.
    """
    return await open_store(settings.database_url, now, settings.masters(), settings.rettvei_keep)


@asynccontextmanager
async def _operations(settings: Settings, app: ASGIApp) -> AsyncIterator[None]:
    """Answer operators on a port of their own, as long as the body runs."""
    wanted = settings.operations_port
    names = ("OPERATIONS_HOST", "OPERATIONS_PORT")
    port = _OPERATIONS_PORT if wanted is None else wanted
    try:
        listening = listen(settings.operations_host, port, names=names)
    except SettingsError:
        if wanted is not None:
            raise
        # Another process of the bot on this machine has it; this one was not told of another.
        _log.warning("operations_port_taken", port=port)
        yield
        return
    with listening:
        async with beside(app, listening):
            yield


def _limits(settings: Settings) -> Limits:
    chat, overall = settings.messages_per_second_per_chat, settings.messages_per_second
    return Limits(chat=chat or None, overall=overall or None)


@asynccontextmanager
async def _beside(sender: Sender, store: Store, tally: Tally) -> AsyncIterator[None]:
    """Run the sender beside the body; what ends it ends the body too."""
    body = asyncio.current_task()
    assert body is not None, "runs in a task"  # noqa: S101
    sending = asyncio.create_task(sender.run())
    sweeping = asyncio.create_task(_sweep(store))
    counting = asyncio.create_task(_keep_counts(tally, store))
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
        counting.cancel()
        sender.stop()
        sending.remove_done_callback(ended)
        await asyncio.wait([sending, sweeping], timeout=FINISH)
        sending.cancel()
        await asyncio.gather(sending, sweeping, counting, return_exceptions=True)
        with suppress(StoreError):
            await tally.keep(store)


async def _sweep(store: Store) -> None:
    while True:
        # A database that is busy now is swept the next time.
        with suppress(StoreError):
            await store.sweep(now())
        await asyncio.sleep(_SWEEP.total_seconds())


async def _keep_counts(tally: Tally, store: Store) -> None:
    while True:
        await asyncio.sleep(_COUNT.total_seconds())
        # What the database does not take now, it gets the next time.
        with suppress(StoreError):
            await tally.keep(store)


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
