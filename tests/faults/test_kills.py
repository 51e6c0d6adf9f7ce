"""A process is killed at any moment, again and again, and the next one carries on."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Sequence

import pytest

from bot.telegram.sender import AT_ONCE, LEASE
from tests.telegram_emulator import Call, TelegramEmulator

from .databases import Database, all_sent, sessions
from .processes import Host, webhook
from .sizes import SEED, Progress, size
from .talkers import Crowd

KILLS = size(short=3, long=200)
PEOPLE = size(short=6, long=40)
_MOMENT = 0.15
"""Seconds; so long after the first answer of a process at most, it is killed."""


@pytest.mark.parametrize("command", ["poll", "serve"])
async def test_whoever_is_killed_under_load_loses_nothing_and_does_nothing_twice(
    host: Host, telegram: TelegramEmulator, database: Database, command: str
) -> None:
    chance = random.Random(f"{SEED} {command}")
    more = webhook() if command == "serve" else {}
    if more:
        await host.does("release", more)
    crowd = Crowd.of(telegram, PEOPLE, SEED)
    progress = Progress("kills", KILLS)
    running = host.starts(command, more)
    try:
        async with crowd.talking():
            for kill in range(1, KILLS + 1):
                if chance.random() < 0.1:
                    # While it starts.
                    await asyncio.sleep(chance.uniform(0, 2 * _MOMENT))
                else:
                    await crowd.sees(1)
                    await asyncio.sleep(chance.uniform(0, _MOMENT))
                await running.killed()
                # What the killed one was about to send is for others when its lease is over.
                running = host.starts(command, more, ahead=kill * LEASE)
                progress.at(kill)
        async with database.opened() as store:
            await telegram.drained()
            await all_sent(store)
            assert await running.stops() == 0
            kept = await sessions(store, (talker.person.id for talker in crowd.talkers))
    finally:
        if running.process.is_alive():
            await running.killed()
    again = repeated(telegram.calls)
    most = max(map(sum, again))
    progress.tell(
        f"{KILLS} kills, {crowd.seen} steps, {sum(map(sum, again))} messages sent again, "
        f"{most} at most after one kill"
    )
    assert "Traceback" not in running.said()
    # Nobody gets more than one again after a kill. All together get no more than were on their
    # way: nobody can know which of those Telegram had taken.
    assert all(to_one <= 1 for life in again for to_one in life)
    assert most <= AT_ONCE
    for talker in crowd.talkers:
        session = kept[talker.person.id]
        assert session is not None
        assert talker.saw == talker.did == session.revision


def repeated(calls: Sequence[Call]) -> list[list[int]]:
    """Count the messages that came again: in the life of each process, chat by chat.

    Raises:
        AssertionError: one came twice from the same process.
    """
    lives: list[Counter[int]] = []
    before: set[tuple[int, str]] = set()
    of_this: set[tuple[int, str]] = set()
    for call in calls:
        if call.method == "getMe":
            # What a process asks first.
            lives.append(Counter())
            before |= of_this
            of_this.clear()
        if call.method != "sendMessage" or not call.ok:
            continue
        chat = call.parameters["chat_id"]
        buttons = call.parameters["reply_markup"]["inline_keyboard"]
        screen = (chat, buttons[0][0]["callback_data"])
        assert screen not in of_this, f"{screen} came twice from one process"
        of_this.add(screen)
        lives[-1][chat] += screen in before
    return [list(life.values()) for life in lives]
