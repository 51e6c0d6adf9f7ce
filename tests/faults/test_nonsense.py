"""Whatever comes, nothing breaks, and people's conversations go on as if nothing else came."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.flows import Library
from bot.surroundings import now
from tests.telegram_emulator import SECRET_HEADER, TelegramEmulator

from .databases import Database, all_sent, sessions
from .every_update import KINDS, Updates
from .parts import SECRET, Bot, answering
from .sizes import LONG, SEED, Progress, size
from .talkers import Crowd

UPDATES = size(short=2000, long=100_000)
PEOPLE = size(short=4, long=12)
_AT_ONCE = 40
_WAITING = 400

combinations = (
    [("sqlite", "serve"), ("sqlite", "poll"), ("postgres", "serve"), ("postgres", "poll")]
    if LONG
    else [("sqlite", "serve"), ("postgres", "poll")]
)


async def post_all(bot: Bot, posts: Iterator[bytes], progress: Progress) -> Counter[int]:
    """Post to the webhook, many at once; return how many times it gave each status."""
    statuses: Counter[int] = Counter()
    headers = {SECRET_HEADER: SECRET, "Content-Type": "application/json"}

    async def work(session: aiohttp.ClientSession) -> None:
        for body in posts:
            async with session.post(bot.hook, data=body, headers=headers) as response:
                statuses[response.status] += 1
            progress.at(statuses.total())

    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
        for _ in range(_AT_ONCE):
            group.create_task(work(session))
    return statuses


async def push_all(
    telegram: TelegramEmulator, shapes: Iterator[tuple[str, Any]], progress: Progress
) -> None:
    """Let the emulator have them fetched, whether or not the bot asked for their kind."""
    updates = telegram._world.updates
    for number, (kind, payload) in enumerate(shapes):
        updates._allowed = frozenset()
        if kind not in ("chat_member", "message_reaction", "message_reaction_count"):
            updates.push(kind, ("nonsense", number), payload, timedelta(days=1))
        while len(updates) > _WAITING:  # noqa: ASYNC110 (it tells of the last one alone)
            await asyncio.sleep(0.001)
        progress.at(number)


@pytest.mark.parametrize(("database", "way"), combinations, indirect=["database"])
async def test_conversations_are_unharmed_by_whatever_else_comes(
    flows: Library, database: Database, telegram: TelegramEmulator, way: str
) -> None:
    unhandled: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, told: unhandled.append(told))
    crowd = Crowd.of(telegram, PEOPLE, SEED)
    updates = Updates(f"{SEED} {way}")
    progress = Progress("updates", UPDATES)
    statuses: Counter[int] = Counter()
    with capture_logs() as logs:
        async with database.opened() as store, answering(telegram, store, flows, way, now) as bot:
            async with crowd.talking():
                if way == "serve":
                    statuses = await post_all(bot, updates.posts(UPDATES), progress)
                else:
                    await push_all(telegram, updates.shapes(UPDATES), progress)
            await telegram.drained(60)
            await all_sent(store)
            assert not await store.set_aside()
            kept = await sessions(store, (talker.person.id for talker in crowd.talkers))
    progress.tell(f"{UPDATES} updates, {crowd.seen} steps, answers {dict(statuses)}")
    assert unhandled == []
    assert {log["event"] for log in logs} <= {"call_refused", "update_unreadable"}
    assert {log["reason"] for log in logs if "reason" in log} <= {"unknown"}
    assert set(statuses) <= {200, 400}
    for talker in crowd.talkers:
        session = kept[talker.person.id]
        assert session is not None
        assert talker.saw == talker.did == session.revision > 1


def test_every_kind_of_update_is_drawn() -> None:
    drawn = Counter(kind for kind, _ in Updates("").shapes(2000))
    assert drawn.keys() >= KINDS.keys()
