"""`rettvei` in processes that can be killed and are back at once.

A process that has imported everything stays ready, and each of them is forked from it: the same
command with the same environment, without the second that Python takes to begin.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from unittest.mock import patch

import psutil

from bot.store.keys import written
from bot.surroundings import now
from tests.commands import DAY
from tests.telegram_emulator.patience import PATIENCE, within

from .databases import Database

_PREPARED = multiprocessing.get_context("forkserver")
_PREPARED.set_forkserver_preload(
    ["bot.cli", "bot.running", "bot.flows.rules", "psycopg", "bot.store.postgres"]
)


@dataclass
class Rettvei:
    """A process that runs a command."""

    process: ForkServerProcess
    log: Path

    def said(self) -> str:
        """What it wrote, on both streams."""
        return self.log.read_text() if self.log.exists() else ""

    @property
    def seen(self) -> psutil.Process:
        """What the machine knows of it."""
        assert self.process.pid is not None
        return psutil.Process(self.process.pid)

    async def killed(self) -> None:
        """End it with no chance to do anything more."""
        self.process.kill()
        await self.ends()

    async def stops(self) -> int | None:
        """Ask it to end, as a host does; return the exit code."""
        self.process.terminate()
        return await self.ends()

    async def ends(self) -> int | None:
        """Wait for its end; return the exit code."""
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_reader(self.process.sentinel, ended.set)
        try:
            await within(PATIENCE, ended.wait(), "The process did not end")
        finally:
            loop.remove_reader(self.process.sentinel)
        self.process.join()
        return self.process.exitcode


@dataclass
class Host:
    """Starts `rettvei` with an environment and flows of its own.

    Attributes:
        folder: holds the flows.
        log: gets what the processes write.
    """

    folder: Path
    environment: Mapping[str, str]
    log: Path = field(init=False)

    def __post_init__(self) -> None:
        self.log = self.folder / "log.txt"

    def starts(
        self, command: str, more: Mapping[str, str] | None = None, *, ahead: timedelta = timedelta()
    ) -> Rettvei:
        """Start a command.

        Args:
            command: of `rettvei`.
            more: for its environment.
            ahead: how much later it is in the process than here.
        """
        process = _PREPARED.Process(
            target=_run,
            args=(
                [command, "--flyt", str(self.folder / "flyt")],
                {**self.environment, **(more or {})},
                str(self.log),
                ahead,
            ),
            daemon=True,
        )
        process.start()
        return Rettvei(process, self.log)

    async def does(self, command: str, more: Mapping[str, str] | None = None) -> None:
        """Run a command that comes to an end."""
        done = self.starts(command, more)
        assert await done.ends() == 0, done.said()

    @asynccontextmanager
    async def runs(
        self, command: str, more: Mapping[str, str] | None = None
    ) -> AsyncIterator[Rettvei]:
        """Run a command as long as the body runs; kill it if it outlives that."""
        running = self.starts(command, more)
        try:
            yield running
        finally:
            if running.process.is_alive():
                await running.killed()


def environment(api: str, database: Database, **more: str) -> dict[str, str]:
    """Return what a bot needs to be told, with no limit on how fast it sends."""
    return {
        "TELEGRAM_BOT_TOKEN": "123456:emulated-token",
        "TELEGRAM_API_URL": api,
        "DATABASE_URL": database.url,
        "RETTVEI_KEY": written(database.key),
        "MESSAGES_PER_SECOND": "0",
        "MESSAGES_PER_SECOND_PER_CHAT": "0",
        "OPERATIONS_PORT": "0",
        "RETTVEI_TODAY": DAY,
        **more,
    }


SECRET = "ord"


def webhook() -> dict[str, str]:
    """Return what `rettvei serve` needs to be told, with a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
        "WEBHOOK_SECRET": SECRET,
    }


@asynccontextmanager
async def serving(host: Host) -> AsyncIterator[str]:
    """Run a worker that takes updates by webhook as long as the body runs; give its address."""
    more = webhook()
    async with host.runs("serve", more) as process:

        async def listens() -> None:
            while f"port {more['PORT']}." not in process.said():  # noqa: ASYNC110 (a file)
                await asyncio.sleep(0.01)

        await within(PATIENCE, listens(), "The worker did not start")
        yield more["WEBHOOK_URL"]
        assert await process.stops() == 0, process.said()


def _run(arguments: list[str], given: dict[str, str], log: str, ahead: timedelta) -> None:
    with open(os.devnull) as nothing, open(log, "ab", buffering=0) as kept:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)
        for stream in (1, 2):
            os.dup2(kept.fileno(), stream)
    os.environ.update(given)
    from bot import cli

    sys.argv = ["rettvei", *arguments]
    with patch("bot.running.now", lambda: now() + ahead):
        cli.main()
