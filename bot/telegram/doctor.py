"""Looks a bot over: each part that has to be right, and what to do where it is not."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from telegram.error import TelegramError

from bot.telegram.client import FatalTelegramError, connect
from bot.telegram.updates import ALLOWED

_MOST_PENDING = 100
_RECENT = 3600
_MOST_ASTRAY = 30.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part.

    Attributes:
        part: a word.
        fine: whether nothing has to be done.
        line: what was found, and what to do about it.
    """

    part: str
    fine: bool
    line: str


async def examine_telegram(
    token: str, api_url: str, webhook_url: str | None, now: Callable[[], datetime]
) -> AsyncIterator[Finding]:
    """Find out what Telegram says of the token and the webhook, and what time it is there.

    Args:
        token: the bot's.
        api_url: the Bot API server.
        webhook_url: where updates should be posted; None for polling.
        now: gives this machine's time, with a zone.
    """
    try:
        client = await connect(token, api_url)
    except FatalTelegramError as error:
        yield Finding("token", fine=False, line=str(error))
        return
    try:
        yield Finding("token", fine=True, line=f"Telegram knows the bot as @{client.username}.")
        yield _clock(client.server_date, now())
        try:
            info = await client.call("getWebhookInfo", {})
        except TelegramError as error:
            yield Finding(
                "webhook",
                fine=False,
                line=f"Telegram does not tell ({type(error).__name__}). Try again in a minute.",
            )
            return
        yield _webhook(info if isinstance(info, dict) else {}, webhook_url, now())
    finally:
        await client.shutdown()


def _clock(server_date: str | None, now: datetime) -> Finding:
    try:
        theirs = parsedate_to_datetime(server_date or "")
    except ValueError:
        return Finding("clock", fine=True, line="Telegram does not say what time it is.")
    if theirs.tzinfo is None:
        theirs = theirs.replace(tzinfo=UTC)
    astray = (now - theirs).total_seconds()
    if abs(astray) <= _MOST_ASTRAY:
        return Finding("clock", fine=True, line="This machine's clock agrees with Telegram's.")
    direction = "ahead of" if astray > 0 else "behind"
    line = (
        f"This machine's clock is {abs(astray):.0f} seconds {direction} Telegram's. Deadlines are "
        "counted from today: let the machine set its clock by the network (NTP)."
    )
    return Finding("clock", fine=False, line=line)


def _webhook(info: dict[str, Any], webhook_url: str | None, now: datetime) -> Finding:
    trouble = "".join(
        (
            _place_trouble(str(info.get("url", "")), webhook_url),
            _kinds_trouble(info),
            _error_trouble(info, now),
            _queue_trouble(info),
        )
    )
    if trouble:
        return Finding("webhook", fine=False, line=trouble.strip())
    pending = info.get("pending_update_count", 0)
    where = "Telegram posts to WEBHOOK_URL" if webhook_url else "None is set, so polling works"
    return Finding("webhook", fine=True, line=f"{where}. {pending} updates wait.")


def _place_trouble(url: str, webhook_url: str | None) -> str:
    if url and not webhook_url:
        return (
            "A webhook is set, so polling gets nothing. Run `rettvei release` without WEBHOOK_URL, "
            "or set WEBHOOK_URL and use `rettvei serve`. "
        )
    if webhook_url and not url:
        return "WEBHOOK_URL is set, but Telegram knows of none. Run `rettvei release`. "
    if webhook_url and url.rstrip("/") != webhook_url:
        return "Telegram posts to another address than WEBHOOK_URL. Run `rettvei release`. "
    return ""


def _kinds_trouble(info: dict[str, Any]) -> str:
    kinds = info.get("allowed_updates")
    if not info.get("url") or (isinstance(kinds, list) and set(ALLOWED) <= set(kinds)):
        return ""
    return "Telegram does not send all kinds of updates that are read. Run `rettvei release`. "


def _error_trouble(info: dict[str, Any], now: datetime) -> str:
    when, what = info.get("last_error_date"), info.get("last_error_message")
    if not isinstance(when, int) or now.timestamp() - when > _RECENT:
        return ""
    minutes = max(0, int((now.timestamp() - when) // 60))
    return (
        f"{minutes} minutes ago Telegram got no good answer there: {str(what)[:120]}. See that "
        "`rettvei serve` runs and that WEBHOOK_URL leads to it with a valid certificate. "
    )


def _queue_trouble(info: dict[str, Any]) -> str:
    pending = info.get("pending_update_count", 0)
    if not isinstance(pending, int) or pending <= _MOST_PENDING:
        return ""
    return f"{pending} updates wait. See that `rettvei serve` or `rettvei poll` runs. "
