"""Buttons that are old, belong to another conversation, or were never there."""

from __future__ import annotations

import pytest

from bot.dialog import Press, Session
from bot.flows import Library
from tests.dialog.talking import Person
from tests.library import TODAY


@pytest.fixture
def asked(person: Person) -> Person:
    person.starts("klage")
    person.presses("Helfo")
    return person


@pytest.mark.parametrize(
    "press",
    [
        Press("s1", 1, "helfo"),
        Press("s1", 1, "reise"),
        Press("s1", 3, "reise"),
        Press("s1", -1, "reise"),
        Press("s2", 2, "reise"),
        Press("", 2, "reise"),
        Press("", -1, ""),
    ],
)
def test_a_press_on_an_old_or_foreign_button_is_told_so_and_changes_nothing(
    asked: Person, press: Press
) -> None:
    before = asked.session

    asked.does(press)

    assert asked.session == before
    assert asked.last.screens == ()
    assert asked.last.closed is None
    assert asked.last.toast == (
        "Denne knappen hører til en eldre melding. Bruk knappene i den siste meldingen, "
        "eller skriv /svar for å endre et svar."
    )


@pytest.mark.parametrize(
    "option", ["", "helfo", "Reise", "reise ", ":svar", ":frist", "endre_1", "nb", "../x", "x" * 60]
)
def test_a_press_on_a_button_that_is_not_on_the_screen_is_told_so_and_changes_nothing(
    asked: Person, option: str
) -> None:
    before = asked.session

    asked.does(Press("s1", 2, option))

    assert asked.session == before
    assert asked.last.screens == ()
    assert asked.last.toast == "Den knappen finnes ikke her. Velg en annen."


def test_of_many_presses_at_once_one_step_is_taken(asked: Person) -> None:
    for _ in range(50):
        asked.does(Press("s1", 2, "reise"))

    assert asked.session.revision == 3
    assert asked.step == "brevet.mottatt"
    assert len(asked.answers) == 2


def test_a_press_on_the_screen_before_a_hint_is_old(asked: Person) -> None:
    asked.says("bestemor")

    asked.does(Press("s1", 2, "reise"))

    assert asked.last.toast is not None
    assert "klage.helfo_gjelder" not in asked.answers


@pytest.mark.parametrize("option", ["endre_0", "endre_2", "endre_-1", "endre_", "endre_x", "reise"])
def test_a_forged_press_on_the_summary_changes_nothing(asked: Person, option: str) -> None:
    asked.commands("svar")
    before = asked.session

    asked.does(Press("s1", 3, option))

    assert asked.session == before


@pytest.mark.parametrize("option", ["xx", "no", "", ":sprak"])
def test_a_forged_language_is_not_taken(asked: Person, option: str) -> None:
    asked.commands("sprak")
    before = asked.session

    asked.does(Press("s1", 3, option))

    assert asked.session == before


def test_a_press_in_a_conversation_that_was_deleted_begins_a_new_one(small: Library) -> None:
    person = Person(small, TODAY, Session("ny", "en"))

    person.does(Press("gammel", 4, "helfo"))

    assert person.step == "start.tema"
    assert (person.session.id, person.session.revision) == ("ny", 1)
    assert person.last.toast is None


@pytest.mark.parametrize("locale", ["nb", "nn", "en"])
def test_what_is_shown_beside_the_chat_fits_there(small: Library, locale: str) -> None:
    person = Person(small, TODAY, Session("s1", locale))
    person.starts()
    for press in (Press("s1", 0, "klage"), Press("s1", 1, "finnes_ikke")):
        person.does(press)

        assert person.last.toast
        assert len(person.last.toast) <= 200
