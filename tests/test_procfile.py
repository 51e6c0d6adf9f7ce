"""The processes that a host or a runner starts, all of them at once: one answers, none fights."""

import asyncio
import shlex
import sys
import tomllib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from signal import SIGTERM

import pytest

from tests.commands import SECRET, TOKEN, line_of, rettvei, serving, stopped
from tests.telegram_emulator import TelegramEmulator
from tests.telegram_emulator.patience import PATIENCE, within

ROOT = Path(__file__).parent.parent
PROCESSES = {
    name: shlex.split(command)
    for name, _, command in (
        line.partition(": ") for line in (ROOT / "Procfile").read_text("utf-8").splitlines()
    )
}


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator(TOKEN) as telegram:
        yield telegram


def program(name: str) -> tuple[str, ...]:
    """What a process of the Procfile runs, with the Python of these tests."""
    python, *rest = PROCESSES[name]
    assert python == "python"
    return (sys.executable, *rest)


def settings(telegram: TelegramEmulator, *, webhook: bool) -> dict[str, str]:
    given = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url, "PORT": "0"}
    posted = {"WEBHOOK_URL": "http://127.0.0.1:9/inn", "WEBHOOK_SECRET": SECRET}
    return given | posted if webhook else given


def test_there_is_what_a_host_looks_for() -> None:
    assert list(PROCESSES) == ["release", "web", "worker"]


async def test_a_checkout_that_is_not_installed_runs_as_a_host_runs_it(tmp_path: Path) -> None:
    hidden = "from importlib import metadata\n"
    hidden += "def version(name): raise metadata.PackageNotFoundError(name)\n"
    hidden += "metadata.version = version\nfrom bot.cli import main\nmain()\n"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    shown = await rettvei("--version", program=(sys.executable, "-c", hidden), cwd=tmp_path)
    assert (shown.code, shown.out) == (0, f"rettvei {project['version']}\n")


@pytest.mark.parametrize("webhook", [True, False])
async def test_a_release_tells_which_process_to_start(
    telegram: TelegramEmulator, tmp_path: Path, webhook: bool
) -> None:
    given = settings(telegram, webhook=webhook)
    shown = await rettvei(program=program("release"), cwd=tmp_path, **given)
    assert (shown.code, shown.err) == (0, "")
    which = "serve` (web)" if webhook else "poll` (worker)"
    assert shown.out.splitlines()[-1].startswith(f"Now start `rettvei {which}. ")


@pytest.mark.parametrize("webhook", [True, False])
async def test_web_and_worker_started_together_do_not_fight(
    telegram: TelegramEmulator, tmp_path: Path, webhook: bool
) -> None:
    given = settings(telegram, webhook=webhook)
    await rettvei(program=program("release"), cwd=tmp_path, **given)
    async with AsyncExitStack() as stack:
        web, worker = [
            await stack.enter_async_context(serving(program=program(name), cwd=tmp_path, **given))
            for name in ("web", "worker")
        ]
        if webhook:
            waits = await line_of(worker)
            assert waits.startswith("WEBHOOK_URL is set, so Telegram posts updates and `rettvei ")
            assert (await line_of(web)).startswith("Key: ")
            assert (await line_of(web)).startswith("Listening on port ")
        else:
            await telegram.polled(PATIENCE)
            assert (await line_of(web)).startswith("Listening on port ")
            waits = await line_of(web)
            assert waits.startswith("No WEBHOOK_URL is set, so `rettvei poll` (worker) answers: ")
        assert waits.endswith(" This process waits.")
        for process in (web, worker):
            assert process.returncode is None
            shown = await stopped(process, SIGTERM)
            assert (shown.code, shown.err) == (0, "")
    assert bool(telegram.calls_of("getUpdates")) is not webhook
    url = telegram.calls_of("setWebhook")[-1].parameters["url"] if webhook else ""
    assert url == given.get("WEBHOOK_URL", "")


async def test_a_web_process_that_waits_tells_its_host_that_it_lives(
    telegram: TelegramEmulator, tmp_path: Path
) -> None:
    given = settings(telegram, webhook=False)
    async with serving(program=program("web"), cwd=tmp_path, **given) as process:
        port = (await line_of(process)).removeprefix("Listening on port ").removesuffix(".")
        for path, status in (("/healthz", b"200"), ("/", b"404"), ("/inn", b"404")):
            reader, writer = await asyncio.open_connection("127.0.0.1", int(port))
            writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
            answer = await within(PATIENCE, reader.read(), "No answer came")
            writer.close()
            assert answer.split()[1] == status
        await stopped(process, SIGTERM)


async def test_who_polls_by_hand_where_telegram_posts_is_told_and_disturbs_nobody(
    telegram: TelegramEmulator, tmp_path: Path
) -> None:
    shown = await rettvei("poll", cwd=tmp_path, **settings(telegram, webhook=True))
    assert shown.refusal().startswith("WEBHOOK_URL is set, so Telegram posts updates and ")
    assert telegram.calls == []
