from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.store import Call, Shown, Store, Swept, Turn
from tests.store.conftest import NOON, Clock, Database
from tests.store.turns import turn_of

LEASE = timedelta(minutes=1)
HELLO = Call("sendMessage", {"chat_id": 5, "text": "Hei"})


async def test_what_a_turn_saves_the_next_turn_of_the_chat_reads(store: Store) -> None:
    async with turn_of(store, 1, 5) as turn:
        assert turn.session is None
        turn.save(b"\x00first\xff")
    async with turn_of(store, 2, 5) as turn:
        assert turn.session == b"\x00first\xff"
        turn.save(b"second")
    async with turn_of(store, 3, 6) as turn:
        assert turn.session is None
    async with turn_of(store, 4, 5) as turn:
        assert turn.session == b"second"


async def test_what_a_turn_has_written_it_reads(store: Store) -> None:
    await store.step(1, 5, lambda turn: turn.save(b"before"))
    await show(store, 2, 7)
    read: list[object] = []

    def decide(turn: Turn) -> None:
        read.extend((turn.session, turn.screen))
        turn.save(b"after")
        read.append(turn.session)
        turn.forget()
        read.extend((turn.session, turn.screen))

    await store.step(3, 5, decide)
    assert read == [b"before", Shown(100, 7), b"after", None, None]


async def test_what_was_committed_is_there_after_a_restart(
    database: Database, clock: Clock
) -> None:
    before = await database.open(clock)
    async with turn_of(before, 1, 5) as turn:
        turn.save(b"kept")
        turn.queue([HELLO])
    await before.close()
    after = await database.open(clock)
    async with turn_of(after, 1, 5) as turn:
        assert turn.seen
    async with turn_of(after, 2, 5) as turn:
        assert turn.session == b"kept"
    assert [row.call for row in await after.claim(NOON, LEASE, 9)] == [HELLO]
    await after.close()


async def test_an_update_is_new_once_whatever_chat_it_names(store: Store) -> None:
    def decide(turn: Turn) -> None:
        turn.save(b"x")

    assert await store.step(10, 5, decide) is not None
    assert await store.step(10, 6, decide) is None
    assert await store.step(9, 5, decide) is not None, "a lower id is not an older update"


async def test_an_update_that_came_twice_at_once_is_handled_once(store: Store) -> None:
    taken = await asyncio.gather(
        *(store.step(1, chat, lambda turn: turn.queue([HELLO])) for chat in (5, 5, 6, 5))
    )
    assert [turn is None for turn in taken] == [False, True, True, True]
    assert len(await store.claim(NOON, LEASE, 9)) == 1


@pytest.mark.parametrize("error", [ValueError, TypeError])
async def test_a_step_that_fails_leaves_no_trace(store: Store, error: type[Exception]) -> None:
    async with turn_of(store, 1, 5) as turn:
        turn.save(b"before")
        turn.queue([HELLO])

    def fail(turn: Turn) -> None:
        turn.forget()
        turn.save(b"after")
        turn.queue([HELLO, HELLO])
        raise error

    with pytest.raises(error):
        await store.step(2, 5, fail)
    async with turn_of(store, 2, 5) as turn:
        assert not turn.seen
        assert turn.session == b"before"
    assert [row.id for row in await store.claim(NOON, LEASE, 9)] == [1]


async def test_of_steps_that_come_together_one_that_fails_takes_no_other_with_it(
    store: Store,
) -> None:
    def decide(turn: Turn) -> None:
        turn.save(b"kept")
        turn.queue([HELLO])

    def fail(turn: Turn) -> None:
        decide(turn)
        raise ValueError

    taken = await asyncio.gather(
        *(store.step(chat, chat, fail if chat % 3 == 0 else decide) for chat in range(9)),
        return_exceptions=True,
    )
    assert [isinstance(turn, ValueError) for turn in taken] == [n % 3 == 0 for n in range(9)]
    for chat in range(9):
        async with turn_of(store, 100 + chat, chat) as turn:
            assert turn.session == (None if chat % 3 == 0 else b"kept")
    assert len(await store.claim(NOON, LEASE, 99)) == 6


