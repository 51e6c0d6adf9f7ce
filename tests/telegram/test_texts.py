"""Texts of every kind get the right answer or a hint, and never an error."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from tests.telegram_emulator import Person

from .flows import GJELDER, HVEM, NAAR, TEMA
from .rig import Rig
from .test_conversation import answers, starts, with_buttons

ODD: dict[str, str] = {
    "4096 characters": "å" * 4096,
    "4096 words": "ja " * 1365,
    "4096 digits": "1" * 4096,
    "spaces": "     ",
    "tabs and lines": "\t\n\r\n\u2028\u00a0",
    "emoji": "😀👍🏽👨‍👩‍👧‍👦🇳🇴",
    "right to left": "\u202e\u200f\u2067\u2066",
    "zero width": "\u200b\u200d\ufeff",
    "arabic": "مرحبا",
    "html": "<b>",
    "more html": "<script>alert(1)</script>&lt;&amp;",
    "markup": "**[x](https://example.org)** {frist} {0} %s",
    "nul": "\x00",
    "control characters": "\x01\x07\x1b[31m\x7f",
    "a slash": "/",
    "slashes": "//////",
    "a command that is too long": "/" + "a" * 400,
    "a mention": "@rettvei_test_bot",
    "sql": "'; DROP TABLE chats; --",
    "a path": "../../etc/passwd",
    "combining": "e" + "\u0301" * 500,
    "private use": "\ue000\U0010ffff",
    "numbers": "-1",
    "a large number": "9" * 30,
    "superscript": "²",
    "arabic digit": "\u0669",
    "date of another world": "99.99.9999",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize(
    ("on", "way"),
    [(TEMA, ()), (GJELDER, ("Klage", "Kommunen")), (NAAR, ("Klage", "Helfo"))],
    ids=["start", "choice", "date"],
)
async def test_an_odd_text_gets_the_question_again_with_a_hint(
    rig: Rig, kari: Person, text: str, on: str, way: tuple[str, ...]
) -> None:
    with capture_logs() as logs:
        async with rig.sending(), rig.polling():
            question = await answers(rig, kari, *way)
            await kari.says(text)
            again = await kari.next_message()
            await rig.settled()
    assert on in again.text
    assert len(again.text) > len(question.text)
    assert with_buttons(kari) == [again]
    assert "Du svarte" not in question.text
    assert logs == []


@pytest.mark.parametrize(
    "text",
    [
        "  Kommunen  ",
        "KOMMUNEN",
        "\u200fkommunen\u200f",
        "Kommunen!",
        "2",
        "\n2\n",
        "2.",
        "kommunenn",
        "kommune",
    ],
)
async def test_an_answer_is_understood_in_the_ways_people_type(
    rig: Rig, kari: Person, text: str
) -> None:
    async with rig.sending(), rig.polling():
        await answers(rig, kari, "Klage")
        await kari.says(text)
        assert GJELDER in (await kari.next_message()).text


async def test_what_was_typed_is_not_said_back(bot: Rig, kari: Person) -> None:
    await answers(bot, kari, "Klage")
    await kari.says("12345678901 Nilsen Storgata")
    again = await kari.next_message()
    assert "Nilsen" not in again.text
    assert "12345678901" not in again.text


async def test_the_first_text_of_all_gets_the_start(bot: Rig, kari: Person) -> None:
    await kari.says("Hei, kan du hjelpe meg?")
    assert TEMA in (await kari.next_message()).text


async def test_an_outcome_tells_where_one_is_when_something_is_typed(
    bot: Rig, kari: Person
) -> None:
    await answers(bot, kari, "Klage", "Vet ikke")
    await kari.says("noe mer?")
    again = await kari.next_message()
    assert again.text.startswith("Her er det ingen flere spørsmål.")


async def test_many_texts_at_once_are_read_one_after_the_other_and_the_last_is_answered(
    bot: Rig, kari: Person
) -> None:
    await starts(kari)
    await bot.settled()
    for text in ("klage", "kommunen", "plass på sykehjem", "3. august"):
        await kari.says(text)
    await bot.settled()
    asked = [message.text for message in kari.from_bot]
    assert "31. august 2026" in asked[-1]
    # What came too late to be asked is not asked, and the rest comes in order.
    order = [TEMA, HVEM, GJELDER, NAAR]
    found = [next(at for at, words in enumerate(order) if words in text) for text in asked[:-1]]
    assert found == sorted(set(found))


async def test_answers_typed_before_the_question_arrived_leave_one_live_keyboard(
    rig: Rig, kari: Person
) -> None:
    for text in ("/start", "klage", "kommunen"):
        await kari.says(text)
    async with rig.polling():
        await rig.telegram.drained()
    async with rig.sending():
        await rig.settled()
    assert with_buttons(kari) == [kari.last_message] == kari.from_bot
    assert GJELDER in kari.last_message.text
