"""A database file among several processes, and what the connection asks of SQLite."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store import Call, SqliteStore, StoreBusyError, Turn
from tests.store.conftest import MASTERS, NOON, Clock

LEASE = timedelta(minutes=1)


async def test_while_another_process_writes_the_event_loop_goes_on(
    path: Path, clock: Clock
) -> None:
    store = SqliteStore.open(path, clock, MASTERS)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(store.step(1, 5, lambda _: None))
        for _ in range(3):
            await asyncio.sleep(0)
        assert not waiting.done()
        other.execute("COMMIT")
        assert await waiting is not None
    await store.close()


async def test_a_database_that_stays_locked_is_a_busy_error_and_works_afterwards(
    path: Path, clock: Clock
) -> None:
    store = SqliteStore.open(path, clock, MASTERS, patience=timedelta(milliseconds=20))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusyError, match="locked by another process; stop that process"):
            await store.step(1, 5, lambda _: pytest.fail("the step has begun"))
        with pytest.raises(StoreBusyError):
            await store.claim(NOON, LEASE, 9)
    assert await store.step(1, 5, lambda _: None) is not None
    await store.close()


async def test_what_comes_together_is_committed_together(path: Path, clock: Clock) -> None:
    store = SqliteStore.open(path, clock, MASTERS)
    statements: list[str] = []
    store._lane._db.set_trace_callback(statements.append)
    await asyncio.gather(*(store.step(n, n, lambda turn: turn.save(b"x")) for n in range(20)))
    assert statements.count("COMMIT") == 1
    await store.close()


async def test_a_task_that_is_cancelled_in_time_is_not_begun(path: Path, clock: Clock) -> None:
    store = SqliteStore.open(path, clock, MASTERS)
    task = asyncio.create_task(store.step(1, 5, lambda turn: turn.save(b"x")))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    turn = await store.step(1, 5, lambda _: None)
    assert turn is not None
    assert turn.session is None
    await store.close()


async def test_work_that_fails_after_it_has_written_is_taken_back_alone(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqliteStore.open(path, clock, MASTERS)
    real = SqliteStore.open(path, clock, MASTERS)._lane.sealer
    sealer = store._lane.sealer

    def seal(kind: object, chat: bytes, value: bytes) -> bytes:
        if value == b"bad":
            raise ValueError
        return real.seal(kind, chat, value)  # type: ignore[arg-type]

    monkeypatch.setattr(sealer, "seal", seal)

    def saving(raw: bytes) -> object:
        def decide(turn: Turn) -> None:
            turn.queue([Call("getMe", {})])
            turn.save(raw)

        return decide

    words = (b"one", b"bad", b"two")
    taken = await asyncio.gather(
        *(store.step(n, n, saving(raw)) for n, raw in enumerate(words)),  # type: ignore[arg-type]
        return_exceptions=True,
    )
    assert [isinstance(turn, ValueError) for turn in taken] == [False, True, False]
    found = [await store.step(10 + n, n, lambda _: None) for n in range(3)]
    assert [turn.session if turn else None for turn in found] == [b"one", None, b"two"]
    assert await store.step(1, 1, lambda _: None) is not None
    await store.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        pytest.param("synchronous", 2, id="a commit survives a power cut"),
        pytest.param("secure_delete", 1, id="what is deleted is overwritten"),
        pytest.param("busy_timeout", 0, id="a lock is never waited for by the thread"),
    ],
)
async def test_the_connection_does_not_rely_on_what_sqlite_was_built_with(
    path: Path, clock: Clock, pragma: str, value: int
) -> None:
    store = SqliteStore.open(path, clock, MASTERS)
    assert store._lane._db.execute(f"PRAGMA {pragma}").fetchone() == (value,)
    await store.close()


async def test_only_a_step_waits_for_the_disk(path: Path, clock: Clock) -> None:
    store = SqliteStore.open(path, clock, MASTERS)

    def waits() -> bool:
        return bool(store._lane._db.execute("PRAGMA synchronous").fetchone() == (2,))

    await store.claim(NOON, LEASE, 9)
    assert not waits()
    await asyncio.gather(store.next_due(), store.step(1, 5, lambda _: None))
    assert waits()
    await store.close()


async def test_a_closed_store_refuses_to_be_used(path: Path, clock: Clock) -> None:
    store = SqliteStore.open(path, clock, MASTERS)
    await store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        await store.next_due()
