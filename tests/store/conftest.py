"""A database, a clock that stands still until it is told, and a store on both."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from bot.store import KEEP, Masters, Store, migrate, migrate_store, open_store
from tests.postgres import empty_database

ORDER = {"chats": "chat", "outbox": "id", "set_aside": "update_id"}
MASTERS = Masters((b"k" * 32,))
NOON = datetime(2026, 3, 3, 12, 0, 0, 123456, tzinfo=UTC)


@dataclass
class Clock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, time: timedelta) -> None:
        self.now += time


@dataclass
class Database:
    """A database that was made, and can be opened by several stores."""

    url: str

    async def open(self, clock: Clock, keep: timedelta = KEEP) -> Store:
        return await open_store(self.url, clock, MASTERS, keep)

    def damage(self, table: str, column: str, value: bytes, chat: bytes) -> None:
        """Change what is stored of a chat, in its oldest row."""
        first = f"(SELECT min(rows.{ORDER[table]}) FROM {table} AS rows WHERE chat = "
        change = f"UPDATE {table} SET {column} = % WHERE {ORDER[table]} = {first}%)"
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as db, db:
                assert db.execute(change.replace("%", "?"), (value, chat)).rowcount == 1
        else:
            with psycopg.connect(self.url) as server:
                assert server.execute(change.replace("%", "%s"), (value, chat)).rowcount == 1


@pytest.fixture
def clock() -> Clock:
    return Clock()


def made(folder: Path) -> Database:
    """Make a database."""
    database = Database(f"sqlite:///{folder / 'rettvei.db'}")
    migrate_store(database.url, MASTERS)
    return database


def made_on(server: str) -> Database:
    """Make a database on a server."""
    database = Database(empty_database(server))
    migrate_store(database.url, MASTERS)
    return database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "rettvei.sqlite"
    migrate(file, masters=MASTERS)
    return file


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    if request.param == "sqlite":
        return made(tmp_path)
    return made_on(request.getfixturevalue("postgres"))


@pytest.fixture
async def store(database: Database, clock: Clock) -> AsyncIterator[Store]:
    opened = await database.open(clock)
    yield opened
    await opened.close()
