"""The sender: as fast as Telegram lets it, in order, and for as long as it takes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.store import Call
from bot.telegram import FatalTelegramError
from bot.telegram.sender import backoff, store_backoff
from tests.telegram_emulator import (
    ApiError,
    CutConnection,
    Delay,
    Person,
    ServerError,
    TooManyRequests,
    bad_request,
    forbidden,
)
from tests.telegram_emulator.errors import NOT_MODIFIED, QUERY_TOO_OLD

from .flows import HVEM
from .rig import Rig, until

_next_update = iter(range(1, 10_000))


def text(chat: int, words: str) -> Call:
    return Call("sendMessage", {"chat_id": chat, "text": words})


async def queue(rig: Rig, chat: int, *calls: Call) -> None:
    """Put calls in a chat's queue, as a handled update does."""
    await rig.store.step(next(_next_update), chat, lambda turn: turn.queue(calls))
    rig.sender.wake()


def texts(person: Person) -> list[str]:
    return [message.text for message in person.from_bot]


async def later(rig: Rig, seconds: float) -> None:
    """Let time pass, and let the sender see what it may do now."""
    rig.clock.advance(timedelta(seconds=seconds))
    rig.sender.wake()
    await rig.settled()


async def test_the_order_within_a_chat_is_kept(rig: Rig, kari: Person) -> None:
    words = [str(number) for number in range(40)]
    await queue(rig, kari.id, *(text(kari.id, word) for word in words))
    async with rig.sending():
        await rig.settled()
    assert texts(kari) == words


async def test_the_order_is_kept_over_failures_of_every_kind(rig: Rig, kari: Person) -> None:
    words = [str(number) for number in range(6)]
    await queue(rig, kari.id, *(text(kari.id, word) for word in words))
    for fault in (TooManyRequests(1), ServerError(500), CutConnection()):
        rig.telegram.fail_next("sendMessage", with_=fault)
    with capture_logs():
        async with rig.sending():
            for _ in range(4):
                await rig.settled()
                await later(rig, 60)
    assert texts(kari) == words


async def test_retry_after_is_obeyed_to_the_second(rig: Rig, kari: Person) -> None:
    rig.telegram.fail_next("sendMessage", with_=TooManyRequests(37))
    await queue(rig, kari.id, text(kari.id, "en"), text(kari.id, "to"))
    async with rig.sending():
        await rig.settled()
        for seconds in (1, 35, 0.999):
            await later(rig, seconds)
            assert len(rig.telegram.calls_of("sendMessage")) == 1
        await later(rig, 0.001)
    assert texts(kari) == ["en", "to"]


async def test_a_chat_that_must_wait_holds_up_no_other(rig: Rig, kari: Person) -> None:
    ola = rig.telegram.person()
    rig.telegram.fail_next("sendMessage", with_=TooManyRequests(60))
    async with rig.sending():
        await queue(rig, kari.id, text(kari.id, "en"), text(kari.id, "to"))
        await rig.settled()
        await queue(rig, ola.id, text(ola.id, "hei"), text(ola.id, "hallo"))
        await rig.settled()
        assert [texts(kari), texts(ola)] == [[], ["hei", "hallo"]]
        await later(rig, 60)
    assert texts(kari) == ["en", "to"]


async def test_a_call_that_gets_no_answer_holds_up_no_other_chat(rig: Rig, kari: Person) -> None:
    ola = rig.telegram.person()
    rig.telegram.fail_next("sendMessage", with_=Delay(0.5))
    await queue(rig, kari.id, text(kari.id, "sent"))
    async with rig.sending():
        await until(lambda: rig.store.taken, "Nothing was tried")
        await queue(rig, ola.id, *(text(ola.id, str(number)) for number in range(5)))
        for number in range(5):
            assert (await ola.next_message()).text == str(number)
        assert texts(kari) == []
        await rig.settled()
    assert texts(kari) == ["sent"]


