"""What is set once at each release: the webhook, and what people see of the bot in Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.facts import Facts
from bot.flows import Library
from bot.telegram.client import Client, FatalTelegramError, in_seconds
from bot.telegram.updates import ALLOWED
from bot.texts import SUPPORTED, Words

_TELEGRAM_CODES = {"nb": ("nb", "no"), "nn": ("nn",), "en": ("",)}
"""Telegram's language codes for each of ours. English is what all others see."""

MOST_CONNECTIONS = 100
"""Telegram posts no more updates at once (core.telegram.org/bots/api#setwebhook)."""

_ATTEMPTS = 4
_LONGEST_WAIT = 60.0

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Patient:
    """Calls again what Telegram was too busy for, so that no deploy fails for that."""

    client: Client
    sleep: Sleep

    async def call(self, method: str, parameters: Mapping[str, Any]) -> None:
        """Make a call.

        Raises:
            TelegramError: it was refused, or failed again and again.
        """
        for attempt in range(1, _ATTEMPTS):
            try:
                await self.client.call(method, parameters)
            except RetryAfter as refused:
                wait = in_seconds(refused.retry_after)
                if wait > _LONGEST_WAIT:
                    raise
            except BadRequest:
                raise
            except NetworkError:
                wait = 2.0 ** (attempt - 1)
            else:
                return
            await self.sleep(wait)
        await self.client.call(method, parameters)


async def release(
    client: Client,
    library: Library,
    webhook_url: str | None,
    secret: str | None,
    *,
    connections: int = MOST_CONNECTIONS,
    sleep: Sleep = asyncio.sleep,
) -> tuple[str, ...]:
    """Tell Telegram where updates go and what the bot says of itself.

    Args:
        client: opened.
        library: what there is behind the commands, and the bot's own words.
        webhook_url: where updates are posted; None removes the webhook, for polling.
        secret: what Telegram is to send with each post.
        connections: how many updates are to be posted at once, if Telegram does as many.
        sleep: waits for seconds.

    Returns:
        What was done, a line each.

    Raises:
        FatalTelegramError: Telegram refused something.
    """
    done: list[str] = []
    patient = _Patient(client, sleep)
    try:
        if webhook_url:
            await patient.call(
                "setWebhook",
                {
                    "url": webhook_url,
                    "secret_token": secret,
                    "allowed_updates": list(ALLOWED),
                    "max_connections": min(connections, MOST_CONNECTIONS),
                },
            )
            done.append("The webhook is set.")
        else:
            await patient.call("deleteWebhook", {})
            done.append("No webhook is set: updates are fetched by `rettvei poll`.")
        for locale in SUPPORTED:
            words = library.catalogues.words(locale)
            for code in _TELEGRAM_CODES[locale]:
                await _introduce(patient, library.facts, words, code)
        done.append(f"Commands and descriptions are set in {len(SUPPORTED)} languages.")
    except TelegramError as error:
        msg = f"Telegram refused the release: {error.message[:120]}"
        raise FatalTelegramError(msg) from None
    return tuple(done)


async def _introduce(patient: _Patient, facts: Facts, words: Words, code: str) -> None:
    commands = [
        {"command": name, "description": description}
        for name, description in commands_of(facts, words)
    ]
    await patient.call("setMyCommands", {"commands": commands, "language_code": code})
    description = words.pgettext(
        "about",
        "Rettvei hjelper deg med klage og rettigheter i helse og velferd i Norge. Du får ett "
        "spørsmål om gangen. Til slutt får du vite hvem du skal kontakte, fristen og neste "
        "steg. Fare for liv? Ring 113.",
    )
    await patient.call("setMyDescription", {"description": description, "language_code": code})
    short = words.pgettext(
        "about", "Finn rett instans, frist og neste steg. Ett spørsmål om gangen."
    )
    await patient.call("setMyShortDescription", {"short_description": short, "language_code": code})


def commands_of(facts: Facts, words: Words) -> tuple[tuple[str, str], ...]:
    """Return the commands of the menu with their descriptions: those there is something behind."""
    urgent = ("hast", words.pgettext("command", "Se hvem du kan ringe når det haster"))
    terms = ("ord", words.pgettext("command", "Få ord forklart"))
    return (
        ("start", words.pgettext("command", "Gå til forsiden")),
        *([urgent] if facts.dangers else []),
        *([terms] if facts.terms else []),
        ("svar", words.pgettext("command", "Se og endre svarene dine")),
        ("tilbake", words.pgettext("command", "Gå ett spørsmål tilbake")),
        ("nytt", words.pgettext("command", "Start på nytt")),
        ("sprak", words.pgettext("command", "Bytt språk")),
        ("hjelp", words.pgettext("command", "Slik bruker du Rettvei")),
        ("personvern", words.pgettext("command", "Se hva som lagres")),
        ("slett", words.pgettext("command", "Slett alt om deg")),
    )
