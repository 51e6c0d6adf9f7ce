"""Beginning, going back and starting over."""

from __future__ import annotations

import pytest

from bot.dialog import Command, Event, Kind, Press, Said, Session, Unreadable, View, show
from bot.flows import Library
from tests.dialog.talking import Person
from tests.library import TODAY


@pytest.mark.parametrize(
    "event",
    [
        Command("start"),
        Command("start", "start"),
        Command("tilbake"),
        Command("nytt"),
        Command("hjelp"),
        Command("personvern"),
        Command("tulleprat"),
        Said("hei"),
        Said("1"),
        Said("3. mars"),
        Unreadable(),
        Press("s0", 7, "klage"),
        Press("s1", 0, "klage"),
    ],
)
def test_first_contact_by_any_event_ends_with_the_start_screen(
    person: Person, event: Event
) -> None:
    screen = person.does(event)

    assert (screen.kind, person.step) == (Kind.QUESTION, "start.tema")
    assert "Jeg kan ikke se saken din." in person.reads
    assert person.session.revision == 1
    assert person.session.answers == ()
    assert person.last.closed is None


def test_the_first_contact_by_an_old_press_says_that_the_conversation_is_gone(
    person: Person,
) -> None:
    person.does(Press("s0", 7, "klage"))

    assert person.reads.startswith("Samtalen du trykket i, er slettet eller for gammel.")


def test_the_first_contact_by_a_picture_says_that_only_text_and_buttons_are_read(
    person: Person,
) -> None:
    person.does(Unreadable())

    assert person.reads.startswith("Jeg kan bare lese tekst og knapper.")


def test_a_picture_later_asks_the_same_question_again(person: Person) -> None:
    person.starts("klage")
    person.presses("Helfo")

    person.does(Unreadable())

    assert person.step == "klage.helfo_gjelder"
    assert "ikke lagret" in person.reads
    assert person.answers == {"klage.hvem": "helfo"}


def test_the_start_screen_offers_the_language_and_nothing_to_go_back_to(person: Person) -> None:
    screen = person.starts()

    assert [option.id for option in screen.tools] == [":sprak"]


def test_the_emergency_line_stands_at_the_start_and_where_a_health_flow_begins(
    person: Person,
) -> None:
    person.starts()
    assert "Fare for liv? Ring 113." in person.reads
    person.starts("klage")
    assert "Fare for liv? Ring 113." in person.reads
    person.starts("anke")
    assert "113" not in person.reads


def test_a_link_to_a_flow_begins_in_that_flow(person: Person) -> None:
    person.starts("klage")

    assert person.step == "klage.hvem"
    assert "Jeg kan ikke se saken din." not in person.reads
    assert [option.label for option in person.screen.tools] == ["Tilbake", "Start på nytt"]


@pytest.mark.parametrize("flow", ["finnes_ikke", "brevet", "../start", "xyz "])
def test_a_link_to_no_flow_that_can_be_entered_leads_to_the_start_and_says_so(
    person: Person, flow: str
) -> None:
    person.starts(flow)

    assert person.step == "start.tema"
    assert person.reads.startswith("Lenken du brukte")


def test_a_link_in_the_middle_of_a_conversation_begins_anew(person: Person) -> None:
    person.starts("klage")
    person.presses("Helfo", "Reise")

    person.starts("anke")

    assert (person.step, person.answers) == ("anke.klagesvar", {})


def test_a_question_shows_its_help_and_what_its_choices_mean(person: Person) -> None:
    person.starts("klage")

    assert "Avsenderen står øverst i brevet." in person.reads
    assert "• Helfo: Reise og medisin." in person.reads
    assert [option.label for option in person.screen.choices] == ["Helfo", "Kommunen", "Vet ikke"]


def test_back_leads_through_called_flows_one_question_at_a_time(person: Person) -> None:
    person.starts()
    person.presses("Klage på et vedtak", "Helfo", "Reise")
    person.says("3. august")
    assert person.step == "klage.haster"

    steps = []
    for _ in range(4):
        person.presses("Tilbake")
        steps.append(person.step)

    assert steps == ["brevet.mottatt", "klage.helfo_gjelder", "klage.hvem", "start.tema"]
    assert person.answers == {}


