"""Several processes on one database, some of which die."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from bot.store import Call, Store
from tests.store.conftest import NOON, Clock, Database
from tests.store.turns import turn_of

LEASE = timedelta(minutes=1)
FRAME = """
import asyncio, sys
from datetime import datetime, timedelta
from bot.store import Call, open_store
from tests.store.conftest import MASTERS

NOON = datetime.fromisoformat(sys.argv[2])
LEASE = timedelta(minutes=1)

def halt():
    print("here", flush=True)
    sys.stdin.read()

async def main():
    store = await open_store(sys.argv[1], lambda: NOON, MASTERS)
{body}
    await store.close()

asyncio.run(main())
"""
IN_THE_MIDDLE_OF_A_STEP = """
    def decide(turn):
        turn.save(b"half")
        turn.queue([Call("sendMessage", {})])
        halt()
    await store.step(1, 5, decide)
"""
AFTER_THE_STEP = """
    def decide(turn):
        turn.save(b"whole")
        turn.queue([Call("sendMessage", {})])
    await store.step(1, 5, decide)
    halt()
"""
AFTER_THE_CLAIM = """
    rows = await store.claim(NOON, LEASE, 9)
    assert len(rows) == 1
    halt()
"""
COUNT_TO_FIFTY = """
    def decide(turn):
        count = int(turn.session or b"0")
        turn.queue([Call("sendMessage", {"n": count})])
        turn.save(b"%d" % (count + 1))
    for update in range(50):
        await store.step(update, 5, decide)
"""


def start(database: Database, body: str) -> subprocess.Popen[str]:
    code = FRAME.replace("{body}", body)
    return subprocess.Popen(
        [sys.executable, "-c", code, database.url, NOON.isoformat()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@contextmanager
def halted(database: Database, body: str) -> Iterator[None]:
    """Run another process up to its `halt`; kill it, as with SIGKILL, at the end."""
    with start(database, body) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "here\n"
        try:
            yield
        finally:
            child.kill()


async def test_a_process_killed_in_the_middle_of_a_step_leaves_no_trace(
    database: Database, clock: Clock
) -> None:
    with halted(database, IN_THE_MIDDLE_OF_A_STEP):
        pass
    store = await database.open(clock)
    async with turn_of(store, 1, 5) as turn:
        assert not turn.seen
        assert turn.session is None
    assert await store.next_due() is None
    await store.close()


async def test_a_process_killed_after_its_step_has_lost_nothing(
    database: Database, clock: Clock
) -> None:
    with halted(database, AFTER_THE_STEP):
        pass
    store = await database.open(clock)
    async with turn_of(store, 1, 5) as turn:
        assert turn.seen
    async with turn_of(store, 2, 5) as turn:
        assert turn.session == b"whole"
    assert len(await store.claim(NOON, LEASE, 9)) == 1
    await store.close()


async def test_what_a_killed_sender_had_claimed_another_sends_after_the_lease(
    database: Database, store: Store
) -> None:
    async with turn_of(store, 1, 5) as turn:
        turn.queue([Call("sendMessage", {"n": 1}), Call("sendMessage", {"n": 2})])
    with halted(database, AFTER_THE_CLAIM):
        assert await store.claim(NOON, LEASE, 9) == []
    assert await store.claim(NOON, LEASE, 9) == []
    assert await store.next_due() == NOON + LEASE
    (row,) = await store.claim(NOON + LEASE, LEASE, 9)
    assert (row.call.parameters, row.attempts) == ({"n": 1}, 0)


async def test_of_an_update_that_two_processes_get_one_makes_something(
    database: Database, store: Store
) -> None:
    children = [start(database, COUNT_TO_FIFTY) for _ in range(2)]
    for child in children:
        child.communicate()
        assert child.returncode == 0
    async with turn_of(store, 50, 5) as turn:
        assert turn.session == b"50"
    for number in range(50):
        (row,) = await store.claim(NOON, LEASE, 9)
        assert row.call.parameters == {"n": number}
        await store.delivered(row, None)
