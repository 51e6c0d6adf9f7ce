"""The doctor: each thing that can be wrong is told with what to do about it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.telegram.doctor import Finding, _clock, examine_telegram
from tests.telegram_emulator import ApiError, TelegramEmulator

from .rig import Rig

URL = "https://rettvei.example/hook"


async def examined(
    telegram: TelegramEmulator, webhook_url: str | None = None, ahead: timedelta = timedelta()
) -> dict[str, Finding]:
    found = examine_telegram(
        telegram.token, telegram.url, webhook_url, lambda: datetime.now(UTC) + ahead
    )
    return {finding.part: finding async for finding in found}


async def test_a_bot_that_polls_is_well(telegram: TelegramEmulator) -> None:
    found = await examined(telegram)
    assert {part: finding.fine for part, finding in found.items()} == {
        "token": True,
        "clock": True,
        "webhook": True,
    }
    assert "@rettvei_test_bot" in found["token"].line


async def test_a_token_that_is_refused_is_told_and_nothing_else_is_asked(
    telegram: TelegramEmulator,
) -> None:
    telegram.fail_next("getMe", with_=ApiError(401, "Unauthorized"))
    found = await examined(telegram)
    assert list(found) == ["token"]
    assert not found["token"].fine
    assert "@BotFather" in found["token"].line
    assert telegram.token not in found["token"].line


@pytest.mark.parametrize(
    ("set_to", "wanted", "told"),
    [
        (URL, None, "polling gets nothing"),
        ("", URL, "Telegram knows of none"),
        ("https://annet.example/hook", URL, "another address"),
    ],
)
async def test_a_webhook_that_is_not_as_it_should_be_is_told(
    rig: Rig, set_to: str, wanted: str | None, told: str
) -> None:
    kinds = ["message", "edited_message", "callback_query"]
    await rig.client.call("setWebhook", {"url": set_to, "allowed_updates": kinds})
    found = await examined(rig.telegram, wanted)
    assert not found["webhook"].fine
    assert told in found["webhook"].line
    assert "rettvei release" in found["webhook"].line


async def test_a_webhook_that_is_as_it_should_be_is_well(rig: Rig) -> None:
    kinds = ["message", "edited_message", "callback_query"]
    await rig.client.call("setWebhook", {"url": URL, "allowed_updates": kinds})
    found = await examined(rig.telegram, URL)
    assert found["webhook"].fine
    await rig.client.call("setWebhook", {"url": URL, "allowed_updates": ["message"]})
    found = await examined(rig.telegram, URL)
    assert "all kinds of updates" in found["webhook"].line


async def test_errors_and_a_queue_at_the_webhook_are_told(rig: Rig) -> None:
    kinds = ["message", "edited_message", "callback_query"]
    await rig.client.call("setWebhook", {"url": URL, "allowed_updates": kinds})
    webhook = rig.telegram._world.webhook
    webhook.last_error = (int(datetime.now(UTC).timestamp()) - 130, "Connection refused")
    found = await examined(rig.telegram, URL)
    assert "2 minutes ago" in found["webhook"].line
    assert "Connection refused" in found["webhook"].line
    webhook.last_error = (int(datetime.now(UTC).timestamp()) - 7200, "Connection refused")
    assert (await examined(rig.telegram, URL))["webhook"].fine
    webhook.target = type(webhook.target)()
    for _ in range(101):
        await rig.telegram.person().says("/start")
    found = await examined(rig.telegram)
    assert "101 updates wait" in found["webhook"].line


@pytest.mark.parametrize("ahead", [timedelta(minutes=10), timedelta(minutes=-10)])
async def test_a_clock_that_is_wrong_is_told(telegram: TelegramEmulator, ahead: timedelta) -> None:
    found = await examined(telegram, ahead=ahead)
    assert not found["clock"].fine
    assert ("ahead of" if ahead > timedelta() else "behind") in found["clock"].line
    assert "NTP" in found["clock"].line


@pytest.mark.parametrize("date", [None, "", "i dag"])
def test_a_server_that_does_not_say_the_time_is_no_fault(date: str | None) -> None:
    assert _clock(date, datetime.now(UTC)).fine
