"""A database of a version before encryption: all of it is there afterwards, and none in plain."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store import (
    Call,
    Row,
    SetAside,
    Shown,
    SqliteStore,
    StoreError,
    StoreKeyError,
    Turn,
    migrate,
)
from bot.store.sqlite.schema import MIGRATIONS
from bot.store.times import from_micros
from tests.store.conftest import MASTERS, NOON, Clock

LEASE = timedelta(minutes=1)
KARI, OLA = 7_312_345_678, 7_399_999_999
NOW = 1_772_539_200_000_000


@pytest.fixture(params=["0001_first", "0010_operation"])
def plain(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A database as the versions before encryption left it."""
    path = tmp_path / "data" / "rettvei.db"
    path.parent.mkdir()
    migrations = tmp_path / "migrations"
    migrations.mkdir()
    for file in MIGRATIONS.glob("*.sql"):
        if file.stem <= request.param:
            shutil.copy(file, migrations)
    migrate(path, migrations)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("INSERT INTO updates VALUES (?, ?)", (77, NOW))
        db.executemany(
            "INSERT INTO chats VALUES (?, ?, ?, ?)",
            [(KARI, b"plantet samtale", 41, 3), (OLA, None, 42, 0)],
        )
        db.executemany(
            "INSERT INTO outbox (id, chat, method, parameters, cosmetic, shows, closes, due_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (7, OLA, "sendMessage", '{"text": "plantet en"}', 0, 5, None, 0),
                (8, KARI, "editMessageText", '{"text": "plantet to"}', 1, None, 3, 0),
                (9, KARI, "sendMessage", '{"text": "plantet tre"}', 0, None, None, 0),
                (12, KARI, "getMe", "{}", 0, None, None, 0),
            ],
        )
        db.execute("DELETE FROM outbox WHERE id = 12")
        if request.param == "0010_operation":
            db.execute(
                "INSERT INTO set_aside VALUES (5, ?, ?, 'message', 'KeyError', 'her', 'v1', 'a.b')",
                (KARI, NOW),
            )
    return path


def files(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_all_that_was_stored_is_there_afterwards(plain: Path, clock: Clock) -> None:
    aside = b"KeyError" in files(plain.parent)
    assert "0011_sealed" in migrate(plain, masters=MASTERS)
    store = SqliteStore.open(plain, clock, MASTERS)
    rows: list[Row] = []
    while found := await store.claim(NOON, LEASE, 1):
        rows += found
        await store.delivered(found[0], None)
    assert [(row.id, row.call) for row in rows] == [
        (7, Call("sendMessage", {"text": "plantet en"}, shows=5)),
        (8, Call("editMessageText", {"text": "plantet to", "message_id": 41}, True, closes=3)),
        (9, Call("sendMessage", {"text": "plantet tre"})),
    ]
    assert await store.step(77, KARI, lambda _: None) is None
    kari = await store.step(78, KARI, lambda turn: turn.queue([Call("getMe", {})]))
    assert kari is not None
    assert (kari.session, kari.screen) == (b"plantet samtale", Shown(41, 3))
    ola = await store.step(79, OLA, lambda _: None)
    assert ola is not None
    assert (ola.session, ola.screen) == (None, Shown(42, 0))
    (late,) = await store.claim(NOON, LEASE, 9)
    assert late.id == 13, "an id that was given before is not given again"
    kept = SetAside(5, from_micros(NOW), "message", "KeyError", "her", "v1", "a.b")
    assert await store.set_aside() == ([kept] if aside else [])
    await store.close()


async def test_nothing_of_it_stands_in_the_files_in_plain(plain: Path) -> None:
    assert b"plantet" in files(plain.parent)
    migrate(plain, masters=MASTERS)
    raw = files(plain.parent)
    assert b"plantet" not in raw
    assert KARI.to_bytes(5, "big") not in raw
    assert b"KeyError" not in raw
    with closing(sqlite3.connect(plain)) as db:
        assert (
            db.execute("SELECT name FROM sqlite_master WHERE name LIKE 'plain%'").fetchall() == []
        )


async def test_a_rebuild_that_was_interrupted_is_made_up_for(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("bot.store.sqlite.migrating._rebuild", lambda _: None)
        migrate(plain, masters=MASTERS)
    migrate(plain, masters=MASTERS)
    assert b"plantet" not in files(plain.parent)


def test_a_key_is_made_beside_it_if_none_is_set(plain: Path) -> None:
    migrate(plain)
    key = plain.with_name("rettvei.db.key")
    assert key.stat().st_mode & 0o777 == 0o600
    SqliteStore.open(plain, Clock())
    key.write_text("borte")
    with pytest.raises(StoreKeyError, match="holds no key; put the right one back"):
        SqliteStore.open(plain, Clock())
    key.unlink()
    for use in (lambda: SqliteStore.open(plain, Clock()), lambda: migrate(plain)):
        with pytest.raises(StoreKeyError, match="its key is not here"):
            use()
    with pytest.raises(StoreKeyError, match="encrypted with another key than RETTVEI_KEY"):
        migrate(plain, masters=MASTERS)
    assert not key.exists()


def test_a_failed_upgrade_leaves_it_as_it_was_and_makes_no_key(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr("bot.store.sqlite.migrating.seal_plain", fail)
    before = sorted(plain.parent.iterdir())
    with pytest.raises(StoreError):
        migrate(plain)
    assert sorted(plain.parent.iterdir()) == before
    with closing(sqlite3.connect(plain)) as db:
        assert db.execute("SELECT count(*) FROM outbox").fetchone() == (3,)


async def test_a_session_that_was_kept_in_plain_counts_as_new(plain: Path, clock: Clock) -> None:
    migrate(plain, masters=MASTERS)
    store = SqliteStore.open(plain, clock, MASTERS)

    def look(turn: Turn) -> None:
        assert turn.session is not None

    await store.step(1, KARI, look)
    await store.close()
