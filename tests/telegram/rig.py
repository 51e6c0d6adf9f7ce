"""The bot with all its real parts, run inside a test's event loop."""

from __future__ import annotations

import asyncio
import itertools
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.flows import Library
from bot.serving import server_for
from bot.store import Limits
from bot.telegram import Client, Handler, Metrics, Sender, poll, webhook_app
from bot.telegram.updates import ALLOWED
from tests.library import TODAY
from tests.telegram_emulator import Clock, TelegramEmulator
from tests.telegram_emulator.patience import PATIENCE, within

from .unsure_store import UnsureStore

PATH = "/oppdateringer"
SECRET = "et-hemmelig-ord_1"


@dataclass
class Naps:
    """Stands in for sleeping: remembers how long was asked for, and gives way at once."""

    asked: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)
        await asyncio.sleep(0)


@dataclass
class Rig:
    """A bot on an emulator: what a process holds, and ways to run it.

    Attributes:
        way: how updates come while `running`: "polling" or "webhook".
        hook: where the webhook answers, once it does.
        limits: how fast it sends.
        in_work: how many updates the webhook handles at once.
    """

    telegram: TelegramEmulator
    store: UnsureStore
    library: Library
    clock: Clock
    client: Client
    path: Path
    way: str = "polling"
    naps: Naps = field(default_factory=Naps)
    hook: str = ""
    limits: Limits | None = None
    in_work: int = 100
    metrics: Metrics = field(default_factory=Metrics)
    handler: Handler = field(init=False)
    sender: Sender = field(init=False)

    def __post_init__(self) -> None:
        numbers = itertools.count(1)
        self.handler = Handler(
            self.library,
            self.store,
            lambda: TODAY,
            lambda: f"samtale{next(numbers)}",
            self.client.username,
            self.clock,
            self.metrics,
        )
        self.sender = self._sender()

    def _sender(self) -> Sender:
        return Sender(self.client, self.store, self.clock, self.library, self.limits, self.metrics)

    def measured(self, name: str, **labels: str) -> float:
        """What a metric stands at; 0 if it has not been counted."""
        return self.metrics.value(name, **labels)

    @asynccontextmanager
    async def running(self, *, sending: bool = True) -> AsyncIterator[None]:
        """Answer, by polling or by webhook."""
        async with AsyncExitStack() as stack:
            if sending:
                await stack.enter_async_context(self.sending())
            receive = self.polling if self.way == "polling" else self.serving
            await stack.enter_async_context(receive())
            yield

    @asynccontextmanager
    async def polling(self) -> AsyncIterator[asyncio.Task[None]]:
        """Fetch updates; what stops it is raised at the end."""
        task = asyncio.create_task(
            poll(self.client, self.handler, self.sender, sleep=self.naps, wait=50)
        )
        try:
            yield task
        finally:
            task.cancel()
            await _ended(task)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Take updates over HTTP, and tell Telegram where."""
        async with self.listening():
            await self.client.call(
                "setWebhook",
                {"url": self.hook, "secret_token": SECRET, "allowed_updates": list(ALLOWED)},
            )
            yield
            await self.client.call("deleteWebhook", {})

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Take updates over HTTP from whoever posts them to `hook`."""
        app = webhook_app(
            self.handler,
            self.sender,
            PATH,
            SECRET,
            in_work=self.in_work,
        )
        server = server_for(app)
        with socket.create_server(("127.0.0.1", 0)) as listening:
            self.hook = f"http://127.0.0.1:{listening.getsockname()[1]}{PATH}"
            task = asyncio.create_task(server.serve(sockets=[listening]))
            try:
                await until(lambda: server.started or task.done(), "The webhook did not start")
                yield
            finally:
                server.should_exit = True
                await task

    @asynccontextmanager
    async def sending(self) -> AsyncIterator[asyncio.Task[None]]:
        """Deliver what the outbox holds; what stops it is raised at the end."""
        task = asyncio.create_task(self.sender.run())
        try:
            yield task
        finally:
            self.sender.stop()
            await within(PATIENCE, _ended(task), "The sender did not stop")

    @asynccontextmanager
    async def another_sender(self) -> AsyncIterator[None]:
        """Send as a new process does, until the end of the body."""
        self.sender = self._sender()
        async with self.sending():
            yield

    async def settled(self) -> None:
        """Wait until every update is acknowledged and everything that may go out has gone."""
        await self.telegram.drained()

        async def rested() -> None:
            while await self.due():
                self.store.moved.clear()
                await self.store.moved.wait()

        await within(PATIENCE, rested(), "The outbox did not empty")

    async def due(self) -> bool:
        """Whether something waits that may go out now, or is on its way."""
        due = await self.store.next_due()
        return bool(self.store.taken) or (due is not None and due <= self.clock())


async def _ended(task: asyncio.Task[None]) -> None:
    await asyncio.wait([task])
    if not task.cancelled():
        task.result()


async def until(happened: Callable[[], object], complaint: str) -> None:
    """Give way until something has happened."""

    async def waiting() -> None:
        while not happened():  # noqa: ASYNC110 (what happens elsewhere has no event)
            await asyncio.sleep(0)

    await within(PATIENCE, waiting(), complaint)
