"""Delivery to a webhook: order, concurrency, redelivery, loss."""

from __future__ import annotations

import asyncio
import socket
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.telegram_emulator import SECRET_HEADER, Clock, Person, TelegramEmulator

from .client import Client, Hook, buttons


def failures(count: int, status: int = 500) -> list[web.Response]:
    return [web.Response(status=status) for _ in range(count)]


async def asked(bot: Client, person: Person) -> Any:
    await bot.result("sendMessage", chat_id=person.id, text="?", reply_markup=buttons("Nav"))
    return await person.next_message()


async def test_updates_are_posted_with_the_secret(
    bot: Client, kari: Person, hook: Hook, telegram: TelegramEmulator
) -> None:
    await kari.says("før")
    await bot.result("setWebhook", url=hook.url, secret_token="s3cret_-")
    await kari.says("etter")
    await telegram.drained()
    assert hook.texts == ["før", "etter"]
    assert [headers[SECRET_HEADER] for headers in hook.headers] == ["s3cret_-"] * 2
    assert hook.headers[0]["Content-Type"] == "application/json"


async def test_without_a_secret_there_is_no_header(
    bot: Client, kari: Person, hook: Hook, telegram: TelegramEmulator
) -> None:
    await bot.result("setWebhook", url=hook.url)
    await kari.says("Hei")
    await telegram.drained()
    assert SECRET_HEADER not in hook.headers[0]


async def test_any_2xx_acknowledges(
    bot: Client, kari: Person, hook: Hook, telegram: TelegramEmulator
) -> None:
    hook.answers = [web.Response(status=status) for status in (200, 201, 204, 299)]
    await bot.result("setWebhook", url=hook.url)
    for _ in range(4):
        await kari.says("Hei")
    await telegram.drained()
    assert [delivery.status for delivery in telegram.deliveries] == [200, 201, 204, 299]
    assert len(set(hook.ids)) == 4


async def test_what_fails_comes_again_at_once_and_then_after_growing_delays(
    session: aiohttp.ClientSession, hook: Hook
) -> None:
    hook.answers = [*failures(4), *failures(4, status=302)]
    async with TelegramEmulator(time_scale=0) as telegram:
        await Client(telegram, session).result("setWebhook", url=hook.url)
        await telegram.person().says("Hei")
        await telegram.drained()
        waits = [delivery.waited for delivery in telegram.deliveries]
    assert waits[:7] == [0, 0, 2, 4, 8, 16, 32]
    assert 60 <= waits[7] <= 64
    assert 60 <= waits[8] <= 120
    assert len(set(hook.ids)) == 1


async def test_the_webhook_can_say_how_long_to_wait(
    bot: Client, kari: Person, hook: Hook, telegram: TelegramEmulator
) -> None:
    hook.answers = [web.Response(status=503, headers={"Retry-After": "7"})]
    await bot.result("setWebhook", url=hook.url)
    await kari.says("Hei")
    await telegram.drained()
    assert [delivery.waited for delivery in telegram.deliveries] == [0, 7]


