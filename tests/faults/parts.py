"""A bot in the test's own event loop, with all its real parts."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.flows import Library
from bot.serving import server_for
from bot.store import Limits, Store
from bot.surroundings import new_id
from bot.telegram import Client, Handler, Metrics, Sender, connect, poll, webhook_app
from bot.telegram.updates import ALLOWED
from tests.library import TODAY
from tests.telegram_emulator import TelegramEmulator

PATH = "/oppdateringer"
SECRET = "ord"


@dataclass(frozen=True)
class Bot:
    """What a process of the bot holds.

    Attributes:
        hook: where it listens, if it does.
    """

    client: Client
    handler: Handler
    sender: Sender
    metrics: Metrics
    hook: str = ""


@asynccontextmanager
async def answering(
    telegram: TelegramEmulator,
    store: Store,
    library: Library,
    way: str,
    now: Callable[[], datetime],
    limits: Limits | None = None,
) -> AsyncIterator[Bot]:
    """Answer people as long as the body runs; what stops a part of the bot stops the body.

    Args:
        telegram: where people write.
        store: where the conversations are.
        library: the flows.
        way: how updates come: "poll" or "serve".
        now: gives the time, with a zone.
        limits: how fast it sends.
    """
    client = await connect(telegram.token, telegram.url)
    try:
        metrics = Metrics()
        handler = Handler(library, store, lambda: TODAY, new_id, client.username, now, metrics)
        sender = Sender(client, store, now, library, limits, metrics)
        async with asyncio.TaskGroup() as group, AsyncExitStack() as stack:
            group.create_task(sender.run())
            stack.callback(sender.stop)
            hook = ""
            if way == "poll":
                polling = group.create_task(poll(client, handler, sender))
                stack.callback(polling.cancel)
            else:
                hook = await stack.enter_async_context(_listening(group, handler, sender))
                await client.call(
                    "setWebhook",
                    {"url": hook, "secret_token": SECRET, "allowed_updates": list(ALLOWED)},
                )
            yield Bot(client, handler, sender, metrics, hook)
    finally:
        await client.shutdown()


@asynccontextmanager
async def _listening(
    group: asyncio.TaskGroup, handler: Handler, sender: Sender
) -> AsyncIterator[str]:
    server = server_for(webhook_app(handler, sender, PATH, SECRET))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = group.create_task(server.serve(sockets=[listening]))
        try:
            while not server.started:  # noqa: ASYNC110 (it tells nobody)
                await asyncio.sleep(0)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}{PATH}"
        finally:
            server.should_exit = True
            await asyncio.wait([serving])
