"""What is counted for authors: steps and words of no one in particular."""

from __future__ import annotations

import pytest

from bot.store import Count, StoreError
from tests.telegram_emulator import Person, TelegramEmulator
from tests.telegram_emulator.clock import Clock

from .flows import FINN
from .rig import Rig
from .test_conversation import answers, starts

MONTH = "2026-08"


async def counted(rig: Rig) -> dict[tuple[str, str], int]:
    await rig.handler.tally.keep(rig.store)
    found = await rig.store.counts()
    assert {count.month for count in found} <= {MONTH}
    return {(count.kind, count.step): number for count, number in found.items()}


async def test_steps_outcomes_do_not_know_and_words_not_understood_are_counted(
    bot: Rig, kari: Person
) -> None:
    await starts(kari)
    await kari.says("blåbærsyltetøy")
    await kari.next_message()
    await bot.settled()
    at = kari.last_message
    for label in ("Klage", "Vet ikke"):
        await kari.presses(at, label)
        at = await kari.next_message()
        await bot.settled()
    assert FINN in at.text
    assert await counted(bot) == {
        ("shown", "start.tema"): 1,
        ("unmatched", "start.tema"): 1,
        ("left", "start.tema"): 1,
        ("shown", "klage.hvem"): 1,
        ("left", "klage.hvem"): 1,
        ("unsure", "klage.hvem"): 1,
        ("outcome", "klage.finn"): 1,
    }
    assert bot.measured("rettvei_steps_total", shown="question") == 2
    assert bot.measured("rettvei_steps_total", shown="outcome") == 1


class TestUpdatesThatComeTwice:
    @pytest.fixture
    async def telegram(self, clock: Clock) -> object:
        async with TelegramEmulator("1:abc", clock=clock, copies=2) as telegram:
            yield telegram

    async def test_each_is_counted_once(self, bot: Rig, kari: Person) -> None:
        await answers(bot, kari, "Klage")
        found = await counted(bot)
        assert found[("shown", "start.tema")] == found[("shown", "klage.hvem")] == 1


async def test_what_the_store_did_not_take_is_counted_with_the_next(bot: Rig, kari: Person) -> None:
    await starts(kari)
    await bot.settled()
    bot.store.counts_to_fail = 1
    with pytest.raises(StoreError):
        await bot.handler.tally.keep(bot.store)
    assert (await bot.store.counts()) == {}
    await answers(bot, kari, "Klage")
    await counted(bot)
    assert (await bot.store.counts())[Count(MONTH, "left", "start.tema")] >= 1
