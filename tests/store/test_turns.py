from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store import Call, Shown, SqliteStore, Store, StoreBusyError
from tests.store.conftest import NOON, Clock

LEASE = timedelta(minutes=1)
HELLO = Call("sendMessage", {"chat_id": 5, "text": "Hei"})


async def test_what_a_turn_saves_the_next_turn_of_the_chat_reads(store: SqliteStore) -> None:
    async with store.turn(1, 5) as turn:
        assert turn.session is None
        turn.save(b"\x00first\xff")
    async with store.turn(2, 5) as turn:
        assert turn.session == b"\x00first\xff"
        turn.save(b"second")
        assert turn.session == b"second"
    async with store.turn(3, 6) as turn:
        assert turn.session is None


async def test_what_was_committed_is_there_after_a_restart(path: Path, clock: Clock) -> None:
    before = SqliteStore.open(path, clock)
    async with before.turn(1, 5) as turn:
        turn.save(b"kept")
        turn.queue([HELLO])
    await before.close()
    after = SqliteStore.open(path, clock)
    async with after.turn(1, 5) as turn:
        assert turn.seen
        assert turn.session == b"kept"
    assert [row.call for row in await after.claim(NOON, LEASE, 9)] == [HELLO]
    await after.close()


async def test_a_store_is_what_the_protocol_says(store: SqliteStore) -> None:
    as_protocol: Store = store
    async with as_protocol.turn(1, 5) as turn:
        assert not turn.seen
        assert turn.screen is None


async def test_an_update_is_new_once_whatever_chat_it_names(store: SqliteStore) -> None:
    async with store.turn(10, 5) as turn:
        assert not turn.seen
    async with store.turn(10, 6) as turn:
        assert turn.seen
    async with store.turn(9, 5) as turn:
        assert not turn.seen, "a lower id is not an older update"


async def test_the_turn_of_a_seen_update_refuses_to_do_anything(store: SqliteStore) -> None:
    async with store.turn(1, 5) as turn:
        turn.save(b"once")
    async with store.turn(1, 5) as again:
        with pytest.raises(RuntimeError, match="handled before"):
            again.save(b"twice")
        with pytest.raises(RuntimeError, match="handled before"):
            again.queue([HELLO])
        with pytest.raises(RuntimeError, match="handled before"):
            again.forget()
    async with store.turn(2, 5) as turn:
        assert turn.session == b"once"
    assert not await store.claim(NOON, LEASE, 9)


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, asyncio.CancelledError])
async def test_a_turn_left_by_an_exception_leaves_no_trace(
    store: SqliteStore, error: type[BaseException]
) -> None:
    async with store.turn(1, 5) as turn:
        turn.save(b"before")
        turn.queue([HELLO])

    async def fail() -> None:
        async with store.turn(2, 5) as turn:
            turn.forget()
            turn.save(b"after")
            turn.queue([HELLO, HELLO])
            raise error

    with pytest.raises(error):
        await fail()
    async with store.turn(2, 5) as turn:
        assert not turn.seen
        assert turn.session == b"before"
    assert [row.id for row in await store.claim(NOON, LEASE, 9)] == [1]


async def test_a_cancelled_task_leaves_no_trace_and_no_lock(store: SqliteStore) -> None:
    inside = asyncio.Event()

    async def handle() -> None:
        async with store.turn(1, 5) as turn:
            turn.save(b"half")
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(handle())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.turn(1, 5) as turn:
        assert not turn.seen
        assert turn.session is None


async def test_a_turn_that_has_ended_refuses_to_be_used(store: SqliteStore) -> None:
    async with store.turn(1, 5) as turn:
        turn.save(b"in time")
    with pytest.raises(RuntimeError, match="ended"):
        turn.save(b"late")
    with pytest.raises(RuntimeError, match="ended"):
        assert turn.session
    async with store.turn(2, 5) as turn:
        assert turn.session == b"in time"


async def test_a_call_that_json_cannot_hold_takes_the_whole_turn_back(store: SqliteStore) -> None:
    async def fail() -> None:
        async with store.turn(1, 5) as turn:
            turn.save(b"x")
            turn.queue([HELLO, Call("sendMessage", {"text": object()})])

    with pytest.raises(TypeError):
        await fail()
    async with store.turn(1, 5) as turn:
        assert not turn.seen
        assert turn.session is None
    assert await store.next_due() is None


