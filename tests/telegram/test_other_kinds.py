"""What is neither text nor a button; and places that are not a private chat."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.telegram_emulator import Group, Message, Person

from .flows import GJELDER, HVEM, TEMA
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
    "a giveaway": lambda kari: kari.sends({"giveaway": {"winner_count": 1}}),
    "an invoice": lambda kari: kari.sends({"invoice": {"title": "Kaffe", "currency": "NOK"}}),
    "a gift": lambda kari: kari.sends({"gift": {"gift": {"id": "5"}}}),
    "a kind that is new": lambda kari: kari.sends({"hologram": {"file_id": "A B", "width": 9}}),
    "a kind that is new and empty": lambda kari: kari.sends({"what_comes_next_year": {}}),
    "a new flag and nothing else": lambda kari: kari.sends({"is_new": True}),
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
    {"video_chat_started": {}},
    {"checklist_tasks_done": {"checklist_message": {"text": "jeg vil klage"}}},
    {"web_app_data": {"data": "klage", "button_text": "klage"}},
    {"reply_to_message": {"message_id": 1, "text": "klage"}},
    {},
]

RICH: dict[str, dict[str, Any]] = {
    "a paragraph": {"rich_message": {"blocks": [{"type": "paragraph", "text": "Kommunen"}]}},
    "a text in several styles": {
        "rich_message": {
            "blocks": [
                {"type": "paragraph", "text": ["Kom", {"type": "bold", "text": ["mu", "nen"]}]}
            ]
        }
    },
    "a kind that is new": {"letter": {"lines": [{"text": "Kommunen"}], "id": "x y"}},
}


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


@pytest.mark.parametrize("content", RICH.values(), ids=RICH.keys())
async def test_the_text_of_a_kind_that_is_new_is_read_as_a_text(
    bot: Rig, kari: Person, content: dict[str, Any]
) -> None:
    await answers(bot, kari, "Klage")
    await kari.sends(content)
    assert GJELDER in (await kari.next_message()).text
    await bot.settled()


async def test_however_much_there_is_in_it_it_is_answered(bot: Rig, kari: Person) -> None:
    deep: Any = "Kommunen"
    for _ in range(300):
        deep = {"text": [deep, "og mer"]}
    await answers(bot, kari, "Klage")
    for content in (
        {"rich_message": deep},
        {"rich_message": {"blocks": [{"text": "x " * 500} for _ in range(900)]}},
        {"rich_message": {"blocks": 7}},
        {"rich_message": "Kommunen"},
        {"rich_message": None},
    ):
        await kari.sends(content)
        await bot.settled()
    assert len(kari.from_bot) >= 6


async def test_an_edit_that_changes_nothing_is_not_answered(rig: Rig, kari: Person) -> None:
    async with rig.sending(), rig.polling():
        await answers(rig, kari, "Klage")
        said = await kari.says("hva?")
        await kari.next_message()
        await rig.settled()
        for _ in range(3):
            # What Telegram tells of a reaction, of a preview that was loaded and the like.
            await kari.edits(said, "hva?")
        await rig.settled()
        assert kari.nothing_new()
        await kari.says("/slett")
        await kari.next_message()
        await rig.settled()
        await kari.edits(said, "hva?")
        await rig.settled()
        assert kari.nothing_new()
    assert 'INSERT INTO "chats"' not in stored(rig)
    assert rig.measured("rettvei_updates_total", kind="edited_message", result="ignored") == 4


async def test_an_edit_of_what_nobody_remembers_is_not_answered_and_leaves_nothing(
    rig: Rig, kari: Person
) -> None:
    said = await kari.says("hei")
    rig.telegram._world.updates.drop_all()
    async with rig.sending(), rig.polling():
        await kari.edits(said, "hei på deg")
        await rig.settled()
    assert kari.from_bot == []
    assert 'INSERT INTO "chats"' not in stored(rig)


async def test_an_edit_that_could_not_be_kept_comes_again_and_is_heard(
    bot: Rig, kari: Person
) -> None:
    await answers(bot, kari, "Klage")
    said = await kari.says("hva?")
    await kari.next_message()
    await bot.settled()
    bot.store.turns_to_fail = 1
    with capture_logs():
        await kari.edits(said, "01010100050")
        got = (await kari.next_message()).text
        await bot.settled()
    assert got.startswith("Det du skrev, ligner på et fødselsnummer.")


async def test_a_reaction_to_a_picture_of_an_album_is_not_answered(bot: Rig, kari: Person) -> None:
    await answers(bot, kari, "Klage")
    picture = await kari.sends({"photo": [], "media_group_id": "8"})
    await kari.next_message()
    await bot.settled()
    kari._world.tell_message(picture, "edited_message")
    await bot.settled()
    assert kari.nothing_new()


async def test_an_edit_that_gives_away_who_wrote_is_warned_of_and_deleted(
    bot: Rig, kari: Person
) -> None:
    await answers(bot, kari, "Klage")
    said = await kari.says("hva?")
    await kari.next_message()
    await bot.settled()
    await kari.edits(said, "01010100050")
    assert (await kari.next_message()).text.startswith("Det du skrev, ligner på et fødselsnummer.")
    await bot.settled()
    assert said.deleted


@pytest.mark.parametrize("kind", ["photo", "document", "hologram"])
async def test_a_caption_that_gives_away_who_wrote_is_warned_of_and_deleted(
    bot: Rig, kari: Person, kind: str
) -> None:
    await answers(bot, kari, "Klage")
    sent = await kari.sends({kind: {"file_id": "f"}, "caption": "Dette er 01010100050"})
    assert (await kari.next_message()).text.startswith("Det du skrev, ligner på et fødselsnummer.")
    await bot.settled()
    assert sent.deleted
    assert "01010100050" not in stored(bot)


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
            "/ukjent@rettvei_test_bot",
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
            "/start@en_annen_bot hei @rettvei_test_bot",
            "/start@rettvei_test_bot_2",
            "/en_kommando_som_er_lengre_enn_alle_andre@en_annen_bot",
            "/ban",
            "/ban Ola",
            "/startup",
            "/etc/hast",
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

    @pytest.mark.parametrize("topic", [True, False])
    async def test_the_pointer_comes_in_the_topic_it_was_asked_for_in(
        self, bot: Rig, kari: Person, group: Group, topic: bool
    ) -> None:
        content = {"text": "/start", "message_thread_id": 77}
        if topic:
            content["is_topic_message"] = True
        await group._send(kari.user, content)
        await group.next_message()
        await bot.settled()
        (call,) = bot.telegram.calls_of("sendMessage")
        assert call.parameters.get("message_thread_id") == (77 if topic else None)

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


async def test_in_a_private_chat_with_topics_all_answers_come_where_they_were_asked_for(
    bot: Rig, kari: Person
) -> None:
    there = {"message_thread_id": 5, "is_topic_message": True}
    await kari.sends({"text": "/start", **there})
    first = await kari.next_message()
    await bot.settled()
    first.content |= there
    await kari.presses(first, "Klage")
    await kari.next_message()
    await kari.sends({"photo": [], **there})
    await kari.next_message()
    await bot.settled()
    sent = bot.telegram.calls_of("sendMessage")
    assert [call.parameters.get("message_thread_id") for call in sent] == [5, 5, 5]
