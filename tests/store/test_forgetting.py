"""What is forgotten is gone: at once on /slett, and after long silence."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.store import Call, SetAside, Store, Swept
from tests.store.conftest import NOON, Clock, Database
from tests.store.turns import turn_of

LEASE = timedelta(minutes=1)
CHAT = 0x4B1D5A9C3E71
ASIDE = SetAside(7, NOON, "message", "KeyError", "bot.dialog.reply.reply:12", "v1", "klage.hvem")


async def fill(store: Store, update: int, chat: int) -> None:
    async with turn_of(store, update, chat) as turn:
        turn.save(b"<%d>" % chat)
        turn.queue([Call("sendMessage", {"text": f"<{chat}>"}, shows=1)] * 2)


async def test_forgetting_leaves_other_chats_as_they_were(store: Store) -> None:
    await fill(store, 1, 6)
    await fill(store, 2, CHAT)
    async with turn_of(store, 3, CHAT) as turn:
        turn.forget()
    async with turn_of(store, 4, 6) as turn:
        assert turn.session == b"<6>"
    (row,) = await store.claim(NOON, LEASE, 9)
    assert row.call.parameters == {"text": "<6>"}


async def test_all_that_is_known_of_a_chat_is_forgotten_at_once(store: Store) -> None:
    await fill(store, 1, CHAT)
    (row,) = await store.claim(NOON, LEASE, 9)
    await store.delivered(row, 100)
    async with turn_of(store, 2, CHAT) as turn:
        turn.set_aside(ASIDE)
    async with turn_of(store, 3, CHAT) as turn:
        assert (turn.session, turn.screen is None) == (b"<%d>" % CHAT, False)
        turn.forget()
    assert await store.set_aside() == []
    assert await store.next_due() is None
    async with turn_of(store, 4, CHAT) as turn:
        assert (turn.session, turn.screen) == (None, None)
    async with turn_of(store, 1, CHAT) as turn:
        assert turn.seen, "that the update came is no knowledge about the chat"


async def test_a_forgotten_chat_can_be_told_so_and_begin_again(store: Store) -> None:
    await fill(store, 1, CHAT)
    goodbye = Call("sendMessage", {"text": "Alt er slettet."})
    async with turn_of(store, 2, CHAT) as turn:
        turn.save(b"before")
        turn.queue([Call("sendMessage", {"text": "før"})])
        turn.forget()
        turn.queue([goodbye])
        turn.save(b"new")
    (row,) = await store.claim(NOON, LEASE, 9)
    assert row.call == goodbye
    async with turn_of(store, 3, CHAT) as turn:
        assert turn.session == b"new"


async def test_a_call_on_its_way_when_its_chat_is_forgotten_brings_nothing_back(
    store: Store,
) -> None:
    await fill(store, 1, CHAT)
    (row,) = await store.claim(NOON, LEASE, 9)
    async with turn_of(store, 2, CHAT) as turn:
        turn.forget()
    await store.delivered(row, 100)
    await store.postpone(row, NOON)
    async with turn_of(store, 3, CHAT) as turn:
        assert turn.screen is None
    assert await store.next_due() is None


async def test_forgetting_a_chat_that_nothing_is_known_of_is_harmless(store: Store) -> None:
    async with turn_of(store, 1, CHAT) as turn:
        turn.forget()
    async with turn_of(store, 2, CHAT) as turn:
        assert turn.session is None


async def test_a_chat_goes_when_it_was_silent_for_as_long_as_it_is_kept(
    database: Database, clock: Clock
) -> None:
    store = await database.open(clock, keep=timedelta(hours=24))
    for chat in (1, 2):
        await fill(store, chat, chat)
    async with turn_of(store, 3, 1) as turn:
        turn.set_aside(ASIDE)
    clock.pass_by(timedelta(hours=2))
    async with turn_of(store, 4, 2) as turn:
        turn.save(b"spoke again")
    clock.pass_by(timedelta(hours=22))
    assert await store.sweep(clock.now) == Swept(updates=0, chats=0)
    clock.pass_by(timedelta(hours=1))
    assert await store.sweep(clock.now) == Swept(updates=3, chats=1)
    assert await store.set_aside() == []
    rows = await store.claim(clock.now, LEASE, 9)
    assert [row.call.parameters["text"] for row in rows] == []
    async with turn_of(store, 5, 1) as turn:
        assert turn.session is None
    async with turn_of(store, 6, 2) as turn:
        assert turn.session == b"spoke again"
    clock.pass_by(timedelta(hours=3))
    assert (await store.sweep(clock.now)).chats == 1
    await store.close()


async def test_many_silent_chats_go_while_others_are_answered(
    database: Database, clock: Clock
) -> None:
    store = await database.open(clock, keep=timedelta(days=1))
    await asyncio.gather(*(store.step(n, n, lambda turn: turn.save(b"x")) for n in range(1200)))
    clock.pass_by(timedelta(days=3))
    sweeping = asyncio.create_task(store.sweep(clock.now))
    answered = await asyncio.gather(
        *(store.step(2000 + n, 5000 + n, lambda turn: turn.save(b"y")) for n in range(20))
    )
    assert all(answered)
    assert await sweeping == Swept(updates=1200, chats=1200)
    async with turn_of(store, 3000, 5000) as turn:
        assert turn.session == b"y"
    await store.close()
