"""Seeing the answers given, and changing one of them."""

from __future__ import annotations

import pytest

from bot.dialog import Kind, View
from tests.dialog.talking import Person


@pytest.fixture
def arrived(person: Person) -> Person:
    """Somebody who has arrived at Helfo's outcome."""
    person.starts("klage")
    person.presses("Helfo", "Reise")
    person.says("3. august")
    person.presses("Ja")
    assert person.step == "klage.svar_helfo"
    return person


def changes(person: Person, number: int) -> None:
    person.commands("svar")
    person.presses(f"Endre svar {number}")


def test_the_summary_lists_each_answer_with_its_question(arrived: Person) -> None:
    arrived.presses("Se svarene mine")

    assert arrived.screen.kind is Kind.NOTICE
    assert arrived.reads == (
        "Svarene dine\n\n"
        "1. Hvem har skrevet brevet? Helfo\n"
        "2. Hva gjelder brevet fra Helfo? Reise\n"
        "3. Når fikk du brevet? mandag 3. august 2026\n"
        "4. Haster det? Ja"
    )
    assert [option.label for option in arrived.screen.options] == [
        "Endre svar 1",
        "Endre svar 2",
        "Endre svar 3",
        "Endre svar 4",
        "Gå videre",
        "Start på nytt",
    ]


def test_the_summary_leads_on_to_where_the_person_was(arrived: Person) -> None:
    before = arrived.answers
    arrived.presses("Se svarene mine", "Gå videre")

    assert (arrived.step, arrived.answers) == ("klage.svar_helfo", before)


def test_the_summary_of_nothing_says_so_and_leads_on(person: Person) -> None:
    person.starts()
    person.commands("svar")

    assert person.reads == "Du har ikke svart på noe ennå."
    assert [option.label for option in person.screen.options] == ["Gå videre"]


def test_a_change_asks_the_question_with_the_answer_it_has_now(arrived: Person) -> None:
    changes(arrived, 1)

    assert arrived.step == "klage.hvem"
    assert "Svaret ditt nå: Helfo" in arrived.reads


def test_a_change_to_the_same_answer_loses_nothing(arrived: Person) -> None:
    before = arrived.session.answers
    for number, answer in enumerate(("Helfo", "Reise", None, "Ja"), 1):
        changes(arrived, number)
        if answer:
            arrived.presses(answer)
        else:
            arrived.says("3.8.26")

        assert arrived.session.answers == before
        assert arrived.step == "klage.svar_helfo"
        assert arrived.reads.startswith("Klag til Helfo")


def test_answers_that_still_hold_stay_and_the_others_are_named_and_gone(arrived: Person) -> None:
    changes(arrived, 1)
    arrived.presses("Kommunen")

    assert arrived.step == "klage.kommunen_gjelder"
    assert arrived.reads.startswith(
        "Svarene på disse spørsmålene passer ikke lenger, og er tatt bort: "
        "«Hva gjelder brevet fra Helfo?»"
    )
    assert arrived.answers == {
        "klage.hvem": "kommunen",
        "brevet.mottatt": "2026-08-03",
        "klage.haster": "ja",
    }


def test_answers_that_lie_ahead_on_another_way_are_not_asked_for_again(arrived: Person) -> None:
    changes(arrived, 1)
    arrived.presses("Kommunen", "Hjelp hjemme")

    assert arrived.step == "klage.svar_helfo"
    assert "tatt bort" not in arrived.reads


def test_an_answer_kept_for_a_way_that_was_not_taken_is_named_when_it_goes(
    arrived: Person,
) -> None:
    changes(arrived, 1)
    arrived.presses("Kommunen", "Plass på sykehjem")

    assert arrived.step == "klage.plass"
    assert "«Når fikk du brevet?» og «Haster det?»" in arrived.reads
    assert arrived.answers == {"klage.hvem": "kommunen", "klage.kommunen_gjelder": "plass"}


def test_answers_after_a_called_flow_stay_when_an_answer_inside_it_is_changed(
    arrived: Person,
) -> None:
    changes(arrived, 3)
    arrived.presses("Vet ikke")

    assert arrived.step == "brevet.brevdato"
    assert "tatt bort" not in arrived.reads
    assert arrived.answers["klage.haster"] == "ja"

    arrived.says("1. august")
    assert arrived.step == "klage.svar_helfo"


