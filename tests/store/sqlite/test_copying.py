"""Copies of a database file, made and put back."""

# ruff: noqa: ASYNC240 (small files, and nobody waits)

from __future__ import annotations

import asyncio
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store import Call, Masters, SqliteStore, StoreBusyError, StoreError, StoreKeyError, Turn
from bot.store.sqlite.copying import back_up, restore
from tests.store.conftest import MASTERS, NOON, Clock

LEASE = timedelta(minutes=1)


def saying(raw: bytes) -> object:
    def decide(turn: Turn) -> None:
        turn.save(raw)
        turn.queue([Call("getMe", {})])

    return decide


async def filled(path: Path, clock: Clock, raw: bytes, update: int = 1) -> SqliteStore:
    store = SqliteStore.open(path, clock, MASTERS)
    await store.step(update, 5, saying(raw))  # type: ignore[arg-type]
    return store


async def session(path: Path, update: int) -> bytes | None:
    store = SqliteStore.open(path, Clock(), MASTERS)
    turn = await store.step(update, 5, lambda _: None)
    assert turn is not None
    await store.close()
    return turn.session


async def test_what_was_copied_comes_back(path: Path, clock: Clock, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    store = await filled(path, clock, b"then")
    assert back_up(path, copy, MASTERS) == 1
    await store.step(2, 5, saying(b"later"))  # type: ignore[arg-type]
    await store.close()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert restore(copy, path, MASTERS, overwrite=True) == 1
    assert await session(path, 3) == b"then"
    store = SqliteStore.open(path, clock, MASTERS)
    assert await store.step(2, 5, lambda _: None) is not None, "as if it had not come"
    assert len(await store.claim(NOON, LEASE, 9)) == 1
    await store.close()


async def test_a_copy_is_one_file_and_comes_back_where_nothing_is(
    path: Path, clock: Clock, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    await (await filled(path, clock, b"then")).close()
    back_up(path, folder / "copy.db", MASTERS)
    assert [file.name for file in folder.iterdir()] == ["copy.db"]
    there = tmp_path / "new.db"
    restore(folder / "copy.db", there, MASTERS)
    assert stat.S_IMODE(there.stat().st_mode) == 0o600
    assert await session(there, 2) == b"then"


async def test_a_copy_is_made_while_the_bot_goes_on(
    path: Path, clock: Clock, tmp_path: Path
) -> None:
    store = await filled(path, clock, b"x")
    steps = [
        asyncio.create_task(store.step(10 + n, 10 + n, saying(b"y")))  # type: ignore[arg-type]
        for n in range(200)
    ]
    chats = await asyncio.to_thread(back_up, path, tmp_path / "copy.db", MASTERS)
    assert all(await asyncio.gather(*steps))
    assert 1 <= chats <= 201
    await store.close()


async def test_nothing_is_overwritten_without_being_told_to(
    path: Path, clock: Clock, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("handleliste")
    with pytest.raises(StoreError, match="is there already; name another file or add --overwrite"):
        back_up(path, copy, MASTERS)
    assert copy.read_text() == "handleliste"
    back_up(path, copy, MASTERS, overwrite=True)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is there already"):
        restore(copy, path, MASTERS)
    assert path.read_bytes() == before


async def test_a_database_that_a_bot_has_open_is_not_replaced(
    path: Path, clock: Clock, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    store = await filled(path, clock, b"then")
    back_up(path, copy, MASTERS)
    await store.step(2, 5, saying(b"later"))  # type: ignore[arg-type]
    with pytest.raises(StoreBusyError, match="stop the bot first"):
        restore(copy, path, MASTERS, overwrite=True)
    await store.step(3, 6, saying(b"goes on"))  # type: ignore[arg-type]
    await store.close()
    assert await session(path, 4) == b"later"
    restore(copy, path, MASTERS, overwrite=True)
    assert await session(path, 4) == b"then"


async def test_a_copy_that_is_not_sound_replaces_nothing(
    path: Path, clock: Clock, tmp_path: Path
) -> None:
    store = SqliteStore.open(path, clock, MASTERS)
    for n in range(300):
        await store.step(n, n, saying(b"x" * 300))  # type: ignore[arg-type]
    await store.close()
    copy = tmp_path / "copy.db"
    back_up(path, copy, MASTERS)
    whole = copy.read_bytes()
    copy.write_bytes(whole[:40960] + b"\xff" * 20480 + whole[61440:])
    before = path.read_bytes()
    with pytest.raises(StoreError, match="the database is damaged"):
        restore(copy, path, MASTERS, overwrite=True)
    copy.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError, match="the database is damaged"):
        restore(copy, path, MASTERS, overwrite=True)
    assert path.read_bytes() == before


async def test_a_damaged_database_is_not_copied(path: Path, clock: Clock, tmp_path: Path) -> None:
    store = SqliteStore.open(path, clock, MASTERS)
    for n in range(300):
        await store.step(n, n, saying(b"x" * 300))  # type: ignore[arg-type]
    await store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:40960] + b"\xff" * 20480 + whole[61440:])
    with pytest.raises(StoreError, match="the database is damaged"):
        back_up(path, tmp_path / "copy.db", MASTERS)
    assert {file.name for file in tmp_path.iterdir()} == {path.name}


async def test_a_copy_made_with_another_key_replaces_nothing(
    path: Path, clock: Clock, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    back_up(path, copy, MASTERS)
    for masters in (Masters((b"x" * 32,)), Masters()):
        with pytest.raises(StoreKeyError):
            restore(copy, tmp_path / "new.db", masters)
    assert not (tmp_path / "new.db").exists()


def test_what_is_no_copy_is_refused(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no copy there; name a file that `rettvei backup` made"):
        restore(tmp_path / "missing.db", tmp_path / "new.db", MASTERS)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE bookmarks (id)")
    with pytest.raises(StoreError, match="the database of another program"):
        restore(other, tmp_path / "new.db", MASTERS)
    with pytest.raises(StoreError, match="its folder does not exist"):
        back_up(path, tmp_path / "nowhere" / "copy.db", MASTERS)
    assert not (tmp_path / "new.db").exists()
