"""What is stored and does not open any more holds up nobody: neither its own chat nor others."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.store import Call, SetAside, Store, Turn
from bot.store.opening import rekey_store
from tests.store.conftest import MASTERS, NOON, Database
from tests.store.turns import key_of, turn_of

LEASE = timedelta(minutes=1)
HELLO = Call("sendMessage", {"text": "hei"})
SHOWN = Call("sendMessage", {"text": "Hva gjelder det?"}, shows=3)
DAMAGES = [
    pytest.param(b"", id="empty"),
    pytest.param(b"\0\0\0\2" + bytes(40), id="changed"),
    pytest.param(b"\0\0\0\3" + bytes(40), id="of a key that was never made"),
    pytest.param(b"\xff" * 44, id="of another key that was never made"),
]


async def talks(store: Store, update: int, chat: int) -> bytes | None:
    """Handle an update, looking at the screen too; return the session that was found."""
    found: list[bytes | None] = []

    def decide(turn: Turn) -> None:
        found.append(turn.session)
        assert turn.screen is None or turn.screen.message_id == 100
        turn.save(b"later")
        turn.queue([HELLO])

    assert await store.step(update, chat, decide) is not None
    return found[-1]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("column", ["session", "screen"])
async def test_a_chat_goes_on_without_what_does_not_open(
    database: Database, store: Store, column: str, damage: bytes
) -> None:
    async with turn_of(store, 1, 5) as turn:
        turn.save(b"before")
        turn.queue([SHOWN])
    (row,) = await store.claim(NOON, LEASE, 9)
    await store.delivered(row, 100)
    async with turn_of(store, 2, 6) as turn:
        turn.save(b"before")
    database.damage("chats", column, damage, key_of(store, 5))
    with capture_logs() as logs:
        theirs, others = await asyncio.gather(talks(store, 3, 5), talks(store, 4, 6))
    assert (theirs, others) == (None if column == "session" else b"before", b"before")
    assert {(log["event"], log["what"]) for log in logs} == {("stored_value_damaged", column)}
    assert await talks(store, 5, 5) == b"later"


@pytest.mark.parametrize("damage", DAMAGES)
async def test_a_call_that_does_not_open_is_passed_over(
    database: Database, store: Store, damage: bytes
) -> None:
    async with turn_of(store, 1, 5) as turn:
        turn.queue([SHOWN, HELLO])
    async with turn_of(store, 2, 6) as turn:
        turn.queue([SHOWN])
    database.damage("outbox", "call", damage, key_of(store, 5))
    with capture_logs() as logs:
        (others,) = await store.claim(NOON, LEASE, 9)
    assert others.chat == key_of(store, 6)
    assert [(log["event"], log["what"]) for log in logs] == [("stored_value_damaged", "call")]
    (theirs,) = await store.claim(NOON, LEASE, 9)
    assert (theirs.chat, theirs.call) == (key_of(store, 5), HELLO)


@pytest.mark.parametrize("damage", DAMAGES)
async def test_of_an_update_set_aside_that_does_not_open_the_rest_is_told(
    database: Database, store: Store, damage: bytes
) -> None:
    others = SetAside(8, NOON, "message", "KeyError", "her", "v1", "a.b")
    for chat, update in (
        (5, SetAside(7, NOON, "message", "KeyError", "her", "v1", "a.b")),
        (6, others),
    ):
        async with turn_of(store, chat, chat) as turn:
            turn.set_aside(update)
    database.damage("set_aside", "what", damage, key_of(store, 5))
    with capture_logs() as logs:
        found = await store.set_aside()
    assert found == [SetAside(7, NOON, "-", "DamagedError", "-", "-", ""), others]
    assert ("stored_value_damaged", "aside") in {(log["event"], log["what"]) for log in logs}


@pytest.mark.parametrize("damage", DAMAGES)
async def test_all_else_is_sealed_anew_beside_what_does_not_open(
    database: Database, store: Store, damage: bytes
) -> None:
    await talks(store, 1, 5)
    await talks(store, 2, 6)
    database.damage("chats", "session", damage, key_of(store, 5))
    done = await asyncio.to_thread(rekey_store, database.url, MASTERS)
    assert (done.chats, done.calls) == (1, 2)
    assert await talks(store, 3, 6) == b"later"
    assert await talks(store, 4, 5) is None
