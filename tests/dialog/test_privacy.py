"""What people are told of what is kept about them, and the commands that lead there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.content import TEXTS
from bot.dialog import Command, Session, reply
from bot.flows import Library, Privacy
from bot.texts import SUPPORTED, Catalogues, to_plain
from tests.library import TODAY, library, outcome

START = f"flyt: start\ntittel: S\nstart: a\nsteg:\n  a: {outcome()}\n"
WHO = "Vik kommune"
HOW = "personvern@vik.example"


@pytest.fixture(scope="module")
def flows(tmp_path_factory: pytest.TempPathFactory) -> Library:
    made = library(tmp_path_factory.mktemp("flyter"), start=START)
    return replace(made, catalogues=Catalogues.load(TEXTS))


def told(flows: Library, privacy: Privacy, locale: str = "nb", command: str = "personvern") -> str:
    session = Session("samtale", locale, 1)
    answer = reply(replace(flows, privacy=privacy), session, Command(command), TODAY)
    return to_plain(answer.screens[0].text)


def test_it_says_who_answers_how_to_reach_them_and_where_to_complain(flows: Library) -> None:
    text = told(flows, Privacy(WHO, HOW))
    assert f"{WHO} har ansvaret for opplysningene om deg. Spørsmål? Kontakt {HOW}." in text
    assert "Da kan du klage til Datatilsynet (https://www.datatilsynet.no)." in text


def test_what_the_operator_has_not_said_is_said_to_be_lacking(flows: Library) -> None:
    nothing = told(flows, Privacy())
    assert "har ikke skrevet her hvem som har ansvaret" in nothing
    assert "Det står ikke her hvordan du kan ta kontakt." in nothing
    assert "Det står ikke her hvordan" in told(flows, Privacy(WHO))
    assert "Det står ikke her hvordan" not in told(flows, Privacy(None, HOW))
    assert HOW in told(flows, Privacy(None, HOW))


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (timedelta(days=30), "30 dager."),
        (timedelta(days=2), "2 dager."),
        (timedelta(hours=24), "24 timer."),
        (timedelta(hours=1), "1 time."),
        (timedelta(hours=50), "50 timer."),
    ],
)
def test_it_says_how_long_a_chat_is_kept(flows: Library, kept: timedelta, said: str) -> None:
    assert f"når du ikke har brukt denne chatten på {said}" in told(flows, Privacy(retention=kept))


@pytest.mark.parametrize("locale", sorted(SUPPORTED))
def test_it_says_the_same_in_every_language(flows: Library, locale: str) -> None:
    text = told(flows, Privacy(WHO, HOW, timedelta(days=7)), locale)
    assert all(each in text for each in (WHO, HOW, "7 da", "https://www.datatilsynet.no"))
    if locale != "nb":
        for privacy in (Privacy(), Privacy(WHO)):
            translated, source = told(flows, privacy, locale), told(flows, privacy)
            assert not set(translated.split("\n\n")[1:]) & set(source.split("\n\n")[1:])


def test_what_an_operator_writes_is_shown_as_it_is_written(flows: Library) -> None:
    assert "Vik **[by](x)** & <co>" in told(flows, Privacy("Vik **[by](x)** & <co>", HOW))


@pytest.mark.parametrize(
    ("typed", "ours"),
    [
        ("privacy", "personvern"),
        ("language", "sprak"),
        ("settings", "sprak"),
        ("cancel", "nytt"),
        ("stop", "nytt"),
        ("delete", "slett"),
        ("help", "hjelp"),
        ("back", "tilbake"),
        ("answers", "svar"),
    ],
)
def test_the_commands_that_clients_and_people_know_from_elsewhere_are_understood(
    flows: Library, typed: str, ours: str
) -> None:
    session = Session("samtale", "en", 1)
    answer = reply(flows, session, Command(typed), TODAY)
    assert answer == reply(flows, session, Command(ours), TODAY)
    assert answer != reply(flows, session, Command("xyz"), TODAY)
