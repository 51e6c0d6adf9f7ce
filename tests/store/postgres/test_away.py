"""A server that goes away and comes back, and what another process is in the midst of."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from psycopg import errors

from bot.store import Call, Store, StoreBusyError, StoreError, Turn, open_store
from bot.store.postgres.steps import lock_of
from tests.store.conftest import MASTERS, NOON, Clock, Database, made_on
from tests.store.turns import key_of, turn_of

LEASE = timedelta(minutes=1)
HELLO = Call("sendMessage", {"text": "hei"})


@pytest.fixture
def database(postgres: str) -> Database:
    return made_on(postgres)


@pytest.fixture
async def store(database: Database, clock: Clock) -> AsyncIterator[Store]:
    opened = await database.open(clock)
    yield opened
    await opened.close()


def cut_all(database: Database) -> None:
    """End all connections to this database's schema, as a server that is restarted does."""
    with psycopg.connect(database.url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'rettvei' AND pid <> pg_backend_pid()"
        )


def hello(turn: Turn) -> None:
    turn.save(b"kept")
    turn.queue([HELLO])


async def test_after_its_connections_were_cut_a_store_says_so_once_and_goes_on(
    database: Database, store: Store
) -> None:
    assert await store.step(1, 5, hello) is not None
    (row,) = await store.claim(NOON, LEASE, 9)
    await store.delivered(row, 1)
    cut_all(database)
    with pytest.raises(StoreError, match="does not answer"):
        await store.step(2, 5, hello)
    with pytest.raises(StoreError):
        await store.claim(NOON, LEASE, 9)
    assert await store.step(2, 5, hello) is not None
    (row,) = await store.claim(NOON, LEASE, 9)
    with pytest.raises(StoreError):
        await store.delivered(row, 2)
    await store.delivered(row, 2)
    assert await store.claim(NOON, LEASE, 9) == []


async def test_all_that_waits_is_told_when_the_server_goes_away(
    database: Database, store: Store
) -> None:
    await store.step(100, 5, hello)
    cut_all(database)
    taken = await asyncio.gather(
        *(store.step(n, n, hello) for n in range(20)), return_exceptions=True
    )
    assert all(isinstance(one, StoreError) for one in taken)
    assert all(await asyncio.gather(*(store.step(n, n, hello) for n in range(20))))


async def test_while_the_server_is_away_nothing_is_said_to_be_done(
    database: Database, clock: Clock, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object, **__: object) -> None:
        raise psycopg.OperationalError("connection refused")

    cut_all(database)
    with monkeypatch.context() as patch:
        patch.setattr(psycopg.AsyncConnection, "connect", refuse)
        for number in range(3):
            with pytest.raises(StoreError, match="does not answer"):
                await store.step(number, 5, hello)
    for number in range(3):
        assert await store.step(number, 5, hello) is not None


async def test_a_step_waits_for_a_delivery_of_its_chat_elsewhere_and_then_sees_it(
    database: Database, store: Store
) -> None:
    with psycopg.connect(database.url) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", (lock_of(key_of(store, 5)),))
        waiting = asyncio.create_task(store.step(1, 5, hello))
        while not other.execute(  # noqa: ASYNC110 (what happens on the server has no event)
            "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        ).fetchone():
            await asyncio.sleep(0)
        assert not waiting.done()
    assert await waiting is not None


async def test_a_step_that_was_overtaken_is_decided_anew(
    database: Database, clock: Clock, store: Store
) -> None:
    other = await database.open(clock)
    seen: list[bytes | None] = []
    loop = asyncio.get_running_loop()
    overtaken: list[asyncio.Task[Turn | None]] = []

    def decide(turn: Turn) -> None:
        seen.append(turn.session)
        turn.save((turn.session or b"") + b"2")
        if not overtaken:
            overtaken.append(loop.create_task(other.step(1, 5, lambda turn: turn.save(b"1"))))
            hold(store, overtaken[0])

    await store.step(2, 5, decide)
    assert seen == [None, b"1"]
    async with turn_of(store, 3, 5) as turn:
        assert turn.session == b"12"
    await other.close()


def hold(store: Store, until: asyncio.Task[Turn | None]) -> None:
    """Let a store write only when a task is done."""
    lane = store._durable  # type: ignore[attr-defined]
    connected = lane.connected

    def later() -> object:
        lane.connected = connected
        return Later()

    class Later:
        async def __aenter__(self) -> object:
            await until
            self.inner = connected()
            return await self.inner.__aenter__()

        async def __aexit__(self, *error: object) -> object:
            return await self.inner.__aexit__(*error)

    lane.connected = later


async def test_a_row_that_another_process_is_taking_is_passed_over(
    database: Database, store: Store
) -> None:
    for chat in (5, 6):
        await store.step(chat, chat, hello)
    with psycopg.connect(database.url) as other:
        other.execute("SELECT 1 FROM outbox WHERE id = 1 FOR UPDATE")
        (row,) = await store.claim(NOON, LEASE, 9)
        assert row.id == 2
    assert len(await store.claim(NOON, LEASE, 9)) == 1


async def test_an_update_that_came_for_two_chats_at_once_is_left_to_come_again(
    database: Database, clock: Clock, store: Store
) -> None:
    other = await database.open(clock)
    taken = await asyncio.gather(
        *(one.step(n, 10 * n + place, hello) for n in range(9) for place, one in
          enumerate((store, other))),
        return_exceptions=True,
    )  # fmt: skip
    for one, two in zip(taken[::2], taken[1::2], strict=True):
        assert isinstance(one, Turn) != isinstance(two, Turn) or StoreBusyError in (
            type(one),
            type(two),
        )
    await other.close()


async def test_a_process_uses_three_connections_however_much_there_is_to_do(
    database: Database, store: Store
) -> None:
    await asyncio.gather(*(store.step(n, n, hello) for n in range(300)))
    rows = await store.claim(NOON, LEASE, 300)
    await asyncio.gather(*(store.delivered(row, row.id) for row in rows), store.backlog())
    with psycopg.connect(database.url) as other:
        found = other.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'rettvei'"
        ).fetchone()
    assert found == (3,)
    assert await store.next_due() is None


