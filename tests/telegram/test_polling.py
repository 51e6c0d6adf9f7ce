"""Polling: what comes from the server, and how it goes on or gives up."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from structlog.testing import capture_logs

from bot.store import StoreError, Turn
from bot.telegram import FatalTelegramError, connect, poll
from bot.telegram.updates import ALLOWED
from tests.telegram_emulator import (
    ApiError,
    CutConnection,
    Delay,
    Person,
    ServerError,
    TooManyRequests,
)
from tests.telegram_emulator import server as emulated
from tests.telegram_emulator.patience import PATIENCE, within

from .rig import Rig, until

DAY = timedelta(days=1)
MALFORMED: list[dict[str, Any]] = [
    {"message": "a text"},
    {"message": {"message_id": "7", "chat": {"id": 1, "type": "private"}}},
    {"message": {"message_id": 7, "chat": {"id": "1", "type": "private"}}},
    {"message": {"message_id": 7, "chat": {"id": 2**70, "type": "private"}, "text": "x"}},
    {"message": {"message_id": 7, "chat": {"id": 1, "type": "private"}, "text": ["x"]}},
    {"message": {"message_id": 7, "text": "x"}},
    {"callback_query": {"id": 5, "from": {"id": 1}}},
    {"callback_query": {"id": "5"}},
    {"callback_query": []},
    {"edited_message": 3.5},
]


def answers_with(monkeypatch: pytest.MonkeyPatch, change: Callable[[bytes], bytes]) -> None:
    """Change the answers of the emulator on their way out."""
    encode = SimpleNamespace(encode=lambda body: change(msgspec.json.encode(body)))
    monkeypatch.setattr(emulated, "msgspec", SimpleNamespace(json=encode))


async def ends(rig: Rig) -> str:
    """Poll until polling gives up; return what it says."""
    with pytest.raises(FatalTelegramError) as caught:
        await within(PATIENCE, poll(rig.client, rig.handler, rig.sender, sleep=rig.naps), "goes on")
    return str(caught.value)


async def test_it_asks_for_the_kinds_it_reads_and_no_others(rig: Rig, kari: Person) -> None:
    async with rig.sending(), rig.polling():
        await kari.says("/start")
        await rig.settled()
    asked = rig.telegram.calls_of("getUpdates")[0].parameters
    assert asked == {"timeout": 50, "allowed_updates": list(ALLOWED)}


@pytest.mark.parametrize("malformed", MALFORMED, ids=str)
async def test_a_malformed_update_among_good_ones_is_passed_over(
    rig: Rig, kari: Person, malformed: dict[str, Any]
) -> None:
    ola = rig.telegram.person()
    await kari.says("/start")
    ((kind, payload),) = malformed.items()
    rig.telegram._world.updates.push(kind, ("chat", 1), payload, DAY)
    await ola.says("/start")
    async with rig.sending(), rig.polling():
        await rig.settled()
    assert [len(kari.from_bot), len(ola.from_bot)] == [1, 1]
    assert rig.naps.asked == []


async def test_ids_that_begin_anew_after_a_quiet_week_are_answered(rig: Rig, kari: Person) -> None:
    async with rig.sending(), rig.polling():
        await kari.says("/start")
        await rig.settled()
        await rig.telegram.polled()
        rig.telegram.next_update_id = 5
        await kari.says("klage")
        await rig.settled()
        await kari.says("kommunen")
        await rig.settled()
    assert len(kari.from_bot) == 3


async def test_half_a_character_in_one_text_stops_nobody(
    rig: Rig, kari: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    ola = rig.telegram.person()
    answers_with(monkeypatch, lambda answer: answer.replace(b"HALV", b"\\ud83d"))
    await kari.says("/start")
    await kari.says("HALV")
    await ola.says("/start")
    async with rig.sending(), rig.polling():
        await rig.settled()
    assert kari.last_message.text.startswith("Det forstod jeg ikke.")
    assert len(ola.from_bot) == 1


async def test_a_webhook_that_is_set_ends_it_with_what_to_do(rig: Rig) -> None:
    await rig.client.call("setWebhook", {"url": "https://rettvei.example/hook"})
    told = await ends(rig)
    assert "a webhook is set" in told
    assert "rettvei release" in told
    assert "\n" not in told


async def test_a_poller_that_is_taken_over_waits_for_the_other_to_end(
    rig: Rig, kari: Person
) -> None:
    other = await connect(rig.telegram.token, rig.telegram.url)
    with capture_logs() as logs:
        async with rig.sending(), rig.polling():
            await rig.telegram.polled()
            await other.call("getUpdates", {})
            await until(lambda: rig.naps.asked, "It did not wait")
            await kari.says("/start")
            await rig.settled()
    await other.shutdown()
    assert [log["event"] for log in logs] == ["other_poller"]
    assert rig.naps.asked == [4.0]
    assert len(kari.from_bot) == 1


async def test_a_poller_that_does_not_go_away_ends_it_with_what_to_do(rig: Rig) -> None:
    conflict = ApiError(409, "Conflict: terminated by other getUpdates request; make sure")
    rig.telegram.fail_next("getUpdates", with_=conflict, times=7)
    with capture_logs() as logs:
        told = await ends(rig)
    assert "another process polls" in told
    assert "\n" not in told
    assert [log["event"] for log in logs] == ["other_poller"]
    assert rig.naps.asked == [4.0, 8.0, 16.0, 32.0, 60.0, 60.0]


async def test_a_token_that_is_no_longer_accepted_ends_it(rig: Rig) -> None:
    rig.telegram.fail_next("getUpdates", with_=ApiError(401, "Unauthorized"))
    assert "TELEGRAM_BOT_TOKEN" in await ends(rig)


@pytest.mark.parametrize(
    ("fault", "naps"),
    [
        (ServerError(500), [1.0, 2.0, 4.0]),
        (ServerError(504), [1.0, 2.0, 4.0]),
        (CutConnection(), [1.0, 2.0, 4.0]),
        (CutConnection(made=True), [1.0, 2.0, 4.0]),
        (TooManyRequests(17), [17, 17, 17]),
    ],
    ids=str,
)
async def test_it_goes_on_after_trouble_with_growing_waits_and_loses_nothing(
    rig: Rig, kari: Person, fault: ServerError | CutConnection | TooManyRequests, naps: list[float]
) -> None:
    await kari.says("/start")
    rig.telegram.fail_next("getUpdates", with_=fault, times=3)
    with capture_logs():
        async with rig.sending(), rig.polling():
            await rig.settled()
    assert rig.naps.asked == naps
    assert len(kari.from_bot) == 1


async def test_a_database_that_is_back_is_soon_seen_to_be(rig: Rig, kari: Person) -> None:
    await kari.says("/start")
    rig.store.turns_to_fail = 9
    with capture_logs():
        async with rig.sending(), rig.polling():
            await rig.settled()
    assert rig.naps.asked == [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5, 5]
    assert len(kari.from_bot) == 1


async def test_a_database_that_fails_now_and_then_is_waited_for_no_longer_each_time(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [rig.telegram.person() for _ in range(4)]
    failing = {person.id for person in people}
    step = rig.store.step

    async def fails_once_for_each(
        update_id: int, chat: int, decide: Callable[[Turn], object]
    ) -> Turn | None:
        if chat in failing:
            failing.discard(chat)
            raise StoreError("the connection was cut")
        return await step(update_id, chat, decide)

    monkeypatch.setattr(rig.store, "step", fails_once_for_each)
    for person in people:
        await person.says("/start")
    with capture_logs():
        async with rig.sending(), rig.polling():
            await rig.settled()
    assert rig.naps.asked == [0.05] * 4


async def test_the_waits_begin_anew_once_it_went_well(rig: Rig, kari: Person) -> None:
    with capture_logs():
        async with rig.sending(), rig.polling():
            for _ in range(2):
                await rig.telegram.polled()
                rig.telegram.fail_next("getUpdates", with_=ServerError(500), times=2)
                await kari.says("/start")
                await rig.settled()
                await until(lambda: len(rig.naps.asked) % 2 == 0, "It did not fail twice")
    assert rig.naps.asked == [1.0, 2.0, 1.0, 2.0]


async def test_a_long_poll_that_times_out_is_asked_again_at_once(
    rig: Rig, kari: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["bot.telegram.poll"], "_MARGIN", -49.8)
    rig.telegram.fail_next("getUpdates", with_=Delay(1.0))
    await kari.says("/start")
    async with rig.sending(), rig.polling():
        await rig.settled()
    assert rig.naps.asked == []


async def test_an_answer_without_ids_is_not_asked_for_without_a_pause(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    junk = b'{"ok":true,"result":[{"x":1},7,null]}'
    answers_with(monkeypatch, lambda _: junk)
    with capture_logs() as logs:
        async with rig.polling():
            await until(lambda: len(rig.naps.asked) >= 2, "It did not pause")
    assert rig.naps.asked[:2] == [1.0, 2.0]
    assert logs[0] == {
        "event": "polling_interrupted",
        "log_level": "warning",
        "reason": "TelegramError",
    }
