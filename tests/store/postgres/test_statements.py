"""What our statements rest on: how parameters are read, and what one pipeline is."""

from __future__ import annotations

from collections.abc import AsyncIterator

import psycopg
import pytest

from bot.store import StoreError
from bot.store.postgres.arrays import array
from bot.store.postgres.lane import Lane
from bot.store.postgres.steps import LOCK
from tests.postgres import empty_database

_HELD = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"


@pytest.fixture
async def lane(postgres: str) -> AsyncIterator[Lane]:
    lane = Lane(empty_database(postgres), "the server", durable=True)
    yield lane
    await lane.close()


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([], "bigint"),
        ([1, -(2**63), None, 2**63 - 1], "bigint"),
        ([b"", b"\x00\\\"{},NULL'", bytes(range(256)), None], "bytea"),
        ([True, False, None], "boolean"),
    ],
)
async def test_an_array_is_read_as_it_was(
    lane: Lane, values: list[int | bytes | None], kind: str
) -> None:
    ((read,),) = await lane.ask(f"SELECT %s::{kind}[]", (array(values),))
    assert read == values


async def test_a_chat_stays_locked_to_the_end_of_the_pipeline_and_no_longer(lane: Lane) -> None:
    async with lane.connected() as connection:
        async with connection.pipeline():
            await connection.execute(LOCK, (array([7]),), prepare=True)
            held = await connection.execute(_HELD)
        assert await held.fetchone() == (1,)
        free = await connection.execute(_HELD)
        assert await free.fetchone() == (0,)


async def test_of_a_pipeline_that_fails_nothing_is_kept(lane: Lane) -> None:
    await lane.tell("CREATE TABLE kept (number integer PRIMARY KEY)")

    async def failing() -> None:
        async with lane.connected() as connection, connection.pipeline():
            await connection.execute("INSERT INTO kept VALUES (1)", prepare=True)
            await connection.execute("INSERT INTO kept VALUES (2), (2)", prepare=True)

    with pytest.raises((StoreError, psycopg.Error)):
        await failing()
    assert await lane.ask("SELECT number FROM kept") == []
