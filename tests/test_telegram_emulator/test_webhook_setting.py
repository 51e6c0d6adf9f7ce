"""Setting a webhook: what it may be, and what it tells of itself."""

from __future__ import annotations

import aiohttp
import pytest

from tests.telegram_emulator import Person, TelegramEmulator

from .client import Client, Hook


@pytest.mark.parametrize("method", ["setWebhook", "deleteWebhook"])
async def test_what_waits_can_be_dropped(
    bot: Client, kari: Person, hook: Hook, telegram: TelegramEmulator, method: str
) -> None:
    await kari.says("A")
    await bot.result(method, url=hook.url, drop_pending_updates=True)
    assert telegram.pending == 0
    await telegram.drained()
    assert hook.posts == []


async def test_the_webhook_tells_how_it_is_set(
    bot: Client, hook: Hook, telegram: TelegramEmulator
) -> None:
    for wanted, set_to in ((None, 40), (0, 40), (7, 7), (1000, 100), (-1, 1)):
        kinds = ["message", "callback_query"]
        await bot.result("setWebhook", url=hook.url, max_connections=wanted, allowed_updates=kinds)
        info = await bot.result("getWebhookInfo")
        assert (info["url"], info["max_connections"]) == (hook.url, set_to)
        assert info["allowed_updates"] == sorted(kinds)
    await bot.result("setWebhook", url="")
    assert (await bot.result("getWebhookInfo"))["url"] == ""


@pytest.mark.parametrize("port", [443, 80, 88, 8443])
async def test_a_webhook_may_have_one_of_four_ports(
    session: aiohttp.ClientSession, port: int
) -> None:
    async with TelegramEmulator(strict_webhooks=True) as telegram:
        bot = Client(telegram, session)
        await bot.result("setWebhook", url=f"https://bot.example:{port}/hook")
        await bot.result("setWebhook", url="https://bot.example/hook")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://bot.example/", "An HTTPS URL must be provided"),
        ("https://bot.example:8080/", "only on ports 80, 88, 443 or 8443"),
        ("http://127.0.0.1:8080/", "An HTTPS URL must be provided"),
        ("https://127.0.0.1:8080/", "only on ports 80, 88, 443 or 8443"),
        ("https://bot.example:x/", "invalid webhook URL"),
        ("nonsense", "invalid webhook URL"),
    ],
)
async def test_a_webhook_that_telegram_would_not_reach_is_refused(
    session: aiohttp.ClientSession, url: str, reason: str
) -> None:
    for strict in (True, False):
        if "127.0.0.1" in url and not strict:
            continue
        async with TelegramEmulator(strict_webhooks=strict) as telegram:
            assert reason in await Client(telegram, session).refusal("setWebhook", url=url)


async def test_a_secret_has_at_most_256_of_certain_characters(bot: Client, hook: Hook) -> None:
    await bot.result("setWebhook", url=hook.url, secret_token="aZ09_-" * 42 + "abcd")
    assert await bot.refusal("setWebhook", url=hook.url, secret_token="x" * 257) == (
        "Bad Request: secret token is too long"
    )
    for secret in ("a b", "å", "a."):
        assert await bot.refusal("setWebhook", url=hook.url, secret_token=secret) == (
            "Bad Request: secret token contains unallowed characters"
        )
