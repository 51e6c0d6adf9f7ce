"""What stands in the chat was drawn by other flows: a press on what is gone shows what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialog import Press, Unreadable
from tests.dialog.talking import FLOWS, KLAGE, Person
from tests.library import library

NOT_HERE = "Den knappen finnes ikke her. Velg en annen."
CHANGED = "Innholdet er endret siden sist. Her er det som gjelder nå."
OTHER = KLAGE.replace("helfo: {tekst", "etaten: {tekst")
"""The same, but a choice has another name, and nobody has said what it was called."""


def meets(person: Person, folder: Path, klage: str = OTHER) -> None:
    person.library = library(folder, **{**FLOWS, "klage": klage})


def pressed(person: Person, revision: int, option: str) -> None:
    person.does(Press(person.session.id, revision, option))


@pytest.fixture
def asked(person: Person) -> Person:
    person.starts("klage")
    return person


def test_a_button_whose_choice_has_another_name_shows_the_question_as_it_is_now(
    asked: Person, tmp_path: Path
) -> None:
    old = asked.session.revision
    meets(asked, tmp_path)

    pressed(asked, old, "helfo")

    assert asked.last.toast is None
    assert asked.screen.text.startswith(CHANGED)
    assert "etaten" in [option.id for option in asked.screen.options]
    assert asked.last.closed is not None
    asked.presses("Helfo")
    assert asked.answers == {"klage.hvem": "etaten"}


def test_it_does_so_too_after_presses_that_only_were_told_that_they_are_old(
    asked: Person, tmp_path: Path
) -> None:
    old = asked.session.revision
    meets(asked, tmp_path)
    for _ in range(2):
        pressed(asked, old - 1, "klage")
        assert asked.last.screens == ()

    pressed(asked, old, "helfo")

    assert "etaten" in [option.id for option in asked.screen.options]


def test_a_press_on_what_was_never_there_is_still_told_so(asked: Person) -> None:
    pressed(asked, asked.session.revision, "etaten")
    assert asked.last.toast == NOT_HERE
    assert asked.last.screens == ()


def test_it_does_so_too_after_a_line_beside_an_answer_that_stands(
    asked: Person, tmp_path: Path
) -> None:
    asked.presses("Helfo", "Reise")
    asked.says("3. august")
    asked.presses("Nei")
    drawn = asked.session
    meets(asked, tmp_path, KLAGE.replace("Skriv hva du er uenig i.", "Skriv hva som er galt."))
    asked.does(Unreadable())
    assert asked.session.revision == drawn.revision

    pressed(asked, drawn.revision, ":en_knapp_som_var_der")

    assert asked.last.toast is None
    assert "Skriv hva som er galt." in asked.reads