async def test_a_webhook_that_does_not_answer_is_tried_again(
    bot: Client, kari: Person, telegram: TelegramEmulator, hook: Hook, clock: Clock
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    await bot.result("setWebhook", url=f"http://127.0.0.1:{port}/")
    await kari.says("Hei")
    await telegram.attempted(2)
    assert {delivery.status for delivery in telegram.deliveries} == {None}
    info = await bot.result("getWebhookInfo")
    assert info["pending_update_count"] == 1
    assert info["last_error_date"] == int(clock().timestamp())
    await bot.result("setWebhook", url=hook.url)
    await telegram.drained()
    assert hook.texts == ["Hei"]


async def test_an_update_that_keeps_failing_blocks_its_queue_and_no_other(
    bot: Client, telegram: TelegramEmulator, hook: Hook
) -> None:
    kari, ola = telegram.person(), telegram.person()
    question = await asked(bot, kari)
    await bot.result("setWebhook", url=hook.url)
    hook.answers = failures(3)
    await kari.says("A")
    await telegram.attempted(3)
    await kari.says("B")
    await kari.presses(question, "Nav")
    await ola.says("C")
    await telegram.drained()
    kinds = [post.get("message", {}).get("text", "press") for post in hook.posts]
    assert kinds[:3] == ["A"] * 3
    assert [kind for kind in kinds if kind in "AB"] == ["A", "A", "A", "A", "B"]
    assert sorted(kinds[3:]) == ["A", "B", "C", "press"]


async def test_a_chats_messages_come_one_at_a_time_while_presses_run_beside_them(
    bot: Client, kari: Person, hook: Hook, telegram: TelegramEmulator
) -> None:
    question = await asked(bot, kari)
    hook.gate = asyncio.Event()
    await bot.result("setWebhook", url=hook.url)
    for text in ("A", "B"):
        await kari.says(text)
        await kari.presses(question, "Nav")
    first, second = await hook.arrived.get(), await hook.arrived.get()
    assert {"message" in first, "message" in second} == {True, False}
    assert hook.arrived.empty()
    hook.gate.set()
    await telegram.drained()
    assert (hook.texts, len(hook.posts), hook.most_inside) == (["A", "B"], 4, 2)


@pytest.mark.parametrize("connections", [1, 3])
async def test_chats_run_side_by_side_up_to_the_connections(
    bot: Client, telegram: TelegramEmulator, hook: Hook, connections: int
) -> None:
    hook.gate = asyncio.Event()
    await bot.result("setWebhook", url=hook.url, max_connections=connections)
    for _ in range(5):
        await telegram.person().says("Hei")
    for _ in range(connections):
        await hook.arrived.get()
    hook.gate.set()
    await telegram.drained()
    assert (hook.most_inside, len(hook.posts)) == (connections, 5)


@pytest.mark.parametrize(
    ("kind", "life"),
    [("press", timedelta(seconds=150)), ("message", timedelta(hours=24))],
)
async def test_a_press_that_fails_is_dropped_after_150_seconds_and_a_message_after_24_hours(
    bot: Client,
    kari: Person,
    hook: Hook,
    telegram: TelegramEmulator,
    clock: Clock,
    kind: str,
    life: timedelta,
) -> None:
    question = await asked(bot, kari)
    await bot.result("setWebhook", url=hook.url)
    hook.answers = failures(1000)
    if kind == "press":
        await kari.presses(question, "Nav")
    else:
        await kari.says("Hei")
    await telegram.attempted(1)
    clock.advance(life - timedelta(seconds=130))
    await telegram.attempted(3)
    assert telegram.pending == 1
    clock.advance(timedelta(seconds=130))
    await telegram.drained()
    assert {delivery.status for delivery in telegram.deliveries} == {500}


async def test_an_update_is_dropped_when_its_next_attempt_would_come_too_late(
    bot: Client, kari: Person, hook: Hook, telegram: TelegramEmulator, clock: Clock
) -> None:
    question = await asked(bot, kari)
    await kari.presses(question, "Nav")
    clock.advance(timedelta(seconds=149))
    hook.answers = failures(2)
    await bot.result("setWebhook", url=hook.url)
    await telegram.drained()
    assert len(hook.posts) == 2


async def test_every_update_can_be_delivered_twice(
    session: aiohttp.ClientSession, hook: Hook
) -> None:
    async with TelegramEmulator(copies=2) as telegram:
        await Client(telegram, session).result("setWebhook", url=hook.url)
        await telegram.person().says("A")
        await telegram.drained()
    assert len(hook.ids) == 2
    assert len(set(hook.ids)) == 1


async def test_a_call_in_the_answer_is_made_and_its_result_is_lost(
    bot: Client, kari: Person, hook: Hook, telegram: TelegramEmulator
) -> None:
    question = await asked(bot, kari)
    await kari.presses(question, "Nav")
    (update,) = await bot.updates()
    answer = {"method": "answerCallbackQuery", "callback_query_id": update["callback_query"]["id"]}
    hook.answers = [web.json_response(answer | {"text": "Takk"}), web.json_response(answer)]
    await bot.result("setWebhook", url=hook.url)
    await telegram.drained()
    await kari.says("Hei")
    await telegram.drained()
    first, second = telegram.calls_of("answerCallbackQuery")
    assert (first.parameters["text"], first.ok, second.ok) == ("Takk", True, False)
    assert len(hook.posts) == 2


@pytest.mark.parametrize(
    "answer",
    [
        web.json_response({"method": "deleteWebhook"}),
        web.json_response({"method": "getMe"}),
        web.json_response({"chat_id": 1}),
        web.Response(text="OK"),
    ],
)
async def test_other_answers_only_acknowledge(
    bot: Client, kari: Person, hook: Hook, telegram: TelegramEmulator, answer: web.Response
) -> None:
    hook.answers = [answer]
    await bot.result("setWebhook", url=hook.url)
    await kari.says("Hei")
    await telegram.drained()
    assert [call.method for call in telegram.calls] == ["setWebhook"]
    assert len(hook.posts) == 1


async def test_after_its_deletion_a_webhook_gets_nothing_and_updates_can_be_polled(
    bot: Client, kari: Person, hook: Hook, telegram: TelegramEmulator
) -> None:
    hook.answers = failures(1000)
    await bot.result("setWebhook", url=hook.url, secret_token="s")
    await kari.says("A")
    await hook.arrived.get()
    await bot.result("deleteWebhook")
    posts = len(hook.posts)
    await kari.says("B")
    assert [update["message"]["text"] for update in await bot.updates()] == ["A", "B"]
    assert len(hook.posts) == posts
    assert (await bot.result("getWebhookInfo")) == {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": 2,
    }


async def test_the_emulator_ends_while_an_update_is_being_delivered(
    session: aiohttp.ClientSession, hook: Hook
) -> None:
    hook.gate = asyncio.Event()
    async with TelegramEmulator() as telegram:
        await Client(telegram, session).result("setWebhook", url=hook.url)
        await telegram.person().says("Hei")
        await hook.arrived.get()
        assert "Webhook._work" in running()
    assert "Webhook._work" not in running()
    hook.gate.set()


def running() -> set[str]:
    return {getattr(task.get_coro(), "__qualname__", "") for task in asyncio.all_tasks()}


async def test_the_emulator_ends_while_a_poll_waits(session: aiohttp.ClientSession) -> None:
    async with TelegramEmulator(time_scale=1) as telegram:
        poll = asyncio.create_task(Client(telegram, session).call("getUpdates", timeout=50))
        await telegram.polled()
    assert (await poll)["error_code"] == 409
