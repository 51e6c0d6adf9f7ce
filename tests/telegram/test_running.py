"""The parts together in one process: what runs beside the conversation, and its end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot import running
from bot.serving import listen
from bot.settings import SettingsError
from bot.telegram import FatalTelegramError, Sender
from tests.telegram_emulator import ApiError, Clock, Person, Rates, TelegramEmulator
from tests.telegram_emulator.patience import PATIENCE, within

from .conftest import TOKEN
from .flows import I_TIDE, TEMA
from .rig import Rig, until


async def test_a_database_that_is_busy_once_is_swept_the_next_time(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_SWEEP", timedelta())
    rig.store.sweeps_to_fail = 3
    sweeping = asyncio.create_task(running._sweep(rig.store))
    await until(lambda: rig.store.swept >= 2 or sweeping.done(), "It did not sweep")
    sweeping.cancel()
    assert rig.store.swept >= 2


@asynccontextmanager
async def beside(rig: Rig) -> AsyncIterator[None]:
    async with running._beside(rig.sender, rig.store, rig.handler.tally):
        yield


async def test_what_ends_the_sender_ends_the_body_with_its_error(rig: Rig, kari: Person) -> None:
    rig.telegram.fail_next("sendMessage", with_=ApiError(401, "Unauthorized"))
    await kari.says("/start")

    async def answer() -> None:
        async with beside(rig), rig.polling():
            await asyncio.Event().wait()

    with pytest.raises(FatalTelegramError, match="no longer accepts the token"):
        await within(PATIENCE, answer(), "It went on")


async def test_the_end_of_the_body_sends_what_is_queued(rig: Rig, kari: Person) -> None:
    for text in ("/personvern", "/start"):
        await kari.says(text)
    async with rig.polling():
        await rig.telegram.drained()
    async with beside(rig):
        pass
    assert ["Personvern" in kari.from_bot[0].text, TEMA in kari.from_bot[1].text] == [True, True]


async def test_the_end_does_not_wait_for_what_must_wait_itself(rig: Rig, kari: Person) -> None:
    rig.telegram.fail_next("sendMessage", with_=ApiError(500, "Internal Server Error"))
    await kari.says("/start")
    async with rig.polling():
        await rig.telegram.drained()
    with capture_logs():
        async with beside(rig):
            pass
    assert kari.from_bot == []
    assert await rig.store.next_due() == rig.clock() + timedelta(seconds=1)


def test_a_port_that_is_taken_is_told_in_one_line() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"port {port} cannot be used") as caught:
            listen("127.0.0.1", port)
    assert "Set PORT" in str(caught.value)
    assert "\n" not in str(caught.value)


class TestWithTelegramsRates:
    @pytest.fixture
    async def telegram(self, clock: Clock) -> AsyncIterator[TelegramEmulator]:
        async with TelegramEmulator(TOKEN, clock=clock, rates=Rates()) as telegram:
            yield telegram

    async def test_a_conversation_arrives_whole_and_in_order(self, bot: Rig, kari: Person) -> None:
        asked = []
        for answer in ("/start", "klage", "helfo", "3. august"):
            await kari.says(answer)
            for _ in range(3):
                await bot.settled()
                bot.clock.advance(timedelta(seconds=1))
                bot.sender.wake()
            await bot.settled()
            asked.append(kari.last_message)
        assert kari.from_bot == asked
        assert I_TIDE in asked[-1].text
        assert 429 in {call.status for call in bot.telegram.calls}

    async def test_a_crowd_at_once_is_served_within_what_telegram_asks_for(self, bot: Rig) -> None:
        people = [bot.telegram.person() for _ in range(70)]
        for person in people:
            await person.says("/start")
        for _ in range(6):
            await bot.settled()
            bot.clock.advance(timedelta(seconds=1))
            bot.sender.wake()
        await bot.settled()
        assert {len(person.from_bot) for person in people} == {1}


async def test_a_sender_that_is_stopped_before_it_began_sends_what_waits(
    rig: Rig, kari: Person
) -> None:
    await kari.says("/start")
    async with rig.polling():
        await rig.telegram.drained()
    sender = Sender(rig.client, rig.store, rig.clock, rig.library)
    sender.stop()
    await within(PATIENCE, sender.run(), "It did not end")
    assert len(kari.from_bot) == 1