async def test_turns_of_one_process_run_one_after_the_other(store: SqliteStore) -> None:
    async def add_one(update: int) -> None:
        async with store.turn(update, 5) as turn:
            count = int(turn.session or b"0")
            await asyncio.sleep(0)
            turn.save(b"%d" % (count + 1))

    await asyncio.gather(*(add_one(update) for update in range(50)))
    async with store.turn(50, 5) as turn:
        assert turn.session == b"50"


async def test_turns_of_two_stores_on_one_file_run_one_after_the_other(
    path: Path, clock: Clock
) -> None:
    stores = [SqliteStore.open(path, clock) for _ in range(2)]
    handled: list[int] = []

    async def add_one(store: SqliteStore, update: int) -> None:
        async with store.turn(update, 5) as turn:
            if turn.seen:
                return
            count = int(turn.session or b"0")
            await asyncio.sleep(0)
            turn.save(b"%d" % (count + 1))
            handled.append(update)

    await asyncio.gather(*(add_one(store, update) for update in range(25) for store in stores))
    assert sorted(handled) == list(range(25))
    async with stores[0].turn(25, 5) as turn:
        assert turn.session == b"25"
    for store in stores:
        await store.close()


async def test_while_another_process_writes_the_event_loop_goes_on(
    path: Path, store: SqliteStore
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        async def handle() -> bool:
            async with store.turn(1, 5) as turn:
                return turn.seen

        waiting = asyncio.create_task(handle())
        for _ in range(3):
            await asyncio.sleep(0)
        assert not waiting.done()
        other.execute("COMMIT")
        assert await waiting is False


async def test_a_database_that_stays_locked_is_a_busy_error_and_works_afterwards(
    path: Path, clock: Clock
) -> None:
    store = SqliteStore.open(path, clock, patience=timedelta(milliseconds=20))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusyError, match="locked by another process; stop that process"):
            async with store.turn(1, 5):
                pytest.fail("the turn has begun")
        with pytest.raises(StoreBusyError):
            await store.claim(NOON, LEASE, 9)
    async with store.turn(1, 5) as turn:
        assert not turn.seen
    await store.close()


async def test_ids_of_updates_go_when_they_are_over_24_hours_old(
    store: SqliteStore, clock: Clock
) -> None:
    async with store.turn(1, 5):
        clock.pass_by(timedelta(microseconds=1))
    async with store.turn(2, 5):
        pass
    assert await store.sweep(NOON + timedelta(hours=24)) == 0
    assert await store.sweep(NOON + timedelta(hours=24, microseconds=1)) == 1
    async with store.turn(1, 5) as turn:
        assert not turn.seen
    async with store.turn(2, 5) as turn:
        assert turn.seen


async def test_the_screen_is_the_last_delivered_call_that_shows_one(store: SqliteStore) -> None:
    async with store.turn(1, 5) as turn:
        turn.queue([Call("sendMessage", {}, shows=7), HELLO, Call("sendMessage", {}, shows=8)])
        assert turn.screen is None
    for message_id in (100, 101, None):
        (row,) = await store.claim(NOON, LEASE, 9)
        await store.delivered(row, message_id)
    async with store.turn(2, 5) as turn:
        assert turn.screen == Shown(message_id=100, revision=7)
        assert turn.session is None
        turn.save(b"x")
        assert turn.screen == Shown(message_id=100, revision=7)
        turn.queue([Call("sendMessage", {}, shows=0)])
    (row,) = await store.claim(NOON, LEASE, 9)
    await store.delivered(row, 102)
    async with store.turn(3, 5) as turn:
        assert turn.screen == Shown(message_id=102, revision=0)
        assert turn.session == b"x"


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        pytest.param("synchronous", 2, id="a commit survives a power cut"),
        pytest.param("secure_delete", 1, id="what is deleted is overwritten"),
        pytest.param("busy_timeout", 0, id="a lock is never waited for by the thread"),
    ],
)
async def test_the_connection_does_not_rely_on_what_sqlite_was_built_with(
    store: SqliteStore, pragma: str, value: int
) -> None:
    assert store._db.execute(f"PRAGMA {pragma}").fetchone() == (value,)


async def test_closing_twice_is_harmless(path: Path, clock: Clock) -> None:
    store = SqliteStore.open(path, clock)
    await store.close()
    await store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        await store.next_due()


async def test_closing_waits_for_the_turn_that_is_running(path: Path, clock: Clock) -> None:
    store = SqliteStore.open(path, clock)
    async with store.turn(1, 5) as turn:
        closing_down = asyncio.create_task(store.close())
        await asyncio.sleep(0)
        turn.save(b"kept")
    await closing_down
    again = SqliteStore.open(path, clock)
    async with again.turn(2, 5) as turn:
        assert turn.session == b"kept"
    await again.close()
