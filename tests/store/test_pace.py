"""How fast messages may go out: never faster than the limits, and never slower than need be."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import Call, Limits, Store
from bot.store.pace import Candidate, Chat, Overall, decide, is_metered
from tests.store.conftest import NOON, Clock, Database
from tests.store.turns import key_of, turn_of

SECOND = 1_000_000
LEASE = timedelta(seconds=10)
LATE = 1_800_000_000 * SECOND


def message(row: int, chat: Chat | None = None) -> Candidate:
    return Candidate(row, "sendMessage", cosmetic=False, followed=False, chat=chat or Chat())


def mark(row: int, chat: Chat | None = None, *, followed: bool = True) -> Candidate:
    return Candidate(row, "editMessageText", cosmetic=True, followed=followed, chat=chat or Chat())


def press_answer(row: int, chat: Chat | None = None) -> Candidate:
    return Candidate(row, "answerCallbackQuery", cosmetic=True, followed=True, chat=chat or Chat())


@given(
    waits=st.lists(st.integers(0, 3 * SECOND), min_size=1, max_size=60),
    burst=st.integers(1, 4),
    per_second=st.integers(1, 4),
)
def test_a_chat_never_gets_more_than_a_burst_and_a_share_for_each_second(
    waits: list[int], burst: int, per_second: int
) -> None:
    limits = Limits(per_second, burst, None)
    chat, now, sent = Chat(), LATE, list[int]()
    for wait in waits:
        now += wait
        decision = decide([message(1, chat)], Overall(), limits, now)
        if 1 in decision.send:
            chat = decision.send[1]
            sent.append(now)
        else:
            later = decision.wait[1]
            assert later > now
            assert 1 in decide([message(1, chat)], Overall(), limits, later).send
            assert 1 not in decide([message(1, chat)], Overall(), limits, later - 1).send
    for index, begin in enumerate(sent):
        for count, end in enumerate(sent[index:], start=1):
            assert count <= burst + (end - begin) * per_second / SECOND + 1e-3


@given(
    ticks=st.lists(
        st.tuples(
            st.integers(0, SECOND // 2), st.integers(1, 9), st.integers(1, SECOND), st.randoms()
        ),
        max_size=60,
    ),
    most=st.integers(1, 8),
)
def test_in_no_second_do_more_than_the_limit_for_all_leave_however_late_each_does(
    ticks: list[tuple[int, int, int, Random]], most: int
) -> None:
    overall, now, left = Overall(), LATE, list[int]()
    for wait, rows, leeway, chance in ticks:
        now += wait
        limits = Limits(1, 3, most, timedelta(microseconds=leeway))
        decision = decide([message(row) for row in range(rows)], overall, limits, now)
        overall = decision.overall
        left += [now + chance.randint(0, leeway) for _ in decision.send]
        assert len(overall.sent) <= most
        if len(decision.send) < rows:
            again = decide([message(1)], overall, limits, overall.full_until)
            assert overall.full_until > now
            assert 1 in again.send
    for begin in left:
        assert sum(begin <= moment < begin + SECOND for moment in left) <= most


@given(back=st.integers(11, 100_000), burst=st.integers(1, 4), per_second=st.integers(1, 4))
def test_a_clock_that_is_set_back_holds_nobody_up_for_long(
    back: int, burst: int, per_second: int
) -> None:
    limits = Limits(per_second, burst, 1)
    first = decide([message(1)], Overall(), limits, LATE)
    now = LATE - back * SECOND
    again = decide([message(1, first.send[1])], first.overall, limits, now)
    if not again.send:
        again = decide([message(1, first.send[1])], first.overall, limits, again.wait[1])
    assert again.send[1].paid_until <= now + 2 * burst * SECOND


def test_what_must_arrive_takes_the_room_before_a_mark() -> None:
    decision = decide([mark(1), message(2)], Overall(), Limits(1, 3, 1), LATE)
    assert set(decision.send) == {2}
    assert decision.drop == {1}


def test_a_mark_goes_when_the_message_behind_it_can_follow_at_once() -> None:
    assert set(decide([mark(1)], Overall(), Limits(1, 2, 30), LATE).send) == {1}
    assert decide([mark(1)], Overall(), Limits(1, 1, 30), LATE).drop == {1}
    spent = Chat(paid_until=LATE + SECOND)
    assert decide([mark(1, spent)], Overall(), Limits(1, 2, 30), LATE).drop == {1}


def test_a_mark_that_nothing_waits_behind_waits_for_its_time() -> None:
    spent = Chat(paid_until=LATE + 2 * SECOND)
    decision = decide([mark(1, spent, followed=False)], Overall(), Limits(1, 2, 30), LATE)
    assert decision.wait == {1: LATE + SECOND}


def test_the_answer_to_a_press_counts_against_no_limit() -> None:
    spent = Chat(paid_until=LATE + 9 * SECOND)
    full = Overall((LATE,), LATE + SECOND)
    decision = decide([press_answer(1, spent)], full, Limits(1, 1, 1), LATE)
    assert decision.send == {1: spent}
    assert decision.overall == full or decision.overall.sent == (LATE,)


@pytest.mark.parametrize("everyone", [True, False])
def test_while_telegram_takes_nothing_marks_are_dropped_and_messages_wait(everyone: bool) -> None:
    chat = Chat() if everyone else Chat(held_until=LATE + 7)
    overall = Overall(held_until=LATE + 7 if everyone else 0)
    rows = [message(1, chat), mark(2, chat), press_answer(3, chat)]
    decision = decide(rows, overall, Limits(), LATE)
    assert decision.send == {}
    assert decision.drop == {2, 3}
    assert decision.wait == ({} if everyone else {1: LATE + 7})
    assert 1 in decide(rows, overall, Limits(), LATE + 7).send


def test_what_shows_in_a_chat_is_counted() -> None:
    shown = ["sendMessage", "sendDocument", "editMessageText", "editMessageReplyMarkup"]
    others = ["sendChatAction", "answerCallbackQuery", "deleteMessage", "getMe"]
    assert [is_metered(method) for method in shown + others] == [True] * 4 + [False] * 4


async def say(store: Store, update: int, chat: int, *calls: Call) -> None:
    async with turn_of(store, update, chat) as turn:
        turn.queue(calls)


HELLO = Call("sendMessage", {"text": "hei"})


async def test_processes_on_one_file_share_the_limits(
    database: Database, clock: Clock, store: Store
) -> None:
    other = await database.open(clock)
    for chat in range(6):
        await say(store, chat, chat, HELLO)
    limits = Limits(1, 1, 4)
    first = await store.claim(NOON, LEASE, 3, limits)
    second = await other.claim(NOON, LEASE, 9, limits)
    assert [len(first), len(second)] == [3, 1]
    due = await other.next_due()
    assert due == NOON + timedelta(seconds=1.1)
    assert len(await store.claim(due, LEASE, 9, limits)) == 2
    await other.close()


async def test_a_chat_that_has_had_its_share_gets_a_time(
    database: Database, clock: Clock, store: Store
) -> None:
    limits = Limits(1, 1, 30)
    await say(store, 1, 5, HELLO, HELLO)
    (row,) = await store.claim(NOON, LEASE, 9, limits)
    await store.delivered(row, 1)
    assert await store.claim(NOON, LEASE, 9, limits) == []
    assert await store.next_due() == NOON + timedelta(seconds=1)
    assert len(await store.claim(NOON + timedelta(seconds=1), LEASE, 9, limits)) == 1


async def test_a_hold_holds_for_all_processes_until_it_ends(
    database: Database, clock: Clock, store: Store
) -> None:
    other = await database.open(clock)
    end = NOON + timedelta(seconds=37)
    for held in (key_of(store, 5), None):
        await store.hold(held, end)
        await store.hold(held, end - timedelta(seconds=30))
        await say(store, 1 if held else 2, 5, HELLO)
        assert await other.claim(NOON, LEASE, 9, Limits()) == []
        just_before = end - timedelta(microseconds=1)
        assert await other.claim(just_before, LEASE, 9, Limits()) == []
        assert await other.next_due() == end
        (row,) = await other.claim(end, LEASE, 9, Limits())
        await other.delivered(row, None)
        end += timedelta(seconds=60)
    await other.close()


async def test_a_dropped_row_costs_nothing_and_leaves_room_for_the_next(
    store: Store,
) -> None:
    edit = Call("editMessageText", {"text": "x", "message_id": 1}, cosmetic=True)
    await say(store, 1, 5, edit, HELLO)
    (row,) = await store.claim(NOON, LEASE, 9, Limits(1, 1, 30))
    assert (row.call.method, row.drop) == ("editMessageText", True)
    await store.delivered(row, None)
    (row,) = await store.claim(NOON, LEASE, 9, Limits(1, 1, 30))
    assert (row.call.method, row.drop) == ("sendMessage", False)


async def test_nothing_stays_of_the_pace_of_a_forgotten_chat(store: Store) -> None:
    await store.hold(key_of(store, 5), NOON + timedelta(hours=1))
    async with turn_of(store, 1, 5) as turn:
        turn.forget()
        turn.queue([HELLO])
    assert len(await store.claim(NOON, LEASE, 9, Limits())) == 1


async def test_a_renewed_lease_keeps_a_row_from_others_and_a_lost_one_is_not_renewed(
    store: Store,
) -> None:
    await say(store, 1, 5, HELLO)
    await say(store, 2, 6, HELLO)
    mine = await store.claim(NOON, LEASE, 9)
    later = NOON + LEASE
    renewed = await store.renew(mine[:1], later + LEASE)
    assert [row.leased_until for row in renewed] == [later + LEASE]
    assert [row.chat for row in await store.claim(later, LEASE, 9)] == [key_of(store, 6)]
    assert await store.renew(mine[1:], later + 2 * LEASE) == []
    await store.postpone(renewed[0], later)
    (row,) = await store.claim(later, LEASE, 9)
    assert (row.chat, row.attempts) == (key_of(store, 5), 1)
