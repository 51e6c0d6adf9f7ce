"""Delivers what the outbox holds, as fast as Telegram lets us."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

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
        """Let what may go out now go out, then end."""
        self._stopping = True
        self._work.set()

    async def run(self) -> None:
        """Send until told to stop, and then what may still go out at once.

        A chat that is slow to take its message holds up no other.

        Raises:
            FatalTelegramError: Telegram no longer knows the token.
        """
        under_way: set[asyncio.Task[None]] = set()
        failures = 0
        try:
            while True:
                self._work.clear()
                try:
                    _let_go_of_ended(under_way)
                    wait = await self._start_due(under_way)
                    failures = 0
                except StoreError as error:
                    failures += 1
                    wait = backoff(failures)
                    _log.warning("outbox_unavailable", reason=str(error))
                if self._stopping and wait and not under_way:
                    return
                await self._sleep(wait)
        finally:
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)

    async def _start_due(self, under_way: set[asyncio.Task[None]]) -> float:
        """Begin to send what may go out now, one row of each chat; return how long to wait then."""
        room = _AT_ONCE - len(under_way)
        if not room:
            return _LONGEST_WAIT
        rows = await self._store.claim(self._now(), _LEASE, room)
        for row in rows:
            task = asyncio.create_task(self._send(row))
            task.add_done_callback(lambda _: self._work.set())
            under_way.add(task)
        return 0.0 if rows else await self._until_due()

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
        except (Forbidden, ChatMigrated):
            # The person has blocked the bot, or the chat is gone: nothing more is wanted here.
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


def _let_go_of_ended(under_way: set[asyncio.Task[None]]) -> None:
    """Forget tasks that are done; raise what the first of those that failed raised."""
    for task in [task for task in under_way if task.done()]:
        under_way.discard(task)
        task.result()


def backoff(failures: int) -> float:
    """Return the seconds to wait after so many failures in a row: 1, 2, 4 … 60."""
    return min(2.0 ** (min(failures, 10) - 1), _LONGEST_WAIT)


def _as_delta(value: int | timedelta) -> timedelta:
    return value if isinstance(value, timedelta) else timedelta(seconds=value)


def _message_id(result: Any) -> int | None:
    found = result.get("message_id") if isinstance(result, dict) else None
    return found if isinstance(found, int) else None
