"""getUpdates, as limits and conflicts shape it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import aiohttp

from tests.telegram_emulator import Clock, Person, TelegramEmulator
from tests.telegram_emulator.patience import PATIENCE, within

from .client import Client, Hook, buttons


async def test_updates_come_in_order_and_again_until_a_higher_offset_confirms_them(
    bot: Client, kari: Person, telegram: TelegramEmulator
) -> None:
    for text in ("A", "B", "C"):
        await kari.says(text)
    first, second, third = await bot.updates()
    assert [one["message"]["text"] for one in (first, second, third)] == ["A", "B", "C"]
    assert first["update_id"] + 2 == second["update_id"] + 1 == third["update_id"]
    assert len(await bot.updates()) == 3
    assert await bot.updates(second["update_id"]) == [second, third]
    assert telegram.pending == 2
    assert await bot.updates(third["update_id"] + 1) == []
    assert telegram.pending == 0
    await telegram.drained()


async def test_a_poll_gives_at_most_its_limit_and_at_most_100(bot: Client, kari: Person) -> None:
    for number in range(101):
        await kari.says(str(number))
    assert len(await bot.updates(limit=2)) == 2
    for limit in (100, 0, 1000):
        assert len(await bot.updates(limit=limit)) == 100


async def test_a_negative_offset_gives_the_last_and_forgets_the_rest(
    bot: Client, kari: Person, telegram: TelegramEmulator
) -> None:
    for text in ("A", "B", "C"):
        await kari.says(text)
    assert [update["message"]["text"] for update in await bot.updates(-2)] == ["B", "C"]
    assert telegram.pending == 2


async def test_a_long_poll_returns_when_something_comes(
    session: aiohttp.ClientSession,
) -> None:
    async with TelegramEmulator(time_scale=1) as telegram:
        bot = Client(telegram, session)
        poll = asyncio.create_task(bot.updates(timeout=50))
        await telegram.polled()
        await telegram.person().says("Hei")
        assert [update["message"]["text"] for update in await poll] == ["Hei"]


async def test_a_long_poll_does_not_wait_when_something_is_there(
    session: aiohttp.ClientSession,
) -> None:
    async with TelegramEmulator(time_scale=1) as telegram:
        await telegram.person().says("Hei")
        poll = Client(telegram, session).updates(timeout=50)
        assert len(await within(PATIENCE, poll, "The poll waited")) == 1


async def test_a_long_poll_ends_empty_after_its_time(bot: Client) -> None:
    assert await bot.updates(timeout=2) == []


async def test_a_second_poller_ends_the_first(session: aiohttp.ClientSession) -> None:
    async with TelegramEmulator(time_scale=1) as telegram:
        bot = Client(telegram, session)
        first = asyncio.create_task(bot.refusal("getUpdates", timeout=50))
        await telegram.polled()
        assert await bot.updates() == []
        assert (await first).startswith("Conflict: terminated by other getUpdates request")


async def test_polling_beside_a_webhook_is_a_conflict(bot: Client, hook: Hook) -> None:
    await bot.result("setWebhook", url=hook.url)
    body = await bot.call("getUpdates")
    assert body["error_code"] == 409
    assert body["description"].startswith("Conflict: can't use getUpdates method while webhook")
    await bot.result("deleteWebhook")
    assert await bot.updates() == []


async def test_setting_a_webhook_ends_the_poller(
    session: aiohttp.ClientSession, hook: Hook
) -> None:
    async with TelegramEmulator(time_scale=1) as telegram:
        bot = Client(telegram, session)
        poll = asyncio.create_task(bot.refusal("getUpdates", timeout=50))
        await telegram.polled()
        await bot.result("setWebhook", url=hook.url)
        assert await poll == "Conflict: terminated by setWebhook request"


async def test_only_allowed_kinds_come_and_the_choice_is_remembered(
    bot: Client, kari: Person
) -> None:
    await bot.updates(allowed_updates=["edited_message"])
    said = await kari.says("A")
    await kari.edits(said, "B")
    (update,) = await bot.updates()
    assert update["edited_message"]["text"] == "B"
    await bot.updates(update["update_id"] + 1, allowed_updates=[])
    await kari.says("C")
    assert len(await bot.updates()) == 1


async def test_messages_wait_24_hours_and_presses_150_seconds(
    bot: Client, kari: Person, clock: Clock, telegram: TelegramEmulator
) -> None:
    await bot.result("sendMessage", chat_id=kari.id, text="A", reply_markup=buttons("Nav"))
    message = await kari.next_message()
    await kari.says("Hei")
    await kari.presses(message, "Nav")
    clock.advance(timedelta(seconds=149))
    assert len(await bot.updates()) == 2
    clock.advance(timedelta(seconds=1))
    assert [("message" in update) for update in await bot.updates()] == [True]
    clock.advance(timedelta(hours=24))
    assert await bot.updates() == []
    assert telegram.pending == 0


async def test_every_update_can_come_twice(session: aiohttp.ClientSession) -> None:
    async with TelegramEmulator(copies=2) as telegram:
        bot = Client(telegram, session)
        await telegram.person().says("A")
        (first,) = await bot.updates()
        assert await bot.updates(first["update_id"] + 1) == [first]
        assert await bot.updates(first["update_id"] + 1) == []


async def test_update_ids_start_and_go_on_where_the_test_says(
    session: aiohttp.ClientSession,
) -> None:
    async with TelegramEmulator(first_update_id=7) as telegram:
        bot, kari = Client(telegram, session), telegram.person()
        await kari.says("A")
        assert (await bot.updates())[0]["update_id"] == 7
        assert await bot.updates(8) == []
        telegram.next_update_id = 3
        await kari.says("B")
        assert (await bot.updates(0))[0]["update_id"] == 3
