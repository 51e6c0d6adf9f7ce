"""Commands, in every spelling people find."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.telegram_emulator import Person

from .flows import FINN, GJELDER, HVEM, I_TIDE, NAAR, TEMA
from .rig import Rig
from .test_conversation import answers, starts, with_buttons


async def says(kari: Person, text: str) -> str:
    """Say something and return the next message's text."""
    await kari.says(text)
    return (await kari.next_message()).text


@pytest.mark.parametrize(
    "text", ["/start", "/START", "/start@rettvei_test_bot", "/START@Rettvei_Test_Bot", " /start "]
)
async def test_start_shows_the_front_page(bot: Rig, kari: Person, text: str) -> None:
    assert TEMA in await says(kari, text)


@pytest.mark.parametrize("text", ["/start klage", "/start@rettvei_test_bot klage", "/start  klage"])
async def test_a_deep_link_leads_straight_to_its_flow(bot: Rig, kari: Person, text: str) -> None:
    await kari.says(text)
    question = await kari.next_message()
    assert HVEM in question.text
    assert "Start på nytt" in question.labels


@pytest.mark.parametrize(
    "argument", ["tull", "start x", "../xyz", "a" * 64, "<b>", "\x00", "xyz xyz"]
)
async def test_a_deep_link_that_leads_nowhere_says_so_and_shows_the_front_page(
    bot: Rig, kari: Person, argument: str
) -> None:
    told = await says(kari, f"/start {argument}")
    assert told.startswith("Lenken du brukte, fører ikke lenger til et tema.")
    assert TEMA in told
    assert argument not in told or len(argument) < 4


async def test_start_begins_anew_in_the_middle(bot: Rig, kari: Person) -> None:
    question = await answers(bot, kari, "Klage", "Kommunen")
    assert TEMA in await says(kari, "/start")
    await bot.settled()
    assert question.labels == []
    assert len(with_buttons(kari)) == 1


async def test_help_is_given_and_the_question_asked_again(bot: Rig, kari: Person) -> None:
    question = await answers(bot, kari, "Klage")
    for text in ("/hjelp", "/help", "/HJELP@rettvei_test_bot"):
        assert (await says(kari, text)).startswith("Slik bruker du Rettvei")
        again = await kari.next_message()
        assert HVEM in again.text
        await bot.settled()
        assert with_buttons(kari) == [again]
    assert "Du svarte" not in question.text


async def test_every_command_in_the_help_works(bot: Rig, kari: Person) -> None:
    help_text = await says(kari, "/hjelp")
    commands = [word.rstrip(":") for word in help_text.split() if word.startswith("/")]
    assert len(commands) >= 7
    for command in commands:
        told = await says(kari, command)
        assert "Den kommandoen kjenner jeg ikke" not in told


async def test_back_takes_one_question_back(bot: Rig, kari: Person) -> None:
    question = await answers(bot, kari, "Klage", "Kommunen")
    assert HVEM in await says(kari, "/tilbake")
    await bot.settled()
    assert question.labels == []
    assert HVEM in kari.last_message.text
    for _ in range(3):
        told = await says(kari, "/tilbake")
    assert TEMA in told


async def test_start_over_takes_all_answers_away(bot: Rig, kari: Person) -> None:
    await answers(bot, kari, "Klage", "Kommunen")
    assert TEMA in await says(kari, "/nytt")
    assert await says(kari, "/svar") == "Du har ikke svart på noe ennå."


async def test_an_answer_is_changed_from_the_summary_and_the_rest_stays(
    bot: Rig, kari: Person
) -> None:
    await answers(bot, kari, "Klage", "Kommunen", "Plass på sykehjem", "3. august")
    await kari.says("/svar")
    summary = await kari.next_message()
    for expected in (HVEM, "Kommunen", GJELDER, "Plass på sykehjem", NAAR, "3. august 2026"):
        assert expected in summary.text
    await kari.presses(summary, "Endre svar 3")
    changing = await kari.next_message()
    assert "Svaret ditt nå: Plass på sykehjem" in changing.text
    await kari.presses(changing, "<b>Hjelp</b> & omsorg")
    outcome = await kari.next_message()
    assert outcome.marked("bold")[0] == I_TIDE
    await bot.settled()
    assert with_buttons(kari) == [outcome]


