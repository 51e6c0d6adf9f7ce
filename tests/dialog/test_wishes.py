"""What people wish without a slash is granted in every state, and courtesy is answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialog import Kind, View
from tests.dialog.talking import START, Person, small_library


@pytest.fixture(params=["choice", "date"])
def asked(request: pytest.FixtureRequest, person: Person) -> Person:
    """Somebody who has chosen twice, and is asked for a choice or for a date."""
    person.starts("klage")
    person.presses("Kommunen" if request.param == "choice" else "Helfo")
    if request.param == "date":
        person.presses("Reise")
    return person


@pytest.mark.parametrize(
    "text", ["start", "Start", "meny", "menu", "hovudmeny", "på nytt", "begynn på nytt", "nytt"]
)
def test_the_beginning_is_gone_to(asked: Person, text: str) -> None:
    asked.says(text)

    assert (asked.step, asked.answers) == ("start.tema", {})


@pytest.mark.parametrize(
    "text",
    [
        *("tilbake", "gå tilbake", "angre", "jeg trykket feil", "eg trykte feil", "attende"),
        *("kan jeg gå tilbake", "go back", "undo", "I pressed the wrong button", "Tilbake, takk"),
    ],
)
def test_one_step_is_gone_back(asked: Person, text: str) -> None:
    before = dict(asked.answers)

    asked.says(text)

    assert len(asked.answers) == len(before) - 1


@pytest.mark.parametrize(
    "text", ["svar", "mine svar", "svara mine", "endre svar", "my answers", "vis svarene"]
)
def test_the_answers_are_shown(asked: Person, text: str) -> None:
    asked.says(text)

    assert asked.session.view is View.SUMMARY


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        *(("nynorsk", "nn"), ("på nynorsk", "nn"), ("english", "en"), ("English please", "en")),
        *(("in English", "en"), ("kan du snakke engelsk", "en"), ("bokmål", "nb"), ("norsk", "nb")),
    ],
)
def test_a_language_is_spoken_from_then_on(asked: Person, text: str, locale: str) -> None:
    step, answers = asked.step, asked.answers

    asked.says(text)

    assert (asked.session.locale, asked.step, asked.answers) == (locale, step, answers)


def test_a_language_can_be_the_first_that_is_said(person: Person) -> None:
    person.says("English")

    assert (person.session.locale, person.step) == ("en", "start.tema")


@pytest.mark.parametrize("text", ["språk", "byt språk", "change language"])
def test_the_languages_are_offered(asked: Person, text: str) -> None:
    asked.says(text)

    assert asked.session.view is View.LANGUAGE


@pytest.mark.parametrize(
    "text", ["personvern", "er dette trygt?", "Hva lagrer du?", "privacy", "is this safe"]
)
def test_what_is_kept_is_told(asked: Person, text: str) -> None:
    asked.says(text)

    assert "Personvern" in asked.last.screens[0].text


@pytest.mark.parametrize(
    "text", ["slett", "slett alt om meg", "glem meg", "gløym meg", "delete my data", "forget me"]
)
def test_deletion_is_asked_about_once(asked: Person, text: str) -> None:
    step, answers = asked.step, asked.answers

    asked.says(text)
    assert "Vil du slette alt jeg har lagret om deg?" in asked.reads
    asked.says("nei")
    assert (asked.step, asked.answers) == (step, answers)

    asked.says(text)
    asked.presses("Ja, slett alt")
    assert asked.last.session is None
    assert "er slettet" in asked.reads


def test_deletion_can_be_confirmed_in_words(asked: Person) -> None:
    asked.says("slett alt")
    asked.says("ja takk")

    assert asked.last.session is None


@pytest.mark.parametrize("text", ["stopp", "avslutt", "stop", "jeg vil slutte"])
def test_who_stops_is_told_that_nothing_is_lost_and_how_to_delete(asked: Person, text: str) -> None:
    step, answers = asked.step, asked.answers

    asked.says(text)

    assert asked.reads.startswith("Du kan slutte når du vil")
    assert (asked.step, asked.answers) == (step, answers)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        *(("hei", "Hei!"), ("Hei du!", "Hei!"), ("god dag", "Hei!"), ("morn", "Hei!")),
        *(("hello", "Hei!"), ("Hi", "Hei!"), ("heia", "Hei!"), ("tusen takk", "Bare hyggelig!")),
        *(("thank you", "Bare hyggelig!"), ("ha det", "Ha det bra!"), ("bye", "Ha det bra!")),
    ],
)
def test_courtesy_gets_a_line_and_the_question_that_stands(
    asked: Person, text: str, line: str
) -> None:
    question = asked.reads

    asked.says(text)

    assert asked.reads.startswith(line)
    assert asked.reads.endswith(question)
    assert not asked.last.unmatched


def test_the_front_page_says_hello_itself(person: Person) -> None:
    person.starts()
    front = person.reads

    person.says("hei")

    assert person.reads == front


def test_thanks_on_an_outcome_are_answered_beside_it(person: Person) -> None:
    person.starts()
    person.presses("Vet ikke")

    person.says("takk")

    assert person.screen.kind is Kind.NOTICE
    assert person.reads.startswith("Bare hyggelig! Her er det ingen flere spørsmål.")
    assert person.last.closed is None


def test_a_choice_goes_before_a_wish(tmp_path: Path) -> None:
    person = Person(
        small_library(tmp_path, start=START.replace("tekst: Anke,", "tekst: Personvern,"))
    )
    person.starts()

    person.says("personvern")

    assert person.answers == {"start.tema": "anke"}


@pytest.mark.parametrize(
    "text", ["jeg vil slette journalen", "svar fra Nav", "slett vedtaket", "språkkurs", "lei"]
)
def test_a_text_that_goes_on_wishes_nothing(asked: Person, text: str) -> None:
    step, answers = asked.step, asked.answers

    asked.says(text)

    assert (asked.session.view, asked.step, asked.answers) == (View.STEP, step, answers)
    assert asked.last.unmatched
