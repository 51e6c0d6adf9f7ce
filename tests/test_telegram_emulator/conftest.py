"""The emulator with a clock that stands still, and a bot that knows only HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.telegram_emulator import Clock, Person, TelegramEmulator

from .client import Client, Hook


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator("123:abc", clock=clock) as telegram:
        yield telegram


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def bot(telegram: TelegramEmulator, session: aiohttp.ClientSession) -> Client:
    return Client(telegram, session)


@pytest.fixture
def kari(telegram: TelegramEmulator) -> Person:
    return telegram.person()


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    async with Hook() as hook:
        yield hook