def test_back_from_an_outcome_asks_the_last_question_again(person: Person) -> None:
    person.starts()
    person.presses("Vet ikke")
    assert person.screen.kind is Kind.OUTCOME

    person.presses("Tilbake")

    assert (person.step, person.answers) == ("start.tema", {})


def test_back_at_the_first_question_of_a_link_leads_to_the_start(person: Person) -> None:
    person.starts("klage")

    person.presses("Tilbake")

    assert person.step == "start.tema"
    assert person.session.flow == "start"


def test_back_at_the_very_start_stays_there(person: Person) -> None:
    person.starts()

    person.commands("tilbake")

    assert person.step == "start.tema"


@pytest.mark.parametrize("view", ["svar", "sprak"])
def test_back_from_a_view_leads_to_the_question_and_keeps_its_answers(
    person: Person, view: str
) -> None:
    person.starts("klage")
    person.presses("Helfo")
    person.commands(view)

    person.commands("tilbake")

    assert (person.step, person.session.view) == ("klage.helfo_gjelder", View.STEP)
    assert person.answers == {"klage.hvem": "helfo"}


@pytest.mark.parametrize("how", ["button", "command", "text"])
def test_starting_over_takes_every_answer_and_keeps_the_language(small: Library, how: str) -> None:
    person = Person(small, session=Session("s1", "nn"))
    person.starts("klage")
    person.does(Press("s1", 1, "helfo"))

    match how:
        case "button":
            person.does(Press("s1", 2, ":nytt"))
        case "command":
            person.commands("nytt")
        case _:
            person.says("start på nytt")

    assert (person.step, person.answers) == ("start.tema", {})
    assert (person.session.locale, person.session.flow) == ("nn", "start")


def test_help_and_privacy_are_told_before_the_question_is_asked_again(person: Person) -> None:
    person.starts("klage")
    for command, title in (("hjelp", "Slik bruker du Rettvei"), ("personvern", "Personvern")):
        person.commands(command)

        told, asked = person.last.screens
        assert told.kind is Kind.NOTICE
        assert title in told.text
        assert told.options == ()
        assert asked.step == "hvem"


def test_an_unknown_command_gets_a_hint_and_the_question(person: Person) -> None:
    person.starts("klage")

    person.commands("xyz")

    assert person.step == "klage.hvem"
    assert person.reads.startswith("Den kommandoen kjenner jeg ikke.")


def test_what_is_deleted_is_forgotten_whole(person: Person) -> None:
    person.starts("klage")
    before = person.screen

    person.commands("slett")

    assert person.last.session is None
    assert [screen.kind for screen in person.last.screens] == [Kind.NOTICE]
    assert "er slettet" in person.reads
    assert person.last.closed is not None
    assert person.last.closed.screen == before


def test_a_screen_that_is_left_by_a_choice_is_closed_with_that_choice(person: Person) -> None:
    before = person.starts("klage")

    person.presses("Helfo")

    assert person.last.closed is not None
    assert (person.last.closed.screen, person.last.closed.chosen) == (before, "Helfo")


def test_a_screen_that_is_left_by_a_date_is_closed_with_that_date(person: Person) -> None:
    person.starts("klage")
    person.presses("Vet ikke")

    person.says("3. august")

    assert person.last.closed is not None
    assert person.last.closed.chosen == "mandag 3. august 2026"


def test_a_screen_that_is_left_by_a_tool_is_closed_with_no_choice(person: Person) -> None:
    person.starts("klage")
    person.presses("Helfo", "Tilbake")

    assert person.last.closed is not None
    assert person.last.closed.chosen is None


def test_showing_a_session_changes_nothing_and_gives_its_screen(person: Person) -> None:
    person.starts("klage")
    person.presses("Helfo")

    assert show(person.library, person.session, TODAY) == person.screen
