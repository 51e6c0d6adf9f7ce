"""Presses on buttons that are old, forged, cut or gone."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.telegram_emulator import Person

from .flows import GJELDER, HVEM, TEMA
from .rig import Rig
from .test_conversation import answers, starts

OLD = (
    "Denne knappen hører til en eldre melding. Bruk knappene i den siste meldingen, eller skriv "
    "/svar for å endre et svar."
)
NOT_HERE = "Den knappen finnes ikke her. Velg en annen."
GONE = "Samtalen du trykket i, er slettet eller for gammel. Vi begynner på nytt."
FORGED: list[str] = [
    "",
    ".",
    "..",
    "...",
    "samtale1",
    "samtale1.",
    "samtale1.3",
    "samtale1.3.",
    "samtale1..helfo",
    "samtale1.x.helfo",
    "samtale1.-3.helfo",
    "samtale1.+3.helfo",
    "samtale1.3.0.helfo",
    "samtale1.³.helfo",
    "samtale1.٣.helfo",
    "samtale1.999999999.helfo",
    "samtale1." + "9" * 50 + ".helfo",
    "samtale1.3.finnes_ikke",
    "samtale1.3.HELFO",
    "samtale1.3.helfo.helfo",
    "samtale1.3.:finnes_ikke",
    "samtale1.3.endre_1",
    "samtale1.3.endre_",
    "samtale1.3.hel",
    "samtale2.3.helfo",
    "SAMTALE1.3.helfo",
    "\x00\x01\x02",
    "💥" * 16,
    "<b>" * 20,
    "'; DROP TABLE chats; --",
    "a" * 64,
]


@pytest.mark.parametrize("data", FORGED, ids=lambda data: ascii(data)[:30])
async def test_forged_data_is_answered_gently_and_changes_nothing(
    bot: Rig, kari: Person, data: str
) -> None:
    question = await answers(bot, kari, "Klage")
    with capture_logs() as logs:
        press = await kari.presses_data(question, data)
        await press.answer_comes()
        await bot.settled()
    assert press.text in (OLD, NOT_HERE)
    assert (len(kari.from_bot), question.edits) == (2, 0)
    await kari.presses(question, "Kommunen")
    assert GJELDER in (await kari.next_message()).text
    assert logs == []


async def test_data_that_is_missing_altogether_is_answered(rig: Rig, kari: Person) -> None:
    async with rig.sending(), rig.polling():
        question = await answers(rig, kari, "Klage")
        query = {"id": "7", "from": kari.user, "message": question.to_json()}
        push(rig, query)
        await rig.settled()
    assert [call.parameters["text"] for call in answered(rig)[1:]] == [OLD]


async def test_an_old_button_is_answered_and_the_question_stays(bot: Rig, kari: Person) -> None:
    first = await starts(kari)
    old = first.button("Klage")
    await kari.presses(first, "Klage")
    await kari.next_message()
    await bot.settled()
    press = await kari.presses(first, old)
    await press.answer_comes()
    await bot.settled()
    assert press.text == OLD
    assert len(kari.from_bot) == 2
    assert HVEM in kari.last_message.text


async def test_the_button_of_another_person_changes_neither_conversation(
    bot: Rig, kari: Person
) -> None:
    ola = bot.telegram.person(first_name="Ola")
    question = await answers(bot, kari, "Klage")
    others = await answers(bot, ola, "Klage")
    stolen = others.button("Kommunen")
    press = await kari.presses(question, stolen)
    await press.answer_comes()
    await bot.settled()
    assert press.text == OLD
    assert [kari.last_message, ola.last_message] == [question, others]
    assert HVEM in question.text
    assert HVEM in others.text


async def test_a_press_on_a_deleted_message_still_takes_the_step(bot: Rig, kari: Person) -> None:
    question = await starts(kari)
    await bot.settled()
    button = question.button("Klage")
    kari.deletes(question)
    press = await kari.presses(question, button)
    await press.answer_comes()
    assert HVEM in (await kari.next_message()).text


async def test_a_press_on_a_message_too_old_to_be_shown_takes_the_step(
    bot: Rig, kari: Person
) -> None:
    question = await starts(kari)
    await bot.settled()
    bot.clock.advance(timedelta(days=60))
    press = await kari.presses(question, "Klage")
    await press.answer_comes()
    assert HVEM in (await kari.next_message()).text


@pytest.mark.parametrize("message", [None, "absent"])
async def test_a_press_without_a_message_is_answered_in_the_private_chat(
    rig: Rig, kari: Person, message: str | None
) -> None:
    async with rig.sending(), rig.polling():
        question = await starts(kari)
        await rig.settled()
        data = question.button("Klage").callback_data
        query = {"id": "7", "from": kari.user, "message": None, "data": data}
        if message:
            del query["message"]
        push(rig, query)
        assert HVEM in (await kari.next_message()).text
        await rig.settled()
    assert question.labels == []
    assert [call.parameters["callback_query_id"] for call in answered(rig)] == ["7"]


async def test_a_press_where_nothing_is_stored_any_more_begins_anew(bot: Rig, kari: Person) -> None:
    question = await starts(kari)
    await bot.settled()
    button = question.button("Klage")
    await kari.says("/slett")
    await kari.next_message()
    await bot.settled()
    press = await kari.presses(question, button)
    await press.answer_comes()
    again = await kari.next_message()
    assert again.text.startswith(GONE)
    assert TEMA in again.text
    assert "Klage" in again.labels


async def test_the_buttons_of_a_conversation_that_was_deleted_do_nothing_in_the_next(
    bot: Rig, kari: Person
) -> None:
    question = await starts(kari)
    await bot.settled()
    button = question.button("Klage")
    await kari.says("/slett")
    await kari.next_message()
    again = await starts(kari)
    press = await kari.presses(question, button)
    await press.answer_comes()
    await bot.settled()
    assert press.text == OLD
    assert kari.last_message == again


async def test_a_press_and_a_text_at_once_are_both_answered(bot: Rig, kari: Person) -> None:
    question = await answers(bot, kari, "Klage")
    press, _ = await asyncio.gather(kari.presses(question, "Kommunen"), kari.says("kommunen"))
    await press.answer_comes()
    await bot.settled()
    # Whichever came first was the answer; the other met the next question.
    assert GJELDER in kari.last_message.text
    assert len(kari.from_bot) in (3, 4)


async def test_pressing_on_while_an_answer_is_on_its_way_is_one_step_each(
    bot: Rig, kari: Person
) -> None:
    question = await starts(kari)
    await kari.presses(question, "Klage")
    following = await kari.next_message()
    await kari.presses(following, "Kommunen")
    await kari.next_message()
    await bot.settled()
    assert [GJELDER in kari.last_message.text, following.labels] == [True, []]


async def test_every_button_fits_in_what_telegram_carries(bot: Rig, kari: Person) -> None:
    await answers(bot, kari, "Klage", "Kommunen", "Vet ikke", "3. august")
    await kari.says("/svar")
    await kari.next_message()
    data = [
        button["callback_data"]
        for call in bot.telegram.calls_of("sendMessage")
        for row in call.parameters.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
    ]
    assert len(data) > 15
    assert max(len(found.encode()) for found in data) <= 64


def push(rig: Rig, query: dict[str, Any]) -> None:
    queue = ("presses", query["from"]["id"])
    rig.telegram._world.updates.push("callback_query", queue, query, timedelta(seconds=150))


def answered(rig: Rig) -> list[Any]:
    return rig.telegram.calls_of("answerCallbackQuery")
