"""Every kind of question in Telegram: ticks in a message that stays, buttons for what is near."""

from __future__ import annotations

import pytest

from bot.flows import Library
from tests.every_kind import every_kind
from tests.telegram_emulator import Message, Person

from .rig import Rig


@pytest.fixture(scope="module")
def flows(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return every_kind(tmp_path_factory.mktemp("slag"))


@pytest.fixture
async def asked(bot: Rig, kari: Person) -> Message:
    """The question that takes several choices."""
    await kari.says("/start")
    await kari.presses(await kari.next_message(), "Meg")
    return await kari.next_message()


async def test_one_conversation_meets_every_kind(bot: Rig, kari: Person, asked: Message) -> None:
    press = await kari.presses(asked, "Å dusje")
    assert (await press.answer_comes()).text == "Valgt nå: Å dusje"
    await bot.settled()
    assert asked.labels[:2] == ["✓ Å dusje", "Mat og handling"]
    press = await kari.presses(asked, "Mat og handling")
    assert (await press.answer_comes()).text == "Valgt nå: Å dusje og Mat og handling"
    await bot.settled()
    await kari.presses(asked, "Ferdig")
    age = await kari.next_message()
    assert "Hvor gammel er den som trenger hjelp?" in age.text
    await bot.settled()
    assert "Du svarte: Å dusje og Mat og handling" in asked.text
    assert asked.labels == []
    await kari.says("ca 82")
    sure = await kari.next_message()
    await bot.settled()
    await kari.presses(sure, "82 år")
    assert "inntekten" in (await kari.next_message()).text
    await kari.says("312.000,-")
    assert "kommune" in (await kari.next_message()).text
    await kari.says("herøy")
    which = await kari.next_message()
    await bot.settled()
    await kari.presses(which, "Herøy i Nordland")
    assert "Når fikk du brevet?" in (await kari.next_message()).text
    await kari.says("3. august")
    outcome = await kari.next_message()
    assert "Klagen går til Statsforvalteren i Nordland" in outcome.text
    assert "31. august 2026" in outcome.text


async def test_ticks_change_the_message_and_send_no_other(
    bot: Rig, kari: Person, asked: Message
) -> None:
    sent = len(kari.from_bot)
    for label in ("Å dusje", "Å vaske huset", "✓ Å dusje"):
        await kari.presses(asked, label)
        await bot.settled()
    assert asked.labels[:3] == ["Å dusje", "Mat og handling", "✓ Å vaske huset"]
    assert len(kari.from_bot) == sent


async def test_presses_faster_than_the_bot_tick_once_each(
    bot: Rig, kari: Person, asked: Message
) -> None:
    buttons = [button for row in asked.buttons for button in row][:2]
    for button in (*buttons, *buttons):
        await kari.presses_data(asked, button.callback_data or "")
    await bot.settled()
    assert asked.labels[:3] == ["✓ Å dusje", "✓ Mat og handling", "Å vaske huset"]
