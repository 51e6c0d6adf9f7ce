import asyncio
import json
import socket
import sqlite3
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGINT, SIGTERM, Signals

import pytest

from bot.store import Masters, migrate, new_key, read_keys
from tests.commands import SECRET, TOKEN, files, line_of, rettvei, serving, stopped
from tests.telegram_emulator import CutConnection, TelegramEmulator
from tests.telegram_emulator.patience import PATIENCE, within

SERVING = ("run", "poll", "serve", "release")
WEBHOOK = {"PORT": "0", "WEBHOOK_URL": "http://127.0.0.1:8443/inn", "WEBHOOK_SECRET": SECRET}
KEY_LINE = (
    "Key: in rettvei.db.key, made because RETTVEI_KEY is not set, and readable by this user "
    "alone. Keep a copy of it away from the database."
)
BOTH = pytest.mark.parametrize("by", [SIGINT, SIGTERM])


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator(TOKEN) as telegram:
        yield telegram


def using(telegram: TelegramEmulator) -> dict[str, str]:
    return {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url}


@asynccontextmanager
async def answering(answer: bytes | None) -> AsyncIterator[tuple[dict[str, str], asyncio.Event]]:
    """A server that is no Bot API server: it answers every call alike, or never (None).

    It gives the settings that lead to it, and tells when it was called.
    """
    called = asyncio.Event()

    async def take(reader: StreamReader, writer: StreamWriter) -> None:
        with suppress(ConnectionError):
            await reader.read(1)
            called.set()
            if answer is None:
                await reader.read()
            else:
                writer.write(answer)
                await writer.drain()
        writer.close()

    async with await asyncio.start_server(take, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        yield {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": url}, called


@BOTH
async def test_run_makes_all_ready_answers_and_stops_when_told(
    telegram: TelegramEmulator, tmp_path: Path, by: Signals
) -> None:
    kari = telegram.person()
    async with serving("run", cwd=tmp_path, **using(telegram), **WEBHOOK) as process:
        await telegram.polled()
        await kari.says("/start")
        assert "Jeg er Rettvei" in (await kari.next_message()).text
        shown = await stopped(process, by)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.splitlines()[0] == (
        "Database: brought up to date. It is the file rettvei.db on this machine: where each "
        "process has a disk of its own, as on a host with a Procfile, set DATABASE_URL to a "
        "PostgreSQL database."
    )
    assert shown.out.splitlines()[-1] == "Answering in Telegram. Stop with Ctrl-C."
    assert telegram.calls_of("setWebhook") == []
    assert files(tmp_path) == ["rettvei.db", "rettvei.db.key"]


@BOTH
async def test_poll_answers_after_a_release_and_stops_when_told(
    telegram: TelegramEmulator, tmp_path: Path, by: Signals
) -> None:
    kari = telegram.person()
    released = await rettvei("release", cwd=tmp_path, **using(telegram))
    assert (released.code, released.err) == (0, "")
    async with serving("poll", cwd=tmp_path, **using(telegram)) as process:
        await telegram.polled()
        await kari.says("/start")
        assert "Jeg er Rettvei" in (await kari.next_message()).text
        shown = await stopped(process, by)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out == f"{KEY_LINE}\n"


@pytest.mark.parametrize("command", ["poll", "serve"])
async def test_people_are_told_what_the_settings_say_and_operators_what_is_not_set(
    telegram: TelegramEmulator, tmp_path: Path, command: str
) -> None:
    kari = telegram.person()
    migrate(tmp_path / "rettvei.db")
    said = {"RETTVEI_CONTACT": "", "RETTVEI_KEEP": "36h"}
    address = WEBHOOK if command == "serve" else {}
    async with serving(command, cwd=tmp_path, **using(telegram), **said, **address) as process:
        assert await line_of(process) == KEY_LINE
        assert (await line_of(process)).startswith("RETTVEI_CONTACT not set: /personvern ")
        if command == "poll":
            await telegram.polled(PATIENCE)
            await kari.says("/privacy")
            text = (await kari.next_message()).text
            assert "Prøvekommunen har ansvaret for opplysningene om deg." in text
            assert "brukt denne chatten på 36 timer." in text
        shown = await stopped(process, SIGTERM)
    assert (shown.code, shown.err) == (0, "")


@pytest.mark.parametrize("command", ["poll", "serve"])
async def test_nothing_is_said_of_a_key_that_is_set(
    telegram: TelegramEmulator, tmp_path: Path, command: str
) -> None:
    key = new_key()
    migrate(tmp_path / "rettvei.db", masters=Masters(read_keys(key)))
    address = WEBHOOK if command == "serve" else {}
    started = serving(command, cwd=tmp_path, RETTVEI_KEY=key, **using(telegram), **address)
    async with started as process:
        if command == "serve":
            assert (await line_of(process)).startswith("Listening")
        else:
            await telegram.polled()
        shown = await stopped(process, SIGTERM)
    assert (shown.code, shown.out, shown.err) == (0, "", "")


async def test_trouble_on_the_way_is_logged_as_data_and_does_not_stop_the_bot(
    telegram: TelegramEmulator, tmp_path: Path
) -> None:
    migrate(tmp_path / "rettvei.db")
    telegram.fail_next("getUpdates", with_=CutConnection())
    async with serving("poll", cwd=tmp_path, **using(telegram)) as process:
        await telegram.polled()
        shown = await stopped(process, SIGTERM)
    assert shown.code == 0
    (line,) = map(json.loads, shown.err.splitlines())
    assert set(line) == {"event", "level", "timestamp", "reason"}
    assert line["level"] == "warning"


@BOTH
async def test_serve_answers_where_release_says_and_stops_when_told(
    telegram: TelegramEmulator, tmp_path: Path, by: Signals
) -> None:
    kari = telegram.person()
    migrate(tmp_path / "rettvei.db")
    async with serving("serve", cwd=tmp_path, **using(telegram), **WEBHOOK) as process:
        assert await line_of(process) == KEY_LINE
        port = (await line_of(process)).removeprefix("Listening on port ").removesuffix(".")
        here = {**WEBHOOK, "WEBHOOK_URL": f"http://127.0.0.1:{port}/inn/"}
        released = await rettvei("release", cwd=tmp_path, **using(telegram), **here)
        assert (released.code, released.err) == (0, "")
        await kari.says("/start")
        assert "Jeg er Rettvei" in (await kari.next_message()).text
        shown = await stopped(process, by)
    assert (shown.code, shown.out, shown.err) == (0, "", "")


@BOTH
async def test_a_bot_that_still_waits_for_telegram_stops_when_told(
    tmp_path: Path, by: Signals
) -> None:
    async with (
        answering(None) as (telegram, called),
        serving("run", cwd=tmp_path, **telegram) as process,
    ):
        await within(PATIENCE, called.wait(), "It did not call")
        shown = await stopped(process, by)
    assert (shown.code, shown.out, shown.err) == (0, "", "")


@BOTH
async def test_a_conversation_that_is_told_to_stop_says_goodbye(
    tmp_path: Path, by: Signals
) -> None:
    async with serving("chat", cwd=tmp_path) as process:
        while "Begge deler" not in await line_of(process):
            pass
        shown = await stopped(process, by)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.endswith("Ha det bra. Ingenting er lagret.\n")


@pytest.mark.parametrize("command", SERVING)
async def test_a_token_that_telegram_refuses_is_told(
    telegram: TelegramEmulator, tmp_path: Path, command: str
) -> None:
    if command in ("poll", "serve"):
        migrate(tmp_path / "rettvei.db")
    before = files(tmp_path)
    address = {} if command == "poll" else WEBHOOK
    wrong = {**using(telegram), **address, "TELEGRAM_BOT_TOKEN": f"{TOKEN}-at-all"}
    shown = await rettvei(command, cwd=tmp_path, **wrong)
    assert shown.refusal() == (
        "Telegram refuses the token. Ask @BotFather for the right one, and set "
        "TELEGRAM_BOT_TOKEN to it."
    )
    assert files(tmp_path) == before


@pytest.mark.parametrize("command", SERVING)
async def test_a_setting_that_is_wrong_is_told_before_anything_is_done(
    tmp_path: Path, command: str
) -> None:
    shown = await rettvei(command, cwd=tmp_path, TELEGRAM_BOT_TOKEN="not-to-be-shown")
    assert shown.refusal().startswith("TELEGRAM_BOT_TOKEN is not a bot token")
    assert (shown.out, files(tmp_path)) == ("", [])


@pytest.mark.parametrize("command", SERVING[1:])
async def test_who_answers_in_telegram_needs_a_token(tmp_path: Path, command: str) -> None:
    shown = await rettvei(command, cwd=tmp_path, **WEBHOOK)
    assert shown.refusal().startswith("No TELEGRAM_BOT_TOKEN is set. Write to @BotFather")
    assert (shown.out, files(tmp_path)) == ("", [])


async def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        away = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": url}
        shown = await rettvei("run", cwd=tmp_path, **away)
    assert shown.refusal().startswith(f"the Bot API server at {url} cannot be reached")
    assert (shown.out, files(tmp_path)) == ("", [])


def http(body: bytes, status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        http(b"<html>"),
        http(b"[]"),
        http(b"{}")[:-1],
        http(b"{}"),
        http(b'{"ok": true, "result": null}'),
        http(b'{"ok": true, "result": {}}'),
        http(b'{"ok": true, "result": ["id"]}'),
        http(b"Bad\nGateway", "502 Bad Gateway"),
        http(b"", "302 Found\r\nLocation: /bot123456:not-to-be-shown/getMe"),
    ],
)
async def test_a_server_that_is_no_bot_api_server_is_told(tmp_path: Path, answer: bytes) -> None:
    async with answering(answer) as (telegram, _):
        shown = await rettvei("run", cwd=tmp_path, **telegram)
    assert telegram["TELEGRAM_API_URL"] in shown.refusal()
    assert (shown.out, files(tmp_path)) == ("", [])


async def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        here = {**WEBHOOK, "HOST": "127.0.0.1", "PORT": port, "TELEGRAM_BOT_TOKEN": TOKEN}
        shown = await rettvei("serve", cwd=tmp_path, **here)
    assert shown.refusal().startswith(f"port {port} cannot be used (Address already in use)")
    assert (shown.out, files(tmp_path)) == ("", [])


@pytest.mark.parametrize("missing", ["WEBHOOK_URL", "WEBHOOK_SECRET"])
async def test_a_webhook_needs_an_address_and_a_secret(tmp_path: Path, missing: str) -> None:
    given = {name: value for name, value in WEBHOOK.items() if name != missing}
    shown = await rettvei("serve", cwd=tmp_path, TELEGRAM_BOT_TOKEN=TOKEN, **given)
    assert shown.refusal().startswith(f"No {missing} is set")
    assert (shown.out, files(tmp_path)) == ("", [])


async def test_a_release_without_a_secret_changes_nothing(tmp_path: Path) -> None:
    given = {"WEBHOOK_URL": "https://example.org/inn", "TELEGRAM_BOT_TOKEN": TOKEN}
    shown = await rettvei("release", cwd=tmp_path, **given)
    assert shown.refusal().startswith("No WEBHOOK_SECRET is set")
    assert (shown.out, files(tmp_path)) == ("", [])


@pytest.mark.parametrize(("keep", "left"), [("24h", 3), ("", 4)])
async def test_a_chat_goes_when_it_was_silent_for_as_long_as_the_environment_says(
    telegram: TelegramEmulator, tmp_path: Path, keep: str, left: int
) -> None:
    path = tmp_path / "rettvei.db"
    migrate(path)
    this_hour = int(datetime.now(UTC).timestamp()) // 3600
    with closing(sqlite3.connect(path)) as db, db:
        silent_for = {b"old": 48, b"new": 0, b"newer": 1, b"newest": 2}
        for chat, hours in silent_for.items():
            made = (chat, this_hour - hours)
            db.execute("INSERT INTO chats (chat, hour) VALUES (?, ?)", made)
        # Goes whatever is said: so the sweep is known to have been there.
        db.execute("INSERT INTO updates (update_id, seen_at) VALUES (1, 0)")

    def count(table: str) -> int:
        with closing(sqlite3.connect(path)) as db:
            return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    async def swept() -> None:
        while count("updates") or count("chats") > left:  # noqa: ASYNC110 (another process)
            await asyncio.sleep(0.05)

    async with serving("poll", cwd=tmp_path, RETTVEI_KEEP=keep, **using(telegram)) as process:
        await telegram.polled()
        await within(PATIENCE, swept(), "What was silent for long is still there")
        assert (await stopped(process, SIGTERM)).code == 0
    assert count("chats") == left
