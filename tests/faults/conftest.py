"""An emulator, the ladder, and a database of either kind."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.flows import Library
from tests.postgres import empty_database
from tests.telegram_emulator import TelegramEmulator

from .databases import Database
from .ladder import ladder
from .processes import Host, environment


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the flows lie."""
    return tmp_path


@pytest.fixture
def flows(folder: Path) -> Library:
    return ladder(folder)


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator() as telegram:
        yield telegram


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    if request.param == "sqlite":
        return Database(f"sqlite:///{tmp_path / 'rettvei.db'}").make()
    return Database(empty_database(request.getfixturevalue("postgres"))).make()


@pytest.fixture
def host(folder: Path, flows: Library, telegram: TelegramEmulator, database: Database) -> Host:
    return Host(folder, environment(telegram.url, database))
