"""The language a person is met in, and changing it on the way."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from bot.content import TEXTS
from bot.flows import Library
from tests.library import library
from tests.telegram_emulator import Person, bad_request

from .flows import GJELDER, HVEM, KLAGE, NAAR, START
from .rig import Rig
from .test_conversation import answers

OWN_NAMES = ["Bokmål", "Nynorsk", "English"]


@pytest.fixture(scope="session")
def flows(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The invented flows, with the bot's own words in all its languages."""
    folder = tmp_path_factory.mktemp("flyter")
    (folder / "tekster").symlink_to(TEXTS)
    return library(folder, start=START, klage=KLAGE)


def dont_know(bot: Rig, locale: str) -> str:
    return bot.library.catalogues.words(locale).pgettext("question", "Vet ikke")


@pytest.mark.parametrize(
    ("code", "locale"),
    [
        ("nb", "nb"),
        ("no", "nb"),
        ("nb-NO", "nb"),
        ("nn", "nn"),
        ("nn-no", "nn"),
        ("en", "en"),
        ("en-US", "en"),
        ("pl", "en"),
        ("uk", "en"),
        ("pt-br", "en"),
        ("zh-hans", "en"),
        ("", "nb"),
        (None, "nb"),
    ],
)
async def test_everyone_is_met_in_the_language_of_the_app(
    bot: Rig, code: str | None, locale: str
) -> None:
    person = bot.telegram.person(language_code=code)
    await person.says("/start")
    first = await person.next_message()
    assert dont_know(bot, locale) in first.labels


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("nn", "Eg fekk ikkje vist deg neste melding."),
        ("en", "I could not show you the next message."),
    ],
)
async def test_what_takes_the_place_of_a_refused_message_is_said_in_the_language_of_the_person(
    bot: Rig, code: str, said: str
) -> None:
    person = bot.telegram.person(language_code=code)
    bot.telegram.fail_next("sendMessage", with_=bad_request("BUTTON_DATA_INVALID"), times=2)
    with capture_logs():
        await person.says("/start")
        assert (await person.next_message()).text.startswith(said)
        await bot.settled()


def test_the_three_languages_can_be_told_apart(flows: Library) -> None:
    said = {flows.catalogues.words(c).pgettext("question", "Vet ikke") for c in ("nb", "nn", "en")}
    assert len(said) == 3


async def test_the_flow_stands_in_bokmål_until_it_is_translated_and_says_so(bot: Rig) -> None:
    john = bot.telegram.person(language_code="en")
    await john.says("/start klage")
    question = await john.next_message()
    line = bot.library.catalogues.words("en").pgettext(
        "language", "Noe av teksten er ikke oversatt ennå, og står på bokmål."
    )
    assert HVEM in question.text
    assert line in question.text


async def test_changing_the_language_on_the_way_keeps_the_answers(bot: Rig, kari: Person) -> None:
    await answers(bot, kari, "Klage", "Kommunen")
    await kari.says("/sprak")
    offered = await kari.next_message()
    assert offered.labels[:3] == OWN_NAMES
    await kari.presses(offered, "English")
    question = await kari.next_message()
    assert GJELDER in question.text
    assert dont_know(bot, "en") in question.labels
    await bot.settled()
    assert offered.labels == []
    await kari.says("/svar")
    assert "Kommunen" in (await kari.next_message()).text


async def test_the_button_on_the_front_page_changes_it_too(bot: Rig, kari: Person) -> None:
    await kari.says("/start")
    await kari.presses(await kari.next_message(), "Språk / Language")
    await kari.next_message()
    await kari.says("nynorsk")
    first = await kari.next_message()
    assert dont_know(bot, "nn") in first.labels


async def test_dates_are_written_in_the_language_that_was_chosen(bot: Rig) -> None:
    john = bot.telegram.person(language_code="en")
    question = await answers(bot, john, "/start klage", "Helfo")
    assert NAAR in question.text
    await john.says("3 August")
    outcome = await john.next_message()
    await bot.settled()
    assert "3 August 2026" in question.text
    assert "31 August 2026" in outcome.text


async def test_the_choice_outlives_starting_over_but_not_deleting(bot: Rig, kari: Person) -> None:
    await kari.says("/sprak")
    await kari.presses(await kari.next_message(), "English")
    await kari.next_message()
    for command, locale in (("/start", "en"), ("/nytt", "en"), ("/start klage", "en")):
        await kari.says(command)
        assert dont_know(bot, locale) in (await kari.next_message()).labels
    await kari.says("/slett")
    await kari.next_message()
    await kari.says("/start")
    assert dont_know(bot, "nb") in (await kari.next_message()).labels


async def test_another_language_in_the_app_does_not_change_a_conversation(bot: Rig) -> None:
    person = bot.telegram.person(language_code="nb")
    await answers(bot, person, "Klage")
    person.user["language_code"] = "pl"
    await person.says("kommunen")
    assert dont_know(bot, "nb") in (await person.next_message()).labels


async def test_in_a_group_the_pointer_speaks_the_language_of_who_asked(bot: Rig) -> None:
    john, group = bot.telegram.person(language_code="en"), bot.telegram.group()
    await group.hears(john, "/start")
    expected = bot.library.catalogues.words("en").pgettext("group", "Åpne privat samtale")
    assert (await group.next_message()).labels == [expected]


async def test_every_first_page_and_help_fit_in_every_language(bot: Rig) -> None:
    for code in ("nb", "nn", "en"):
        person = bot.telegram.person(language_code=code)
        for command in ("/start", "/hjelp", "/personvern", "/svar", "/sprak", "/tull", "/slett"):
            await person.says(command)
            await person.next_message()
    await bot.settled()
    assert {call.status for call in bot.telegram.calls_of("sendMessage")} == {200}
