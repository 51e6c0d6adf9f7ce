"""What a person types is matched to what is on the screen, and to nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dialog import Kind, View
from tests.dialog.talking import Person

TODAY_IS_TOLD = "«10.08.26»"


@pytest.fixture
def asked_who(person: Person) -> Person:
    person.starts("klage")
    return person


@pytest.fixture
def asked_when(person: Person) -> Person:
    person.starts("klage")
    person.presses("Helfo", "Reise")
    return person


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1", "helfo"),
        ("2", "kommunen"),
        ("nr. 2", "kommunen"),
        ("3", "vet_ikke"),
        ("Kommunen", "kommunen"),
        ("  kommunen. ", "kommunen"),
        ("KOMMUNEN", "kommunen"),
        ("komunen", "kommunen"),
        ("kommunnen", "kommunen"),
        ("hellfo", "helfo"),
        ("Vet ikke", "vet_ikke"),
        ("jeg vet ikke", "vet_ikke"),
        ("veit ikkje", "vet_ikke"),
        ("usikker", "vet_ikke"),
    ],
)
def test_a_choice_can_be_typed_by_number_or_label_with_typing_errors(
    asked_who: Person, text: str, answer: str
) -> None:
    asked_who.says(text)

    assert asked_who.answers == {"klage.hvem": answer}
    assert asked_who.last.closed is not None
    assert asked_who.last.closed.chosen is not None


@pytest.mark.parametrize("text", ["medisin på blå resept", "medisin pa bla resept", "blaa resept"])
def test_a_label_can_be_typed_without_norwegian_letters(asked_who: Person, text: str) -> None:
    asked_who.presses("Helfo")

    asked_who.says(text)

    assert asked_who.answers["klage.helfo_gjelder"] == "medisin"


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("tilbake", "klage.hvem"),
        ("Tilbake", "klage.hvem"),
        ("gå tilbake", "klage.hvem"),
        ("start på nytt", "start.tema"),
        ("start pa nytt", "start.tema"),
        ("nytt", "start.tema"),
    ],
)
def test_the_ways_that_are_always_there_can_be_typed(
    asked_who: Person, text: str, step: str
) -> None:
    asked_who.presses("Helfo")

    asked_who.says(text)

    assert (asked_who.step, asked_who.answers) == (step, {})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\n\t",
        "0",
        "4",
        "99999999999999999999",
        "😀",
        "👵🏽❤️",
        "\u202e\u200f",
        "\u202eneemmok",
        "<b>",
        "<b>hei</b> **hei** [hei](https://hei.no)",
        "\0",
        "\0\0\0",
        "a" * 4096,
        "kommunen " * 455,
        "1 " * 2048,
        "\\",
        "{x}",
        "%s",
        "helfo eller kommunen",
        "ikke kommunen",
        "er det kommunen?",
        "3. mars",
        "bestemor",
    ],
)
def test_what_fits_no_choice_asks_again_with_a_hint_and_answers_nothing(
    asked_who: Person, text: str
) -> None:
    before = asked_who.screen

    asked_who.says(text)

    assert asked_who.answers == {}
    assert asked_who.step == "klage.hvem"
    assert asked_who.screen.options == before.options
    hint, _, rest = asked_who.screen.text.partition("\n\n")
    assert rest == before.text
    assert "rykk på" in hint
    assert asked_who.session.revision == 2


def test_what_is_typed_is_never_said_back(asked_who: Person) -> None:
    asked_who.says("Jeg heter Kari Nordmann")

    assert "Kari" not in asked_who.screen.text


def test_a_text_that_may_mean_two_choices_is_asked_about_by_name(asked_who: Person) -> None:
    asked_who.says("helfo eller kommunen")

    assert asked_who.reads.startswith("Mente du «Helfo» eller «Kommunen»?")


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


@pytest.mark.parametrize("text", ["1", "2", "nr 1", "12", "0"])
def test_a_number_where_a_date_is_asked_for_is_no_choice(asked_when: Person, text: str) -> None:
    asked_when.says(text)

    assert asked_when.step == "brevet.mottatt"
    assert "brevet.mottatt" not in asked_when.answers
    assert asked_when.reads.startswith("Det forstod jeg ikke som en dato.")
    assert TODAY_IS_TOLD in asked_when.reads


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (
            "11. august 2026",
            "Du skrev tirsdag 11. august 2026. Den dagen har ikke kommet ennå.",
        ),
        ("i morgen", "Du skrev tirsdag 11. august 2026. Den dagen har ikke kommet ennå."),
        ("3. mars 1931", "Du skrev tirsdag 3. mars 1931. Det er for lenge siden."),
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


@pytest.mark.parametrize("text", ["hjelp", "Hjelp!", "help", "hjelp meg"])
def test_a_call_for_help_is_no_answer_though_a_label_begins_with_it(
    person: Person, text: str
) -> None:
    person.starts("klage")
    person.presses("Kommunen")
    assert "Hjelp hjemme" in [option.label for option in person.screen.choices]

    person.says(text)

    assert "Slik bruker du Rettvei" in person.last.screens[0].text
    assert person.step == "klage.kommunen_gjelder"
    assert person.answers == {"klage.hvem": "kommunen"}


@pytest.mark.parametrize("text", ["takk", "1", "3. mars", "hei på deg"])
def test_a_text_on_an_outcome_says_that_this_is_the_answer(person: Person, text: str) -> None:
    person.starts()
    person.presses("Vet ikke")

    person.says(text)

    assert person.screen.kind is Kind.OUTCOME
    assert person.reads.startswith("Her er du framme ved svaret.")
    assert person.answers == {"start.tema": "vet_ikke"}


def test_the_tools_of_an_outcome_can_be_typed(asked_when: Person) -> None:
    asked_when.says("3. august")
    asked_when.says("ja")
    for text, view in (
        ("hvorfor", View.DERIVATION),
        ("tilbake", View.STEP),
        ("mine svar", View.SUMMARY),
        ("gå videre", View.STEP),
    ):
        asked_when.says(text)
        assert asked_when.session.view is view


@pytest.mark.parametrize(
    ("text", "locale"),
    [("nynorsk", "nn"), ("English", "en"), ("engelsk", "en"), ("2", "nn"), ("norsk", "nb")],
)
def test_a_language_can_be_typed(asked_when: Person, text: str, locale: str) -> None:
    asked_when.commands("sprak")

    asked_when.says(text)

    assert asked_when.session.locale == locale
    assert asked_when.step == "brevet.mottatt"


def test_a_text_that_is_no_language_leaves_the_languages_open(asked_when: Person) -> None:
    asked_when.commands("sprak")

    asked_when.says("suomi")

    assert (asked_when.session.view, asked_when.session.locale) == (View.LANGUAGE, "nb")


@pytest.mark.parametrize("text", ["8", "alt", "3. mars"])
def test_a_text_that_names_no_answer_leaves_the_summary_open(asked_when: Person, text: str) -> None:
    asked_when.commands("svar")

    asked_when.says(text)

    assert asked_when.session.view is View.SUMMARY
    assert asked_when.reads.startswith("Det forstod jeg ikke.")


def test_a_text_on_an_empty_summary_is_told_what_can_be_pressed(person: Person) -> None:
    person.starts()
    person.commands("svar")

    person.says("bestemor")

    assert person.reads.startswith("Det forstod jeg ikke. Trykk på en knapp")


def test_a_date_is_read_as_of_the_day_it_is_written(asked_when: Person) -> None:
    asked_when.today = date(2027, 1, 2)

    asked_when.says("28. desember")

    assert asked_when.answers["brevet.mottatt"] == "2026-12-28"
