"""Delivers what the outbox holds, as fast as Telegram lets us."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import structlog
from msgspec.structs import replace
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.flows import Library
from bot.store import Limits, Row, SetAside, Store, StoreError
from bot.telegram.answers import UnexpectedAnswerError
from bot.telegram.client import NOT_KNOWN, Client, FatalTelegramError, in_seconds
from bot.telegram.fallback import Fallback, fallbacks
from bot.telegram.metrics import Metrics
from bot.telegram.pacer import Pacer, Pass
from bot.telegram.refusals import about, is_done, is_gone, reason_of
from bot.texts import locale_of

LEASE = timedelta(seconds=10)
"""How long a chat waits for a sender that was killed; a living one renews it."""

AT_ONCE = 30
"""How many calls are on their way at most: so many may be made again after a kill, one a chat."""

_RENEW = 3.0
LOOK = 2.0
"""Seconds after which it looks, although nobody told it, for what a process that ended has left."""

_STUBBORN = 7
"""How many times a call is tried that gets strange answers while others get proper ones."""

_JUST_NOW = timedelta(minutes=2)
_LONGEST_WAIT = 60.0
_NOBODY_GETS_THROUGH = 3
_FIRST_WAIT_FOR_STORE = 0.05
_LONGEST_WAIT_FOR_STORE = 5.0

_log = structlog.get_logger(__name__)


class Sender:
    """Sends the rows of the outbox, each chat's in order and different chats' side by side.

    Args:
        client: opened.
        store: whose outbox is emptied.
        now: gives the time, with a zone.
        library: the flows, in whose words something else is said for what Telegram refuses.
        limits: how fast, together with all other processes; None for as fast as can be.
        metrics: what is measured.
    """

    def __init__(
        self,
        client: Client,
        store: Store,
        now: Callable[[], datetime],
        library: Library,
        limits: Limits | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        self._client = client
        self._store = store
        self._now = now
        self._library = library
        self._pacer = Pacer(limits, now)
        self._metrics = metrics or Metrics()
        self._work = asyncio.Event()
        self._stopping = asyncio.Event()
        self._mine: dict[int, Row] = {}
        self._refused: set[bytes] = set()
        self._through: datetime | None = None

    def wake(self) -> None:
        """Tell that something was queued."""
        self._work.set()

    def stop(self) -> None:
        """Let what may go out now go out, then end."""
        self._stopping.set()
        self._work.set()

    async def run(self) -> None:
        """Send until told to stop, and then what may still go out at once.

        A chat that is slow to take its message holds up no other.

        Raises:
            FatalTelegramError: Telegram no longer knows the token.
        """
        under_way: set[asyncio.Task[None]] = set()
        renewing = asyncio.create_task(self._keep_renewing())
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
                    wait = store_backoff(failures)
                    _log.warning("outbox_unavailable", reason=type(error).__name__, said=str(error))
                if self._stopping.is_set() and wait and not under_way:
                    return
                await _until(self._work, wait)
        finally:
            renewing.cancel()
            for task in under_way:
                task.cancel()
            await asyncio.gather(renewing, *under_way, return_exceptions=True)

    async def _start_due(self, under_way: set[asyncio.Task[None]]) -> float:
        """Begin to send what may go out now, one row of each chat; return how long to wait then."""
        room = AT_ONCE - len(under_way)
        if not room:
            return _LONGEST_WAIT
        granted = self._pacer.next()
        rows = await self._store.claim(granted.given, LEASE, room, granted.limits)
        for row in rows:
            known = row.id in self._mine
            self._mine[row.id] = row
            if known:
                # Its lease ran out while the database was away; it is still being sent.
                continue
            task = asyncio.create_task(self._send(row, granted))
            task.add_done_callback(lambda _: self._work.set())
            under_way.add(task)
        return 0.0 if rows else await self._until_due()

    async def _until_due(self) -> float:
        due = await self._store.next_due()
        if due is None:
            return LOOK
        return min(max((due - self._now()).total_seconds(), 0.01), LOOK)

    async def _keep_renewing(self) -> None:
        while True:
            await asyncio.sleep(_RENEW)
            await self.renew()

    async def renew(self) -> None:
        """Keep the rows that are still being sent from other senders."""
        if not self._mine:
            return
        try:
            renewed = await self._store.renew(tuple(self._mine.values()), self._now() + LEASE)
        except StoreError:
            # The next renewal may come in time; if none does, a message may be sent twice.
            return
        for row in renewed:
            if row.id in self._mine:
                self._mine[row.id] = row

    async def _send(self, row: Row, granted: Pass) -> None:
        try:
            if row.drop:
                await self._done(row, "dropped")
            elif self._pacer.is_late(row, granted):
                await self._miss(row)
            else:
                await self._call(row)
        finally:
            self._mine.pop(row.id, None)

    async def _call(self, row: Row) -> None:
        """Make a call; if Telegram refuses it, what can be said instead, until it takes something.

        The row stays in the outbox as it was queued until one of them is taken, so that nothing is
        lost between a refusal and what is sent for it, and the order in the chat is kept.
        """
        row_of_call, refusal, kind = row, "", ""
        instead: Iterator[Fallback] = iter(())
        while True:
            call = row_of_call.call
            try:
                result = await self._client.call(call.method, call.parameters)
            except TelegramError as error:
                reason = await self._fails(row, error)
                if reason is None:
                    return
                if not refusal:
                    refusal = reason
                    words = self._library.catalogues.words(locale_of(call.locale))
                    instead = fallbacks(call, about(error), words)
                fallback = next(instead, None)
                if fallback is None:
                    await self._tell(row, refusal, "nothing")
                    await self._done(row, "refused")
                    return
                row_of_call, kind = replace(row, call=fallback.call), fallback.kind
            else:
                self._got_through(row)
                if refusal:
                    await self._tell(row, refusal, kind)
                await self._done(row_of_call, "refused" if refusal else "sent", _message_id(result))
                return

    async def _fails(self, row: Row, error: TelegramError) -> str | None:
        """Do what an error asks for; return the reason if the call itself is refused.

        Raises:
            FatalTelegramError: Telegram no longer knows the token.
        """
        method = row.call.method
        match error:
            case RetryAfter():
                wait = timedelta(seconds=in_seconds(error.retry_after))
                await self._hold(row, self._now() + wait)
            case Forbidden() | ChatMigrated():
                await self._forget(row)
            case BadRequest() if is_gone(error):
                await self._forget(row)
            case BadRequest() if is_done(error):
                await self._done(row, "too_late")
            case BadRequest():
                return reason_of(error)
            case InvalidToken():
                raise FatalTelegramError(NOT_KNOWN) from None
            case UnexpectedAnswerError() if self._fails_alone(row):
                return f"http {error.status}"
            case _:
                _log.warning("call_failed", method=method, reason=type(error).__name__)
                await self._try_again(row)
        return None

    def _fails_alone(self, row: Row) -> bool:
        """Whether it is this call that gets no proper answer, while others do."""
        if row.attempts < _STUBBORN or self._through is None:
            return False
        return self._now() - self._through < _JUST_NOW

    def _got_through(self, row: Row) -> None:
        now = self._now()
        self._refused.clear()
        self._through = now
        self._metrics.delivery.observe(max((now - row.queued_at).total_seconds(), 0.0))

    async def _tell(self, row: Row, reason: str, became: str) -> None:
        """Tell operators of a call that was refused, and of what was sent instead."""
        method, step = row.call.method, row.call.step
        _log.error("call_refused", method=method, reason=reason, step=step, became=became)
        self._metrics.refused.add(reason, became)
        refused = SetAside(
            -row.id, self._now(), method, reason, became, self._library.version, step
        )
        await self._surely(lambda: self._store.keep_refused(row, refused))

    async def _done(self, row: Row, result: str, message_id: int | None = None) -> None:
        self._metrics.calls.add(row.call.method, result)
        await self._surely(lambda: self._store.delivered(row, message_id))

    async def _forget(self, row: Row) -> None:
        """The person has blocked the bot, or the chat is gone: nothing more is wanted there."""
        self._metrics.calls.add(row.call.method, "blocked")
        await self._surely(lambda: self._store.drop_chat(row.chat))

    async def _try_again(self, row: Row) -> None:
        if row.call.cosmetic and row.attempts:
            # What must arrive stands behind it.
            await self._done(row, "dropped")
            return
        self._metrics.calls.add(row.call.method, "failed")
        await self._postpone(row, self._now() + timedelta(seconds=backoff(row.attempts + 1)))

    async def _miss(self, row: Row) -> None:
        """Leave a call for another moment: what was let through later may be leaving now."""
        if row.call.cosmetic:
            await self._done(row, "dropped")
        else:
            self._metrics.calls.add(row.call.method, "late")
            await self._postpone(row, self._now())

    async def _hold(self, row: Row, until: datetime) -> None:
        """Obey a 429. Telegram does not say whom it is for.

        One chat that is refused waits alone; once several have been and nothing has gone
        through in between, it is the bot that is too fast, and everyone waits.
        """
        self._refused.add(row.chat)
        everyone = len(self._refused) >= _NOBODY_GETS_THROUGH
        self._metrics.too_many_requests.add("everyone" if everyone else "chat")
        held = None if everyone else row.chat
        await self._surely(lambda: self._store.hold(held, until))
        if row.call.cosmetic:
            await self._done(row, "dropped")
        else:
            self._metrics.calls.add(row.call.method, "limited")
            await self._postpone(row, until)

    async def _postpone(self, row: Row, until: datetime) -> None:
        await self._surely(lambda: self._store.postpone(self._mine.get(row.id, row), until))

    async def _surely(self, keep: Callable[[], Awaitable[None]]) -> None:
        """Keep what became of a row, also when the database is away for a while.

        Raises:
            StoreError: it is still away when all is to stop.
        """
        failures = 0
        while True:
            try:
                return await keep()
            except StoreError:
                if self._stopping.is_set():
                    raise
                failures += 1
                _log.warning("delivery_not_kept")
            await _until(self._stopping, store_backoff(failures))


async def _until(event: asyncio.Event, seconds: float) -> None:
    """Wait for an event, at most so many seconds."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass


def _let_go_of_ended(under_way: set[asyncio.Task[None]]) -> None:
    """Forget tasks that are done; raise what the first of those that failed raised."""
    for task in [task for task in under_way if task.done()]:
        under_way.discard(task)
        task.result()


def backoff(failures: int) -> float:
    """Return the seconds to wait after Telegram failed so many times in a row: 1, 2, 4 … 60."""
    return min(2.0 ** (min(failures, 10) - 1), _LONGEST_WAIT)


def store_backoff(failures: int) -> float:
    """Return the seconds to wait after the database failed so many times in a row: 0.05 … 5.

    A connection that was cut is made again at once, and a database that is back is soon seen.
    """
    return min(_FIRST_WAIT_FOR_STORE * 2.0 ** (min(failures, 10) - 1), _LONGEST_WAIT_FOR_STORE)


def _message_id(result: Any) -> int | None:
    found = result.get("message_id") if isinstance(result, dict) else None
    return found if isinstance(found, int) else None