async def test_hundreds_of_chats_get_all_their_messages(rig: Rig) -> None:
    people = [rig.telegram.person() for _ in range(120)]
    for person in people:
        await queue(rig, person.id, text(person.id, "en"), text(person.id, "to"))
    async with rig.sending():
        await rig.settled()
    assert all(texts(person) == ["en", "to"] for person in people)


@pytest.mark.parametrize(
    "refusal",
    [
        NOT_MODIFIED,
        QUERY_TOO_OLD,
        "message to edit not found",
        "message can't be edited",
        "MESSAGE_ID_INVALID",
    ],
)
async def test_what_is_too_late_or_done_already_counts_as_done(
    rig: Rig, kari: Person, refusal: str
) -> None:
    rig.telegram.fail_next("sendMessage", with_=bad_request(refusal))
    await queue(rig, kari.id, text(kari.id, "en"), text(kari.id, "to"))
    with capture_logs() as logs:
        async with rig.sending():
            await rig.settled()
    assert texts(kari) == ["to"]
    assert logs == []


async def test_a_call_that_telegram_will_never_take_is_told_and_holds_up_nothing(
    rig: Rig, kari: Person
) -> None:
    await queue(rig, kari.id, text(kari.id, ""), text(kari.id, "to"))
    with capture_logs() as logs:
        async with rig.sending():
            await rig.settled()
    assert texts(kari)[1:] == ["to"]
    assert [(log["event"], log["method"], log["reason"]) for log in logs] == [
        ("call_refused", "sendMessage", "message text is empty")
    ]
    assert rig.measured("rettvei_calls_total", method="sendMessage", result="refused") == 1


async def test_what_telegram_quotes_of_a_message_is_not_logged(rig: Rig, kari: Person) -> None:
    quoting = bad_request("can't find the words of Nilsen: my mother")
    rig.telegram.fail_next("sendMessage", with_=quoting)
    await queue(rig, kari.id, text(kari.id, "en"))
    with capture_logs() as logs:
        async with rig.sending():
            await rig.settled()
    assert [log["reason"] for log in logs] == ["unknown"]


async def test_a_group_that_became_another_is_not_written_to_for_ever(
    rig: Rig, kari: Person
) -> None:
    class MigratedError(ApiError):
        def body(self) -> dict[str, object]:
            return {**super().body(), "parameters": {"migrate_to_chat_id": -1009876543210}}

    rig.telegram.fail_next("sendMessage", with_=MigratedError(400, "Bad Request: group upgraded"))
    await queue(rig, kari.id, text(kari.id, "en"))
    with capture_logs() as logs:
        async with rig.sending():
            await rig.settled()
    assert await rig.store.next_due() is None
    assert logs == []


async def test_edits_of_a_message_that_was_deleted_hold_up_nothing(bot: Rig, kari: Person) -> None:
    await kari.says("/start")
    question = await kari.next_message()
    await bot.settled()
    kari.deletes(question)
    with capture_logs() as logs:
        await kari.says("klage")
        assert HVEM in (await kari.next_message()).text
        await bot.settled()
    assert logs == []


async def test_a_press_that_can_no_longer_be_answered_still_moves_on(
    rig: Rig, kari: Person
) -> None:
    async with rig.sending(), rig.polling():
        await kari.says("/start")
        question = await kari.next_message()
        await rig.settled()
    press = await kari.presses(question, "Klage")
    async with rig.polling():
        await rig.telegram.drained()
    rig.clock.advance(timedelta(minutes=10))
    with capture_logs() as logs:
        async with rig.another_sender():
            await rig.settled()
    assert HVEM in kari.last_message.text
    assert not press.answered
    assert logs == []


async def test_nothing_more_goes_to_one_who_has_blocked_the_bot(bot: Rig, kari: Person) -> None:
    ola = bot.telegram.person()
    await kari.says("/start")
    await kari.next_message()
    await bot.settled()
    await kari.blocks()
    await queue(bot, kari.id, text(kari.id, "en"), text(kari.id, "to"), text(kari.id, "tre"))
    await bot.settled()
    refused = [call for call in bot.telegram.calls_of("sendMessage") if call.status == 403]
    assert len(refused) == 1
    assert await bot.store.next_due() is None
    await ola.says("/start")
    await ola.next_message()
    await kari.unblocks()
    await kari.says("klage")
    assert HVEM in (await kari.next_message()).text


