"""Dates as people type them, where one is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dialog import View
from tests.dialog.talking import Person


@pytest.fixture
def asked_when(person: Person) -> Person:
    person.starts("klage")
    person.presses("Helfo", "Reise")
    return person


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3. mars", "2026-03-03"),
        ("3 mars", "2026-03-03"),
        ("03.03.26", "2026-03-03"),
        ("3.3.2026", "2026-03-03"),
        ("2026-03-03", "2026-03-03"),
        ("i dag", "2026-08-10"),
        ("i går", "2026-08-09"),
        ("i gar", "2026-08-09"),
        ("igår", "2026-08-09"),
        ("forrige fredag", "2026-08-07"),
        ("10. august", "2026-08-10"),
        ("11. august 2025", "2025-08-11"),
    ],
)
def test_a_date_can_be_written_as_people_write_one(asked_when: Person, text: str, day: str) -> None:
    asked_when.says(text)

    assert asked_when.answers["brevet.mottatt"] == day
    assert asked_when.step == "klage.haster"


def test_a_label_beside_a_date_can_be_typed_too(asked_when: Person) -> None:
    asked_when.says("brevet har ikke kommet")

    assert asked_when.answers["brevet.mottatt"] == "ikke_kommet"


def test_a_question_for_a_date_says_how_to_write_one(asked_when: Person) -> None:
    assert "Skriv datoen, for eksempel «3. mars» eller «10.08.26»." in asked_when.reads


@pytest.mark.parametrize("text", ["1", "2", "nr 1", "12", "0"])
def test_a_number_where_a_date_is_asked_for_is_no_choice(asked_when: Person, text: str) -> None:
    asked_when.says(text)

    assert asked_when.step == "brevet.mottatt"
    assert "brevet.mottatt" not in asked_when.answers
    assert asked_when.reads.startswith("Det forstod jeg ikke som en dato.")
    assert "«10.08.26»" in asked_when.reads


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (
            "11. august 2026",
            "Du skrev tirsdag 11. august 2026. Den dagen har ikke kommet ennå.",
        ),
        ("i morgen", "Du skrev tirsdag 11. august 2026. Den dagen har ikke kommet ennå."),
        ("31. februar", "Det forstod jeg ikke som en dato."),
        ("mars", "Det forstod jeg ikke som en dato."),
    ],
)
def test_a_date_that_cannot_be_is_told_why_and_asked_for_again(
    asked_when: Person, text: str, hint: str
) -> None:
    asked_when.says(text)

    assert asked_when.reads.startswith(hint)
    assert asked_when.step == "brevet.mottatt"
    assert "brevet.mottatt" not in asked_when.answers


def test_the_hint_on_an_unclear_date_names_every_day_it_may_be(asked_when: Person) -> None:
    asked_when.says("mandag")

    assert asked_when.reads.startswith(
        "Mente du mandag 3. august 2026 eller mandag 10. august 2026? Skriv hele datoen"
    )
    assert "brevet.mottatt" not in asked_when.answers


def test_a_date_between_unknown_words_is_asked_about_and_not_taken(asked_when: Person) -> None:
    asked_when.says("3. mars kanskje")

    assert asked_when.reads.startswith("Mente du tirsdag 3. mars 2026?")
    assert "brevet.mottatt" not in asked_when.answers


@pytest.mark.parametrize(
    "text",
    [
        "brevet har ikke kommet, vedtaket er fra 3. mars",
        "vet ikke, kanskje 3. mars",
        "vet ikke 3. mars",
        "tilbake 3. mars",
        "ikke 3. mars",
    ],
)
def test_a_text_with_a_label_and_a_date_is_neither(asked_when: Person, text: str) -> None:
    asked_when.says(text)

    assert asked_when.step == "brevet.mottatt"
    assert "brevet.mottatt" not in asked_when.answers
    assert asked_when.session.view is View.STEP


def test_the_hint_on_a_label_with_a_date_names_the_label_and_how_to_write_the_date(
    asked_when: Person,
) -> None:
    asked_when.says("brevet har ikke kommet, vedtaket er fra 3. mars")

    hint = asked_when.reads.partition("\n\n")[0]
    assert "«Brevet har ikke kommet»" in hint
    assert "skriv bare den, for eksempel «3. mars» eller «10.08.26»" in hint


def test_a_day_to_come_is_taken_where_one_may_be_given(person: Person) -> None:
    person.starts()
    person.presses("Flytte til utlandet")

    person.says("1. januar 2027")

    assert person.answers["start.flytte"] == "2027-01-01"


def test_a_day_without_a_year_is_the_nearest_where_days_to_come_may_be_given(
    person: Person,
) -> None:
    person.starts()
    person.presses("Flytte til utlandet")

    person.says("3. september")

    assert person.answers["start.flytte"] == "2026-09-03"


def test_a_day_before_the_first_that_a_question_takes_is_told_why(person: Person) -> None:
    person.starts()
    person.presses("Flytte til utlandet")

    person.says("31. desember 2019")

    assert person.reads.startswith("Du skrev tirsdag 31. desember 2019. Det er for lenge siden.")
    assert "start.flytte" not in person.answers


def test_a_date_is_read_as_of_the_day_it_is_written(asked_when: Person) -> None:
    asked_when.today = date(2027, 1, 2)

    asked_when.says("28. desember")

    assert asked_when.answers["brevet.mottatt"] == "2026-12-28"


@pytest.mark.parametrize(
    ("locale", "asked"),
    [("nb", " eller "), ("nn", " eller "), ("en", " or ")],
)
def test_alternatives_are_enumerated_as_the_language_does(
    asked_when: Person, locale: str, asked: str
) -> None:
    asked_when.session = asked_when.session.but(locale=locale)
    asked_when.today = date(2026, 8, 11)

    asked_when.says("tosdag")

    hint = asked_when.reads.partition("?")[0]
    assert hint.count(asked) == 1
    assert hint.count(", ") == 1
    assert " og " not in hint


def test_a_week_is_asked_about_by_its_days(asked_when: Person) -> None:
    asked_when.says("uke 30")

    assert asked_when.reads.startswith(
        "Hvilken dag var det? Uken går fra mandag 20. juli 2026 til søndag 26. juli 2026. "
        "Skriv dagen, for eksempel «20.07.26»."
    )
    assert asked_when.step == "brevet.mottatt"
