"""What a person types is matched to what is on the screen, and to nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialog import Kind, View
from tests.dialog.talking import START, Person, small_library
from tests.library import library, outcome

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


@pytest.mark.parametrize("text", ["1", "3. mars", "xyzzy"])
def test_a_text_on_an_outcome_says_that_this_is_the_answer(person: Person, text: str) -> None:
    person.starts()
    person.presses("Vet ikke")

    person.says(text)

    assert person.screen.kind is Kind.NOTICE
    assert person.reads.startswith("Her er det ingen flere spørsmål.")
    assert person.answers == {"start.tema": "vet_ikke"}
    assert person.last.closed is None


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


def test_a_button_that_says_help_is_an_answer_when_it_is_typed(tmp_path: Path) -> None:
    person = Person(small_library(tmp_path, start=START.replace("tekst: Anke,", "tekst: Hjelp,")))
    person.starts()

    person.says("hjelp")

    assert person.answers == {"start.tema": "anke"}


def test_a_choice_is_meant_by_the_words_its_author_gave_it(tmp_path: Path) -> None:
    start = f"""
flyt: start
tittel: Start
start: hvem
steg:
  hvem:
    spørsmål: Hvem gjelder det?
    valg:
      meg: {{tekst: Meg selv, til: klag}}
      andre: {{tekst: En jeg hjelper, ord: [mamma, far, søster], til: ring}}
    vet_ikke: {{til: klag}}
  klag: {outcome("Klag til Helfo")}
  ring: {outcome("Ring Helfo")}
"""
    for said in (
        "mamma har falt igjen",
        "Far: har falt",
        "soester har falt",
        "søster har falt",
        # «høst» is like «hast», which stands for a way that is always there.
        "mamma har falt i høst",
        "far får ikke plass på sykehjem",
        "kommunen vil ikke hjelpe noen, og nå er mamma helt alene",
    ):
        person = Person(library(tmp_path, start=start))
        person.starts()
        person.says(said)
        assert "Ring Helfo" in person.reads, said

    for said in ("hva får jeg i pensjon", "det gjelder ikke for min far", "er det mamma?"):
        person = Person(library(tmp_path, start=start))
        person.starts()
        person.says(said)
        assert "Hvem gjelder det?" in person.reads, said


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *(("ja takk", "ja"), ("jepp", "ja"), ("yes", "ja"), ("japp", "ja"), ("Jo", "ja")),
        *(("nei takk", "nei"), ("nope", "nei"), ("niks", "nei"), ("næ", "nei")),
    ],
)
def test_yes_and_no_are_heard_in_all_that_people_say_for_them(
    asked_when: Person, text: str, answer: str
) -> None:
    asked_when.says("3. august")
    assert asked_when.step == "klage.haster"

    asked_when.says(text)

    assert asked_when.answers["klage.haster"] == answer


@pytest.mark.parametrize(
    "text", ["ingen anelse", "dunno", "not sure", "eg veit ikkje", "aner ikke", "no idea"]
)
def test_not_knowing_is_heard_in_all_that_people_say_for_it(asked_who: Person, text: str) -> None:
    asked_who.says(text)

    assert asked_who.answers == {"klage.hvem": "vet_ikke"}


@pytest.mark.parametrize("text", ["ingen", "ikke", "nei"])
def test_a_mere_denial_is_not_not_knowing(asked_who: Person, text: str) -> None:
    asked_who.says(text)

    assert asked_who.answers == {}


def test_two_choices_that_say_yes_are_told_apart(tmp_path: Path) -> None:
    start = f"""
flyt: start
tittel: Start
start: hvem
steg:
  hvem:
    spørsmål: Har du klaget?
    valg:
      ja: {{tekst: "Ja, skriftlig", til: klag}}
      ja_muntlig: {{tekst: "Ja, muntlig", til: ring}}
      nei: {{tekst: "Nei, ikke ennå", til: ring}}
  klag: {outcome("Klag til Helfo")}
  ring: {outcome("Ring Helfo")}
"""
    person = Person(library(tmp_path, start=start))
    person.starts()
    person.says("ja takk")
    assert person.answers == {}
    person.says("nei takk")
    assert person.answers == {"start.hvem": "nei"}


@pytest.mark.parametrize(
    ("text", "number"),
    [("ingen", "0"), ("none", "0"), ("sju og seksti", "67"), ("ingen anelse", "vet_ikke")],
)
def test_none_is_a_number_where_one_is_asked_for(tmp_path: Path, text: str, number: str) -> None:
    start = f"""
flyt: start
tittel: Start
start: barn
steg:
  barn:
    spørsmål: Hvor mange er det?
    tall: {{minst: 0, høyst: 120}}
    vet_ikke: {{til: klag}}
    til: klag
  klag: {outcome("Klag til Helfo")}
"""
    person = Person(library(tmp_path, start=start))
    person.starts()

    person.says(text)

    assert person.answers == {"start.barn": number}
