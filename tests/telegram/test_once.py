"""Nothing is lost and nothing happens twice, wherever it stops."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import date, timedelta

import msgspec
import pytest
from structlog.testing import capture_logs

from bot.store import Turn
from bot.telegram import Handler
from bot.telegram.sender import LEASE
from bot.telegram.updates import Update
from tests.library import TODAY
from tests.telegram_emulator import (
    Call,
    Clock,
    CutConnection,
    Person,
    ServerError,
    TelegramEmulator,
)

from .flows import GJELDER, HVEM, TEMA
from .rig import Rig, until
from .test_conversation import answers, starts
from .test_presses import OLD

SORRY = "Noe gikk galt hos meg. Prøv igjen, eller skriv /start."


async def first_offsets(rig: Rig, number: int) -> list[int | None]:
    """Wait until so many polls have ended, and return what they asked for."""

    def polls() -> list[Call]:
        return rig.telegram.calls_of("getUpdates")

    await until(lambda: len(polls()) >= number, "The bot did not poll")
    return [call.parameters.get("offset") for call in polls()][:number]


@pytest.mark.parametrize("failures", [1, 3])
async def test_an_update_whose_commit_fails_comes_again_and_is_answered_once(
    bot: Rig, kari: Person, failures: int
) -> None:
    question = await starts(kari)
    await bot.settled()
    bot.store.turns_to_fail = failures
    press = await kari.presses(question, "Klage")
    await press.answer_comes()
    assert HVEM in (await kari.next_message()).text
    await bot.settled()
    assert len(kari.from_bot) == 2
    assert not bot.store.turns_to_fail


async def test_nothing_is_sent_of_a_turn_that_was_not_committed(rig: Rig, kari: Person) -> None:
    rig.store.turns_to_fail = 1
    await kari.says("/start")
    async with rig.sending(), rig.polling():
        await rig.settled()
    assert len(kari.from_bot) == 1


async def test_the_offset_moves_only_past_what_is_committed(rig: Rig, kari: Person) -> None:
    for text in ("/start", "klage", "kommunen"):
        await kari.says(text)
    rig.store.turns_to_fail = 1
    with capture_logs():
        async with rig.polling():
            await rig.telegram.drained()
            assert await first_offsets(rig, 4) == [None, None, 700_000_004, None]
    assert rig.naps.asked == [0.05]


async def test_the_offset_stops_at_the_update_that_failed(rig: Rig, kari: Person) -> None:
    ola = rig.telegram.person()
    await kari.says("/start")
    await ola.says("/start")
    rig.store.turns_to_fail, rig.store.fails_for = 1, ola.id
    with capture_logs():
        async with rig.sending(), rig.polling():
            await rig.settled()
            assert await first_offsets(rig, 3) == [None, 700_000_002, 700_000_003]
    assert [len(kari.from_bot), len(ola.from_bot)] == [1, 1]


async def test_the_webhook_is_told_to_come_again_while_the_store_fails(
    rig: Rig, kari: Person
) -> None:
    rig.way = "webhook"
    async with rig.running():
        rig.store.turns_to_fail = 2
        await kari.says("/start")
        await rig.settled()
    assert [delivery.status for delivery in rig.telegram.deliveries] == [503, 503, 200]
    assert len(kari.from_bot) == 1


async def test_what_was_kept_without_a_word_is_sent_when_the_update_comes_again(
    bot: Rig, kari: Person
) -> None:
    bot.store.replies_to_lose = 1
    with capture_logs():
        question = await starts(kari)
        await bot.settled()
    assert TEMA in question.text
    assert len(kari.from_bot) == 1


class TestUpdatesThatComeMoreThanOnce:
    @pytest.fixture(params=[2, 3])
    async def telegram(
        self, clock: Clock, request: pytest.FixtureRequest
    ) -> AsyncIterator[TelegramEmulator]:
        async with TelegramEmulator("1:abc", clock=clock, copies=request.param) as telegram:
            yield telegram

    async def test_each_is_one_step(self, bot: Rig, kari: Person) -> None:
        at = await answers(bot, kari, "Klage", "Kommunen", "Vet ikke", "Tilbake")
        assert GJELDER in at.text
        assert len(kari.from_bot) == 5
        assert len(bot.telegram.calls_of("answerCallbackQuery")) == 4


async def test_a_message_sent_but_not_marked_as_delivered_is_marked_later_and_not_repeated(
    rig: Rig, kari: Person
) -> None:
    rig.store.deliveries_to_fail = 2
    with capture_logs() as logs:
        async with rig.sending(), rig.polling():
            await kari.says("/start")
            await kari.next_message()
            await kari.says("klage")
            assert HVEM in (await kari.next_message()).text
            await rig.settled()
    assert [log["event"] for log in logs] == ["delivery_not_kept"] * 2
    assert len(kari.from_bot) == 2
    assert await rig.store.next_due() is None


async def test_a_row_whose_lease_ran_out_while_the_store_was_away_is_not_sent_again(
    rig: Rig, kari: Person
) -> None:
    rig.store.deliveries_to_fail = 3
    with capture_logs():
        async with rig.sending(), rig.polling():
            await kari.says("/start")
            await kari.next_message()
            await until(lambda: rig.store.deliveries_to_fail < 3, "It was not marked")
            rig.clock.advance(timedelta(minutes=5))
            rig.sender.wake()
            await until(lambda: not rig.sender._mine, "It was never marked")
    assert len(kari.from_bot) == 1


async def test_a_message_sent_but_never_marked_as_delivered_is_repeated_once(
    rig: Rig, kari: Person
) -> None:
    rig.store.deliveries_to_fail = 1
    async with rig.polling():
        await kari.says("/start")
        await rig.telegram.drained()
        rig.sender.stop()
        with capture_logs() as logs:
            async with rig.sending():
                pass
        assert [log["event"] for log in logs] == ["outbox_unavailable"]
        rig.clock.advance(LEASE)
        # What another process finds when it starts.
        async with rig.another_sender():
            await rig.settled()
    assert [message.text for message in kari.from_bot] == [kari.from_bot[0].text] * 2


@pytest.mark.parametrize("made", [False, True])
@pytest.mark.parametrize("fault", [ServerError, CutConnection])
async def test_a_call_without_an_answer_is_made_again(
    bot: Rig, kari: Person, fault: type[ServerError | CutConnection], made: bool
) -> None:
    bot.telegram.fail_next("sendMessage", with_=fault(made=made))
    with capture_logs():
        await kari.says("/start")
        await bot.settled()
        assert len(kari.from_bot) == made
        bot.clock.advance(timedelta(seconds=1))
        bot.sender.wake()
        await bot.settled()
    assert len(kari.from_bot) == 1 + made
    press = await kari.presses(kari.last_message, "Klage")
    await press.answer_comes()


async def test_what_an_earlier_process_left_in_the_outbox_is_delivered_at_the_start(
    rig: Rig, kari: Person
) -> None:
    async with rig.polling():
        for text in ("/start", "/personvern", "klage", "kommunen"):
            await kari.says(text)
        await rig.telegram.drained()
    assert kari.from_bot == []
    async with rig.another_sender():
        await rig.settled()
    notice, question = kari.from_bot
    assert ["Personvern" in notice.text, GJELDER in question.text] == [True, True]


async def test_what_a_process_was_killed_while_sending_goes_out_when_its_lease_ends(
    rig: Rig, kari: Person
) -> None:
    async with rig.polling():
        await kari.says("/start")
        await rig.telegram.drained()
        await rig.store.claim(rig.clock(), LEASE, 10)
        rig.store.taken.clear()
        async with rig.another_sender():
            await rig.settled()
            assert kari.from_bot == []
        rig.clock.advance(LEASE)
        async with rig.another_sender():
            await rig.settled()
    assert len(kari.from_bot) == 1


async def test_stopping_sends_what_is_queued_first(rig: Rig, kari: Person) -> None:
    async with rig.polling():
        for text in ("/personvern", "/hjelp", "/start"):
            await kari.says(text)
        await rig.telegram.drained()
    async with rig.sending():
        pass
    assert len(kari.from_bot) == 3


async def test_two_updates_of_one_chat_at_the_same_moment_are_handled_one_after_the_other(
    rig: Rig, kari: Person
) -> None:
    rig.way = "webhook"
    async with rig.running():
        question = await answers(rig, kari, "Klage")
        button = question.button("Kommunen")
        for _ in range(10):
            await asyncio.gather(kari.presses(question, button), kari.says("kommunen"))
        await rig.settled()
    assert all(press.answered for press in rig.telegram._world.presses.values())
    sent = [message.text for message in kari.from_bot]
    assert sum("Du svarte: Kommunen" in text for text in sent) == 1


async def test_fifty_presses_of_one_button_are_one_step_and_all_answered(
    bot: Rig, kari: Person
) -> None:
    question = await starts(kari)
    await bot.settled()
    button = question.button("Klage")
    presses = await asyncio.gather(*(kari.presses(question, button) for _ in range(50)))
    await bot.settled()
    assert all(press.answered for press in presses)
    assert sorted(press.text for press in presses) == ["", *[OLD] * 49]
    assert len(kari.from_bot) == 2
    assert HVEM in kari.last_message.text


async def test_fifty_at_once_over_http_are_one_step_each_chat(rig: Rig) -> None:
    rig.way = "webhook"
    people = [rig.telegram.person() for _ in range(50)]
    async with rig.running():
        await asyncio.gather(*(person.says("/start") for person in people))
        await rig.settled()
        await asyncio.gather(*(p.presses(p.last_message, "Klage") for p in people))
        await rig.settled()
    assert all(HVEM in person.last_message.text for person in people)
    assert {len(person.from_bot) for person in people} == {2}


async def test_an_update_that_breaks_the_bot_is_set_aside_with_an_apology_and_holds_up_nothing(
    bot: Rig, kari: Person
) -> None:
    question = await starts(kari)
    await bot.settled()

    tried = 0

    def broken() -> date:
        nonlocal tried
        tried += 1
        raise RuntimeError("said: klage, by 7312345678")

    object.__setattr__(bot.handler, "today", broken)
    with capture_logs() as logs:
        press = await kari.presses(question, "Klage")
        await press.answer_comes()
        assert (await kari.next_message()).text == SORRY
        await kari.says("klage")
        assert (await kari.next_message()).text == SORRY
        await bot.settled()
    assert tried == 6
    kinds = ["callback_query", "message"]
    assert [(log["event"], log["kind"]) for log in logs] == [
        ("update_set_aside", kind) for kind in kinds
    ]
    kept = await bot.store.set_aside()
    assert [(update.kind, update.error, update.step) for update in kept] == [
        (kind, "RuntimeError", "start.tema") for kind in kinds
    ]
    assert kept[0].place.startswith("bot.telegram.handle._replies:")
    assert kept[0].library == bot.library.version
    for secret in ("by 7312345678", "klage", "Klage", "samtale1"):
        assert secret not in str(logs) + str(kept)
    assert bot.measured("rettvei_updates_total", kind="message", result="set_aside") == 1
    object.__setattr__(bot.handler, "today", lambda: TODAY)
    await kari.says("klage")
    await kari.next_message()
    await bot.settled()
    assert HVEM in kari.last_message.text


async def test_the_same_update_given_by_both_ways_is_one_step(rig: Rig, kari: Person) -> None:
    update = msgspec.convert(
        {
            "update_id": 1,
            "message": {
                "message_id": 1,
                "chat": {"id": kari.id, "type": "private"},
                "text": "/start",
            },
        },
        Update,
    )
    other = Handler(rig.library, rig.store, lambda: TODAY, lambda: "annen", "bot", rig.clock)
    await asyncio.gather(rig.handler.handle(update), other.handle(update))
    async with rig.sending():
        await rig.settled()
    assert len(kari.from_bot) == 1


def saving(session: bytes) -> Callable[[Turn], None]:
    return lambda turn: turn.save(session)


async def test_what_an_older_version_saved_and_this_one_cannot_read_begins_anew(
    rig: Rig, kari: Person
) -> None:
    async with rig.sending(), rig.polling():
        await answers(rig, kari, "Klage")
        for number, saved in enumerate((b"", b"{}", b"\xff", b'{"id": 7}', b"[1]")):
            await rig.store.step(number, kari.id, saving(saved))
            await kari.says("kommunen")
            assert TEMA in (await kari.next_message()).text
            await rig.settled()


async def test_a_text_typed_before_the_question_arrived_does_not_mark_another_question(
    rig: Rig, kari: Person
) -> None:
    async with rig.sending(), rig.polling():
        question = await starts(kari)
        await rig.settled()
    await kari.says("klage")
    await kari.says("kommunen")
    async with rig.polling():
        await rig.telegram.drained()
    async with rig.another_sender():
        await rig.settled()
    assert question.text.endswith("✓ Du svarte: Klage")
    assert GJELDER in kari.last_message.text


async def test_an_error_that_passes_is_not_noticed(bot: Rig, kari: Person) -> None:
    await starts(kari)
    await bot.settled()
    days = iter([None, None, TODAY])

    def shaky() -> date:
        day = next(days)
        if day is None:
            raise RuntimeError
        return day

    object.__setattr__(bot.handler, "today", shaky)
    await kari.says("klage")
    assert HVEM in (await kari.next_message()).text
    assert await bot.store.set_aside() == []


async def test_what_was_set_aside_is_forgotten_with_all_else(bot: Rig, kari: Person) -> None:
    def broken() -> date:
        raise RuntimeError

    object.__setattr__(bot.handler, "today", broken)
    with capture_logs():
        await kari.says("/start")
        await kari.next_message()
    assert len(await bot.store.set_aside()) == 1
    object.__setattr__(bot.handler, "today", lambda: TODAY)
    await kari.says("/slett")
    await kari.next_message()
    await bot.settled()
    assert await bot.store.set_aside() == []


async def test_an_album_of_ten_pictures_is_answered_once(bot: Rig, kari: Person) -> None:
    await starts(kari)
    await bot.settled()
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 6}]
    for _ in range(10):
        await kari.sends({"photo": photo, "media_group_id": "13579"})
    await bot.settled()
    assert len(kari.from_bot) == 2
    await kari.sends({"photo": photo, "media_group_id": "24680"})
    await kari.next_message()
    await bot.settled()
    assert len(kari.from_bot) == 3
