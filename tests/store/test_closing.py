"""A call that edits a message which may still be on its way out."""

from __future__ import annotations

from datetime import timedelta

from bot.store import Call, Store
from tests.store.conftest import NOON
from tests.store.turns import turn_of

LEASE = timedelta(minutes=1)


def close(revision: int) -> Call:
    return Call("editMessageReplyMarkup", {"chat_id": 5}, cosmetic=True, closes=revision)


async def test_the_message_is_filled_in_once_it_has_been_sent(store: Store) -> None:
    async with turn_of(store, 1, 5) as turn:
        turn.queue([Call("sendMessage", {}, shows=1), close(1)])
    (shown,) = await store.claim(NOON, LEASE, 9)
    await store.delivered(shown, 77)
    (row,) = await store.claim(NOON, LEASE, 9)
    assert row.call.parameters == {"chat_id": 5, "message_id": 77}


async def test_a_screen_that_was_never_sent_or_has_been_left_is_closed_by_nobody(
    store: Store,
) -> None:
    async with turn_of(store, 1, 5) as turn:
        turn.queue([close(1), Call("sendMessage", {}, shows=2), close(1), Call("getMe", {})])
    (shown,) = await store.claim(NOON, LEASE, 9)
    assert shown.call.shows == 2
    await store.delivered(shown, 78)
    (last,) = await store.claim(NOON, LEASE, 9)
    assert last.call.method == "getMe"


async def test_a_call_that_is_tried_again_edits_the_message_that_is_known_by_then(
    store: Store,
) -> None:
    async with turn_of(store, 1, 5) as turn:
        turn.queue([Call("sendMessage", {}, shows=1), close(1)])
    (shown,) = await store.claim(NOON, LEASE, 9)
    await store.delivered(shown, 77)
    (row,) = await store.claim(NOON, LEASE, 9)
    await store.postpone(row, NOON)
    (again,) = await store.claim(NOON, LEASE, 9)
    assert again.call.parameters["message_id"] == 77
    assert again.attempts == 1