async def test_nothing_about_a_person_stands_in_the_tables_in_plain(
    database: Database, store: Store
) -> None:
    def plant(turn: Turn) -> None:
        turn.save(b"plantet samtale")
        turn.queue([Call("sendMessage", {"chat_id": 7312345678, "text": "plantet"}, shows=1)] * 2)

    await store.step(1, 7312345678, plant)
    (row,) = await store.claim(NOON, LEASE, 1)
    await store.delivered(row, 10)
    with psycopg.connect(database.url) as connection:
        for table in ("chats", "outbox", "set_aside", "pace", "updates"):
            with connection.cursor().copy(f"COPY {table} TO STDOUT (FORMAT BINARY)") as copy:
                raw = b"".join(bytes(block) for block in copy)
            assert b"plantet" not in raw
            assert b"7312345678" not in raw
            assert (7312345678).to_bytes(8, "big") not in raw
    turn = await store.step(2, 7312345678, Turn.forget)
    assert turn is not None
    with psycopg.connect(database.url) as connection:
        for table in ("chats", "outbox", "set_aside", "pace"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


async def test_connections_that_have_become_read_only_are_let_go(
    database: Database, store: Store
) -> None:
    await store.step(1, 5, hello)
    (row,) = await store.claim(NOON, LEASE, 9)
    await store.delivered(row, 1)
    any_store: Any = store
    for lane in (any_store._durable, any_store._arrived, any_store._lane):
        # As those that a primary has kept that is one no more.
        await lane._connection.execute("SET default_transaction_read_only = on")
    for fails in (
        lambda: store.step(2, 5, hello),
        lambda: store.claim(NOON, LEASE, 9),
        lambda: store.delivered(row, 1),
    ):
        with pytest.raises(StoreError, match="takes no writes: it is a standby"):
            await fails()
    assert await store.step(2, 5, hello) is not None
    (row,) = await store.claim(NOON, LEASE, 9)
    await store.delivered(row, 2)
    assert (await store.backlog()).rows == 0


async def test_a_server_that_takes_no_writes_is_refused_unless_it_is_asked_for(
    database: Database, clock: Clock
) -> None:
    standby = f"{database.url}%20-cdefault_transaction_read_only%3Don"
    with pytest.raises(StoreError, match="takes no writes: it is a standby"):
        await open_store(standby, clock, MASTERS)
    store = await open_store(f"{standby}&target_session_attrs=any", clock, MASTERS)
    assert (await store.backlog()).rows == 0
    with pytest.raises(StoreError, match="takes no writes: it is a standby"):
        await store.probe()
    await store.close()


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (errors.AdminShutdown, False),
        (errors.CannotConnectNow, False),
        (errors.ConnectionFailure, False),
        (errors.ReadOnlySqlTransaction, False),
        (errors.QueryCanceled, True),
        (errors.LockNotAvailable, True),
    ],
)
async def test_after_which_errors_a_connection_is_made_anew(
    database: Database, store: Store, error: type[psycopg.Error], kept: bool
) -> None:
    lane = store._lane  # type: ignore[attr-defined]
    before = (await lane.ask("SELECT pg_backend_pid()"))[0]

    async def fail() -> None:
        async with lane.connected():
            raise error("so it is said")

    with pytest.raises(StoreError):
        await fail()
    assert ((await lane.ask("SELECT pg_backend_pid()"))[0] == before) == kept
