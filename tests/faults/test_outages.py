"""The database goes away for a while: nothing is acknowledged meanwhile, and all is done after."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import psycopg
import pytest

from bot.flows import Library
from tests.postgres import Server, empty_database, stoppable_server
from tests.telegram_emulator import TelegramEmulator

from .databases import Database, all_sent, sessions
from .disks import FileLimit, small_disk
from .processes import Host, Rettvei, environment, webhook
from .sizes import LONG, SEED, Progress, size
from .talkers import Crowd

PEOPLE = size(short=6, long=30)
OUTAGES = size(short=1, long=4)
AWAY = size(short=1000, long=20_000) / 1000
"""Seconds."""
CUTS = size(short=5, long=200)

_CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rettvei'"


def ways(in_short: str) -> pytest.MarkDecorator:
    """Try both ways in which updates come, and in the short form one of them."""
    return pytest.mark.parametrize("command", ["poll", "serve"] if LONG else [in_short])


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramEmulator]:
    """Telegram comes back in hundredths of the time it takes."""
    async with TelegramEmulator(time_scale=0.02) as telegram:
        yield telegram


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with stoppable_server() as server:
        yield server


@pytest.fixture
def on_server(server: Server) -> Database:
    return Database(empty_database(server.url)).make()


@asynccontextmanager
async def answering(
    folder: Path, telegram: TelegramEmulator, database: Database, command: str
) -> AsyncIterator[Rettvei]:
    """Run a bot; at the end, see that it still runs and ends in good order."""
    host = Host(folder, environment(telegram.url, database))
    more = webhook() if command == "serve" else {}
    if more:
        await host.does("release", more)
    async with host.runs(command, more) as bot:
        yield bot
        assert await bot.stops() == 0, bot.said()
        assert "Traceback" not in bot.said()


async def all_is_well(telegram: TelegramEmulator, database: Database, *crowds: Crowd) -> None:
    """Wait until all is done; see that each conversation is as long as what its person did."""
    async with database.opened() as store:
        await telegram.drained()
        await all_sent(store)
        assert not await store.set_aside()
        for crowd in crowds:
            kept = await sessions(store, (talker.person.id for talker in crowd.talkers))
            for talker in crowd.talkers:
                session = kept[talker.person.id]
                assert session is not None
                assert talker.saw == talker.did == session.revision


class Away:
    """Lets people talk through an outage, and new ones come while it lasts."""

    def __init__(self, telegram: TelegramEmulator, crowd: Crowd) -> None:
        self._telegram = telegram
        self._crowd = crowd
        self.newcomers: list[Crowd] = []

    @asynccontextmanager
    async def through(self, *, none_acknowledged: bool = True) -> AsyncIterator[None]:
        """Have the database away in the body; it is back after it.

        Raises:
            AssertionError: something was acknowledged that could not be kept.
        """
        newcomers = Crowd.of(self._telegram, 3, SEED, lambda talker: talker.tops > 0)
        self.newcomers.append(newcomers)
        talk = asyncio.create_task(newcomers.talk())
        await asyncio.sleep(AWAY)
        if none_acknowledged:
            assert self._waiting(newcomers) == [1, 1, 1]
        yield
        await talk
        await self._crowd.all_see()

    def _waiting(self, crowd: Crowd) -> list[int]:
        """How many updates of each person the bot has not acknowledged."""
        waiting = [pending.queue for pending in self._telegram._world.updates.waiting()]
        return [waiting.count(("chat", talker.person.id)) for talker in crowd.talkers]


@ways("serve")
async def test_a_server_that_stops_loses_nothing(
    folder: Path,
    flows: Library,
    telegram: TelegramEmulator,
    server: Server,
    on_server: Database,
    command: str,
) -> None:
    crowd = Crowd.of(telegram, PEOPLE, SEED)
    away = Away(telegram, crowd)
    progress = Progress("outages", OUTAGES)
    async with answering(folder, telegram, on_server, command) as bot:
        async with crowd.talking():
            for number in range(OUTAGES):
                await crowd.all_see()
                await asyncio.to_thread(server.stop, crash=number % 2 == 1)
                async with away.through():
                    await asyncio.to_thread(server.start)
                progress.at(number)
        await all_is_well(telegram, on_server, crowd, *away.newcomers)
        assert "StoreError" in bot.said()
    progress.tell(f"{OUTAGES} outages of {AWAY:.0f} s, {crowd.seen} steps")


@ways("serve")
async def test_connections_that_are_cut_lose_nothing(
    folder: Path, flows: Library, telegram: TelegramEmulator, on_server: Database, command: str
) -> None:
    crowd = Crowd.of(telegram, PEOPLE, SEED)
    progress = Progress("cuts", CUTS)
    async with (
        answering(folder, telegram, on_server, command),
        await psycopg.AsyncConnection.connect(on_server.url, autocommit=True) as connection,
    ):
        async with crowd.talking():
            for number in range(CUTS):
                await crowd.all_see()
                await connection.execute(_CUT)
                progress.at(number)
        await all_is_well(telegram, on_server, crowd)
    progress.tell(f"{CUTS} times all connections, {crowd.seen} steps")


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone limits what runs already")
@ways("poll")
async def test_files_that_cannot_be_written_lose_nothing(
    folder: Path, flows: Library, telegram: TelegramEmulator, tmp_path: Path, command: str
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'rettvei.db'}").make()
    crowd = Crowd.of(telegram, PEOPLE, SEED)
    away = Away(telegram, crowd)
    async with answering(folder, telegram, database, command) as bot:
        disk = FileLimit(bot.seen.pid)
        async with crowd.talking():
            for _ in range(OUTAGES):
                await crowd.all_see()
                disk.fill()
                async with away.through():
                    disk.make_room()
        await all_is_well(telegram, database, crowd, *away.newcomers)


@pytest.mark.skipif(sys.platform != "linux", reason="Mounts as Linux does")
@ways("serve")
async def test_a_disk_that_is_full_loses_nothing(
    folder: Path, flows: Library, telegram: TelegramEmulator, tmp_path: Path, command: str
) -> None:
    crowd = Crowd.of(telegram, PEOPLE, SEED)
    away = Away(telegram, crowd)
    with small_disk(tmp_path / "disk") as disk:
        database = Database(f"sqlite:///{disk.folder / 'rettvei.db'}").make()
        async with answering(folder, telegram, database, command) as bot:
            async with crowd.talking():
                for _ in range(OUTAGES):
                    await crowd.all_see()
                    disk.fill()
                    # What needs no more room than there is, is kept and may be acknowledged.
                    async with away.through(none_acknowledged=False):
                        disk.make_room()
            await all_is_well(telegram, database, crowd, *away.newcomers)
            assert "StoreError" in bot.said()
