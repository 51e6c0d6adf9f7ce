"""`rettvei poll` and `rettvei serve` as they are run: settings from the environment, signals."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.store import migrate
from tests.commands import DAY
from tests.library import library
from tests.telegram_emulator import ApiError, Person, TelegramEmulator
from tests.telegram_emulator.patience import PATIENCE, within

from .conftest import TOKEN
from .flows import GJELDER, HVEM, KLAGE, START, TEMA
from .rig import until
from .test_secrecy import leaks


@dataclass
class Process:
    """A running `rettvei`, and what it wrote once it has ended."""

    child: asyncio.subprocess.Process
    out: str = ""
    err: str = ""

    async def ends(self) -> int:
        """Wait for its end; return the exit code."""
        out, err = await within(PATIENCE, self.child.communicate(), "The process did not end")
        self.out = out.decode()
        # On a busy machine Python's development mode remarks that a callback took long.
        lines = err.decode().splitlines(keepends=True)
        self.err = "".join(line for line in lines if not line.startswith("Executing <"))
        assert self.child.returncode is not None
        return self.child.returncode

    async def stops(self) -> int:
        """Ask it to end, as a host does."""
        self.child.send_signal(signal.SIGTERM)
        return await self.ends()


@dataclass
class Host:
    """Runs `rettvei` with an environment and flows of its own."""

    folder: Path
    environment: Mapping[str, str]

    @asynccontextmanager
    async def runs(self, command: str, **more: str) -> AsyncIterator[Process]:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-X",
            "dev",
            "-m",
            "bot",
            command,
            "--flyt",
            str(self.folder / "flyt"),
            env={**self.environment, **more},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            yield Process(child)
        finally:
            if child.returncode is None:
                child.kill()
                await child.communicate()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    migrate(tmp_path / "rettvei.db")
    return tmp_path / "rettvei.db"


@pytest.fixture
def host(tmp_path: Path, database: Path, telegram: TelegramEmulator) -> Host:
    library(tmp_path, start=START, klage=KLAGE)
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return Host(
        tmp_path,
        {
            **kept,
            "PYTHONPATH": str(Path.cwd()),
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.url,
            "DATABASE_URL": f"sqlite:///{database}",
            # These people type faster than Telegram lets a bot answer.
            "MESSAGES_PER_SECOND_PER_CHAT": "0",
            "OPERATIONS_PORT": "0",
            "RETTVEI_TODAY": DAY,
        },
    )


def waiting(database: Path) -> int:
    """How many rows wait in the outbox."""
    with closing(sqlite3.connect(database)) as db:
        found: int = db.execute("SELECT count(*) FROM outbox").fetchone()[0]
    return found


async def next_message(kari: Person) -> str:
    return (await kari.next_message()).text


async def test_polling_answers_and_leaves_in_good_order_at_sigterm(
    host: Host, telegram: TelegramEmulator, kari: Person
) -> None:
    await kari.says("/start")
    async with host.runs("poll") as process:
        assert TEMA in await next_message(kari)
        await kari.says("/personvern")
        await kari.says("kommunen")
        await kari.says("klage")
        await telegram.drained()
        assert await process.stops() == 0
    assert "Personvern" in kari.from_bot[1].text
    assert HVEM in kari.last_message.text
    assert leaks(process.out + process.err) == []
    assert process.err == ""


async def test_ctrl_c_ends_it_in_the_same_way(host: Host, kari: Person) -> None:
    await kari.says("/start")
    async with host.runs("poll") as process:
        assert TEMA in await next_message(kari)
        process.child.send_signal(signal.SIGINT)
        assert await process.ends() == 0
    assert "Traceback" not in process.err


async def test_a_killed_process_loses_nothing_for_the_next(
    host: Host, database: Path, kari: Person
) -> None:
    await kari.says("/start")
    async with host.runs("poll") as process:
        assert TEMA in await next_message(kari)
        await until(lambda: waiting(database) == 0, "The message was not marked as delivered")
        process.child.kill()
        await process.ends()
    await kari.says("klage")
    async with host.runs("poll") as process:
        assert HVEM in await next_message(kari)
        assert await process.stops() == 0


async def test_serving_answers_and_leaves_in_good_order_at_sigterm(
    host: Host, telegram: TelegramEmulator, kari: Person
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/hook"
    more = {"WEBHOOK_URL": url, "WEBHOOK_SECRET": "ord", "PORT": str(port), "HOST": "127.0.0.1"}
    async with host.runs("release", **more) as process:
        assert await process.ends() == 0
    async with host.runs("serve", **more) as process:
        await kari.says("/start")
        question = await kari.next_message()
        press = await kari.presses(question, "Klage")
        await press.answer_comes()
        await kari.next_message()
        await kari.says("kommunen")
        await telegram.drained()
        assert await process.stops() == 0
    assert GJELDER in kari.last_message.text
    assert leaks(process.out + process.err) == []
    assert process.err == ""


@pytest.mark.parametrize("command", ["poll", "serve"])
async def test_a_token_that_is_taken_away_ends_it_with_one_line(
    host: Host, telegram: TelegramEmulator, kari: Person, command: str
) -> None:
    address = {"WEBHOOK_URL": "https://rettvei.example/", "WEBHOOK_SECRET": "ord", "PORT": "0"}
    async with host.runs(command, **(address if command == "serve" else {})) as process:
        if command == "poll":
            await kari.says("/start")
            await next_message(kari)
            telegram.fail_next("getUpdates", with_=ApiError(401, "Unauthorized"))
        else:
            telegram.fail_next("sendMessage", with_=ApiError(401, "Unauthorized"))
            assert process.child.stdout is not None
            line = b""
            while not line.startswith(b"Listening"):
                read = process.child.stdout.readline()
                line = await within(PATIENCE, read, "It did not start")
            await post_start(int(line.rsplit(b" ", 1)[1].rstrip(b".\n")), kari.id)
        assert await process.ends() == 2
    assert process.err.startswith("rettvei: Telegram no longer accepts the token.")
    assert process.err.count("\n") == 1
    assert leaks(process.err) == []


async def test_a_webhook_that_is_set_ends_polling_with_one_line(
    host: Host, telegram: TelegramEmulator, kari: Person
) -> None:
    telegram._world.webhook.target = type(telegram._world.webhook.target)("https://x.example")
    async with host.runs("poll") as process:
        assert await process.ends() == 2
    assert process.err.startswith("rettvei: a webhook is set for this bot")
    assert process.err.count("\n") == 1


async def test_a_server_that_is_not_there_ends_it_with_one_line(host: Host) -> None:
    async with host.runs("poll", TELEGRAM_API_URL="http://127.0.0.1:1") as process:
        assert await process.ends() == 2
    assert "cannot be reached" in process.err
    assert process.err.count("\n") == 1
    assert leaks(process.err) == []


async def post_start(port: int, chat: int) -> None:
    """Post /start as Telegram does, and wait for the answer."""
    body = (
        f'{{"update_id":1,"message":{{"message_id":1,"text":"/start",'
        f'"chat":{{"id":{chat},"type":"private"}}}}}}'
    ).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        b"X-Telegram-Bot-Api-Secret-Token: ord\r\n"
        b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
    )
    await writer.drain()
    assert b" 200 " in await within(PATIENCE, reader.readline(), "There was no answer")
    writer.close()
