"""Failures that a test orders."""

from __future__ import annotations

import aiohttp
import pytest

from tests.telegram_emulator import (
    CutConnection,
    Delay,
    Person,
    ServerError,
    TelegramEmulator,
    TooManyRequests,
    bad_request,
)

from .client import Client


async def test_the_next_calls_of_a_method_get_a_429_with_its_wait(
    bot: Client, kari: Person, telegram: TelegramEmulator
) -> None:
    telegram.fail_next("sendMessage", times=2, with_=TooManyRequests(retry_after=3))
    await bot.result("getMe")
    for _ in range(2):
        body = await bot.call("sendMessage", chat_id=kari.id, text="A")
        assert (body["error_code"], body["parameters"]) == (429, {"retry_after": 3})
        assert body["description"] == "Too Many Requests: retry after 3"
    await bot.result("sendMessage", chat_id=kari.id, text="A")
    assert [message.text for message in kari.messages] == ["A"]


@pytest.mark.parametrize("made", [False, True])
async def test_a_server_error_may_come_before_or_after_the_call_is_made(
    bot: Client, kari: Person, telegram: TelegramEmulator, made: bool
) -> None:
    telegram.fail_next("sendMessage", with_=ServerError(502, made=made))
    body = await bot.call("sendMessage", chat_id=kari.id, text="A")
    assert (body["error_code"], body["description"]) == (502, "Bad Gateway")
    assert len(kari.messages) == made


@pytest.mark.parametrize("made", [False, True])
async def test_the_connection_may_be_cut_before_or_after_the_call_is_made(
    bot: Client, kari: Person, telegram: TelegramEmulator, made: bool
) -> None:
    telegram.fail_next("*", with_=CutConnection(made=made))
    with pytest.raises(aiohttp.ClientConnectionError):
        await bot.call("sendMessage", chat_id=kari.id, text="A")
    assert len(kari.messages) == made
    assert [(call.status, call.ok) for call in telegram.calls] == [(0, False)]
    await bot.result("getMe")


async def test_any_refusal_can_be_ordered(bot: Client, telegram: TelegramEmulator) -> None:
    telegram.fail_next("getMe", with_=bad_request("no mood"))
    assert await bot.refusal("getMe") == "Bad Request: no mood"


async def test_a_delayed_call_is_made_later(
    bot: Client, kari: Person, telegram: TelegramEmulator
) -> None:
    telegram.fail_next("sendMessage", with_=Delay(0.001))
    await bot.result("sendMessage", chat_id=kari.id, text="A")
    assert len(kari.messages) == 1


async def test_a_client_that_does_not_wait_gets_nothing(
    session: aiohttp.ClientSession, telegram: TelegramEmulator, kari: Person
) -> None:
    telegram.fail_next("sendMessage", with_=Delay(60))
    url = f"{telegram.url}/bot{telegram.token}/sendMessage"
    timeout = aiohttp.ClientTimeout(total=0.01)
    with pytest.raises(TimeoutError):
        await session.post(url, json={"chat_id": kari.id, "text": "A"}, timeout=timeout)
    assert kari.messages == []
