"""Runs `rettvei` as a person or a host does: in a process, an environment and a folder of its own.

What it writes is held against the token and the secret: neither may ever be shown.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.telegram_emulator.patience import PATIENCE, within

TOKEN = "123456:not-to-be-shown"
SECRET = "not-to-be-told"
NOWHERE = "http://127.0.0.1:9"
"""No Bot API server: what no test has pointed elsewhere must never reach Telegram's own."""

DAY = "2026-11-23"
"""The day that every command is held on which is not given another."""

RETTVEI = (str(Path(sys.executable).with_name("rettvei")),)
MODULE = (sys.executable, "-m", "bot")


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command left: its exit code, and what it wrote."""

    code: int | None
    out: str
    err: str

    def refusal(self, code: int = 2) -> str:
        """The one line that says what is wrong.

        Raises:
            AssertionError: it ended otherwise, or said more or less than that.
        """
        assert self.code == code, self
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("rettvei: "), self.err
        return lines[0].removeprefix("rettvei: ")


async def rettvei(
    *arguments: str,
    cwd: Path,
    stdin: str = "",
    program: Sequence[str] = RETTVEI,
    **environment: str,
) -> Ended:
    """Run a command to its end; of the environment it has little but what is given."""
    async with _started(program, arguments, cwd, environment) as process:
        return await ended(process, stdin)


@asynccontextmanager
async def serving(
    *arguments: str, cwd: Path, program: Sequence[str] = RETTVEI, **environment: str
) -> AsyncIterator[Process]:
    """Run a command that goes on until it is stopped; kill it if it outlives the body."""
    async with _started(program, arguments, cwd, environment) as process:
        yield process


async def line_of(process: Process) -> str:
    """Wait for the next line on standard output.

    Raises:
        AssertionError: there is none.
    """
    assert process.stdout is not None
    line = await within(PATIENCE, process.stdout.readline(), "The command said nothing")
    assert line, "The command has ended"
    return line.decode().rstrip("\n")


async def ended(process: Process, stdin: str = "") -> Ended:
    """Wait for a process to end.

    Raises:
        AssertionError: it did not, or it told a secret.
    """
    said = process.communicate(stdin.encode())
    out, err = await within(PATIENCE, said, "The command did not end")
    assert TOKEN.partition(":")[2].encode() not in out + err
    assert SECRET.encode() not in out + err
    return Ended(process.returncode, out.decode(errors="replace"), err.decode())


async def stopped(process: Process, by: signal.Signals) -> Ended:
    """Send a signal to a process and wait for it to end."""
    process.send_signal(by)
    return await ended(process)


def files(folder: Path) -> list[str]:
    """The names of what lies in a folder, in order."""
    return sorted(file.name for file in folder.iterdir())


@asynccontextmanager
async def _started(
    program: Sequence[str],
    arguments: Sequence[str],
    cwd: Path,
    environment: dict[str, str],
) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        *program,
        *arguments,
        cwd=cwd,
        env={
            "LANG": "C.UTF-8",
            "PYTHONWARNINGS": "error",
            "TELEGRAM_API_URL": NOWHERE,
            "OPERATIONS_PORT": "0",
            "RETTVEI_TODAY": DAY,
            "RETTVEI_CONTROLLER": "Prøvekommunen",
            "RETTVEI_CONTACT": "personvern@example.org",
            # What is tested is what these tests stand beside.
            "PYTHONPATH": str(Path(__file__).parent.parent),
            **environment,
        },
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
