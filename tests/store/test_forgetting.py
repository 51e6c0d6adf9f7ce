from __future__ import annotations

import asyncio
import random
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bot.store import Call, SqliteStore
from tests.store.conftest import NOON, Clock

LEASE = timedelta(minutes=1)
CHAT = 0x4B1D5A9C3E71


def as_row_key(number: int) -> bytes:
    """The big-endian base-128 form in which SQLite keeps an INTEGER PRIMARY KEY."""
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.append(number & 0x7F | 0x80)
    return bytes(reversed(digits))


def traces(path: Path, chat: int) -> set[str]:
    """Which forms of what the tests store about a chat stand in any file of the database."""
    raw = b"".join(file.read_bytes() for file in path.parent.iterdir())
    forms = {
        "text": b"<%d>" % chat,
        "number": chat.to_bytes(6, "big"),
        "key": as_row_key(chat),
    }
    return {name for name, form in forms.items() if form in raw}


async def fill(store: SqliteStore, update: int, chat: int, size: int = 1) -> None:
    async with store.turn(update, chat) as turn:
        turn.save(b"<%d>" % chat * size)
        turn.queue([Call("sendMessage", {"text": f"<{chat}>"}, shows=1)] * 2)


async def test_a_forgotten_chat_stands_in_no_byte_of_the_files(
    path: Path, store: SqliteStore
) -> None:
    await fill(store, 1, CHAT)
    (row,) = await store.claim(NOON, LEASE, 9)
    await store.delivered(row, 100)
    assert traces(path, CHAT) == {"text", "number", "key"}
    async with store.turn(2, CHAT) as turn:
        turn.forget()
        assert turn.session is None
        assert turn.screen is None
    assert traces(path, CHAT) == set()
    async with store.turn(1, CHAT) as turn:
        assert turn.seen, "that the update came is no knowledge about the chat"
    assert await store.next_due() is None


async def test_a_chat_forgotten_among_many_leaves_no_copy_in_moved_pages(
    path: Path, store: SqliteStore
) -> None:
    dice = random.Random(4)
    chats = [dice.randrange(1 << 40, 1 << 47) for _ in range(150)]
    update = 0
    for chat in dice.choices(chats, k=450):
        update += 1
        await fill(store, update, chat, size=dice.randrange(1, 60))
        for row in await store.claim(NOON, LEASE, 2):
            await store.delivered(row, 100)
    for chat in chats[:30]:
        update += 1
        async with store.turn(update, chat) as turn:
            turn.forget()
    # A chat no turn was drawn for never left a trace; the others must have none any more.
    assert all(not traces(path, chat) for chat in chats[:30])
    assert "key" in traces(path, chats[-1])


async def test_forgetting_leaves_other_chats_as_they_were(store: SqliteStore) -> None:
    await fill(store, 1, 6)
    await fill(store, 2, CHAT)
    async with store.turn(3, CHAT) as turn:
        turn.forget()
    async with store.turn(4, 6) as turn:
        assert turn.session == b"<6>"
    assert {row.chat for row in await store.claim(NOON, LEASE, 9)} == {6}


async def test_a_forgotten_chat_can_be_told_so_and_begin_again(store: SqliteStore) -> None:
    await fill(store, 1, CHAT)
    goodbye = Call("sendMessage", {"text": "Alt er slettet."})
    async with store.turn(2, CHAT) as turn:
        turn.forget()
        turn.queue([goodbye])
        turn.save(b"new")
    (row,) = await store.claim(NOON, LEASE, 9)
    assert row.call == goodbye
    async with store.turn(3, CHAT) as turn:
        assert turn.session == b"new"


async def test_a_call_on_its_way_when_its_chat_is_forgotten_brings_nothing_back(
    path: Path, store: SqliteStore
) -> None:
    await fill(store, 1, CHAT)
    (row,) = await store.claim(NOON, LEASE, 9)
    async with store.turn(2, CHAT) as turn:
        turn.forget()
    await store.delivered(row, 100)
    await store.postpone(row, NOON)
    async with store.turn(3, CHAT) as turn:
        assert turn.screen is None
    assert traces(path, CHAT) == set()


async def test_forgetting_a_chat_that_nothing_is_known_of_is_harmless(store: SqliteStore) -> None:
    async with store.turn(1, CHAT) as turn:
        turn.forget()
    async with store.turn(2, CHAT) as turn:
        assert turn.session is None


async def test_a_chat_is_forgotten_even_if_the_file_cannot_be_rebuilt_now(
    path: Path, clock: Clock
) -> None:
    store = SqliteStore.open(path, clock, patience=timedelta(milliseconds=20))
    await fill(store, 1, CHAT)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM chats").fetchall()
        async with store.turn(2, CHAT) as turn:
            turn.forget()
    async with store.turn(3, CHAT) as turn:
        assert turn.session is None
    await store.close()
    assert traces(path, CHAT) == set()


async def test_a_chat_is_forgotten_even_if_another_process_locks_the_file_right_afterwards(
    path: Path, clock: Clock
) -> None:
    store = SqliteStore.open(path, clock, patience=timedelta(milliseconds=20))
    await fill(store, 1, CHAT)
    await fill(store, 2, 6)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:

        async def lock_after_the_next_turn() -> None:
            async with store.turn(4, 7):
                pass
            other.execute("BEGIN IMMEDIATE")

        async with store.turn(3, CHAT) as turn:
            locking = asyncio.create_task(lock_after_the_next_turn())
            await asyncio.sleep(0)
            turn.forget()
        assert other.in_transaction
        await locking
    assert "key" in traces(path, CHAT)
    async with store.turn(5, CHAT) as turn:
        assert turn.session is None
    async with store.turn(6, 6) as turn:
        turn.forget()
    assert traces(path, CHAT) == set()
    await store.close()


async def test_a_delivered_message_leaves_no_text_in_the_closed_file(
    path: Path, clock: Clock
) -> None:
    store = SqliteStore.open(path, clock)
    async with store.turn(1, 5) as turn:
        turn.queue([Call("sendMessage", {"text": f"<{CHAT}>"})])
    await store.close()
    assert traces(path, CHAT) == {"text"}
    store = SqliteStore.open(path, clock)
    (row,) = await store.claim(NOON, LEASE, 9)
    await store.delivered(row, 100)
    await store.close()
    assert traces(path, CHAT) == set()
