"""Long polling: ask for updates, handle them, and only then move on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.store import StoreError
from bot.telegram.client import NOT_KNOWN, Client, FatalTelegramError, in_seconds
from bot.telegram.handle import Handler
from bot.telegram.sender import Sender, backoff, store_backoff
from bot.telegram.updates import ALLOWED, decode_updates

_LONG_POLL = 50
_MARGIN = 10
_NO_IDS = "updates without ids"
_NO_LIST = "no list of updates"
_CONFLICTS = 6
_PATIENT = 2
_WEBHOOK_SET = (
    "a webhook is set for this bot, so polling gets nothing. Run `rettvei release` "
    "without WEBHOOK_URL, or use `rettvei serve`."
)
_OTHER_POLLER = "another process polls this bot. Stop it first: only one can poll at a time."

_log = structlog.get_logger(__name__)


async def poll(
    client: Client,
    handler: Handler,
    sender: Sender,
    *,
    wait: int = _LONG_POLL,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> None:
    """Answer people until cancelled.

    The offset moves past an update only when the transaction that handled it is committed: what
    was not handled comes again, and what was is known by its id.

    Args:
        client: opened.
        handler: handles each update.
        sender: is woken when something was queued.
        wait: seconds Telegram may hold a request open while there is nothing.
        sleep: waits so many seconds, after a failure.

    Raises:
        FatalTelegramError: another bot process has polled for minutes, a webhook is set, or the
            token is refused.
    """
    offset = 0
    failures = conflicts = 0
    while True:
        try:
            raw = await _get_updates(client, offset, wait)
            # The server has confirmed all below the offset. Nothing is held against lower ids from
            # now on: after a quiet week Telegram begins anywhere.
            offset = 0
            for update_id, update in decode_updates(raw):
                if update is None:
                    handler.metrics.updates.add("unreadable", "ignored")
                    _log.warning("update_unreadable")
                elif (await handler.handle(update)).queued:
                    sender.wake()
                offset = update_id + 1
                failures = 0
            if raw and not offset:
                raise TelegramError(_NO_IDS)
            failures = conflicts = 0
        except TimedOut:
            continue
        except Conflict as conflict:
            conflicts += 1
            if "webhook" in conflict.message.lower():
                raise FatalTelegramError(_WEBHOOK_SET) from None
            if conflicts > _CONFLICTS:
                raise FatalTelegramError(_OTHER_POLLER) from None
            if conflicts == 1:
                # A new release starts before the old one has ended: give it time.
                _log.warning("other_poller", waiting=True)
            await sleep(backoff(conflicts + _PATIENT))
        except InvalidToken:
            raise FatalTelegramError(NOT_KNOWN) from None
        except RetryAfter as refused:
            await sleep(in_seconds(refused.retry_after))
        except (TelegramError, StoreError) as error:
            failures += 1
            # What Telegram says may hold an address with the token in it; the database's is ours.
            said = {"said": str(error)} if isinstance(error, StoreError) else {}
            _log.warning("polling_interrupted", reason=type(error).__name__, **said)
            kept_waiting = store_backoff if isinstance(error, StoreError) else backoff
            await sleep(kept_waiting(failures))


async def _get_updates(client: Client, offset: int, wait: int) -> list[Any]:
    parameters: dict[str, Any] = {"timeout": wait, "allowed_updates": list(ALLOWED)}
    if offset:
        parameters["offset"] = offset
    found = await client.call("getUpdates", parameters, read_timeout=wait + _MARGIN)
    if not isinstance(found, list):
        # Not an empty list: that would be asked for again without a pause.
        raise TelegramError(_NO_LIST)
    return found
