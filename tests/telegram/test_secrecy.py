"""Neither the token nor anything about a person stands in a log, an error or an answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
import structlog
from structlog.testing import capture_logs

from bot.process import _set_up_logs
from bot.telegram import Client, FatalTelegramError, connect
from tests.telegram_emulator import (
    ApiError,
    CutConnection,
    Person,
    ServerError,
    TelegramEmulator,
    TooManyRequests,
    bad_request,
)

from .conftest import TOKEN
from .rig import Rig
from .test_conversation import starts

WORDS = "Nilsen har skrevet noe privat"
SECRETS = (TOKEN, TOKEN.partition(":")[2], "7312345678", "Nilsen", "samtale1", "etternavnet")
FAULTS = (
    TooManyRequests(1),
    ServerError(500),
    CutConnection(),
    bad_request("something is wrong"),
    ApiError(413, "Request Entity Too Large"),
)


class Kept(logging.Handler):
    """Keeps every line of the standard library's logging, with its traceback."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def kept() -> Iterator[Kept]:
    """All logging at its loudest, but for what every process keeps quiet."""
    root, handler = logging.getLogger(), Kept()
    level, config = root.level, structlog.get_config()
    before = {name: logging.getLogger(name).propagate for name in root.manager.loggerDict}
    _set_up_logs()
    structlog.configure(**config)
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield handler
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        for name, propagate in before.items():
            logging.getLogger(name).propagate = propagate


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


async def test_no_log_line_holds_the_token_or_anything_about_a_person(
    rig: Rig, kept: Kept, capfd: pytest.CaptureFixture[str]
) -> None:
    asyncio.get_running_loop().set_debug(True)
    kari = rig.telegram.person(7_312_345_678, first_name="etternavnet")
    with capture_logs() as logs:
        async with rig.sending(), rig.polling():
            question = await starts(kari)
            await rig.settled()
            for fault in FAULTS:
                for method in ("sendMessage", "editMessageText", "getUpdates"):
                    rig.telegram.fail_next(method, with_=fault)
                await kari.says(WORDS)
                await rig.settled()
                while await rig.store.next_due() is not None:
                    rig.clock.advance(timedelta(minutes=2))
                    rig.sender.wake()
                    await rig.settled()
            rig.store.turns_to_fail = rig.store.deliveries_to_fail = 1
            await kari.presses_data(question, "samtale1.1.Nilsen")
            await rig.settled()
    assert {log["event"] for log in logs} == {
        "polling_interrupted",
        "call_failed",
        "call_refused",
        "delivery_not_kept",
    }
    assert leaks(str(logs)) == []
    assert leaks("\n".join(kept.lines)) == []
    assert leaks("".join(capfd.readouterr())) == []


async def test_no_log_line_of_the_webhook_does_either(
    rig: Rig, kept: Kept, capfd: pytest.CaptureFixture[str]
) -> None:
    rig.way = "webhook"
    kari = rig.telegram.person(7_312_345_678)
    with capture_logs() as logs:
        async with rig.running():
            await starts(kari)
            rig.store.turns_to_fail = 1
            await kari.says(WORDS)
            await rig.settled()
    assert [log["event"] for log in logs] == ["update_not_kept"]
    assert leaks(str(logs)) == []
    assert leaks("\n".join(kept.lines)) == []
    assert leaks("".join(capfd.readouterr())) == []


@pytest.mark.parametrize(
    "fault",
    [
        *FAULTS,
        ApiError(401, "Unauthorized"),
        ApiError(404, "Not Found"),
        ApiError(409, "Conflict: x"),
    ],
    ids=str,
)
async def test_no_error_of_connecting_holds_the_token(
    telegram: TelegramEmulator, kept: Kept, fault: ApiError | ServerError
) -> None:
    telegram.fail_next("getMe", with_=fault)
    with pytest.raises(FatalTelegramError) as caught:
        await connect(TOKEN, telegram.url)
    told = str(caught.value)
    assert leaks(told) == []
    assert "\n" not in told
    assert len(told) < 300
    assert leaks("\n".join(kept.lines)) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1",
        "http://localhost.invalid",
        "http://[::1]:1/x",
        "https://127.0.0.1:1",
        "http://256.256.256.256",
        "http://a..b",
    ],
)
async def test_a_server_that_cannot_be_reached_is_told_without_the_token(url: str) -> None:
    with pytest.raises(FatalTelegramError, match="cannot be reached") as caught:
        await connect(TOKEN, url)
    told = str(caught.value)
    assert leaks(told) == []
    assert "TELEGRAM_API_URL" in told
    assert "\n" not in told


async def test_a_token_of_another_bot_is_told_without_repeating_it(
    telegram: TelegramEmulator,
) -> None:
    with pytest.raises(FatalTelegramError, match="@BotFather") as caught:
        await connect("111:AAF-et_token_som_er_feil", telegram.url)
    assert "AAF" not in str(caught.value)


async def test_the_client_does_not_show_its_token(rig: Rig, kari: Person) -> None:
    client: Client = rig.client
    assert leaks(repr(client)) == []
    assert leaks(repr(rig)) == []
