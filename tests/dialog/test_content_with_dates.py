"""A conversation is held in the content of its day, and goes on when the content changes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.dialog.trace import explain
from bot.flows import Library
from bot.scenarios.model import Expected, Scenario
from bot.scenarios.run import run
from bot.source import Position
from tests.dialog.talking import Person
from tests.flows.test_changes import HVEM, START
from tests.library import SPLIT, library

BEFORE = SPLIT - timedelta(days=1)


@pytest.fixture
def made(tmp_path: Path) -> Library:
    return library(tmp_path, start=START)


def test_an_outcome_reads_as_it_is_on_the_day(made: Library) -> None:
    read = {}
    for today in (BEFORE, SPLIT):
        person = Person(made, today)
        person.starts()
        person.presses("Helfo", "Vet ikke")
        read[today] = person.reads
    assert "Send anken til Helfo" in read[BEFORE]
    assert "Ring og spør." in read[BEFORE]
    assert "Det er nytt" not in read[BEFORE]
    assert "Send anken til kommunen" in read[SPLIT]
    assert "Send til: Kommunen" in read[SPLIT]
    assert "Fristen er 3 måneder fra" in read[SPLIT]
    assert "Det er nytt fra nyttår." in read[SPLIT]


def test_a_typed_label_is_the_choice_of_the_day(made: Library) -> None:
    for today, step, kept in (
        (BEFORE, "start.mottatt", {"start.hvem": "nav"}),
        (SPLIT, "start.ring", {"start.hvem": "nye"}),
    ):
        person = Person(made, today)
        person.starts()
        person.says("nav")
        assert (person.step, person.answers) == (step, kept)


def test_an_answer_that_is_no_longer_a_choice_is_asked_for_again(made: Library) -> None:
    person = Person(made, BEFORE)
    person.starts()
    person.presses("Nav")
    assert person.step == "start.mottatt"
    person.today = SPLIT
    person.says("vet ikke")
    assert person.step == "start.hvem"
    assert "Innholdet er endret" in person.reads
    person.presses("Nav")
    assert person.step == "start.ring"


def test_an_outcome_that_is_open_when_its_content_changes_reads_anew(made: Library) -> None:
    person = Person(made, BEFORE)
    person.starts()
    person.presses("Helfo", "Vet ikke")
    person.today = SPLIT
    person.commands("svar")
    person.presses("Gå videre")
    assert "Send anken til kommunen" in person.reads


def test_the_summary_and_the_trace_say_what_is_asked_on_the_day(made: Library) -> None:
    for today, asked in ((date(2026, 6, 30), "Hvem skrev det?"), (SPLIT, "Hvem har skrevet")):
        person = Person(made, today)
        person.starts()
        person.presses("Helfo", "Vet ikke")
        person.commands("svar")
        assert asked in person.reads
    lines = explain(made, person.session, SPLIT)
    assert any("Send anken til kommunen" in line for line in lines)
    assert "  frist: anke, 3 måneder" in lines


def test_a_case_is_held_on_its_day(made: Library) -> None:
    def held(today: date, choice: str, expected: Expected) -> tuple[str, ...]:
        case = Scenario("Mor", today, "start", ((HVEM, choice),), expected, Position("a"))
        return run(made, case).differences

    mottatt = (HVEM.__class__("start", "mottatt"), "vet_ikke")

    def arrived(today: date, expected: Expected) -> tuple[str, ...]:
        answers = ((HVEM, "helfo"), mottatt)
        return run(
            made, Scenario("Mor", today, "start", answers, expected, Position("a"))
        ).differences

    assert arrived(BEFORE, Expected(send_to="helfo", says=("anken til Helfo",))) == ()
    assert arrived(SPLIT, Expected(send_to="kommunen", deadline="anke")) == ()
    assert arrived(SPLIT, Expected(send_to="helfo")) == (
        "send_til: ventet helfo, men fikk kommunen.",
    )
    (told,) = held(SPLIT, "nav", Expected())
    assert told == "«nav» er ikke et svar på «start.hvem». Valg: helfo, nye, vet_ikke."
