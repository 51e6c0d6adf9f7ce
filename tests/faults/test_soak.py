"""A long day: memory stays as it is, and nothing is left open."""

from __future__ import annotations

import asyncio
import gc
import sys
from contextlib import suppress
from functools import _lru_cache_wrapper

import psutil
import pytest

from bot.flows import Library
from bot.surroundings import now
from bot.telegram import connect
from tests.telegram_emulator import TelegramEmulator

from .databases import Database, all_sent
from .parts import Bot, answering
from .processes import Host, webhook
from .sizes import LONG, SEED, Progress, size
from .talkers import Crowd, Talker

PEOPLE = 16
WARM_UP = size(short=700, long=20_000)
STEPS = size(short=2000, long=200_000)
WITHIN = size(short=1200, long=20_000)
"""The same in the test's own process, where each object can be counted."""

_MEGABYTE = 1 << 20
_MAY_GROW = size(short=6, long=12)
"""Megabytes."""
_ONCE = 1000
"""Objects that a process makes late, but not again and again."""
_LAST = 3


combinations = [("sqlite", "serve"), ("postgres", "poll")] if LONG else [("sqlite", "serve")]


async def talk(telegram: TelegramEmulator, crowd: Crowd, upto: int, progress: Progress) -> None:
    """Let people talk until each has done its share of so many steps; then all is at rest."""
    share = upto // len(crowd.talkers)
    talking = asyncio.create_task(crowd.talk())

    def enough(talker: Talker) -> bool:
        return talker.did >= share

    for talker in crowd.talkers:
        talker.enough = enough
    while not talking.done():
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(talking), 1)
        forget(telegram)
        progress.at(crowd.seen)
    talking.result()
    await telegram.drained(60)
    forget(telegram)


def forget(telegram: TelegramEmulator) -> None:
    """Let the emulator keep no more than a phone shows: its memory is not what is measured."""
    world = telegram._world
    for chat in world.chats.values():
        for number in list(chat.messages)[:-_LAST]:
            del chat.messages[number]
        while not chat.changed.empty():
            chat.changed.get_nowait()
    for identity in list(world.presses)[: -_LAST * len(world.chats)]:
        del world.presses[identity]


@pytest.mark.parametrize(("database", "command"), combinations, indirect=["database"])
async def test_a_process_needs_no_more_memory_and_files_after_a_long_day(
    host: Host, database: Database, telegram: TelegramEmulator, command: str
) -> None:
    telegram.fast = True
    crowd = Crowd.of(telegram, PEOPLE, SEED)
    progress = Progress("steps", STEPS)
    more = webhook() if command == "serve" else {}
    if more:
        await host.does("release", more)
    async with database.opened() as store, host.runs(command, more) as bot:
        held = []
        for upto in (WARM_UP, STEPS):
            await talk(telegram, crowd, upto, progress)
            await all_sent(store)
            held.append((bot.seen.memory_info().rss / _MEGABYTE, open_in(bot.seen)))
        assert await bot.stops() == 0, bot.said()
    progress.tell(f"{crowd.seen} steps, MB and files before and after: {held}")
    (before, files), (after, files_then) = held
    assert after - before < _MAY_GROW
    assert files_then <= files


def open_in(process: psutil.Process) -> int:
    """How many files and threads a process has, besides its connections, which come and go.

    Root alone may see the files: to others of its user the process is closed.
    """
    with suppress(psutil.AccessDenied):
        return process.num_fds() - len(process.net_connections()) + process.num_threads()
    return process.num_threads()


def empty_what_is_remembered(bot: Bot) -> None:
    """Forget what many come to: it has a bound, but is not full after the same number of steps."""
    for kept in gc.get_objects():
        if isinstance(kept, _lru_cache_wrapper) and kept.__module__.startswith("bot."):
            kept.cache_clear()
    bot.handler.replies._known.clear()


# What other tests of the same process have not filled yet counts as growth in a short run.
@pytest.mark.skipif(not LONG, reason="tells only after many steps: make faults")
@pytest.mark.parametrize("database", ["sqlite", "postgres"], indirect=True)
async def test_no_step_leaves_an_object_a_task_or_a_file_behind(
    flows: Library, database: Database
) -> None:
    process = psutil.Process()
    async with TelegramEmulator() as telegram:
        # What the HTTP client makes once for a process stays.
        await (await connect(telegram.token, telegram.url)).shutdown()
    tasks_before, files_before = asyncio.all_tasks(), process.num_fds()
    progress = Progress("steps", WITHIN)
    held = []
    async with TelegramEmulator() as telegram, database.opened() as store:
        telegram.fast = True
        crowd = Crowd.of(telegram, PEOPLE, SEED)
        async with answering(telegram, store, flows, "serve", now) as bot:
            for upto in (WITHIN // 2, WITHIN):
                await talk(telegram, crowd, upto, progress)
                await all_sent(store)
                empty_what_is_remembered(bot)
                gc.collect()
                held.append((sys.getallocatedblocks(), len(asyncio.all_tasks()), crowd.seen))
    progress.tell(f"Blocks, tasks and steps halfway and at the end: {held}")
    (blocks, tasks, steps), (blocks_then, tasks_then, steps_then) = held
    assert blocks_then - blocks < _ONCE + (steps_then - steps) / 50
    assert tasks_then <= tasks
    assert asyncio.all_tasks() == tasks_before
    assert process.num_fds() <= files_before
