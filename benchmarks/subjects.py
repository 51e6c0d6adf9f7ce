"""The processes that are measured: started, asked what they have used, and stopped."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

import msgspec
import psutil

from benchmarks.people import SECRET, TOKEN
from benchmarks.tree import Screenful

START_UP: Final = 60.0
KEY: Final = "A" * 43


@dataclass(slots=True)
class Subject:
    """A running bot, of one or more processes.

    Attributes:
        urls: of its webhooks.
        lag_file: where the longest pause of its event loop is written.
        started: when it was started, by `perf_counter`.
    """

    processes: list[psutil.Process]
    urls: list[str]
    lag_file: Path
    started: float

    def cpu(self) -> float:
        """Return the seconds of CPU time used by all its processes."""
        times = [process.cpu_times() for process in self.processes]
        return sum(one.user + one.system for one in times)

    def memory(self) -> float:
        """Return the memory that is its own, in MB, of all its processes together."""
        return sum(process.memory_full_info().uss for process in self.processes) / 1e6

    def watch_anew(self) -> None:
        """Forget the pauses until now."""
        self.lag_file.unlink(missing_ok=True)

    def longest_pause(self) -> float:
        """Return the longest pause of the event loop, in seconds."""
        return float(self.lag_file.read_text())


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        found: int = listening.getsockname()[1]
    return found


def cores() -> tuple[set[int], set[int]]:
    """Return the core that the bot is measured on, and those of everything else."""
    if not hasattr(os, "sched_getaffinity"):
        return set(), set()
    mine = sorted(os.sched_getaffinity(0))
    return (set(mine[:1]), set(mine[1:])) if len(mine) > 1 else (set(mine), set(mine))


def pin(which: set[int]) -> None:
    """Keep this process to some cores, where the system can."""
    if which and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, which)


@asynccontextmanager
async def ours(
    flows: Path,
    folder: Path,
    api: str,
    database: str,
    *,
    processes: int = 1,
    watched: bool = False,
    pinned: set[int] | None = None,
) -> AsyncIterator[Subject]:
    """Run our bot.

    Args:
        flows: the folder of the flows.
        folder: of its own, for what it writes.
        api: of the Bot API server.
        database: as DATABASE_URL has it.
        processes: how many there are of it.
        watched: whether its event loop is watched.
        pinned: the cores it may use.
    """
    environment = {
        **{name: value for name, value in os.environ.items() if not name.endswith("_proxy")},
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": api,
        "DATABASE_URL": database,
        "RETTVEI_KEY": KEY,
        "MESSAGES_PER_SECOND": "0",
        "MESSAGES_PER_SECOND_PER_CHAT": "0",
        "WEBHOOK_SECRET": SECRET,
        "OPERATIONS_PORT": "0",
        "HOST": "127.0.0.1",
        "PYTHONDONTWRITEBYTECODE": "",
    }
    lag_file = folder / "lag"
    released = {**environment, "WEBHOOK_URL": "http://127.0.0.1:1/"}
    await _finished([sys.executable, "-m", "bot", "release", "--flyt", str(flows)], released)
    commands = []
    urls = []
    for _ in range(processes):
        port = free_port()
        url = f"http://127.0.0.1:{port}/"
        more = {"PORT": str(port), "WEBHOOK_URL": url}
        if watched:
            more["LAG"] = str(lag_file)
        urls.append(url)
        commands.append(
            ([sys.executable, "-m", "benchmarks.served", str(flows)], {**environment, **more})
        )
    async with _running(commands, urls, lag_file, pinned) as subject:
        yield subject


@asynccontextmanager
async def baseline(
    screens: Mapping[int, Screenful],
    folder: Path,
    api: str,
    *,
    sniffio: bool,
    flush: float = 60.0,
    watched: bool = False,
    pinned: set[int] | None = None,
) -> AsyncIterator[Subject]:
    """Run the ConversationHandler; see `benchmarks.baseline`."""
    file, port, lag_file = folder / "screens.json", free_port(), folder / "lag"
    file.write_bytes(
        msgspec.json.encode(
            {number: (one.html, one.labels, one.leads) for number, one in screens.items()}
        )
    )
    command = [sys.executable, "-m", "benchmarks.baseline", "--api", api, "--screens", str(file)]
    command += ["--file", str(folder / "kept.pickle"), "--port", str(port), "--flush", str(flush)]
    command += ["--sniffio", "yes" if sniffio else "no"]
    if watched:
        command += ["--lag", str(lag_file)]
    urls = [f"http://127.0.0.1:{port}/"]
    async with _running([(command, dict(os.environ))], urls, lag_file, pinned) as subject:
        yield subject


@asynccontextmanager
async def _running(
    commands: list[tuple[list[str], dict[str, str]]],
    urls: list[str],
    lag_file: Path,
    pinned: set[int] | None,
) -> AsyncIterator[Subject]:
    started = perf_counter()
    children = [
        subprocess.Popen(  # noqa: S603, ASYNC220 (starts at once)
            command, env=environment, stdout=subprocess.DEVNULL
        )
        for command, environment in commands
    ]
    try:
        processes = [psutil.Process(child.pid) for child in children]
        if pinned and hasattr(os, "sched_setaffinity"):
            for child in children:
                os.sched_setaffinity(child.pid, pinned)
        for child, url in zip(children, urls, strict=True):
            await _listening(child, int(url.rpartition(":")[2].rstrip("/")))
        yield Subject(processes, urls, lag_file, started)
    finally:
        for child in children:
            child.send_signal(signal.SIGTERM)
        await asyncio.to_thread(_wait, children)


def _wait(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        try:
            child.wait(15)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


async def _listening(child: subprocess.Popen[bytes], port: int) -> None:
    async with asyncio.timeout(START_UP):
        while True:
            if child.poll() is not None:
                msg = f"a bot ended with exit code {child.returncode} before it had begun"
                raise SystemExit(msg)
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.01)
            else:
                writer.close()
                return


async def _finished(command: list[str], environment: dict[str, str]) -> None:
    child = await asyncio.create_subprocess_exec(
        *command, env=environment, stdout=subprocess.DEVNULL
    )
    if await child.wait():
        msg = f"`{' '.join(command[1:])}` failed"
        raise SystemExit(msg)
