"""Messages the bot sends, edits and deletes, and what Telegram refuses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from tests.telegram_emulator import Clock, Person, TelegramEmulator, limits

from .client import Client, buttons

NOT_MODIFIED = "Bad Request: message is not modified: specified new message content"


async def test_a_person_sees_a_sent_message_with_its_buttons(bot: Client, kari: Person) -> None:
    sent = await bot.result(
        "sendMessage", chat_id=kari.id, text="Hvem?", reply_markup=buttons("Kommunen", "Nav")
    )
    message = await kari.next_message()
    assert message.id == sent["message_id"]
    assert sent["from"]["is_bot"]
    assert sent["reply_markup"] == buttons("Kommunen", "Nav")
    assert [[button.callback_data for button in row] for row in message.buttons] == [
        ["kommunen"],
        ["nav"],
    ]
    assert kari.messages == [message]


async def test_an_edit_shows_in_the_same_message_and_without_a_keyboard_the_buttons_go(
    bot: Client, kari: Person
) -> None:
    await bot.result("sendMessage", chat_id=kari.id, text="Hvem?", reply_markup=buttons("Nav"))
    message = await kari.next_message()
    edited = await bot.result(
        "editMessageText", chat_id=kari.id, message_id=message.id, text="Hvem? Nav"
    )
    assert "edit_date" in edited
    assert await kari.next_edit() is message
    assert (message.text, message.labels, message.edits) == ("Hvem? Nav", [], 1)
    assert kari.nothing_new()


async def test_the_keyboard_can_be_edited_alone(bot: Client, kari: Person) -> None:
    await bot.result("sendMessage", chat_id=kari.id, text="<b>A</b>", parse_mode="HTML")
    message = await kari.next_message()
    place = {"chat_id": kari.id, "message_id": message.id}
    await bot.result("editMessageReplyMarkup", **place, reply_markup=buttons("Ja"))
    assert (message.labels, message.marked("bold")) == (["Ja"], ["A"])
    refusal = await bot.refusal("editMessageReplyMarkup", **place, reply_markup=buttons("Ja"))
    assert refusal.startswith(NOT_MODIFIED)
    await bot.result("editMessageReplyMarkup", **place)
    assert message.labels == []


async def test_an_edit_that_changes_nothing_is_refused(bot: Client, kari: Person) -> None:
    same: dict[str, Any] = {"text": "<b>A</b>", "parse_mode": "HTML", "reply_markup": buttons("Ja")}
    sent = await bot.result("sendMessage", chat_id=kari.id, **same)
    place = {"chat_id": kari.id, "message_id": sent["message_id"]}
    assert (await bot.refusal("editMessageText", **place, **same)).startswith(NOT_MODIFIED)
    await bot.result("editMessageText", **place, **(same | {"parse_mode": None}))
    await bot.result("editMessageText", **place, **same)


async def test_only_an_own_message_that_stands_in_the_chat_can_be_edited(
    bot: Client, kari: Person
) -> None:
    own = await bot.result("sendMessage", chat_id=kari.id, text="Hei")
    said = await kari.says("Hei")

    async def edit(**parameters: Any) -> str:
        return await bot.refusal("editMessageText", chat_id=kari.id, text="X", **parameters)

    assert await edit(message_id=999) == "Bad Request: message to edit not found"
    assert await edit() == "Bad Request: message identifier is not specified"
    assert await edit(message_id=said.id) == "Bad Request: message can't be edited"
    kari.deletes(await kari.next_message())
    assert await edit(message_id=own["message_id"]) == "Bad Request: message to edit not found"


async def test_a_deleted_message_is_gone_and_cannot_be_deleted_twice(
    bot: Client, kari: Person
) -> None:
    sent = await bot.result("sendMessage", chat_id=kari.id, text="Hei")
    place = {"chat_id": kari.id, "message_id": sent["message_id"]}
    assert await bot.result("deleteMessage", **place) is True
    assert kari.messages == []
    assert (await kari.next_message()).deleted
    assert await bot.refusal("deleteMessage", **place) == (
        "Bad Request: message to delete not found"
    )


async def test_a_message_can_be_deleted_for_48_hours(
    bot: Client, kari: Person, clock: Clock
) -> None:
    first, second = [
        {
            "chat_id": kari.id,
            "message_id": (await bot.result("sendMessage", chat_id=kari.id, text="Hei"))[
                "message_id"
            ],
        }
        for _ in range(2)
    ]
    clock.advance(timedelta(hours=48))
    await bot.result("deleteMessage", **first)
    clock.advance(timedelta(seconds=1))
    assert await bot.refusal("deleteMessage", **second) == (
        "Bad Request: message can't be deleted for everyone"
    )


async def test_nothing_can_be_sent_to_a_chat_that_does_not_exist(bot: Client) -> None:
    assert await bot.refusal("sendMessage", chat_id=5, text="A") == "Bad Request: chat not found"
    assert await bot.refusal("sendMessage", text="A") == "Bad Request: chat_id is empty"


async def test_a_person_who_blocked_the_bot_gets_nothing_until_they_unblock_it(
    bot: Client, kari: Person
) -> None:
    await kari.blocks()
    for method in ("sendMessage", "editMessageText", "sendChatAction"):
        body = await bot.call(method, chat_id=kari.id, text="A", message_id=1, action="typing")
        assert body["error_code"] == 403
        assert body["description"] == "Forbidden: bot was blocked by the user"
    await kari.unblocks()
    await bot.result("sendMessage", chat_id=kari.id, text="A")
    told = [update["my_chat_member"]["new_chat_member"] for update in await bot.updates()]
    assert [member["status"] for member in told] == ["kicked", "member"]
    assert told[0]["user"]["id"] == 123


async def test_a_stranger_must_write_first(bot: Client, telegram: TelegramEmulator) -> None:
    stranger = telegram.person(started=False)
    assert await bot.refusal("sendMessage", chat_id=stranger.id, text="A") == (
        "Forbidden: bot can't initiate conversation with a user"
    )
    await stranger.says("/start")
    await bot.result("sendMessage", chat_id=stranger.id, text="A")


async def test_a_chat_action_must_be_one_that_exists(bot: Client, kari: Person) -> None:
    assert await bot.result("sendChatAction", chat_id=kari.id, action="typing") is True
    await bot.refusal("sendChatAction", chat_id=kari.id, action="juggling")


async def test_a_document_is_uploaded_with_its_name_and_caption(
    bot: Client, kari: Person, telegram: TelegramEmulator
) -> None:
    for part, source in (("document", None), ("file1", "attach://file1")):
        form = aiohttp.FormData({"chat_id": str(kari.id), "caption": "<b>Klage</b>"})
        form.add_field("parse_mode", "HTML")
        if source:
            form.add_field("document", source)
        form.add_field(part, b"%PDF", filename="klage.pdf", content_type="application/pdf")
        url = f"{telegram.url}/bot{telegram.token}/sendDocument"
        async with bot.session.post(url, data=form) as response:
            assert response.status == 200, await response.text()
            result = (await response.json())["result"]
        message = await kari.next_message()
        assert message.upload is not None
        assert (message.upload.name, message.upload.content) == ("klage.pdf", b"%PDF")
        assert (message.text, message.marked("bold")) == ("Klage", ["Klage"])
        assert result["document"]["file_size"] == 4
        assert telegram.calls[-1].files == {part: b"%PDF"}
    assert "no text in the message" in await bot.refusal(
        "editMessageText", chat_id=kari.id, message_id=message.id, text="A"
    )


@pytest.mark.parametrize("document", ["", "attach://missing"])
async def test_a_document_without_a_file_is_refused(
    bot: Client, kari: Person, document: str
) -> None:
    await bot.refusal("sendDocument", chat_id=kari.id, document=document)
    assert kari.messages == []


async def test_a_file_that_is_too_big_is_refused(
    bot: Client, kari: Person, telegram: TelegramEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 10_000)
    url = f"{telegram.url}/bot{telegram.token}/sendDocument"
    for size, status in ((9_000, 200), (11_000, 413)):
        form = aiohttp.FormData({"chat_id": str(kari.id)})
        form.add_field("document", b"x" * size, filename="a.txt")
        async with bot.session.post(url, data=form) as response:
            assert response.status == status
            assert (await response.json())["ok"] is (status == 200)


async def test_a_caption_over_its_limit_is_refused(
    bot: Client, kari: Person, telegram: TelegramEmulator
) -> None:
    url = f"{telegram.url}/bot{telegram.token}/sendDocument"
    for length, status in ((1024, 200), (1025, 400)):
        form = aiohttp.FormData({"chat_id": str(kari.id), "caption": "x" * length})
        form.add_field("document", b"a", filename="a.txt")
        async with bot.session.post(url, data=form) as response:
            assert response.status == status
