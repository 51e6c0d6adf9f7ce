"""Delivers what the outbox holds, as fast as Telegram lets us."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.store import Row, Store, StoreError
from bot.telegram.client import Client, FatalTelegramError

_LEASE = timedelta(seconds=90)
_AT_ONCE = 30
_LONGEST_WAIT = 60.0
_DONE = (
    "message is not modified",
    "query is too old",
    "query id is invalid",
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
)

_log = structlog.get_logger(__name__)


class Sender:
    """Sends the rows of the outbox, each chat's in order and different chats' side by side."""

    def __init__(self, client: Client, store: Store, now: Callable[[], datetime]) -> None:
        self._client = client
        self._store = store
        self._now = now
        self._work = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """Tell that something was queued."""
        self._work.set()

    def stop(self) -> None:
        """Let what is under way finish, then end."""
        self._stopping = True
        self._work.set()

    async def run(self) -> None:
        """Send until told to stop.

        Raises:
            FatalTelegramError: Telegram no longer knows the token.
        """
        failures = 0
        while not self._stopping:
            self._work.clear()
            try:
                sent = await self.send_due()
                wait = 0.0 if sent else await self._until_due()
                failures = 0
            except StoreError as error:
                failures += 1
                wait = backoff(failures)
                _log.warning("outbox_unavailable", reason=str(error))
            if wait and not self._stopping:
                await self._sleep(wait)

    async def send_due(self) -> int:
        """Send what may go out now, one row of each chat; return how many were tried."""
        rows = await self._store.claim(self._now(), _LEASE, _AT_ONCE)
        results = await asyncio.gather(*map(self._send, rows), return_exceptions=True)
        for failure in filter(None, results):
            raise failure
        return len(rows)

    async def _until_due(self) -> float:
        due = await self._store.next_due()
        if due is None:
            return _LONGEST_WAIT
        return min(max((due - self._now()).total_seconds(), 0.01), _LONGEST_WAIT)

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._work.wait()
        except TimeoutError:
            pass

    async def _send(self, row: Row) -> None:
        try:
            result = await self._client.call(row.call.method, row.call.parameters)
        except RetryAfter as refused:
            await self._store.postpone(row, self._now() + _as_delta(refused.retry_after))
        except Forbidden:
            # The person has blocked the bot or is gone: nothing more is wanted here.
            await self._store.drop_chat(row.chat)
        except BadRequest as refused:
            if not any(known in refused.message.lower() for known in _DONE):
                _log.error("call_refused", method=row.call.method, reason=refused.message[:80])
            await self._store.delivered(row, None)
        except InvalidToken:
            msg = "Telegram no longer accepts the token. Set TELEGRAM_BOT_TOKEN and start again."
            raise FatalTelegramError(msg) from None
        except TelegramError as failed:
            _log.warning("call_failed", method=row.call.method, reason=type(failed).__name__)
            wait = timedelta(seconds=backoff(row.attempts + 1))
            await self._store.postpone(row, self._now() + wait)
        else:
            await self._store.delivered(row, _message_id(result))


def backoff(failures: int) -> float:
    """Return the seconds to wait after so many failures in a row: 1, 2, 4 … 60."""
    return min(2.0 ** (min(failures, 10) - 1), _LONGEST_WAIT)


def _as_delta(value: int | timedelta) -> timedelta:
    return value if isinstance(value, timedelta) else timedelta(seconds=value)


def _message_id(result: Any) -> int | None:
    found = result.get("message_id") if isinstance(result, dict) else None
    return found if isinstance(found, int) else None
