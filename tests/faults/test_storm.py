"""Telegram at its worst: everybody gets there, and no limit is exceeded on the way."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.flows import Library
from bot.store import Limits
from bot.store.pace import is_metered
from tests.telegram_emulator import TelegramEmulator
from tests.telegram_emulator.parameters import Parameters

from . import leaping
from .databases import Database
from .parts import answering
from .sizes import LONG, SEED, Progress, size
from .storm import Storm
from .talkers import Crowd

PEOPLE = size(short=10, long=400)
PATIENCE = 3600.0
"""Seconds of a time that leaps."""


@dataclass(frozen=True)
class Arrival:
    """A call when it came to Telegram, and for how long that wants no other to the chat."""

    at: float
    method: str
    chat: int
    refused_for: float


class Gate:
    """Stands in front of Telegram and notes what comes when."""

    def __init__(self, telegram: TelegramEmulator) -> None:
        self.arrivals: list[Arrival] = []
        self._call = telegram._desk.call
        telegram._desk.call = self.call  # type: ignore[method-assign]

    async def call(self, method: str, parameters: Parameters) -> tuple[int, dict[str, Any]]:
        """Let a call through."""
        at = asyncio.get_running_loop().time()
        place = len(self.arrivals)
        chat = parameters.integer("chat_id") or 0
        self.arrivals.append(Arrival(at, method, chat, 0))
        status, answer = await self._call(method, parameters)
        if status == 429:
            wait = answer["parameters"]["retry_after"]
            self.arrivals[place] = Arrival(at, method, chat, wait)
        return status, answer


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


def within_limits(arrivals: list[Arrival], limits: Limits, jitter: float) -> None:
    """Hold what came against the limits, and against what Telegram asked for.

    Raises:
        AssertionError: something came too fast.
    """
    assert limits.overall is not None
    assert limits.chat is not None
    shown = [arrival for arrival in arrivals if is_metered(arrival.method)]
    assert fastest([one.at for one in shown], 1 - jitter) <= limits.overall
    chats: defaultdict[int, list[Arrival]] = defaultdict(list)
    for arrival in arrivals:
        if arrival.chat:
            chats[arrival.chat].append(arrival)
    for came in chats.values():
        times = [one.at for one in came if is_metered(one.method)]
        for seconds in (1, 2, 5, 10, 30):
            most = limits.burst + seconds * limits.chat
            assert fastest(times, seconds - jitter) <= most, f"{seconds} s"
        for one, following in pairwise(came):
            assert following.at >= one.at + one.refused_for - jitter


async def storm(flows: Library, database: Database, way: str, people: int, jitter: float) -> None:
    limits = Limits()
    leaps = isinstance(asyncio.get_running_loop(), leaping.LeapingLoop)
    progress = Progress("screens", people * 9)
    async with (
        TelegramEmulator(clock=leaping.clock, time_scale=1) as telegram,
        database.opened() as store,
    ):
        gate = Gate(telegram)
        crowd = Crowd.of(telegram, people, SEED, lambda talker: talker.tops > 0, PATIENCE)
        timeless = leaping.Timeless(store) if leaps else store
        async with answering(telegram, timeless, flows, way, leaping.clock, limits) as bot:
            weather = telegram._desk.faults = Storm(f"{SEED} {way}")
            with capture_logs() as logs:
                await crowd.talk()
            weather.over = True
            await telegram.drained(PATIENCE)
            assert not await store.set_aside()
        progress.tell(f"{crowd.seen} screens, {dict(weather.drawn)}")
    within_limits(gate.arrivals, limits, jitter)
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
    await storm(flows, database, "serve", 40, 0.05)
