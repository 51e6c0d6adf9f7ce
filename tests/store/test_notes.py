"""What is kept for operators and authors: updates set aside, counts, what waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.store import Backlog, Call, Count, SetAside, Store
from tests.store.conftest import NOON, Clock
from tests.store.turns import turn_of

ASIDE = SetAside(7, NOON, "message", "KeyError", "bot.dialog.reply.reply:12", "v1", "klage.hvem")
HELLO = Call("sendMessage", {"text": "hei"})


async def test_what_is_set_aside_is_listed_the_oldest_first(store: Store) -> None:
    older = replace(ASIDE, update_id=9, at=NOON - timedelta(hours=1))
    for update in (ASIDE, older):
        async with turn_of(store, update.update_id, 5) as turn:
            turn.set_aside(update)
    assert await store.set_aside() == [older, ASIDE]


async def test_what_is_set_aside_goes_with_its_chat_and_no_other(store: Store) -> None:
    for number, chat in ((1, 5), (2, 6)):
        async with turn_of(store, number, chat) as turn:
            turn.set_aside(replace(ASIDE, update_id=number))
    async with turn_of(store, 3, 5) as turn:
        turn.forget()
    assert [update.update_id for update in await store.set_aside()] == [2]


async def test_what_is_set_aside_in_a_turn_that_is_rolled_back_was_never_there(
    store: Store,
) -> None:
    try:
        async with turn_of(store, 1, 5) as turn:
            turn.set_aside(ASIDE)
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert await store.set_aside() == []


async def test_old_notes_are_swept(store: Store, clock: Clock) -> None:
    async with turn_of(store, 1, 5) as turn:
        turn.set_aside(ASIDE)
    await store.count({Count("2026-03", "shown", "a.b"): 1})
    await store.sweep(NOON + timedelta(days=30))
    assert len(await store.set_aside()) == 1
    await store.sweep(NOON + timedelta(days=30, seconds=1))
    assert await store.set_aside() == []
    assert len(await store.counts()) == 1
    await store.sweep(NOON + timedelta(days=780))
    assert await store.counts() == {}


async def test_counts_add_up(store: Store) -> None:
    one, other = Count("2026-03", "shown", "a.b"), Count("2026-04", "shown", "a.b")
    await store.count({one: 2, other: 1})
    await store.count({one: 3})
    assert await store.counts() == {one: 5, other: 1}


async def test_the_backlog_is_as_old_as_what_was_queued_first(store: Store, clock: Clock) -> None:
    assert await store.backlog() == Backlog(0, None)
    for number in (1, 2):
        async with turn_of(store, number, number) as turn:
            turn.queue([HELLO])
        clock.pass_by(timedelta(seconds=3))
    assert await store.backlog() == Backlog(2, NOON)
    (row, _) = await store.claim(clock.now, timedelta(seconds=9), 9)
    assert row.queued_at == NOON
    await store.delivered(row, None)
    assert await store.backlog() == Backlog(1, NOON + timedelta(seconds=3))
