"""All moves from a file to a server, or nothing does."""

# ruff: noqa: ASYNC240 (small files, and nobody waits)

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from bot.store import (
    Call,
    Count,
    Limits,
    Masters,
    Row,
    SetAside,
    Shown,
    SqliteStore,
    Store,
    StoreBusyError,
    StoreError,
    StoreKeyError,
    Turn,
    migrate,
    open_store,
)
from bot.store.moving import move
from tests.postgres import empty_database
from tests.store.conftest import MASTERS, NOON, Clock

LEASE = timedelta(minutes=1)
NEW = Masters((b"n" * 32,))
ASIDE = SetAside(7, NOON, "message", "KeyError", "her", "v1", "a.b")
COUNT = Count("2026-03", "shown", "a.b")


@pytest.fixture
def empty(postgres: str) -> str:
    return empty_database(postgres)


async def fill(path: Path, clock: Clock, masters: Masters) -> None:
    store = SqliteStore.open(path, clock, masters)

    def decide(turn: Turn) -> None:
        turn.save(b"a session")
        second = Call("sendMessage", {"n": 2}, replaceable=True)
        turn.queue([Call("sendMessage", {"n": 1}, shows=3), second])
        turn.set_aside(ASIDE)

    await store.step(1, 5, decide)
    (row,) = await store.claim(NOON, LEASE, 9, Limits())
    await store.delivered(row, 9)
    await store.hold(row.chat, NOON + timedelta(seconds=9))
    await asyncio.gather(*(store.step(n, n, lambda turn: turn.save(b"x")) for n in range(10, 700)))
    await store.count({COUNT: 3})
    await store.close()


async def check(store: Store) -> None:
    assert await store.step(1, 5, lambda _: None) is None
    turn = await store.step(1000, 5, lambda turn: turn.queue([Call("getMe", {})]))
    assert turn is not None
    assert (turn.session, turn.screen) == (b"a session", Shown(9, 3))
    assert await store.set_aside() == [ASIDE]
    assert await store.counts() == {COUNT: 3}
    assert await store.claim(NOON, LEASE, 9, Limits()) == [], "it is held back as before"
    rows: list[Row] = []
    while found := await store.claim(NOON + timedelta(seconds=9), LEASE, 9):
        rows += found
        await store.delivered(found[0], None)
    assert [row.call.method for row in rows] == ["sendMessage", "getMe"]
    assert [row.id for row in rows] == [2, 3], "no id is given twice"
    assert [row.call.replaceable for row in rows] == [True, False]
    turn = await store.step(1001, 555, lambda _: None)
    assert turn is not None
    assert turn.session == b"x"


async def test_all_moves_and_the_file_stays_as_it_was(path: Path, clock: Clock, empty: str) -> None:
    await fill(path, clock, MASTERS)
    before = path.read_bytes()
    moved = move(path, empty, MASTERS)
    assert (moved["chats"], moved["outbox"], moved["updates"]) == (691, 1, 691)
    assert path.read_bytes() == before
    for url in (empty, f"sqlite:///{path}"):
        store = await open_store(url, clock, MASTERS)
        await check(store)
        await store.close()


async def test_a_file_that_a_bot_has_open_does_not_move(
    path: Path, clock: Clock, empty: str
) -> None:
    await fill(path, clock, MASTERS)
    store = await open_store(f"sqlite:///{path}", clock, MASTERS)
    with pytest.raises(StoreBusyError, match="in use by another process; stop the bot first"):
        move(path, empty, MASTERS)
    await store.close()
    assert move(path, empty, MASTERS)["chats"] == 691


async def test_the_servers_database_is_locked_with_the_key_that_is_set(
    tmp_path: Path, clock: Clock, empty: str
) -> None:
    path = tmp_path / "mine.db"
    migrate(path)
    await fill(path, clock, Masters())
    move(path, empty, NEW)
    store = await open_store(empty, clock, NEW)
    await check(store)
    await store.close()


async def test_nothing_moves_into_a_database_that_is_not_empty(
    path: Path, clock: Clock, empty: str
) -> None:
    await fill(path, clock, MASTERS)
    move(path, empty, MASTERS)
    with pytest.raises(StoreError, match="is not empty, so nothing was moved"):
        move(path, empty, MASTERS)
    store = await open_store(empty, clock, MASTERS)
    await check(store)
    await store.close()


def test_an_empty_database_moves(path: Path, empty: str) -> None:
    assert set(move(path, empty, MASTERS).values()) == {0, 1}


async def test_without_the_keys_of_both_nothing_moves(path: Path, clock: Clock, empty: str) -> None:
    with pytest.raises(StoreKeyError, match="needs a key"):
        move(path, empty, Masters())
    with pytest.raises(StoreKeyError, match="another key than RETTVEI_KEY"):
        move(path, empty, NEW)
    with psycopg.connect(empty) as server:
        query = "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema"
        assert server.execute(query).fetchone() == (0,)


async def test_what_cannot_all_arrive_does_not_arrive_at_all(
    path: Path, clock: Clock, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(path, clock, MASTERS)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DROP TABLE counts")
    with pytest.raises(StoreError, match="no such table: counts"):
        move(path, empty, MASTERS)
    with psycopg.connect(empty) as server:
        assert server.execute("SELECT count(*) FROM chats").fetchone() == (0,)
        assert server.execute("SELECT count(*) FROM secrets").fetchone() == (2,)
