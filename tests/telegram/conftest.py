"""An emulator, a database and the bot between them, on one clock that stands still."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.flows import Library
from bot.store import SqliteStore, migrate
from bot.telegram import connect
from tests.library import TODAY, library
from tests.telegram_emulator import Clock, Person, TelegramEmulator

from .flows import KLAGE, START
from .rig import Rig
from .unsure_store import UnsureStore

TOKEN = "7654321:AAF-et_token_som_ingen_skal_se"
NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def flows(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library(tmp_path_factory.mktemp("flyter"), start=START, klage=KLAGE)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOON)


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator(TOKEN, clock=clock) as telegram:
        yield telegram


@pytest.fixture
async def rig(
    telegram: TelegramEmulator, clock: Clock, flows: Library, tmp_path: Path
) -> AsyncIterator[Rig]:
    path = tmp_path / "rettvei.db"
    migrate(path)
    store = UnsureStore(SqliteStore.open(path, clock))
    client = await connect(telegram.token, telegram.url)
    yield Rig(telegram, store, flows, clock, client, path)
    await client.shutdown()
    await store.close()


@pytest.fixture(params=["polling", "webhook"])
async def bot(rig: Rig, request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    """A bot that answers, once by each way."""
    rig.way = request.param
    async with rig.running():
        yield rig


@pytest.fixture
def kari(telegram: TelegramEmulator) -> Person:
    return telegram.person(7_312_345_678)
