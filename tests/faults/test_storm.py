"""Telegram at its worst: everybody gets there, and no limit is exceeded on the way."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any
from unittest.mock import patch

import pytest
from structlog.testing import capture_logs
from telegram.error import RetryAfter

from bot.flows import Library
from bot.store import Limits, Store
from bot.store.pace import is_metered
from bot.telegram import Client, Sender
from tests.telegram_emulator import TelegramEmulator

from . import leaping
from .databases import Database
from .parts import Bot, answering
from .sizes import LONG, SEED, Progress, size
from .storm import Storm
from .talkers import Crowd

PEOPLE = size(short=10, long=400)
PATIENCE = 3600.0
"""Seconds of a time that leaps."""


@dataclass(frozen=True)
class Departure:
    """A call when it left the bot, and for how long Telegram wants no other to the chat."""

    at: float
    method: str
    chat: int
    refused_for: float


@contextmanager
def departures() -> Iterator[list[Departure]]:
    """Note what leaves when; when it arrives is for the network and a busy machine to say."""
    noted: list[Departure] = []
    call = Client.call

    async def note(client: Client, method: str, parameters: Mapping[str, Any], **more: Any) -> Any:
        at = leaping.clock().timestamp()
        place = len(noted)
        chat = parameters.get("chat_id", 0)
        noted.append(Departure(at, method, chat, 0))
        try:
            return await call(client, method, parameters, **more)
        except RetryAfter as refused:
            wait = refused.retry_after
            assert isinstance(wait, timedelta)
            noted[place] = Departure(at, method, chat, wait.total_seconds())
            raise

    with patch.object(Client, "call", note):
        yield noted


def fastest(times: list[float], seconds: float) -> int:
    """The most that came within so many seconds."""
    window: deque[float] = deque()
    most = 0
    for time in times:
        window.append(time)
        while window[0] <= time - seconds:
            window.popleft()
        most = max(most, len(window))
    return most


def within_limits(left: list[Departure], limits: Limits, jitter: float) -> None:
    """Hold what left against the limits, and against what Telegram asked for.

    Raises:
        AssertionError: something left too early.
    """
    assert limits.overall is not None
    assert limits.chat is not None
    shown = [one for one in left if is_metered(one.method)]
    assert fastest([one.at for one in shown], 1 - jitter) <= limits.overall
    chats: defaultdict[int, list[Departure]] = defaultdict(list)
    for one in left:
        if one.chat:
            chats[one.chat].append(one)
    for to_chat in chats.values():
        times = [one.at for one in to_chat if is_metered(one.method)]
        for seconds in (1, 2, 5, 10, 30):
            most = limits.burst + seconds * limits.chat
            assert fastest(times, seconds - jitter) <= most, f"{seconds} s"
        for one, following in pairwise(to_chat):
            assert following.at >= one.at + one.refused_for - jitter


@asynccontextmanager
async def sending_too(bot: Bot, store: Store, limits: Limits) -> AsyncIterator[None]:
    """Let another process send from the same outbox, as long as the body runs."""
    sender = Sender(bot.client, store, leaping.clock, bot.handler.library, limits)
    async with asyncio.TaskGroup() as group:
        group.create_task(sender.run())
        try:
            yield
        finally:
            sender.stop()


async def storm(flows: Library, database: Database, way: str, people: int, jitter: float) -> None:
    limits = Limits()
    leaps = isinstance(asyncio.get_running_loop(), leaping.LeapingLoop)
    progress = Progress("screens", people * 9)
    async with (
        TelegramEmulator(clock=leaping.clock, time_scale=1) as telegram,
        database.opened() as store,
        database.opened() as another,
    ):
        crowd = Crowd.of(telegram, people, SEED, lambda talker: talker.tops > 0, PATIENCE)
        stores = [leaping.Timeless(one) if leaps else one for one in (store, another)]
        with departures() as left:
            async with (
                answering(telegram, stores[0], flows, way, leaping.clock, limits) as bot,
                sending_too(bot, stores[1], limits),
            ):
                weather = telegram._desk.faults = Storm(f"{SEED} {way}")
                with capture_logs() as logs:
                    await crowd.talk()
                weather.over = True
                await telegram.drained(PATIENCE)
                assert not await store.set_aside()
        progress.tell(f"{crowd.seen} screens, {dict(weather.drawn)}")
    within_limits(left, limits, jitter)
    assert {log["event"] for log in logs} <= {"call_failed", "polling_interrupted"}
    assert weather.drawn["TooManyRequests"] > people
    assert bot.metrics.value("rettvei_too_many_requests_total", scope="chat") > 0


@pytest.mark.parametrize("way", ["poll", "serve"])
def test_everybody_arrives_on_a_bad_day(flows: Library, database: Database, way: str) -> None:
    leaping.run(storm(flows, database, way, PEOPLE, 1e-6))


@pytest.mark.skipif(not LONG, reason="It takes real minutes")
async def test_everybody_arrives_on_a_bad_day_in_real_time(
    flows: Library, database: Database
) -> None:
    await storm(flows, database, "serve", 40, 1e-3)