def test_answers_further_on_in_a_called_flow_stay_when_it_asks_something_more(
    arrived: Person,
) -> None:
    changes(arrived, 3)
    arrived.presses("Vet ikke")
    arrived.says("1. august")

    changes(arrived, 3)
    arrived.presses("Jeg fikk det muntlig")
    assert arrived.step == "brevet.muntlig"
    assert "tatt bort" not in arrived.reads

    arrived.presses("På telefon")
    assert arrived.step == "klage.svar_helfo"
    assert arrived.answers["brevet.brevdato"] == "2026-08-01"


def test_a_changed_answer_keeps_its_place_among_the_answers(arrived: Person) -> None:
    changes(arrived, 2)
    arrived.presses("Medisin på blå resept")

    assert list(arrived.answers) == [
        "klage.hvem",
        "klage.helfo_gjelder",
        "brevet.mottatt",
        "klage.haster",
    ]
    assert arrived.answers["klage.helfo_gjelder"] == "medisin"


def test_a_changed_date_gives_another_deadline(arrived: Person) -> None:
    changes(arrived, 3)
    assert "Svaret ditt nå: mandag 3. august 2026" in arrived.reads

    arrived.says("4. august")

    assert "Send senest tirsdag 1. september 2026." in arrived.reads
    assert arrived.answers["klage.haster"] == "ja"


def test_an_answer_can_be_changed_before_the_end_is_reached(person: Person) -> None:
    person.starts("klage")
    person.presses("Helfo", "Reise")

    changes(person, 2)
    person.presses("Medisin på blå resept")

    assert person.step == "brevet.mottatt"


@pytest.mark.parametrize("how", ["button", "command", "text"])
def test_back_from_a_change_leads_to_the_summary_and_changes_nothing(
    arrived: Person, how: str
) -> None:
    before = arrived.session.answers
    changes(arrived, 1)

    match how:
        case "button":
            arrived.presses("Tilbake")
        case "command":
            arrived.commands("tilbake")
        case _:
            arrived.says("tilbake")

    assert arrived.session.view is View.SUMMARY
    assert arrived.session.answers == before
    arrived.presses("Gå videre")
    assert arrived.step == "klage.svar_helfo"


def test_what_is_not_understood_while_changing_asks_the_same_question_again(
    arrived: Person,
) -> None:
    before = arrived.session.answers
    changes(arrived, 1)

    arrived.says("bestemor")

    assert arrived.step == "klage.hvem"
    assert "Svaret ditt nå: Helfo" in arrived.reads
    assert arrived.session.answers == before


def test_the_language_can_be_changed_in_the_middle_of_a_change(arrived: Person) -> None:
    before = arrived.session.answers
    changes(arrived, 1)

    arrived.commands("sprak")
    arrived.presses("English")

    assert (arrived.step, arrived.session.locale) == ("klage.hvem", "en")
    assert arrived.session.changing == "klage.hvem"
    assert arrived.session.answers == before


@pytest.mark.parametrize("how", ["button", "command", "text"])
def test_leaving_the_languages_in_the_middle_of_a_change_leads_back_to_it(
    arrived: Person, how: str
) -> None:
    changes(arrived, 1)
    arrived.commands("sprak")

    match how:
        case "button":
            arrived.presses("Tilbake")
        case "command":
            arrived.commands("tilbake")
        case _:
            arrived.says("tilbake")

    assert (arrived.step, arrived.session.changing) == ("klage.hvem", "klage.hvem")


def test_starting_over_in_the_middle_of_a_change_ends_it(arrived: Person) -> None:
    changes(arrived, 1)
    arrived.presses("Start på nytt")

    assert (arrived.step, arrived.session.changing) == ("start.tema", None)
    assert arrived.session.answers == ()


def test_an_answer_is_chosen_for_change_by_its_number_too(arrived: Person) -> None:
    arrived.commands("svar")
    arrived.says("3")

    assert arrived.step == "brevet.mottatt"
    assert arrived.session.changing == "brevet.mottatt"


def test_choosing_what_to_change_leaves_no_answer_marked_on_the_summary(arrived: Person) -> None:
    changes(arrived, 1)
    assert arrived.last.closed is not None
    assert arrived.last.closed.screen.text.startswith("**Svarene dine**")
    assert arrived.last.closed.chosen is None
