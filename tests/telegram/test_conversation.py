"""A whole complaint in Telegram, by presses, by typing, and by both."""

from __future__ import annotations

import pytest

from tests.telegram_emulator import Message, Person

from .flows import FINN, GJELDER, HVEM, I_TIDE, NAAR, SENT, TEMA
from .rig import Rig


async def starts(kari: Person) -> Message:
    await kari.says("/start")
    return await kari.next_message()


async def answers(bot: Rig, kari: Person, *answers: str) -> Message:
    """Give answers, by a press where a button says so and by typing elsewhere."""
    question = await starts(kari)
    for answer in answers:
        await bot.settled()
        if answer in question.labels:
            await kari.presses(question, answer)
        else:
            await kari.says(answer)
        question = await kari.next_message()
    await bot.settled()
    return question


def with_buttons(kari: Person) -> list[Message]:
    return [message for message in kari.from_bot if message.labels]


async def test_a_complaint_by_presses_leads_to_the_answer(bot: Rig, kari: Person) -> None:
    question = await starts(kari)
    assert TEMA in question.text
    asked = []
    for label, following in (("Klage", HVEM), ("Kommunen", GJELDER), ("Plass på sykehjem", NAAR)):
        press = await kari.presses(question, label)
        await press.answer_comes()
        question = await kari.next_message()
        assert following in question.marked("bold")
        asked.append(question)
    await kari.says("3. august")
    outcome = await kari.next_message()
    assert outcome.marked("bold")[0] == I_TIDE
    assert "31. august 2026" in outcome.text
    await bot.settled()
    assert with_buttons(kari) == [outcome]


async def test_the_same_complaint_typed_leads_to_the_same_answer(bot: Rig, kari: Person) -> None:
    outcome = await answers(bot, kari, "klage", "komunen", "plass pa sykehjem", "03.08.26")
    assert outcome.marked("bold")[0] == I_TIDE
    assert "31. august 2026" in outcome.text
    assert with_buttons(kari) == [outcome]


@pytest.mark.parametrize(
    ("given", "title"),
    [
        (("1", "Helfo", "3. august"), I_TIDE),
        (("Klage", "1", "1. juni 2026"), SENT),
        (("klage", "Vet ikke"), FINN),
        (("Vet ikke", "helfo", "vet ikke"), FINN),
    ],
)
async def test_presses_and_typing_may_be_mixed(
    bot: Rig, kari: Person, given: tuple[str, ...], title: str
) -> None:
    outcome = await answers(bot, kari, *given)
    assert outcome.marked("bold")[0] == title
    assert with_buttons(kari) == [outcome]


async def test_a_press_leaves_the_question_with_the_answer_and_no_buttons(
    bot: Rig, kari: Person
) -> None:
    question = await starts(kari)
    before = question.text
    await kari.presses(question, "Klage")
    following = await kari.next_message()
    await bot.settled()
    assert following.id > question.id
    assert not following.edits
    assert question.text == f"{before}\n\n✓ Du svarte: Klage"
    assert question.marked("bold")[-1] == "Klage"
    assert question.labels == []


async def test_a_typed_answer_closes_the_question_it_answers(bot: Rig, kari: Person) -> None:
    question = await starts(kari)
    await bot.settled()
    await kari.says("klage")
    await kari.next_message()
    await bot.settled()
    assert question.text.endswith("✓ Du svarte: Klage")
    assert question.labels == []


async def test_a_typed_date_is_marked_as_the_day_it_was_read_as(bot: Rig, kari: Person) -> None:
    question = await answers(bot, kari, "Klage", "Helfo")
    await kari.says("i går")
    await kari.next_message()
    await bot.settled()
    assert question.text.endswith("✓ Du svarte: søndag 9. august 2026")


async def test_a_text_that_means_nothing_gets_the_question_again_with_a_hint(
    bot: Rig, kari: Person
) -> None:
    question = await answers(bot, kari, "Klage")
    await kari.says("Noe helt annet")
    again = await kari.next_message()
    await bot.settled()
    assert again.text.startswith("Det forstod jeg ikke.")
    assert HVEM in again.text
    assert again.labels == ["Helfo", "Kommunen", "Vet ikke", "Tilbake", "Start på nytt"]
    assert "Du svarte" not in question.text
    assert with_buttons(kari) == [again]


async def test_a_label_that_looks_like_html_is_shown_as_it_is(bot: Rig, kari: Person) -> None:
    question = await answers(bot, kari, "Klage", "Kommunen")
    assert "<b>Hjelp</b> & omsorg" in question.labels
    await kari.presses(question, "<b>Hjelp</b> & omsorg")
    await kari.next_message()
    await bot.settled()
    assert question.text.endswith("✓ Du svarte: <b>Hjelp</b> & omsorg")
    await kari.says("/svar")
    summary = await kari.next_message()
    assert "<b>Hjelp</b> & omsorg" in summary.marked("bold")


async def test_the_same_label_typed_with_its_markup_is_understood(bot: Rig, kari: Person) -> None:
    question = await answers(bot, kari, "Klage", "Kommunen", "<b>hjelp</b> & omsorg")
    assert NAAR in question.text


async def test_two_people_have_two_conversations(bot: Rig, kari: Person) -> None:
    ola = bot.telegram.person(first_name="Ola")
    await starts(kari)
    await answers(bot, ola, "Klage", "Kommunen")
    await kari.says("klage")
    assert HVEM in (await kari.next_message()).text
    await bot.settled()
    assert GJELDER in ola.last_message.text
