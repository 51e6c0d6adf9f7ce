"""Long polling: ask for updates, handle them, and only then move on."""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.store import StoreError
from bot.telegram.client import Client, FatalTelegramError
from bot.telegram.handle import Handler
from bot.telegram.sender import Sender, backoff
from bot.telegram.updates import ALLOWED, decode_updates

_LONG_POLL = 50
_MARGIN = 10

_log = structlog.get_logger(__name__)


async def poll(client: Client, handler: Handler, sender: Sender, *, wait: int = _LONG_POLL) -> None:
    """Answer people until cancelled.

    The offset moves past an update only when the transaction that handled it is committed: what
    was not handled comes again, and what was is known by its id.

    Args:
        client: opened.
        handler: handles each update.
        sender: is woken when something was queued.
        wait: seconds Telegram may hold a request open while there is nothing.

    Raises:
        FatalTelegramError: another bot process polls, a webhook is set, or the token is refused.
    """
    offset = 0
    failures = 0
    while True:
        try:
            raw = await _get_updates(client, offset, wait)
            offset = await _handle(raw, handler, sender, offset)
            failures = 0
        except TimedOut:
            continue
        except Conflict as conflict:
            raise FatalTelegramError(_conflict(conflict.message)) from None
        except InvalidToken:
            msg = "Telegram no longer accepts the token. Set TELEGRAM_BOT_TOKEN and start again."
            raise FatalTelegramError(msg) from None
        except RetryAfter as refused:
            seconds = refused.retry_after
            await asyncio.sleep(seconds if isinstance(seconds, int) else seconds.total_seconds())
        except (TelegramError, StoreError) as error:
            failures += 1
            _log.warning("polling_interrupted", reason=type(error).__name__)
            await asyncio.sleep(backoff(failures))


async def _get_updates(client: Client, offset: int, wait: int) -> list[Any]:
    parameters: dict[str, Any] = {"timeout": wait, "allowed_updates": list(ALLOWED)}
    if offset:
        parameters["offset"] = offset
    found = await client.call("getUpdates", parameters, read_timeout=wait + _MARGIN)
    return found if isinstance(found, list) else []


async def _handle(raw: list[Any], handler: Handler, sender: Sender, offset: int) -> int:
    updates, after = decode_updates(raw)
    for update in updates:
        try:
            if await handler.handle(update):
                sender.wake()
        except StoreError:
            # Whatever came before is done; this one and the rest come again.
            _log.warning("update_not_kept")
            await asyncio.sleep(backoff(1))
            return update.update_id
    return max(offset, after) if raw else offset


def _conflict(message: str) -> str:
    if "webhook" in message.lower():
        return (
            "a webhook is set for this bot, so polling gets nothing. Run `rettvei release` "
            "without WEBHOOK_URL, or use `rettvei serve`."
        )
    return "another process polls this bot. Stop it first: only one can poll at a time."
