"""Everything over a limit is refused, everything at it is let through."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from tests.telegram_emulator import Clock, Person, Rates, TelegramEmulator

from .client import Client


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def button(text: str = "A", **action: Any) -> dict[str, Any]:
    return {"text": text, **(action or {"callback_data": "a"})}


@pytest.mark.parametrize(
    "text",
    ["x" * 4096, "😀" * 2048, "&amp;" * 4096, f"<b>{'x' * 4096}</b>", f"  {'x' * 4096}\n\n"],
)
async def test_a_text_of_4096_utf16_units_after_parsing_is_sent(
    bot: Client, kari: Person, text: str
) -> None:
    await bot.result("sendMessage", chat_id=kari.id, text=text, parse_mode="HTML")


@pytest.mark.parametrize("text", ["x" * 4097, "😀" * 2048 + "x", "&amp;" * 4097])
async def test_a_longer_text_is_refused_when_sent_and_when_edited(
    bot: Client, kari: Person, text: str
) -> None:
    long = {"chat_id": kari.id, "text": text, "parse_mode": "HTML"}
    assert await bot.refusal("sendMessage", **long) == "Bad Request: message is too long"
    sent = await bot.result("sendMessage", chat_id=kari.id, text="Hei")
    assert await bot.refusal("editMessageText", **long, message_id=sent["message_id"]) == (
        "Bad Request: message is too long"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
        ("<b></b>", "text must be non-empty"),
    ],
)
async def test_an_empty_text_is_refused(bot: Client, kari: Person, text: str, reason: str) -> None:
    refusal = await bot.refusal("sendMessage", chat_id=kari.id, text=text, parse_mode="HTML")
    assert refusal == f"Bad Request: {reason}"


async def test_a_message_has_at_most_100_entities(bot: Client, kari: Person) -> None:
    for count, ok in ((100, True), (101, False)):
        text = "<b>x</b> " * count
        body = await bot.call("sendMessage", chat_id=kari.id, text=text, parse_mode="HTML")
        assert body["ok"] is ok


@pytest.mark.parametrize(
    "rows",
    [
        [[button(callback_data="x" * 64)]],
        [[button(callback_data="å" * 32)]],
        [[button() for _ in range(8)]],
        [[button() for _ in range(8)] for _ in range(12)] + [[button() for _ in range(4)]],
        [[button(copy_text={"text": "x" * 256})]],
        [[button(url="https://www.nav.no/klage")], [button(url="tg://user?id=1")]],
    ],
)
async def test_a_keyboard_at_its_limits_is_sent(
    bot: Client, kari: Person, rows: list[list[dict[str, Any]]]
) -> None:
    await bot.result("sendMessage", chat_id=kari.id, text="A", reply_markup=keyboard(*rows))
    assert (await kari.next_message()).markup == keyboard(*rows)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([[button(callback_data="x" * 65)]], "BUTTON_DATA_INVALID"),
        ([[button(callback_data="å" * 33)]], "BUTTON_DATA_INVALID"),
        ([[button(callback_data="")]], "Text buttons are unallowed in the inline keyboard"),
        ([[{"text": "A"}]], "Text buttons are unallowed in the inline keyboard"),
        ([[{"callback_data": "a"}]], 'Field "text" must be of type String'),
        ([[button(" ")]], "button text must be non-empty"),
        ([["A"]], "expected an Object"),
        ([[button() for _ in range(9)]], "reply markup is too long"),
        ([[button() for _ in range(8)]] * 12 + [[button()] * 5], "reply markup is too long"),
        ([[button(copy_text={"text": "x" * 257})]], "BUTTON_COPY_TEXT_INVALID"),
        ([[button(copy_text="x")]], "BUTTON_COPY_TEXT_INVALID"),
        ([[button(url="not a url")]], "button URL 'not a url' is invalid"),
        ("A", "must be an Array"),
    ],
)
async def test_a_keyboard_over_a_limit_is_refused(
    bot: Client, kari: Person, rows: Any, reason: str
) -> None:
    markup = {"inline_keyboard": rows}
    refusal = await bot.refusal("sendMessage", chat_id=kari.id, text="A", reply_markup=markup)
    assert refusal.startswith("Bad Request: ")
    assert reason in refusal
    assert kari.messages == []


async def test_the_text_of_an_answer_to_a_press_is_at_most_200_characters(
    bot: Client, kari: Person
) -> None:
    await bot.result("sendMessage", chat_id=kari.id, text="A", reply_markup=keyboard([button()]))
    press = await kari.presses(await kari.next_message(), "A")
    answer = {"callback_query_id": press.id}
    assert await bot.refusal("answerCallbackQuery", **answer, text="x" * 201) == (
        "Bad Request: MESSAGE_TOO_LONG"
    )
    assert not press.answered
    await bot.result("answerCallbackQuery", **answer, text="x" * 200)


@pytest.fixture
async def limited(
    clock: Clock, session: aiohttp.ClientSession
) -> AsyncIterator[tuple[TelegramEmulator, Client]]:
    async with TelegramEmulator(clock=clock, rates=Rates()) as telegram:
        yield telegram, Client(telegram, session)


async def test_a_chat_takes_one_message_a_second(
    limited: tuple[TelegramEmulator, Client], clock: Clock
) -> None:
    telegram, bot = limited
    kari, ola = telegram.person(), telegram.person()
    await bot.result("sendMessage", chat_id=kari.id, text="A")
    refused = await bot.call("sendMessage", chat_id=kari.id, text="B")
    assert refused == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    await bot.result("sendMessage", chat_id=ola.id, text="A")
    await bot.result("sendChatAction", chat_id=kari.id, action="typing")
    clock.advance(timedelta(seconds=1))
    await bot.result("sendMessage", chat_id=kari.id, text="B")
    assert [message.text for message in kari.messages] == ["A", "B"]


async def test_all_chats_together_take_30_messages_a_second(
    limited: tuple[TelegramEmulator, Client], clock: Clock
) -> None:
    telegram, bot = limited
    people = [telegram.person() for _ in range(31)]
    answers = [await bot.call("sendMessage", chat_id=one.id, text="A") for one in people]
    assert [answer["ok"] for answer in answers] == [True] * 30 + [False]


async def test_a_group_takes_20_messages_a_minute(
    limited: tuple[TelegramEmulator, Client], clock: Clock
) -> None:
    telegram, bot = limited
    group = telegram.group()
    for _ in range(20):
        await bot.result("sendMessage", chat_id=group.id, text="A")
        clock.advance(timedelta(seconds=1))
    refused = await bot.call("sendMessage", chat_id=group.id, text="A")
    assert refused["parameters"] == {"retry_after": 40}
    clock.advance(timedelta(seconds=40))
    await bot.result("sendMessage", chat_id=group.id, text="A")
