"""Whether a database would keep what is to be kept: found out by writing, not by reading."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.store import Masters, SqliteStore, Store, StoreError, StoreKeyError
from bot.store.opening import rekey_store
from tests.store.conftest import MASTERS, Clock, Database, made_on


async def test_a_probe_is_a_commit_that_leaves_nothing(store: Store, clock: Clock) -> None:
    assert store.last_commit is None
    for _ in range(3):
        await store.probe()
    assert store.last_commit == clock()
    assert await store.counts() == {}


async def test_the_last_commit_is_that_of_the_last_step(store: Store, clock: Clock) -> None:
    await store.step(1, 5, lambda turn: turn.save(b"kept"))
    at = clock()
    clock.pass_by(clock() - at.replace(hour=11))
    assert await store.step(1, 5, lambda turn: turn.save(b"again")) is None
    await store.backlog()
    assert store.last_commit == at


async def test_a_process_that_knows_only_the_old_key_finds_out(
    database: Database, store: Store
) -> None:
    await store.probe()
    both = Masters((b"n" * 32, *MASTERS.keys))
    await asyncio.to_thread(rekey_store, database.url, both)
    with pytest.raises(StoreKeyError, match="encrypted with another key"):
        await store.probe()
    # Reading alone does not show it.
    await store.backlog()


@contextmanager
def full_disk(file: Path) -> Iterator[None]:
    """Let no file grow beyond the size of one, as a disk that is full does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_a_disk_that_is_full_is_found_out_and_healed_without_a_restart(
    path: Path, clock: Clock
) -> None:
    store = SqliteStore.open(path, clock, MASTERS)
    await store.probe()
    with full_disk(path.with_name(f"{path.name}-wal")):
        await store.backlog()
        with pytest.raises(StoreError, match="check the disk"):
            await store.probe()
    await store.probe()
    await store.close()


async def test_a_server_that_only_reads_is_found_out(postgres: str, clock: Clock) -> None:
    store = await made_on(postgres).open(clock)
    await store.probe()
    any_store: Any = store
    await any_store._durable._connection.execute("SET default_transaction_read_only = on")
    await store.backlog()
    with pytest.raises(StoreError, match="takes no writes"):
        await store.probe()
    await store.probe()
    await store.close()
