"""How fast it sends: as many senders as there are keep the limits together, and obey each 429."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from functools import partial

import pytest
from structlog.testing import capture_logs

from bot.store import Call, Limits, SqliteStore
from bot.telegram import Sender
from bot.telegram.sender import LEASE
from tests.telegram_emulator import (
    CutConnection,
    Person,
    Rates,
    ServerError,
    TelegramEmulator,
    TooManyRequests,
)
from tests.telegram_emulator.clock import Clock

from .conftest import TOKEN
from .flows import GJELDER
from .rig import Rig, until
from .test_conversation import starts
from .test_sender import later, queue, text, texts


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[TelegramEmulator]:
    """Telegram as it counts: three at once to a chat pass, and thirty in all."""
    rates = Rates(chat_a_second=3, overall_a_second=30)
    async with TelegramEmulator(TOKEN, clock=clock, rates=rates) as telegram:
        yield telegram


@pytest.fixture
async def rig(rig: Rig) -> Rig:
    rig.limits = Limits()
    rig.sender = rig._sender()
    return rig


def _at_least(count: Callable[[], int], least: int) -> bool:
    return count() >= least


def statuses(rig: Rig) -> set[int]:
    return {call.status for call in rig.telegram.calls}


async def test_a_crowd_is_served_in_turn_and_no_limit_is_exceeded(rig: Rig) -> None:
    people = [rig.telegram.person() for _ in range(100)]
    for person in people:
        await queue(rig, person.id, text(person.id, "en"), text(person.id, "to"))
    async with rig.sending():
        seconds = 0
        while not all(texts(person) == ["en", "to"] for person in people):
            await rig.settled()
            await later(rig, 1.1)
            seconds += 1
            assert seconds < 10
    assert statuses(rig) == {200}
    assert seconds == 6


async def test_one_chat_gets_a_burst_and_then_a_message_a_second(rig: Rig, kari: Person) -> None:
    words = [str(number) for number in range(6)]
    await queue(rig, kari.id, *(text(kari.id, word) for word in words))
    got = []
    async with rig.sending():
        for _ in range(4):
            await rig.settled()
            got.append(len(kari.from_bot))
            await later(rig, 1)
    assert got == [3, 4, 5, 6]
    assert texts(kari) == words
    assert statuses(rig) == {200}


async def test_two_processes_keep_the_limits_together(rig: Rig) -> None:
    people = [rig.telegram.person() for _ in range(80)]
    for person in people:
        await queue(rig, person.id, text(person.id, "hei"))
    store = SqliteStore.open(rig.path, rig.clock)
    other = Sender(rig.client, store, rig.clock, rig.library, rig.limits)
    task = asyncio.create_task(other.run())

    def arrived() -> int:
        return sum(len(person.from_bot) for person in people)

    async with rig.sending():
        for expected in (30, 60, 80):
            other.wake()
            await until(partial(_at_least, arrived, expected), "Too few arrived")
            await rig.settled()
            assert arrived() == expected
            await later(rig, 1.1)
    other.stop()
    await task
    await store.close()
    assert statuses(rig) == {200}


async def test_what_a_stalled_database_lets_through_too_late_waits_for_another_moment(
    rig: Rig,
) -> None:
    people = [rig.telegram.person() for _ in range(60)]
    for person in people:
        await queue(rig, person.id, text(person.id, "hei"))
    stalls = iter([0.8])
    rig.store.claim_takes = lambda: rig.clock.advance(timedelta(seconds=next(stalls, 0)))
    async with rig.sending():
        arrived = []
        for wait in (0, 0.3, 1, 1, 1):
            await later(rig, wait)
            arrived.append(sum(len(person.from_bot) for person in people))
    assert statuses(rig) == {200}
    assert arrived == [0, 30, 30, 30, 60]
    assert rig.measured("rettvei_calls_total", method="sendMessage", result="late") == 30


async def test_a_database_that_stays_slow_slows_everything_down_and_stops_nothing(
    rig: Rig,
) -> None:
    people = [rig.telegram.person() for _ in range(100)]
    for person in people:
        await queue(rig, person.id, text(person.id, "hei"))
    rig.store.claim_takes = lambda: rig.clock.advance(timedelta(seconds=0.4))
    async with rig.sending():
        while not all(texts(person) == ["hei"] for person in people):
            await later(rig, 0.25)
    assert statuses(rig) == {200}


async def test_a_mark_that_is_too_late_is_not_made(rig: Rig, kari: Person) -> None:
    edit = {"chat_id": kari.id, "message_id": 1, "text": "Valgt"}
    await queue(rig, kari.id, Call("editMessageText", edit, cosmetic=True))
    rig.store.claim_takes = lambda: rig.clock.advance(timedelta(seconds=0.8))
    async with rig.sending():
        await rig.settled()
    assert rig.measured("rettvei_calls_total", method="editMessageText", result="dropped") == 1
    assert not rig.telegram.calls_of("editMessageText")


async def test_a_person_who_presses_fast_gets_the_questions_and_not_every_mark(
    rig: Rig, kari: Person
) -> None:
    rig.limits = Limits(1, 2, 30)
    rig.sender = rig._sender()
    async with rig.sending(), rig.polling():
        at = await starts(kari)
        for label in ("Klage", "Kommunen"):
            await kari.presses(at, label)
            await rig.settled()
            at = kari.last_message
        for _ in range(3):
            await later(rig, 1)
        assert GJELDER in kari.last_message.text
    assert statuses(rig) == {200}
    assert rig.measured("rettvei_calls_total", method="editMessageText", result="dropped") == 1
    assert rig.measured("rettvei_calls_total", method="sendMessage", result="sent") == 3


async def test_the_usual_conversation_waits_for_nothing(rig: Rig, kari: Person) -> None:
    async with rig.sending(), rig.polling():
        await starts(kari)
        await rig.settled()
        rig.clock.advance(timedelta(seconds=2))
        for label in ("Klage", "Kommunen"):
            await kari.presses(kari.last_message, label)
            await kari.next_message()
            await rig.settled()
            rig.clock.advance(timedelta(seconds=2))
    assert GJELDER in kari.last_message.text
    assert rig.measured("rettvei_calls_total", method="editMessageText", result="sent") == 2


class TestRefusals:
    @pytest.fixture
    async def telegram(self, clock: Clock) -> AsyncIterator[TelegramEmulator]:
        async with TelegramEmulator(TOKEN, clock=clock) as telegram:
            yield telegram

    async def test_once_nobody_gets_through_everyone_waits_to_the_second(self, rig: Rig) -> None:
        people = [rig.telegram.person() for _ in range(5)]
        rig.telegram.fail_next("sendMessage", with_=TooManyRequests(20), times=3)
        async with rig.sending():
            for person in people[:3]:
                await queue(rig, person.id, text(person.id, "hei"))
            await rig.settled()
            for person in people[3:]:
                await queue(rig, person.id, text(person.id, "hei"))
            await later(rig, 19.999)
            assert len(rig.telegram.calls_of("sendMessage")) == 3
            await later(rig, 0.001)
        assert [texts(person) for person in people] == [["hei"]] * 5
        metric = "rettvei_too_many_requests_total"
        assert [rig.measured(metric, scope=s) for s in ("chat", "everyone")] == [2, 1]

    async def test_another_process_obeys_a_hold_that_this_one_was_told(self, rig: Rig) -> None:
        people = [rig.telegram.person() for _ in range(4)]
        rig.telegram.fail_next("sendMessage", with_=TooManyRequests(20), times=3)
        for person in people[:3]:
            await queue(rig, person.id, text(person.id, "hei"))
        async with rig.sending():
            await rig.settled()
        await queue(rig, people[3].id, text(people[3].id, "hei"))
        async with rig.another_sender():
            await later(rig, 19.999)
            assert texts(people[3]) == []
            await later(rig, 0.001)
            assert texts(people[3]) == ["hei"]

    async def test_chats_refused_now_and_then_hold_up_nobody_else(self, rig: Rig) -> None:
        people = [rig.telegram.person() for _ in range(6)]
        async with rig.sending():
            for number, person in enumerate(people):
                if number % 2 == 0:
                    rig.telegram.fail_next("sendMessage", with_=TooManyRequests(20))
                await queue(rig, person.id, text(person.id, "hei"))
                await rig.settled()
        assert [texts(person) for person in people] == [[], ["hei"]] * 3

    async def test_a_mark_that_is_refused_is_dropped_after_the_question_has_come(
        self, rig: Rig, kari: Person
    ) -> None:
        async with rig.sending(), rig.polling():
            at = await starts(kari)
            await rig.settled()
            rig.telegram.fail_next("editMessageText", with_=TooManyRequests(5))
            await kari.presses(at, "Klage")
            await rig.settled()
            assert len(kari.from_bot) == 2
            await later(rig, 5)
        assert len(rig.telegram.calls_of("editMessageText")) == 1

    @pytest.mark.parametrize("fault", [ServerError(500), CutConnection()], ids=str)
    async def test_a_mark_that_fails_twice_stands_in_nobodys_way(
        self, rig: Rig, kari: Person, fault: ServerError | CutConnection
    ) -> None:
        async with rig.sending(), rig.polling():
            at = await starts(kari)
            await rig.settled()
            rig.telegram.fail_next("editMessageText", with_=fault, times=2)
            with capture_logs() as logs:
                await kari.presses(at, "Klage")
                await rig.settled()
                await later(rig, 1)
        assert len(kari.from_bot) == 2
        assert [log["event"] for log in logs] == ["call_failed"] * 2

    async def test_everything_arrives_once_and_in_order_through_faults_of_every_kind(
        self, rig: Rig
    ) -> None:
        people = [rig.telegram.person() for _ in range(12)]
        words = [str(number) for number in range(8)]
        for person in people:
            await queue(rig, person.id, *(text(person.id, word) for word in words))
        with capture_logs():
            async with rig.sending():
                for seconds in range(200):
                    for fault in (TooManyRequests(2), ServerError(502), CutConnection()):
                        if seconds < 12:
                            rig.telegram.fail_next("sendMessage", with_=fault)
                    await rig.settled()
                    await later(rig, 1.1)
                    if all(texts(person) == words for person in people):
                        break
        assert [texts(person) for person in people] == [words] * 12

    async def test_the_lease_of_a_call_that_is_slow_is_renewed(
        self, rig: Rig, kari: Person
    ) -> None:
        await queue(rig, kari.id, text(kari.id, "hei"))
        (row,) = await rig.store.claim(rig.clock(), LEASE, 9)
        rig.sender._mine[row.id] = row
        rig.clock.advance(LEASE * 2 / 3)
        await rig.sender.renew()
        rig.clock.advance(LEASE * 2 / 3)
        assert await rig.store.claim(rig.clock(), LEASE, 9) == []
        assert rig.sender._mine[row.id].leased_until > rig.clock()


async def test_the_time_from_the_queue_to_telegram_is_measured(rig: Rig, kari: Person) -> None:
    await queue(rig, kari.id, text(kari.id, "hei"))
    rig.clock.advance(timedelta(seconds=7))
    async with rig.sending():
        await rig.settled()
    assert rig.measured("rettvei_delivery_seconds_sum") == 7
    assert rig.measured("rettvei_delivery_seconds_count") == 1
