"""Every update comes three times, shuffled across two workers: all is as if it came once to one."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.dialog import Session
from bot.flows import Library
from tests.postgres import empty_database
from tests.telegram_emulator import TelegramEmulator

from .courier import Courier
from .databases import Database, all_sent, sessions
from .processes import SECRET, Host, environment, serving
from .sizes import SEED, Progress, size
from .talkers import Crowd

PEOPLE = size(short=12, long=50)
DEEDS = size(short=10, long=200)
"""What each person does, at least."""

Seen = list[tuple[Session | None, list[str]]]
"""What is left of each person: the session but for its id, and what the bot said last."""


@pytest.fixture
def another(request: pytest.FixtureRequest, tmp_path: Path, database: Database) -> Database:
    """One more database of the same kind."""
    if database.url.startswith("sqlite"):
        return Database(f"sqlite:///{tmp_path / 'another.db'}").make()
    return Database(empty_database(request.getfixturevalue("postgres"))).make()


async def talked(folder: Path, database: Database, workers: int, copies: int) -> Seen:
    """Let a crowd talk with some workers."""
    async with TelegramEmulator() as telegram, AsyncExitStack() as stack:
        host = Host(folder, environment(telegram.url, database))
        hooks = [await stack.enter_async_context(serving(host)) for _ in range(workers)]
        crowd = Crowd.of(telegram, PEOPLE, SEED, lambda talker: talker.did >= DEEDS)
        progress = Progress("screens", PEOPLE * DEEDS)
        courier = Courier(telegram, hooks, SECRET, copies, f"{SEED}")
        async with courier:
            await crowd.talk()
        progress.tell(f"{crowd.seen} updates, {courier.delivered} deliveries, {workers} workers")
        assert courier.delivered == copies * sum(talker.did for talker in crowd.talkers)
        async with database.opened() as store:
            await all_sent(store)
            kept = await sessions(store, (talker.person.id for talker in crowd.talkers))
    return [
        (
            (session := kept[talker.person.id]) and session.but(id=""),
            [message.text for message in talker.person.from_bot[-1:]],
        )
        for talker in crowd.talkers
    ]


async def test_two_workers_and_three_copies_end_where_one_worker_ends(
    folder: Path, flows: Library, database: Database, another: Database
) -> None:
    in_order = await talked(folder, database, workers=1, copies=1)
    shuffled = await talked(folder, another, workers=2, copies=3)
    assert shuffled == in_order
    assert all(session is not None for session, _ in in_order)
