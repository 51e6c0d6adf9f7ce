"""What is set once at each release: the webhook, and what people see of the bot in Telegram."""

from __future__ import annotations

from telegram.error import TelegramError

from bot.telegram.client import Client, FatalTelegramError
from bot.telegram.updates import ALLOWED
from bot.texts import SUPPORTED, Catalogues, Words

_TELEGRAM_CODES = {"nb": ("nb", "no"), "nn": ("nn",), "en": ("",)}
"""Telegram's language codes for each of ours. English is what all others see."""


async def release(
    client: Client, catalogues: Catalogues, webhook_url: str | None, secret: str | None
) -> tuple[str, ...]:
    """Tell Telegram where updates go and what the bot says of itself.

    Args:
        client: opened.
        catalogues: the bot's own words.
        webhook_url: where updates are posted; None removes the webhook, for polling.
        secret: what Telegram is to send with each post.

    Returns:
        What was done, a line each.

    Raises:
        FatalTelegramError: Telegram refused something.
    """
    done: list[str] = []
    try:
        if webhook_url:
            await client.call(
                "setWebhook",
                {"url": webhook_url, "secret_token": secret, "allowed_updates": list(ALLOWED)},
            )
            done.append("The webhook is set.")
        else:
            await client.call("deleteWebhook", {})
            done.append("No webhook is set: updates are fetched by `rettvei poll`.")
        for locale in SUPPORTED:
            words = catalogues.words(locale)
            for code in _TELEGRAM_CODES[locale]:
                await _introduce(client, words, code)
        done.append(f"Commands and descriptions are set in {len(SUPPORTED)} languages.")
    except TelegramError as error:
        msg = f"Telegram refused the release: {error.message[:120]}"
        raise FatalTelegramError(msg) from None
    return tuple(done)


async def _introduce(client: Client, words: Words, code: str) -> None:
    commands = [
        {"command": name, "description": description} for name, description in commands_of(words)
    ]
    await client.call("setMyCommands", {"commands": commands, "language_code": code})
    description = words.pgettext(
        "about",
        "Rettvei hjelper deg med klage og rettigheter i helse og velferd i Norge. Du får ett "
        "spørsmål om gangen. Til slutt får du vite hvem du skal kontakte, fristen og neste "
        "steg. Fare for liv? Ring 113.",
    )
    await client.call("setMyDescription", {"description": description, "language_code": code})
    short = words.pgettext(
        "about", "Finn rett instans, frist og neste steg. Ett spørsmål om gangen."
    )
    await client.call("setMyShortDescription", {"short_description": short, "language_code": code})


def commands_of(words: Words) -> tuple[tuple[str, str], ...]:
    """Return the commands of the menu with their descriptions."""
    return (
        ("start", words.pgettext("command", "Gå til forsiden")),
        ("hast", words.pgettext("command", "Se hvem du kan ringe når det haster")),
        ("ord", words.pgettext("command", "Få ord forklart")),
        ("svar", words.pgettext("command", "Se og endre svarene dine")),
        ("tilbake", words.pgettext("command", "Gå ett spørsmål tilbake")),
        ("nytt", words.pgettext("command", "Start på nytt")),
        ("sprak", words.pgettext("command", "Bytt språk")),
        ("hjelp", words.pgettext("command", "Slik bruker du Rettvei")),
        ("personvern", words.pgettext("command", "Se hva som lagres")),
        ("slett", words.pgettext("command", "Slett alt om deg")),
    )