async def test_a_step_whose_task_is_cancelled_is_taken_whole_or_not_at_all(store: Store) -> None:
    task = asyncio.create_task(store.step(1, 5, lambda turn: turn.save(b"half")))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    again = await store.step(1, 5, lambda _: None)
    after = await store.step(2, 5, lambda _: None)
    assert after is not None
    assert after.session == (b"half" if again is None else None)


async def test_a_call_that_json_cannot_hold_takes_the_whole_step_back(store: Store) -> None:
    def fail(turn: Turn) -> None:
        turn.save(b"x")
        turn.queue([HELLO, Call("sendMessage", {"text": object()})])

    with pytest.raises(TypeError):
        await store.step(1, 5, fail)
    async with turn_of(store, 1, 5) as turn:
        assert not turn.seen
        assert turn.session is None
    assert await store.next_due() is None


def count(turn: Turn) -> None:
    turn.save(b"%d" % (int(turn.session or b"0") + 1))


async def test_steps_of_one_chat_run_one_after_the_other(store: Store) -> None:
    await asyncio.gather(*(store.step(update, 5, count) for update in range(50)))
    async with turn_of(store, 50, 5) as turn:
        assert turn.session == b"50"


async def test_steps_of_two_stores_on_one_database_run_one_after_the_other(
    database: Database, clock: Clock
) -> None:
    stores = [await database.open(clock) for _ in range(2)]
    taken = await asyncio.gather(
        *(store.step(update, update % 3, count) for update in range(60) for store in stores)
    )
    assert sum(turn is not None for turn in taken) == 60
    for chat in range(3):
        async with turn_of(stores[0], 60 + chat, chat) as turn:
            assert turn.session == b"20"
    for store in stores:
        await store.close()


async def test_ids_of_updates_go_when_they_are_over_24_hours_old(
    store: Store, clock: Clock
) -> None:
    await store.step(1, 5, lambda _: None)
    clock.pass_by(timedelta(microseconds=1))
    await store.step(2, 5, lambda _: None)
    assert await store.sweep(NOON + timedelta(hours=24)) == Swept(0, 0)
    assert await store.sweep(NOON + timedelta(hours=24, microseconds=1)) == Swept(1, 0)
    assert await store.step(2, 5, lambda _: None) is None
    assert await store.step(1, 5, lambda _: None) is not None


async def show(store: Store, update: int, revision: int, message_id: int | None = 100) -> None:
    await store.step(update, 5, lambda turn: turn.queue([Call("sendMessage", {}, shows=revision)]))
    (row,) = await store.claim(NOON, LEASE, 9)
    await store.delivered(row, message_id)


async def test_the_screen_is_the_last_delivered_call_that_shows_one(store: Store) -> None:
    async with turn_of(store, 1, 5) as turn:
        turn.queue([Call("sendMessage", {}, shows=7), HELLO, Call("sendMessage", {}, shows=8)])
        assert turn.screen is None
    for message_id in (100, 101, None):
        (row,) = await store.claim(NOON, LEASE, 9)
        await store.delivered(row, message_id)
    async with turn_of(store, 2, 5) as turn:
        assert turn.screen == Shown(message_id=100, revision=7)
        assert turn.session is None
        turn.save(b"x")
        turn.queue([Call("sendMessage", {}, shows=0)])
    async with turn_of(store, 3, 5) as turn:
        assert turn.screen == Shown(message_id=100, revision=7)
    (row,) = await store.claim(NOON, LEASE, 9)
    await store.delivered(row, 102)
    async with turn_of(store, 4, 5) as turn:
        assert turn.screen == Shown(message_id=102, revision=0)
        assert turn.session == b"x"


async def test_closing_twice_is_harmless(database: Database, clock: Clock) -> None:
    store = await database.open(clock)
    await store.close()
    await store.close()


async def test_closing_waits_for_the_steps_that_were_begun(
    database: Database, clock: Clock
) -> None:
    store = await database.open(clock)
    steps = [asyncio.create_task(store.step(n, 5, count)) for n in range(3)]
    await asyncio.sleep(0)
    await store.close()
    await asyncio.gather(*steps)
    again = await database.open(clock)
    async with turn_of(again, 9, 5) as turn:
        assert turn.session == b"3"
    await again.close()
