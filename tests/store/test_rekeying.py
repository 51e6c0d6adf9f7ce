"""A key is exchanged, and all is sealed anew, while other processes go on."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.store import (
    Call,
    Masters,
    SetAside,
    Shown,
    Store,
    StoreKeyError,
    Turn,
    migrate_store,
    open_store,
)
from bot.store.opening import rekey_store, sqlite_path
from bot.store.rekeying import Rekeyed
from bot.store.sqlite.key_file import key_file
from tests.postgres import empty_database
from tests.store.conftest import MASTERS, NOON, Clock, Database

NEW = Masters((b"n" * 32,))
BOTH = Masters((*NEW.keys, *MASTERS.keys))
ASIDE = SetAside(7, NOON, "message", "KeyError", "her", "v1", "a.b")
LEASE = NOON - NOON.replace(hour=11)


def fill(turn: Turn) -> None:
    turn.save(b"a session")
    turn.queue([Call("sendMessage", {"text": "en"}, shows=3), Call("getMe", {})])
    turn.set_aside(ASIDE)


async def check(store: Store, update: int) -> None:
    turn = await store.step(update, 5, lambda _: None)
    assert turn is not None
    assert (turn.session, turn.screen) == (b"a session", Shown(9, 3))
    assert await store.set_aside() == [ASIDE]


async def ready(database: Database, masters: Masters, clock: Clock) -> Store:
    store = await open_store(database.url, clock, masters)
    await store.step(1, 5, fill)
    (row,) = await store.claim(NOON, LEASE, 9)
    await store.delivered(row, 9)
    return store


async def test_a_key_is_exchanged_while_a_process_goes_on(database: Database, clock: Clock) -> None:
    running = await ready(database, BOTH, clock)
    done = await asyncio.to_thread(rekey_store, database.url, BOTH)
    assert done == Rekeyed(chats=1, calls=1, aside=1)
    await check(running, 2)
    await running.step(3, 5, lambda turn: turn.queue([Call("getMe", {})]))
    afterwards = await open_store(database.url, clock, NEW)
    await check(afterwards, 4)
    assert len(await afterwards.claim(NOON, LEASE, 9)) == 1
    with pytest.raises(StoreKeyError, match="another key than RETTVEI_KEY"):
        await open_store(database.url, clock, MASTERS)
    await running.close()
    await afterwards.close()


async def test_sealing_anew_is_done_once_and_again_with_another_secret(
    database: Database, clock: Clock
) -> None:
    store = await ready(database, MASTERS, clock)
    before = stored(database)
    assert (await asyncio.to_thread(rekey_store, database.url, MASTERS)).chats == 1
    middle = stored(database)
    assert before.isdisjoint(middle)
    assert (await asyncio.to_thread(rekey_store, database.url, MASTERS)).chats == 1
    assert middle.isdisjoint(stored(database))
    await check(store, 2)
    await store.close()


async def test_more_rows_than_are_sealed_at_once_are_all_sealed(
    database: Database, clock: Clock
) -> None:
    store = await open_store(database.url, clock, MASTERS)
    await asyncio.gather(*(store.step(n, n, lambda turn: turn.save(b"x")) for n in range(1100)))
    before = stored(database)
    assert len(before) == 1100
    assert (await asyncio.to_thread(rekey_store, database.url, MASTERS)).chats == 1100
    assert before.isdisjoint(stored(database))
    await store.close()


async def test_without_the_right_key_nothing_is_changed(database: Database, clock: Clock) -> None:
    store = await ready(database, MASTERS, clock)
    before = stored(database)
    for masters in (NEW, Masters()):
        with pytest.raises(StoreKeyError):
            await asyncio.to_thread(rekey_store, database.url, masters)
    assert stored(database) == before
    await check(store, 2)
    await store.close()


async def test_a_key_that_was_made_beside_the_database_is_exchanged_for_one_that_is_set(
    tmp_path: Path, clock: Clock
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'mine.db'}")
    migrate_store(database.url, Masters())
    await (await ready(database, Masters(), clock)).close()
    rekey_store(database.url, NEW)
    key_file(tmp_path / "mine.db").unlink()
    store = await open_store(database.url, clock, NEW)
    await check(store, 2)
    await store.close()


def stored(database: Database) -> set[bytes]:
    """All sealed values, as they stand in the database."""
    queries = (
        "SELECT session FROM chats", "SELECT screen FROM chats",
        "SELECT call FROM outbox", "SELECT what FROM set_aside",
    )  # fmt: skip
    path = sqlite_path(database.url)
    if path is None:
        with psycopg.connect(database.url) as server:
            return {v for q in queries for (v,) in server.execute(q.encode()) if v}
    import sqlite3

    with closing(sqlite3.connect(path)) as file:
        found: set[Any] = {v for q in queries for (v,) in file.execute(q) if v}
    return found


def test_an_empty_database_is_sealed_anew(postgres: str) -> None:
    url = empty_database(postgres)
    migrate_store(url, MASTERS)
    assert rekey_store(url, MASTERS) == Rekeyed(0, 0, 0)
