from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.store import Call, Limits, Store
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


def urgent(text: str) -> Call:
    return Call("sendMessage", {"text": text}, urgent=True, shows=7)


def screen(text: str) -> Call:
    return Call("sendMessage", {"text": text}, replaceable=True)


async def show(store: Store, update: int, chat: int, *calls: Call) -> None:
    """Let a screen take the place of those that wait."""
    async with turn_of(store, update, chat) as turn:
        turn.supersede()
        turn.queue(calls)


async def drained(store: Store, now: datetime = NOON) -> list[str]:
    """Send all that waits, one after the other."""
    texts = []
    while rows := await store.claim(now, LEASE, 99):
        for row in rows:
            texts.append(row.call.parameters["text"])
            await store.delivered(row, 1)
    return texts


async def test_what_is_urgent_goes_before_all_that_waits_in_its_chat(store: Store) -> None:
    await queue(store, 1, 5, "a1", "a2", "a3")
    async with turn_of(store, 2, 5) as turn:
        turn.queue([urgent("first"), urgent("second"), say("a4")])
    assert await drained(store) == ["first", "second", "a1", "a2", "a3", "a4"]


async def test_what_is_urgent_in_one_chat_goes_before_what_others_have_waited_for(
    store: Store,
) -> None:
    for chat in range(10, 30):
        await queue(store, chat, chat, str(chat))
    async with turn_of(store, 2, 5) as turn:
        turn.queue([urgent("danger")])
    assert await claimed(store, NOON, 1) == ["danger"]


async def test_what_is_urgent_waits_neither_for_what_is_being_sent_nor_for_what_has_failed(
    store: Store,
) -> None:
    await queue(store, 1, 5, "a1", "a2")
    (row,) = await store.claim(NOON, LEASE, 9)
    await queue(store, 2, 6, "b1")
    (other,) = await store.claim(NOON, LEASE, 9)
    await store.postpone(other, NOON + timedelta(hours=1))
    for update, chat in ((3, 5), (4, 6)):
        async with turn_of(store, update, chat) as turn:
            turn.queue([urgent(f"danger {chat}")])
    assert await claimed(store, NOON) == ["danger 5", "danger 6"]
    assert await store.next_due() is not None
    await store.delivered(row, None)


async def test_a_screen_that_a_later_one_has_replaced_does_not_go_out(store: Store) -> None:
    for update in range(1, 41):
        await show(store, update, 5, screen(str(update)))
    await show(store, 99, 6, screen("other chat"))
    assert (await store.backlog()).rows == 2
    assert await drained(store) == ["40", "other chat"]


async def test_only_screens_that_say_that_they_can_be_replaced_are(store: Store) -> None:
    async with turn_of(store, 1, 5) as turn:
        turn.queue([screen("question"), say("privacy"), urgent("danger")])
    await queue(store, 2, 5, "goodbye")
    await show(store, 3, 5, say("warning"), screen("next"))
    await show(store, 4, 5, screen("last"))
    assert await drained(store) == ["danger", "privacy", "goodbye", "warning", "last"]


async def test_a_screen_that_is_being_sent_is_kept_and_recorded(store: Store) -> None:
    async with turn_of(store, 1, 5) as turn:
        turn.queue([Call("sendMessage", {"text": "a"}, shows=3, replaceable=True)])
    (row,) = await store.claim(NOON, LEASE, 9)
    await show(store, 2, 5, Call("sendMessage", {"text": "b"}, closes=3), screen("c"))
    await store.delivered(row, 77)
    (closing,) = await store.claim(NOON, LEASE, 9)
    assert closing.call.parameters == {"text": "b", "message_id": 77}


@pytest.mark.parametrize("fails", [True, False], ids=["fails", "dies"])
async def test_a_screen_that_was_replaced_while_it_was_sent_is_not_sent_again(
    store: Store, clock: Clock, fails: bool
) -> None:
    async with turn_of(store, 1, 5) as turn:
        turn.queue([screen("old")])
    (row,) = await store.claim(NOON, LEASE, 9)
    await show(store, 2, 5, screen("new"))
    if fails:
        await store.postpone(row, NOON)
    else:
        clock.pass_by(LEASE)
    assert [await claimed(store, clock()), await claimed(store, clock())] in (
        [["new"], []],
        [[], ["new"]],
    )


async def test_a_screen_whose_sender_died_is_replaced(store: Store, clock: Clock) -> None:
    async with turn_of(store, 1, 5) as turn:
        turn.queue([screen("old")])
    await store.claim(NOON, LEASE, 9)
    clock.pass_by(LEASE)
    await show(store, 2, 5, screen("new"))
    assert await drained(store, clock()) == ["new"]


async def test_a_screen_that_waits_for_its_turn_is_replaced(store: Store) -> None:
    limits = Limits(1, 1, None)
    await queue(store, 1, 5, "first")
    (row,) = await store.claim(NOON, LEASE, 9, limits)
    await store.delivered(row, None)
    await show(store, 2, 5, screen("old"))
    assert await store.claim(NOON, LEASE, 9, limits) == []
    await show(store, 3, 5, screen("new"))
    assert await drained(store) == ["new"]


@pytest.mark.parametrize("on_its_way", [True, False])
async def test_what_is_urgent_goes_out_though_all_is_forgotten_and_nothing_is_kept_of_it(
    store: Store, on_its_way: bool
) -> None:
    async with turn_of(store, 1, 5) as turn:
        turn.save(b"session")
        turn.queue([urgent("danger"), say("more")])
    rows = await store.claim(NOON, LEASE, 9) if on_its_way else []
    async with turn_of(store, 2, 5) as turn:
        turn.forget()
        turn.queue([say("goodbye")])
    rows = rows or await store.claim(NOON, LEASE, 9)
    (row,) = rows
    assert row.call == urgent("danger")
    await store.delivered(row, 77)
    async with turn_of(store, 3, 5) as turn:
        assert (turn.session, turn.screen) == (None, None)
    assert await drained(store) == ["goodbye"]


async def test_what_a_step_does_that_another_was_faster_than_supersedes_nothing(
    store: Store,
) -> None:
    async with turn_of(store, 1, 5) as turn:
        turn.queue([screen("question")])
    assert await store.step(1, 5, lambda turn: turn.supersede()) is None
    assert await claimed(store, NOON) == ["question"]
