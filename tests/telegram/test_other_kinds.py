"""What is neither text nor a button; and places that are not a private chat."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.telegram_emulator import Group, Message, Person

from .flows import HVEM, TEMA
from .rig import Rig
from .test_conversation import answers, with_buttons

FRIENDLY = "Jeg kan bare lese tekst og knapper. Det du sendte, er ikke lagret."
POINTER = "Jeg svarer bare i privat samtale. Da ser ingen andre hva du spør om."

SENDINGS: dict[str, Callable[[Person], Awaitable[Message]]] = {
    "a picture": lambda kari: kari.sends_photo("Fødselsnummer 12345678901"),
    "a voice": lambda kari: kari.sends_voice(),
    "a film": lambda kari: kari.sends_video("Hemmelig"),
    "a document": lambda kari: kari.sends_document("vedtak-kari-nordmann.pdf"),
    "a place": lambda kari: kari.sends_location(),
    "a poll": lambda kari: kari.sends_poll(),
    "a sticker": lambda kari: kari.sends_sticker(),
    "a contact": lambda kari: kari.sends_contact("+4799999999", "Ola Nordmann"),
    "a die": lambda kari: kari.sends({"dice": {"emoji": "🎲", "value": 3}}),
    "a venue": lambda kari: kari.sends({"venue": {}, "location": {}}),
    "a story": lambda kari: kari.sends({"story": {}}),
    "a round film": lambda kari: kari.sends({"video_note": {}}),
    "music": lambda kari: kari.sends({"audio": {}}),
    "an animation": lambda kari: kari.sends({"animation": {}, "document": {}}),
    "a game": lambda kari: kari.sends({"game": {}}),
    "a checklist": lambda kari: kari.sends({"checklist": {}}),
    "paid media": lambda kari: kari.sends({"paid_media": {}}),
}

SERVICE: list[dict[str, Any]] = [
    {"pinned_message": {"message_id": 1, "chat": {"id": 1, "type": "private"}, "date": 0}},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    {"users_shared": {"request_id": 1, "users": []}},
    {"write_access_allowed": {}},
    {"connected_website": "example.org"},
    {"successful_payment": {}},
    {"chat_background_set": {}},
    {"forum_topic_created": {}},
    {"something_new": {"text": "x"}},
    {},
]


def stored(rig: Rig) -> str:
    """All that the database holds, as one text."""
    with sqlite3.connect(rig.path) as db:
        found = "\n".join(db.iterdump())
    db.close()
    return found


@pytest.mark.parametrize("sends", SENDINGS.values(), ids=SENDINGS.keys())
async def test_it_gets_a_friendly_answer_and_nothing_of_it_is_stored(
    rig: Rig, kari: Person, sends: Callable[[Person], Awaitable[Message]]
) -> None:
    async with rig.sending(), rig.polling():
        question = await answers(rig, kari, "Klage")
        await sends(kari)
        again = await kari.next_message()
        await rig.settled()
    assert again.text.startswith(FRIENDLY)
    assert HVEM in again.text
    assert again.labels == ["Helfo", "Kommunen", "Vet ikke", "Tilbake", "Start på nytt"]
    assert with_buttons(kari) == [again]
    assert "Du svarte" not in question.text
    held = stored(rig)
    for private in ("12345678901", "Hemmelig", "vedtak", "59.91", "+4799999999", "Ola"):
        assert private not in held


async def test_a_picture_as_the_very_first_message_gets_the_front_page_too(
    bot: Rig, kari: Person
) -> None:
    await kari.sends_photo()
    first = await kari.next_message()
    assert first.text.startswith(FRIENDLY)
    assert TEMA in first.text


async def test_an_edited_text_gets_a_friendly_answer_and_is_not_read(
    bot: Rig, kari: Person
) -> None:
    await kari.says("/start")
    await kari.next_message()
    said = await kari.says("hva?")
    await kari.next_message()
    await kari.edits(said, "klage")
    again = await kari.next_message()
    assert again.text.startswith(FRIENDLY)
    assert TEMA in again.text


async def test_a_place_that_is_shared_live_is_answered_once(bot: Rig, kari: Person) -> None:
    place = await kari.sends({"location": {"latitude": 1, "longitude": 1, "live_period": 900}})
    await kari.next_message()
    for latitude in range(5):
        place.content = {"location": {"latitude": latitude, "longitude": 1, "live_period": 900}}
        kari._world.tell_message(place, "edited_message")
    await bot.settled()
    assert len(kari.from_bot) == 1


@pytest.mark.parametrize("content", SERVICE, ids=str)
async def test_service_messages_are_met_with_silence(
    rig: Rig, kari: Person, content: dict[str, Any]
) -> None:
    async with rig.sending(), rig.polling():
        await kari.sends(content)
        await rig.settled()
    assert kari.from_bot == []
    assert str(kari.id) not in stored(rig)


async def test_blocking_and_coming_back_are_met_with_silence(bot: Rig, kari: Person) -> None:
    await kari.blocks()
    await kari.unblocks()
    await bot.settled()
    assert kari.from_bot == []


class TestInAGroup:
    @pytest.fixture
    def group(self, rig: Rig) -> Group:
        return rig.telegram.group()

    @pytest.mark.parametrize(
        "text",
        [
            "/start",
            "/start klage",
            "/slett",
            "/ukjent",
            "/start@rettvei_test_bot",
            "/START@RETTVEI_TEST_BOT klage",
            "Hva sier du, @rettvei_test_bot?",
            "@Rettvei_Test_Bot",
        ],
    )
    async def test_who_speaks_to_it_gets_a_pointer_to_the_private_chat_and_nothing_else(
        self, bot: Rig, kari: Person, group: Group, text: str
    ) -> None:
        await group.hears(kari, text)
        pointer = await group.next_message()
        await bot.settled()
        assert pointer.text == POINTER
        assert [button.url for row in pointer.buttons for button in row] == [
            "https://t.me/rettvei_test_bot?start=start"
        ]
        assert len(group.from_bot) == 1
        assert kari.from_bot == []
        assert 'INSERT INTO "chats"' not in stored(bot)

    @pytest.mark.parametrize(
        "text",
        [
            "Jeg vil klage",
            "klage",
            "1",
            "hei rettvei_test_bot",
            "@rettvei_test_bot_2 hei",
            "@en_annen",
            "/start@en_annen_bot",
            "a/start",
            "kari@rettvei.no",
        ],
    )
    async def test_the_rest_is_met_with_silence(
        self, bot: Rig, kari: Person, group: Group, text: str
    ) -> None:
        await group.hears(kari, text)
        await bot.settled()
        assert group.from_bot == []

    async def test_a_picture_there_is_met_with_silence(
        self, bot: Rig, kari: Person, group: Group
    ) -> None:
        await group._send(kari.user, {"photo": [], "caption": "@rettvei_test_bot /start"})
        await group.welcomes_bot(kari)
        await bot.settled()
        assert group.from_bot == []

    async def test_an_edited_command_there_is_met_with_silence(
        self, bot: Rig, kari: Person, group: Group
    ) -> None:
        said = await group.hears(kari, "hei")
        await kari.edits(said, "/start")
        await bot.settled()
        assert group.from_bot == []

    async def test_a_press_there_is_acknowledged_and_nothing_more(
        self, bot: Rig, kari: Person, group: Group
    ) -> None:
        await answers(bot, kari, "Klage")
        await group.hears(kari, "/start")
        pointer = await group.next_message()
        press = await kari.presses_data(pointer, "samtale1.2.helfo")
        await press.answer_comes()
        await bot.settled()
        assert press.text == ""
        assert len(group.from_bot) == 1
        assert HVEM in kari.last_message.text

    async def test_a_group_it_was_thrown_out_of_holds_up_nobody(
        self, bot: Rig, kari: Person, group: Group
    ) -> None:
        await group.hears(kari, "/start")
        await group.removes_bot(kari)
        await bot.settled()
        await kari.says("/start")
        assert TEMA in (await kari.next_message()).text


@pytest.mark.parametrize("kind", ["message", "channel_post", "edited_channel_post"])
async def test_channel_posts_are_met_with_silence(rig: Rig, kind: str) -> None:
    post = {
        "message_id": 1,
        "chat": {"id": -1001, "type": "channel", "title": "Nytt"},
        "text": "/start@rettvei_test_bot",
    }
    async with rig.sending(), rig.polling():
        await rig.telegram.polled()
        rig.telegram._world.updates._allowed = frozenset()
        rig.telegram._world.updates.push(kind, ("chat", -1001), post, timedelta(days=1))
        await rig.settled()
    assert {call.method for call in rig.telegram.calls} == {"getMe", "getUpdates"}


async def test_an_album_is_answered_for_each_picture_with_one_live_keyboard_at_the_end(
    bot: Rig, kari: Person
) -> None:
    for _ in range(4):
        await kari.sends_photo()
        await kari.next_message()
        await bot.settled()
    assert with_buttons(kari) == [kari.last_message]
