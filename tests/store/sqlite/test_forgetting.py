"""What stands in the files of a database, as somebody reads them who has taken them away."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bot.store import Call, SetAside, SqliteStore, Turn
from tests.store.conftest import MASTERS, NOON, Clock
from tests.store.turns import key_of

LEASE = timedelta(minutes=1)
CHAT = 0x4B1D5A9C3E71
ASIDE = SetAside(7, NOON, "message", "KeyError", "plantet", "v1", "plantet.steg")


def as_row_key(number: int) -> bytes:
    """The big-endian base-128 form in which SQLite keeps an INTEGER PRIMARY KEY."""
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.append(number & 0x7F | 0x80)
    return bytes(reversed(digits))


def forms(chat: int) -> tuple[bytes, ...]:
    """What the tests store about a chat, in every form that it could stand in a file."""
    return (b"<%d>" % chat, b"%d" % chat, chat.to_bytes(6, "big"), as_row_key(chat), b"plantet")


def files(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def traces(path: Path, chat: int) -> list[bytes]:
    raw = files(path)
    return [form for form in forms(chat) if form in raw]


async def fill(store: SqliteStore, update: int, chat: int, size: int = 1) -> None:
    def decide(turn: Turn) -> None:
        turn.save(b"<%d>" % chat * size)
        turn.queue([Call("sendMessage", {"chat_id": chat, "text": f"<{chat}>"}, shows=1)] * 2)
        turn.set_aside(ASIDE)

    await store.step(update, chat, decide)


def sealed(path: Path) -> list[bytes]:
    """All that is stored sealed or hashed about anybody."""
    with closing(sqlite3.connect(path)) as connection:
        return [
            value
            for query in (
                "SELECT chat, session, screen FROM chats",
                "SELECT chat, call FROM outbox",
                "SELECT chat, what FROM set_aside",
            )
            for row in connection.execute(query)
            for value in row
            if value is not None
        ]


async def test_nothing_about_a_person_stands_in_the_files_in_plain(
    path: Path, clock: Clock
) -> None:
    store = SqliteStore.open(path, clock, MASTERS)
    await fill(store, 1, CHAT)
    (row,) = await store.claim(NOON, LEASE, 9)
    await store.delivered(row, 100)
    assert key_of(store, CHAT) in files(path)
    assert traces(path, CHAT) == []
    await store.close()
    assert traces(path, CHAT) == []


async def test_a_forgotten_chat_stands_in_no_byte_of_the_files_even_sealed(
    path: Path, clock: Clock
) -> None:
    store = SqliteStore.open(path, clock, MASTERS)
    await fill(store, 1, CHAT)
    (row,) = await store.claim(NOON, LEASE, 9)
    await store.delivered(row, 100)
    await store.hold(row.chat, NOON + timedelta(hours=1))
    stood = sealed(path)
    assert len(stood) == 7
    assert all(value in files(path) for value in stood)
    await store.step(2, CHAT, Turn.forget)
    raw = files(path)
    assert not any(value in raw for value in stood)
    assert key_of(store, CHAT) not in raw
    await store.close()


async def test_chats_that_were_silent_for_too_long_stand_in_no_byte_of_the_files(
    path: Path, clock: Clock
) -> None:
    store = SqliteStore.open(path, clock, MASTERS)
    await fill(store, 1, CHAT)
    stood = sealed(path)
    clock.pass_by(timedelta(days=31))
    await store.sweep(clock.now)
    raw = files(path)
    assert not any(value in raw for value in stood)
    await store.close()


async def test_among_many_chats_nothing_of_a_forgotten_one_can_be_read(
    path: Path, clock: Clock
) -> None:
    store = SqliteStore.open(path, clock, MASTERS)
    dice = random.Random(4)
    chats = [dice.randrange(1 << 40, 1 << 47) for _ in range(150)]
    for update, chat in enumerate(dice.choices(chats, k=450)):
        await fill(store, update, chat, size=dice.randrange(1, 60))
        for row in await store.claim(NOON, LEASE, 2):
            await store.delivered(row, 100)
    keys = [key_of(store, chat) for chat in chats]
    for update, chat in enumerate(chats[:30]):
        await store.step(1000 + update, chat, Turn.forget)
    assert not any(traces(path, chat) for chat in chats)
    assert not set(keys[:30]) & set(sealed(path))
    await store.close()


async def test_a_chat_is_forgotten_though_another_process_reads_and_erased_when_it_ends(
    path: Path, clock: Clock
) -> None:
    store = SqliteStore.open(path, clock, MASTERS, patience=timedelta(milliseconds=20))
    await fill(store, 1, CHAT)
    stood = sealed(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM chats").fetchall()
        await store.step(2, CHAT, Turn.forget)
        turn = await store.step(3, CHAT, lambda _: None)
        assert turn is not None
        assert turn.session is None
        assert any(value in files(path) for value in stood)
    await store.next_due()
    raw = files(path)
    assert not any(value in raw for value in stood)
    await store.close()
