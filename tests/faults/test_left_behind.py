"""What a process that ended has left in the outbox, another one that has nothing to do sends."""

from __future__ import annotations

import asyncio

import pytest

from bot.flows import Library
from bot.store import Call
from bot.telegram.sender import LEASE, LOOK
from tests.telegram_emulator import TelegramEmulator

from . import leaping
from .databases import Database
from .parts import answering

_LONG_QUIET = 1000.0
_LITTLE_MORE = 1.0


async def seconds_until_sent(flows: Library, database: Database, *, taken: bool) -> float:
    """Return how long a person waits after a process has died that was to send something.

    Args:
        flows: are not used.
        database: both processes'.
        taken: whether the one that died was just sending it.
    """
    async with (
        TelegramEmulator(clock=leaping.clock) as telegram,
        database.opened() as theirs,
        database.opened() as mine,
        answering(telegram, leaping.Timeless(mine), flows, "serve", leaping.clock),
    ):
        person = telegram.person()
        await asyncio.sleep(_LONG_QUIET)
        hello = Call("sendMessage", {"chat_id": person.id, "text": "hei"})
        dying = leaping.Timeless(theirs)
        await dying.step(1, person.id, lambda turn: turn.queue([hello]))
        if taken:
            (row,) = await dying.claim(leaping.clock(), LEASE, 9)
            assert row.call == hello
        died = asyncio.get_running_loop().time()
        assert (await person.next_message(_LONG_QUIET)).text == "hei"
        return asyncio.get_running_loop().time() - died


@pytest.mark.parametrize("taken", [True, False])
def test_an_idle_process_soon_sends_what_another_has_left(
    flows: Library, database: Database, taken: bool
) -> None:
    waited = leaping.run(seconds_until_sent(flows, database, taken=taken))
    assert waited <= taken * LEASE.total_seconds() + LOOK + _LITTLE_MORE
