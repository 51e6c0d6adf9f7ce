"""Behind a pooler that hands each transaction to another connection of the server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from bot.store import (
    Call,
    Count,
    Limits,
    Store,
    StoreError,
    Turn,
    migrate,
    migrate_store,
    open_store,
)
from bot.store.moving import move
from bot.store.opening import rekey_store
from bot.store.postgres.lane import Lane
from bot.store.postgres.server import in_words
from tests.pooler import pooler
from tests.postgres import empty_database
from tests.store.conftest import MASTERS, NOON, Clock

LEASE = timedelta(seconds=10)
LIMITS = Limits(chat=None, overall=1000)
SETTINGS = ("synchronous_commit", "statement_timeout", "lock_timeout", "client_min_messages")


def hello(turn: Turn) -> None:
    turn.save(b"kept")
    turn.queue([Call("sendMessage", {"text": "hei"}, shows=1)] * 2)


@pytest.fixture
def server(postgres: str) -> str:
    """An empty database whose commits do not wait for the disk unless a transaction says so."""
    return f"{empty_database(postgres)}%20-csynchronous_commit%3Doff"


@pytest.fixture
async def url(server: str) -> AsyncIterator[str]:
    async with pooler(server) as pool:
        await asyncio.to_thread(migrate_store, pool.url, MASTERS)
        yield pool.url


@pytest.fixture
async def store(url: str, clock: Clock) -> AsyncIterator[Store]:
    opened = await open_store(url, clock, MASTERS)
    yield opened
    await opened.close()


async def work(store: Store) -> None:
    """Do all that a bot does to its database, more often than statements wait to be prepared."""
    for begin in range(0, 800, 100):
        await asyncio.gather(*(store.step(begin + n, n, hello) for n in range(20)))
        rows = await store.renew(await store.claim(NOON, LEASE, 20, LIMITS), NOON + 3 * LEASE)
        assert len(rows) == 20
        await asyncio.gather(*(store.delivered(row, row.id) for row in rows))
        await store.count({Count("2026-03", "shown", "a.b"): 1})
        await store.probe()
        assert await store.next_due() is not None
    await store.hold(b"c" * 16, NOON)
    (row,) = await store.claim(NOON, LEASE, 1)
    await store.postpone(row, NOON)
    await store.drop_chat(row.chat)
    await store.set_aside()
    assert await store.counts() == {Count("2026-03", "shown", "a.b"): 8}
    assert (await store.sweep(NOON + timedelta(days=40))).chats == 20
    assert (await store.backlog()).rows == 0


async def test_a_store_works_there_and_sees_the_pooler(store: Store) -> None:
    await work(store)
    assert store.pooled


async def test_a_server_without_a_pooler_is_not_taken_for_one(server: str, clock: Clock) -> None:
    migrate_store(server, MASTERS)
    store = await open_store(server, clock, MASTERS)
    await work(store)
    assert not store.pooled
    await store.close()


async def test_nothing_that_was_set_or_prepared_is_left_to_the_next(
    url: str, store: Store, server: str
) -> None:
    with psycopg.connect(server) as fresh:
        default = [fresh.execute(f"SHOW {name}".encode()).fetchone() for name in SETTINGS]
    await work(store)
    await asyncio.to_thread(rekey_store, url, MASTERS)

    def left() -> set[int]:
        seen = set()
        for _ in range(12):
            with psycopg.connect(url, autocommit=True, prepare_threshold=None) as next_one:
                with next_one.transaction():
                    found = [next_one.execute(f"SHOW {n}".encode()).fetchone() for n in SETTINGS]
                    prepared = next_one.execute("SELECT count(*) FROM pg_prepared_statements")
                    assert (found, prepared.fetchone()) == (default, (0,))
                    pid = next_one.execute("SELECT pg_backend_pid()").fetchone()
                assert pid is not None
                seen.add(pid[0])
        return seen

    assert len(await asyncio.to_thread(left)) == 4


async def test_a_database_is_sealed_anew_and_moved_to_there(
    server: str, clock: Clock, tmp_path: Path
) -> None:
    path = tmp_path / "rettvei.db"
    migrate(path, masters=MASTERS)
    here = await open_store(f"sqlite:///{path}", clock, MASTERS)
    await asyncio.gather(*(here.step(n, n, hello) for n in range(9)))
    await here.close()
    async with pooler(server) as pool:
        assert (await asyncio.to_thread(move, path, pool.url, MASTERS))["chats"] == 9
        done = await asyncio.to_thread(rekey_store, pool.url, MASTERS)
    assert (done.chats, done.calls) == (9, 18)


@pytest.mark.parametrize("behind", [True, False])
async def test_each_transaction_says_whether_it_waits_for_the_disk(
    url: str, server: str, clock: Clock, behind: bool
) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE TABLE said (what text, waits text)")
        connection.execute(
            "CREATE FUNCTION say() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO said "
            "VALUES (TG_ARGV[0], current_setting('synchronous_commit')); RETURN NULL; END $$"
        )
        for what, when in {
            "step": "INSERT ON updates",
            "claim": "UPDATE ON outbox",
            "delivery": "DELETE ON outbox",
            "count": "INSERT ON counts",
        }.items():
            trigger = f"CREATE TRIGGER say_{what} AFTER {when} FOR EACH ROW "
            connection.execute(f"{trigger}EXECUTE FUNCTION say('{what}')".encode())
    store = await open_store(url if behind else server, clock, MASTERS)
    for number in range(8):
        await store.step(number, 5, hello)
        (row,) = await store.claim(NOON, LEASE, 9, LIMITS)
        await store.renew([row], NOON + LEASE)
        await store.delivered(row, 1)
        await store.count({Count("2026-03", "shown", "a.b"): 1})
    await store.close()
    with psycopg.connect(server) as connection:
        said = connection.execute("SELECT DISTINCT what, waits FROM said ORDER BY what").fetchall()
    assert said == [("claim", "off"), ("count", "off"), ("delivery", "off"), ("step", "on")]


async def test_a_pooler_that_is_seen_late_is_allowed_for_from_then_on(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lane = Lane(url, "the server", durable=True)
    async with lane.connected() as connection:
        # As if it had told of the server's own process.
        lane.pooled, connection.prepare_threshold = False, 5

    async def ask_often() -> list[object]:
        return [await lane.ask("SELECT %s::int", (number,)) for number in range(9)]

    with pytest.raises(StoreError, match="behind a pooler that was not seen at first"):
        await ask_often()
    assert await ask_often() == [[(number,)] for number in range(9)]
    await lane.close()


def test_a_pooler_that_hands_out_single_statements_is_told_of() -> None:
    said = "transaction blocks not allowed in statement pooling mode"
    told = str(in_words("the server", errors.ProtocolViolation(said)))
    assert told == (
        "the server: behind a pooler in statement mode; set that to transaction or session mode"
    )
