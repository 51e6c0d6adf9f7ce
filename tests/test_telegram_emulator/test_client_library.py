"""The client library takes the emulator for Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from tests.telegram_emulator import (
    CutConnection,
    Person,
    ServerError,
    TelegramEmulator,
    TooManyRequests,
)


@pytest.fixture
async def library(telegram: TelegramEmulator) -> AsyncIterator[ExtBot[None]]:
    async with ExtBot(telegram.token, base_url=f"{telegram.url}/bot") as library:
        yield library


async def test_it_reads_every_kind_of_update(library: ExtBot[None], kari: Person) -> None:
    said = await kari.says("/start klage")
    await kari.edits(said, "Hei")
    await kari.sends_photo(caption="Brevet")
    await kari.sends_voice()
    await kari.sends_video()
    await kari.sends_document()
    await kari.sends_location()
    await kari.sends_contact()
    await kari.sends_sticker()
    await kari.sends_poll()
    await kari.blocks()
    await kari.unblocks()
    updates = await library.get_updates()
    assert len(updates) == 12
    assert all(update.effective_user for update in updates)
    assert updates[0].message is not None
    assert list(updates[0].message.parse_entities().values()) == ["/start"]
    assert [bool(update.my_chat_member) for update in updates[-3:]] == [False, True, True]


async def test_it_sends_edits_and_answers(library: ExtBot[None], kari: Person) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="ja")]])
    sent = await library.send_message(
        kari.id, "<b>Sikker?</b>", parse_mode="HTML", reply_markup=keyboard
    )
    assert (sent.text, sent.reply_markup) == ("Sikker?", keyboard)
    question = await kari.next_message()
    press = await kari.presses(question, "Ja")
    await library.answer_callback_query(press.id, "Takk")
    await library.edit_message_text("Sikker? Ja", kari.id, question.id)
    assert (press.text, question.text, question.labels) == ("Takk", "Sikker? Ja", [])
    await library.send_document(kari.id, b"BEGIN:VCALENDAR", filename="frist.ics")
    upload = (await kari.next_message()).upload
    assert upload is not None
    assert (upload.name, upload.content) == ("frist.ics", b"BEGIN:VCALENDAR")
    await library.delete_message(kari.id, question.id)
    assert question.deleted


async def test_it_sets_commands(library: ExtBot[None]) -> None:
    commands = [BotCommand("hjelp", "Hva jeg kan")]
    await library.set_my_commands(commands, language_code="nn")
    assert list(await library.get_my_commands(language_code="nn")) == commands


async def test_it_raises_the_error_that_each_failure_means(
    library: ExtBot[None],
    kari: Person,
    telegram: TelegramEmulator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Else the library warns that retry_after will be a timedelta.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    for fault, error in (
        (TooManyRequests(3), RetryAfter),
        (ServerError(), NetworkError),
        (CutConnection(), NetworkError),
    ):
        telegram.fail_next("sendMessage", with_=fault)
        with pytest.raises(error):
            await library.send_message(kari.id, "Hei")
    with pytest.raises(BadRequest, match="Message text is empty"):
        await library.send_message(kari.id, "")
    await kari.blocks()
    with pytest.raises(Forbidden):
        await library.send_message(kari.id, "Hei")


@pytest.mark.parametrize("token", ["123:wrong", "nonsense"])
async def test_a_token_that_is_refused_is_an_invalid_token(
    telegram: TelegramEmulator, token: str
) -> None:
    async with HTTPXRequest() as request:
        library = ExtBot[None](token, base_url=f"{telegram.url}/bot", request=request)
        with pytest.raises(InvalidToken):
            await library.get_me()