@pytest.mark.parametrize(
    "refusal", [forbidden("user is deactivated"), bad_request("chat not found")], ids=str
)
async def test_a_chat_that_is_gone_is_left_alone(rig: Rig, kari: Person, refusal: ApiError) -> None:
    rig.telegram.fail_next("sendMessage", with_=refusal)
    await queue(rig, kari.id, text(kari.id, "en"), text(kari.id, "to"))
    async with rig.sending():
        await rig.settled()
    assert texts(kari) == []
    assert await rig.store.next_due() is None


@pytest.mark.parametrize(
    "fault", [ServerError(500), ServerError(503), CutConnection(), ApiError(418, "A teapot")]
)
async def test_trouble_is_tried_again_with_growing_waits(
    rig: Rig, kari: Person, fault: ServerError | CutConnection
) -> None:
    rig.telegram.fail_next("sendMessage", with_=fault, times=8)
    await queue(rig, kari.id, text(kari.id, "endelig"))
    waits = []
    with capture_logs():
        async with rig.sending():
            await rig.settled()
            while not kari.from_bot:
                due = await rig.store.next_due()
                assert due is not None
                waits.append((due - rig.clock()).total_seconds())
                await later(rig, waits[-1])
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]


async def test_a_call_that_times_out_is_made_again(
    rig: Rig, kari: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(rig.client.call.__func__.__kwdefaults__, "read_timeout", 0.1)  # type: ignore[attr-defined]
    rig.telegram.fail_next("sendMessage", with_=Delay(1.0))
    await queue(rig, kari.id, text(kari.id, "hei"))
    with capture_logs() as logs:
        async with rig.sending():
            await rig.settled()
            await later(rig, 1)
    assert [log["reason"] for log in logs] == ["TimedOut"]
    assert texts(kari) == ["hei"]


async def test_a_token_that_is_no_longer_accepted_ends_it_and_loses_nothing(
    rig: Rig, kari: Person
) -> None:
    rig.telegram.fail_next("sendMessage", with_=ApiError(401, "Unauthorized"))
    await queue(rig, kari.id, text(kari.id, "hei"))
    with pytest.raises(FatalTelegramError, match="TELEGRAM_BOT_TOKEN") as caught:
        await rig.sender.run()
    assert "\n" not in str(caught.value)
    assert await rig.store.next_due() is not None


async def test_it_goes_on_when_the_store_has_failed(rig: Rig, kari: Person) -> None:
    rig.store.claims_to_fail = 3
    with capture_logs() as logs:
        async with rig.sending():
            for _ in range(4):
                await queue(rig, kari.id, text(kari.id, "hei"))
                await until(lambda: not rig.sender._work.is_set(), "It did not wake up")
            await rig.settled()
    assert [log["event"] for log in logs] == ["outbox_unavailable"] * 3
    assert texts(kari) == ["hei"] * 4


async def test_it_is_woken_by_time_alone(rig: Rig, kari: Person) -> None:
    rig.telegram.fail_next("sendMessage", with_=TooManyRequests(1))
    await queue(rig, kari.id, text(kari.id, "hei"))
    async with rig.sending():
        await rig.settled()
        # The clock of the store has passed the second when the sender's own wait ends.
        rig.clock.advance(timedelta(seconds=1))
        assert (await kari.next_message()).text == "hei"


def test_waits_double_from_a_second_to_a_minute() -> None:
    assert [backoff(n) for n in (1, 2, 3, 6, 7, 8, 1000)] == [1, 2, 4, 32, 60, 60, 60]


def test_waits_for_a_database_double_from_a_moment_to_five_seconds() -> None:
    assert [store_backoff(n) for n in (1, 2, 7, 8, 1000)] == [0.05, 0.1, 3.2, 5, 5]
