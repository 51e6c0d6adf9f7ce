"""Several processes on one file, some of which die."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store import Call, SqliteStore, StoreBusyError
from tests.store.conftest import NOON, Clock

LEASE = timedelta(minutes=1)
FRAME = """
import asyncio, sys
from datetime import datetime, timedelta
from pathlib import Path
from bot.store import Call, SqliteStore

NOON = datetime.fromisoformat(sys.argv[2])
LEASE = timedelta(minutes=1)

def halt():
    print("here", flush=True)
    sys.stdin.read()

async def main():
    store = SqliteStore.open(Path(sys.argv[1]), lambda: NOON)
{body}
    await store.close()

asyncio.run(main())
"""
IN_THE_MIDDLE_OF_A_TURN = """
    async with store.turn(1, 5) as turn:
        turn.save(b"half")
        turn.queue([Call("sendMessage", {})])
        halt()
"""
AFTER_THE_TURN = """
    async with store.turn(1, 5) as turn:
        turn.save(b"whole")
        turn.queue([Call("sendMessage", {})])
    halt()
"""
AFTER_THE_CLAIM = """
    rows = await store.claim(NOON, LEASE, 9)
    assert len(rows) == 1
    halt()
"""
COUNT_TO_FIFTY = """
    for update in range(50):
        async with store.turn(update, 5) as turn:
            if not turn.seen:
                count = int(turn.session or b"0")
                turn.queue([Call("sendMessage", {"n": count})])
                turn.save(b"%d" % (count + 1))
"""


def start(path: Path, body: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", FRAME.replace("{body}", body), str(path), NOON.isoformat()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@contextmanager
def halted(path: Path, body: str) -> Iterator[None]:
    """Run another process up to its `halt`; kill it, as with SIGKILL, at the end."""
    with start(path, body) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "here\n"
        try:
            yield
        finally:
            child.kill()


async def test_a_process_killed_in_the_middle_of_a_turn_leaves_no_trace(
    path: Path, clock: Clock
) -> None:
    store = SqliteStore.open(path, clock, patience=timedelta(milliseconds=20))
    with halted(path, IN_THE_MIDDLE_OF_A_TURN), pytest.raises(StoreBusyError):
        async with store.turn(2, 6):
            pytest.fail("two turns at once")
    async with store.turn(1, 5) as turn:
        assert not turn.seen
        assert turn.session is None
    assert await store.next_due() is None
    await store.close()


async def test_a_process_killed_after_its_turn_has_lost_nothing(path: Path, clock: Clock) -> None:
    with halted(path, AFTER_THE_TURN):
        pass
    store = SqliteStore.open(path, clock)
    async with store.turn(1, 5) as turn:
        assert turn.seen
        assert turn.session == b"whole"
    assert len(await store.claim(NOON, LEASE, 9)) == 1
    await store.close()


async def test_what_a_killed_sender_had_claimed_another_sends_after_the_lease(
    path: Path, store: SqliteStore
) -> None:
    async with store.turn(1, 5) as turn:
        turn.queue([Call("sendMessage", {"n": 1}), Call("sendMessage", {"n": 2})])
    with halted(path, AFTER_THE_CLAIM):
        assert await store.claim(NOON, LEASE, 9) == []
    assert await store.claim(NOON, LEASE, 9) == []
    assert await store.next_due() == NOON + LEASE
    (row,) = await store.claim(NOON + LEASE, LEASE, 9)
    assert (row.call.parameters, row.attempts) == ({"n": 1}, 0)


async def test_of_an_update_that_two_processes_get_one_makes_something(
    path: Path, store: SqliteStore
) -> None:
    children = [start(path, COUNT_TO_FIFTY) for _ in range(2)]
    for child in children:
        child.communicate()
        assert child.returncode == 0
    async with store.turn(50, 5) as turn:
        assert turn.session == b"50"
    for number in range(50):
        (row,) = await store.claim(NOON, LEASE, 9)
        assert row.call.parameters == {"n": number}
        await store.delivered(row, None)