async def test_answers_that_no_longer_fit_are_named_when_one_is_changed(
    bot: Rig, kari: Person
) -> None:
    await answers(bot, kari, "Klage", "Kommunen", "Plass på sykehjem", "3. august")
    await kari.says("/svar")
    await kari.presses(await kari.next_message(), "Endre svar 2")
    await kari.presses(await kari.next_message(), "Vet ikke")
    outcome = await kari.next_message()
    assert FINN in outcome.text
    assert outcome.text.startswith(
        "Svarene på disse spørsmålene passer ikke lenger, og er tatt bort: "
    )
    assert f"«{GJELDER}»" in outcome.text


@pytest.mark.parametrize(
    "text", ["/sprak", "/språk", "/SPRÅK", "/sprak@rettvei_test_bot", "/spra\u030ak"]
)
async def test_the_language_can_be_changed_however_it_is_spelt(
    bot: Rig, kari: Person, text: str
) -> None:
    await kari.says(text)
    assert (await kari.next_message()).labels[:3] == ["Bokmål", "Nynorsk", "English"]


@pytest.mark.parametrize(
    "text", ["/tull", "/Start1", "/svar_", "/123", "/øl", "/stoppe", "/tull klage"]
)
async def test_a_command_that_does_not_exist_gets_a_hint(bot: Rig, kari: Person, text: str) -> None:
    await answers(bot, kari, "Klage")
    told = await says(kari, text)
    assert HVEM in told
    assert told.startswith("Den kommandoen kjenner jeg ikke.")


async def test_privacy_is_told_and_nothing_stored_changes(bot: Rig, kari: Person) -> None:
    await answers(bot, kari, "Klage")
    assert (await says(kari, "/personvern")).startswith("Personvern")
    assert HVEM in (await kari.next_message()).text


class TestDeleting:
    async def test_it_is_told_and_no_buttons_are_left(self, bot: Rig, kari: Person) -> None:
        await answers(bot, kari, "Klage", "Kommunen")
        told = await says(kari, "/slett")
        assert told.startswith("Alt jeg hadde lagret om deg, er slettet.")
        await bot.settled()
        assert with_buttons(kari) == []

    async def test_the_next_start_knows_nothing(self, bot: Rig, kari: Person) -> None:
        await answers(bot, kari, "Klage", "Kommunen")
        await says(kari, "/slett")
        assert TEMA in await says(kari, "/start")
        assert await says(kari, "/svar") == "Du har ikke svart på noe ennå."

    async def test_the_database_has_nothing_of_the_chat_afterwards(
        self, bot: Rig, kari: Person
    ) -> None:
        await answers(bot, kari, "Klage", "Kommunen", "Plass på sykehjem", "3. august")
        await bot.settled()
        assert stored(bot.path) == 1
        assert traces(bot.path, kari.id) == [], "the id of a chat is never stored in plain"
        await kari.says("/slett")
        await kari.next_message()
        await bot.settled()
        assert stored(bot.path) == 0
        assert traces(bot.path, kari.id) == []

    async def test_it_can_be_asked_for_with_nothing_stored(self, bot: Rig, kari: Person) -> None:
        assert (await says(kari, "/slett")).startswith("Alt jeg hadde lagret om deg")
        await bot.settled()
        assert kari.from_bot == [kari.last_message]
        assert await bot.store.next_due() is None

    async def test_others_keep_theirs(self, bot: Rig, kari: Person) -> None:
        ola = bot.telegram.person()
        await answers(bot, ola, "Klage", "Kommunen")
        await starts(kari)
        await says(kari, "/slett")
        assert GJELDER in await says(ola, "hva?")


def stored(database: Path) -> int:
    """How many rows of chats and of the outbox there are."""
    with closing(sqlite3.connect(database)) as connection:
        tables = "(SELECT chat FROM chats UNION ALL SELECT chat FROM outbox)"
        found: int = connection.execute(f"SELECT count(*) FROM {tables}").fetchone()[0]
    return found


def traces(database: Path, chat: int) -> list[str]:
    """Where a chat's id stands in the database's files, in digits or as SQLite packs it."""
    needles = (str(chat).encode(), chat.to_bytes(6, "big"))
    return [
        f"{file.name}:{file.read_bytes().find(needle)}"
        for file in sorted(database.parent.glob(database.name + "*"))
        for needle in needles
        if needle in file.read_bytes()
    ]
