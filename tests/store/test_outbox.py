from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.store import Call, Store
from tests.store.conftest import NOON, Clock, Database
from tests.store.turns import key_of, turn_of

LEASE = timedelta(minutes=1)
TICK = timedelta(microseconds=1)


def say(text: str) -> Call:
    return Call("sendMessage", {"text": text})


async def queue(store: Store, update: int, chat: int, *texts: str) -> None:
    async with turn_of(store, update, chat) as turn:
        turn.queue([say(text) for text in texts])


async def claimed(store: Store, now: datetime, limit: int = 99) -> list[str]:
    return [row.call.parameters["text"] for row in await store.claim(now, LEASE, limit)]


async def test_a_call_comes_out_as_it_went_in(store: Store) -> None:
    call = Call(
        "sendMessage",
        {"text": "Æ\x00‏<b>😀", "n": 2**53, "none": None, "keys": [[{"on": True, "x": 1.5}]]},
        cosmetic=True,
        shows=0,
    )
    async with turn_of(store, 1, -(2**52)) as turn:
        turn.queue([call, Call("getMe", {})])
    (row,) = await store.claim(NOON, LEASE, 1)
    assert row.call == call
    assert (row.chat, row.attempts, row.leased_until) == (key_of(store, -(2**52)), 0, NOON + LEASE)
    await store.delivered(row, None)
    (row,) = await store.claim(NOON, LEASE, 1)
    assert row.call == Call("getMe", {}, cosmetic=False, shows=None)


async def test_of_each_chat_only_the_oldest_row_goes_out(store: Store) -> None:
    await queue(store, 1, 5, "a1", "a2")
    await queue(store, 2, 6, "b1")
    await queue(store, 3, 5, "a3")
    rows = await store.claim(NOON, LEASE, 99)
    assert [row.call.parameters["text"] for row in rows] == ["a1", "b1"]
    assert await claimed(store, NOON) == []
    await store.delivered(rows[0], 100)
    assert await claimed(store, NOON) == ["a2"]


async def test_no_more_rows_than_the_limit_are_taken_and_the_oldest_first(
    store: Store,
) -> None:
    for chat in (9, 7, 8):
        await queue(store, chat, chat, str(chat))
    assert await claimed(store, NOON, 2) == ["9", "7"]
    assert await claimed(store, NOON, 2) == ["8"]


async def test_a_row_may_go_at_once_whatever_the_clock_said_when_it_was_queued(
    store: Store,
) -> None:
    await queue(store, 1, 5, "a")
    due = await store.next_due()
    assert due is not None
    assert due <= NOON - timedelta(days=1)
    assert await claimed(store, NOON - timedelta(days=1)) == ["a"]


async def test_a_claimed_row_is_nobody_elses_until_the_lease_has_run_out(
    database: Database, clock: Clock, store: Store
) -> None:
    other = await database.open(clock)
    await queue(store, 1, 5, "a1", "a2")
    assert await claimed(store, NOON) == ["a1"]
    assert await other.next_due() == NOON + LEASE
    assert await claimed(other, NOON + LEASE - TICK) == []
    assert await claimed(other, NOON + LEASE) == ["a1"]
    assert await claimed(store, NOON + LEASE) == []
    await other.close()


async def test_a_postponed_row_holds_back_its_own_chat_only(store: Store) -> None:
    await queue(store, 1, 5, "a1", "a2")
    await queue(store, 2, 6, "b1", "b2")
    first, other = await store.claim(NOON, LEASE, 99)
    until = NOON + timedelta(seconds=3)
    await store.postpone(first, until)
    await store.delivered(other, 100)
    assert await claimed(store, NOON) == ["b2"]
    assert await store.next_due() == until
    assert await claimed(store, until - TICK) == []
    (again,) = await store.claim(until, LEASE, 99)
    assert (again.id, again.call, again.attempts) == (first.id, first.call, 1)
    await store.postpone(again, until)
    (again,) = await store.claim(until, LEASE, 99)
    assert again.attempts == 2


async def test_a_sender_that_came_too_late_cannot_take_a_row_from_the_next_one(
    store: Store,
) -> None:
    await queue(store, 1, 5, "a")
    (late,) = await store.claim(NOON, LEASE, 1)
    (current,) = await store.claim(NOON + LEASE, LEASE, 1)
    await store.postpone(late, NOON)
    assert await claimed(store, NOON + LEASE) == []
    await store.postpone(current, NOON)
    (row,) = await store.claim(NOON, LEASE, 1)
    assert row.attempts == 1


async def test_a_row_delivered_late_is_done_and_no_later_row_gets_its_id(
    store: Store,
) -> None:
    await queue(store, 1, 5, "a")
    (late,) = await store.claim(NOON, LEASE, 1)
    (current,) = await store.claim(NOON + LEASE, LEASE, 1)
    await store.delivered(late, 100)
    await queue(store, 2, 5, "b")
    await store.delivered(current, 101)
    assert await claimed(store, NOON) == ["b"]


async def test_a_chat_that_refuses_messages_loses_all_its_rows_and_nothing_else(
    store: Store,
) -> None:
    async with turn_of(store, 1, 5) as turn:
        turn.save(b"kept")
        turn.queue([say("a1"), say("a2")])
    await queue(store, 2, 6, "b1")
    await store.drop_chat(key_of(store, 5))
    assert await claimed(store, NOON) == ["b1"]
    async with turn_of(store, 3, 5) as turn:
        assert turn.session == b"kept"


async def test_the_next_due_time_is_that_of_the_chat_that_may_go_first(store: Store) -> None:
    assert await store.next_due() is None
    for chat, seconds in ((5, 30), (6, 10), (7, 20)):
        await queue(store, chat, chat, "first", "second")
        (row,) = await store.claim(NOON, LEASE, 1)
        await store.postpone(row, NOON + timedelta(seconds=seconds))
    due = await store.next_due()
    assert due == NOON + timedelta(seconds=10)
    assert due.tzinfo is UTC


async def test_a_thousand_rows_go_out_once_each_and_in_order(store: Store) -> None:
    for update in range(1000):
        await queue(store, update, update % 7, str(update))
    sent: list[int] = []
    while rows := await store.claim(NOON, LEASE, 5):
        for row in rows:
            sent.append(int(row.call.parameters["text"]))
            await store.delivered(row, len(sent))
    assert sorted(sent) == list(range(1000))
    for chat in range(7):
        of_chat = [number for number in sent if number % 7 == chat]
        assert of_chat == sorted(of_chat)
    assert await store.next_due() is None


async def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(TypeError):
        await store.claim(NOON.replace(tzinfo=None), LEASE, 1)
