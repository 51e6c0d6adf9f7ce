"""What people do, as the updates the bot gets."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.telegram_emulator import Clock, Person, TelegramEmulator

from .client import Client, buttons


async def test_a_text_comes_as_a_message_from_a_private_chat(
    bot: Client, telegram: TelegramEmulator, clock: Clock
) -> None:
    kari = telegram.person(id=42, language_code="nn")
    said = await kari.says("/start klage")
    (update,) = await bot.updates()
    assert update == {
        "update_id": 700_000_001,
        "message": {
            "message_id": said.id,
            "from": {"id": 42, "is_bot": False, "first_name": "Kari", "language_code": "nn"},
            "chat": {"id": 42, "first_name": "Kari", "type": "private"},
            "date": int(clock().timestamp()),
            "text": "/start klage",
            "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
        },
    }


async def test_a_person_without_a_language_has_none(
    bot: Client, telegram: TelegramEmulator
) -> None:
    await telegram.person(language_code=None).says("Hei")
    (update,) = await bot.updates()
    assert "language_code" not in update["message"]["from"]
    assert "entities" not in update["message"]


async def test_two_people_cannot_have_one_id(telegram: TelegramEmulator) -> None:
    telegram.person(id=42)
    with pytest.raises(AssertionError):
        telegram.person(id=42)


async def test_an_edited_text_comes_as_an_edited_message(bot: Client, kari: Person) -> None:
    said = await kari.says("Hei")
    await kari.edits(said, "/hjelp")
    first, second = await bot.updates()
    assert first["message"]["text"] == "Hei"
    edited = second["edited_message"]
    assert (edited["message_id"], edited["text"]) == (said.id, "/hjelp")
    assert edited["edit_date"] >= edited["date"]
    assert edited["entities"][0]["type"] == "bot_command"


async def test_what_is_not_text_comes_as_its_kind(bot: Client, kari: Person) -> None:
    await kari.sends_photo(caption="Brevet")
    await kari.sends_voice()
    await kari.sends_video()
    await kari.sends_document()
    await kari.sends_location()
    await kari.sends_contact()
    await kari.sends_sticker()
    await kari.sends_poll()
    messages = [update["message"] for update in await bot.updates()]
    kinds = ["photo", "voice", "video", "document", "location", "contact", "sticker", "poll"]
    assert [next(kind for kind in kinds if kind in message) for message in messages] == kinds
    assert not any("text" in message for message in messages)
    assert messages[0]["caption"] == "Brevet"


async def test_a_press_comes_with_the_message_and_its_data(bot: Client, kari: Person) -> None:
    await bot.result("sendMessage", chat_id=kari.id, text="Hvem?", reply_markup=buttons("Nav"))
    question = await kari.next_message()
    press = await kari.presses(question, "Nav")
    (update,) = await bot.updates()
    query = update["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (press.id, "nav", kari.id)
    assert query["message"] == question.to_json()
    assert query["message"]["reply_markup"] == buttons("Nav")
    assert query["chat_instance"]


async def test_only_a_button_that_is_there_and_sends_something_can_be_pressed(
    bot: Client, kari: Person
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Les mer", "url": "https://nav.no"}]]}
    await bot.result("sendMessage", chat_id=kari.id, text="A", reply_markup=keyboard)
    message = await kari.next_message()
    with pytest.raises(AssertionError, match=r"No button 'Nav'.*Les mer"):
        await kari.presses(message, "Nav")
    with pytest.raises(AssertionError, match="sends nothing"):
        await kari.presses(message, "Les mer")


async def test_an_old_button_and_forged_data_can_be_pressed(bot: Client, kari: Person) -> None:
    await bot.result("sendMessage", chat_id=kari.id, text="A", reply_markup=buttons("Nav"))
    message = await kari.next_message()
    old = message.button("Nav")
    await bot.result("editMessageReplyMarkup", chat_id=kari.id, message_id=message.id)
    await kari.presses(message, old)
    await kari.presses_data(message, "forged")
    first, second = [update["callback_query"] for update in await bot.updates()]
    assert (first["data"], second["data"]) == ("nav", "forged")
    assert "reply_markup" not in first["message"]


async def test_a_press_on_a_message_that_is_gone_or_old_cannot_reach_it(
    bot: Client, kari: Person, clock: Clock
) -> None:
    for _ in range(2):
        await bot.result("sendMessage", chat_id=kari.id, text="A", reply_markup=buttons("Nav"))
    deleted, old = await kari.next_message(), await kari.next_message()
    kari.deletes(deleted)
    await kari.presses(deleted, "Nav")
    clock.advance(timedelta(hours=48))
    await kari.presses(old, "Nav")
    clock.advance(timedelta(seconds=1))
    await kari.presses(old, "Nav")
    reachable, gone = [update["callback_query"]["message"] for update in await bot.updates()]
    assert reachable["text"] == "A"
    assert gone == {"message_id": old.id, "chat": reachable["chat"], "date": 0}


async def test_a_press_on_a_deleted_message_has_no_message_to_read(
    bot: Client, kari: Person
) -> None:
    await bot.result("sendMessage", chat_id=kari.id, text="A", reply_markup=buttons("Nav"))
    message = await kari.next_message()
    kari.deletes(message)
    assert kari.messages == []
    await kari.presses(message, "Nav")
    (update,) = await bot.updates()
    assert update["callback_query"]["message"]["date"] == 0
    assert "text" not in update["callback_query"]["message"]


async def test_a_press_is_answered_once(bot: Client, kari: Person) -> None:
    await bot.result("sendMessage", chat_id=kari.id, text="A", reply_markup=buttons("Nav"))
    press = await kari.presses(await kari.next_message(), "Nav")
    assert not press.answered
    answer = {"callback_query_id": press.id, "text": "Takk", "show_alert": True}
    assert await bot.result("answerCallbackQuery", **answer) is True
    await press.answer_comes()
    assert (press.text, press.alert) == ("Takk", True)
    assert await bot.refusal("answerCallbackQuery", **answer) == (
        "Bad Request: query is too old and response timeout expired or query ID is invalid"
    )


async def test_a_press_cannot_be_answered_too_late_or_without_its_id(
    bot: Client, kari: Person, clock: Clock
) -> None:
    await bot.result("sendMessage", chat_id=kari.id, text="A", reply_markup=buttons("Nav"))
    press = await kari.presses(await kari.next_message(), "Nav")
    clock.advance(timedelta(seconds=150))
    for identity in (press.id, "5", ""):
        refusal = await bot.refusal("answerCallbackQuery", callback_query_id=identity)
        assert refusal.startswith("Bad Request: query is too old")
    assert not press.answered


async def test_waiting_for_what_does_not_come_fails_with_what_stands_in_the_chat(
    kari: Person,
) -> None:
    await kari.says("Hei")
    with pytest.raises(AssertionError, match=r"did not send.*Hei"):
        await kari.next_message(patience=0)
    with pytest.raises(AssertionError, match="did not edit"):
        await kari.next_edit(patience=0)


async def test_waiting_for_an_answer_that_does_not_come_fails(bot: Client, kari: Person) -> None:
    await bot.result("sendMessage", chat_id=kari.id, text="A", reply_markup=buttons("Nav"))
    press = await kari.presses(await kari.next_message(), "Nav")
    with pytest.raises(AssertionError, match="did not answer"):
        await press.answer_comes(patience=0)


async def test_a_group_shows_what_its_people_and_the_bot_say(
    bot: Client, telegram: TelegramEmulator, kari: Person
) -> None:
    group = telegram.group(title="Familien")
    await group.hears(kari, "/start@rettvei_test_bot")
    (update,) = await bot.updates()
    message = update["message"]
    assert (message["chat"]["type"], message["chat"]["title"]) == ("group", "Familien")
    assert message["chat"]["id"] == group.id < 0
    assert message["from"]["id"] == kari.id
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 23}]
    await bot.result("sendMessage", chat_id=group.id, text="Skriv til meg privat")
    assert (await group.next_message()).text == "Skriv til meg privat"
    assert [one.from_bot for one in group.messages] == [False, True]
    assert kari.messages == []


async def test_a_press_in_a_group_comes_from_the_person_in_that_group(
    bot: Client, telegram: TelegramEmulator, kari: Person
) -> None:
    group = telegram.group()
    await bot.result("sendMessage", chat_id=group.id, text="A", reply_markup=buttons("Nav"))
    await kari.presses(await group.next_message(), "Nav")
    (update,) = await bot.updates()
    query = update["callback_query"]
    assert (query["from"]["id"], query["message"]["chat"]["id"]) == (kari.id, group.id)


async def test_the_bot_writes_in_a_group_only_while_it_is_in_it(
    bot: Client, telegram: TelegramEmulator, kari: Person
) -> None:
    group = telegram.group(bot_in=False)
    hello = {"chat_id": group.id, "text": "Hei"}
    kicked = "Forbidden: bot was kicked from the group chat"
    assert await bot.refusal("sendMessage", **hello) == kicked
    await group.welcomes_bot(kari)
    await bot.result("sendMessage", **hello)
    await group.removes_bot(kari)
    assert await bot.refusal("sendMessage", **hello) == kicked
    updates = await bot.updates()
    first, second = [update["message"] for update in updates if "message" in update]
    assert first["new_chat_members"][0]["id"] == second["left_chat_member"]["id"] == 123
    members = [update for update in updates if "my_chat_member" in update]
    statuses = [update["my_chat_member"]["new_chat_member"]["status"] for update in members]
    assert statuses == ["member", "kicked"]
