"""Whatever else comes, one conversation goes its way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.telegram_emulator import Person

from .flows import I_TIDE
from .noise import KINDS, Noise
from .rig import Rig
from .test_conversation import with_buttons


def push(rig: Rig, kind: str, payload: Any) -> None:
    """Let Telegram send it, whether or not it was asked for."""
    updates = rig.telegram._world.updates
    updates._allowed = frozenset(KINDS)
    updates.push(kind, ("noise", updates.next_id % 5), payload, timedelta(days=1))


ANSWERS = ("/start", "Klage", "Kommunen", "<b>Hjelp</b> & omsorg", "3. august")


async def talks(bot: Rig, kari: Person, noise: Noise, make: Callable[[], tuple[str, Any]]) -> None:
    """Hold a whole conversation among the noise."""
    question = None
    for answer in ANSWERS:
        for kind, payload in noise.some(make, 30):
            push(bot, kind, payload)
        if question is not None and answer in question.labels:
            press = await kari.presses(question, answer)
            await press.answer_comes(30)
        else:
            await kari.says(answer)
        for kind, payload in noise.some(make, 30):
            push(bot, kind, payload)
        question = await kari.next_message(30)
        await bot.settled()
    assert question is not None
    assert question.marked("bold")[0] == I_TIDE
    assert "31. august 2026" in question.text
    assert with_buttons(kari) == [question]
    assert len(kari.from_bot) == len(ANSWERS)


@pytest.mark.parametrize("seed", range(3))
async def test_a_conversation_comes_out_unharmed_among_hundreds_of_other_updates(
    bot: Rig, kari: Person, seed: int
) -> None:
    others = [bot.telegram.person(number) for number in range(2000, 2011)]
    noise = Noise(seed)
    with capture_logs() as logs:
        await talks(bot, kari, noise, noise.update)
    assert {log["event"] for log in logs} <= {"call_refused"}
    assert any(person.from_bot for person in others)


@pytest.mark.parametrize("seed", range(3))
async def test_a_conversation_comes_out_unharmed_among_hundreds_of_broken_updates(
    rig: Rig, kari: Person, seed: int
) -> None:
    noise = Noise(seed + 100)
    with capture_logs() as logs:
        async with rig.sending(), rig.polling():
            await talks(rig, kari, noise, noise.broken)
    assert {log["event"] for log in logs} <= {"call_refused", "update_unreadable"}
    assert rig.naps.asked == []
