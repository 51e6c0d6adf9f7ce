"""A database, a clock that stands still until it is told, and a store on both."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store import KEEP, Masters, Store, migrate, migrate_store, open_store
from tests.postgres import empty_database

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
