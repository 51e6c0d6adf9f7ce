"""A word that is explained can be opened from where it stands, and closed with nothing lost."""

from __future__ import annotations

import pytest

from bot.dialog import Kind, View
from bot.flows import Library
from tests.dialog.talking import Person, small_library
from tests.library import FACTS

TERMS = """\
begreper:
  helfo: {ord: Helfo, forklaring: Kontoret som betaler for legen., kilder: [siden]}
  anke:
    ord: Anke
    også: [klage videre]
    forklaring: "Å klage én gang til. {instans.helfo.navn} kan hjelpe."
    kilder: [siden, loven]
  resept: {ord: Blå resept, forklaring: Medisin som staten betaler., kilder: [siden]}
"""


@pytest.fixture(scope="module")
def explaining(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return small_library(tmp_path_factory.mktemp("terms"), facts=FACTS + TERMS)


@pytest.fixture
def somebody(explaining: Library) -> Person:
    return Person(explaining)


def tools(person: Person) -> list[str]:
    return [option.label for option in person.screen.tools]


def choices(person: Person) -> list[str]:
    return [option.label for option in person.screen.choices]


def test_a_question_that_uses_a_term_offers_it_and_comes_back(somebody: Person) -> None:
    somebody.starts("klage")
    before = somebody.reads
    assert tools(somebody)[0] == "Hva betyr ordene?"

    somebody.presses("Hva betyr ordene?")
    assert choices(somebody) == ["Helfo"]
    somebody.presses("Helfo")
    assert somebody.reads.startswith("Helfo\n\nKontoret som betaler for legen.")
    assert "Siden om klage" in somebody.reads
    somebody.presses("Tilbake til samtalen")

    assert somebody.reads == before
    assert (somebody.session.view, somebody.session.about) == (View.STEP, "")


def test_a_term_is_found_in_any_form_and_on_buttons(somebody: Person) -> None:
    somebody.starts("klage")
    somebody.presses("Helfo")
    somebody.presses("Hva betyr ordene?")

    assert choices(somebody) == ["Helfo", "Blå resept"]


def test_a_screen_without_terms_offers_none(somebody: Person) -> None:
    somebody.starts("klage")
    somebody.presses("Kommunen")

    assert "Hva betyr ordene?" not in tools(somebody)


def test_an_outcome_comes_back_as_it_was(somebody: Person) -> None:
    somebody.starts("anke")
    somebody.says("3. august")
    before = somebody.reads
    assert somebody.screen.kind is Kind.OUTCOME

    somebody.presses("Hva betyr ordene?")
    somebody.presses("Anke")
    assert "Helfo kan hjelpe." in somebody.reads
    somebody.presses("Tilbake til samtalen")

    assert somebody.reads == before


def test_a_change_goes_on_after_a_word_was_looked_up(somebody: Person) -> None:
    somebody.starts("klage")
    somebody.presses("Helfo")
    somebody.commands("svar")
    somebody.presses("Endre svar 1")

    somebody.presses("Hva betyr ordene?", "Helfo", "Tilbake til samtalen")

    assert "Svaret ditt nå: Helfo" in somebody.reads


def test_more_words_lead_from_a_word_to_the_others(somebody: Person) -> None:
    somebody.starts("klage")
    somebody.presses("Helfo", "Hva betyr ordene?", "Blå resept", "Flere ord")

    assert choices(somebody) == ["Helfo", "Blå resept"]


def test_all_words_can_be_browsed(somebody: Person) -> None:
    somebody.starts()

    somebody.commands("ord")

    assert choices(somebody) == ["Anke", "Blå resept", "Helfo"]
    somebody.presses("Anke")
    assert somebody.reads.startswith("Anke\n\nÅ klage én gang til.")


def test_many_words_come_in_parts_that_fit_a_screen(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    many = "begreper:\n" + "".join(
        f"  o{n}: {{ord: {chr(97 + n)}ord, forklaring: Noe., kilder: [siden]}}\n" for n in range(23)
    )
    person = Person(small_library(tmp_path_factory.mktemp("many"), facts=FACTS + many))
    person.starts()
    person.commands("ord")
    assert choices(person)[0] == "aord – gord"
    assert len(choices(person)) <= 7

    person.presses("hord – nord")

    assert choices(person)[0] == "hord"
    assert len(choices(person)) == 7
    person.presses("hord", "Tilbake til samtalen")
    assert person.step == "start.tema"


@pytest.mark.parametrize("text", ["anke", "ankke", "anken", "klage videre", "hva betyr anke?"])
def test_a_word_can_be_typed_among_the_words(somebody: Person, text: str) -> None:
    somebody.starts()
    somebody.commands("ord")

    somebody.says(text)

    assert somebody.reads.startswith("Anke\n\n")


@pytest.mark.parametrize("text", ["Hva betyr Helfo?", "hva er helfo", "what is Helfo?"])
def test_what_a_word_means_can_be_asked_anywhere(somebody: Person, text: str) -> None:
    somebody.starts("anke")

    somebody.says(text)

    assert "Kontoret som betaler for legen." in somebody.reads
    somebody.says("tilbake")
    assert somebody.step == "anke.klagesvar"


@pytest.mark.parametrize("text", ["ord", "Ordliste", "hva betyr?"])
def test_all_words_can_be_asked_for(somebody: Person, text: str) -> None:
    somebody.starts("anke")

    somebody.says(text)

    assert choices(somebody) == ["Anke", "Blå resept", "Helfo"]


def test_a_word_that_is_not_explained_is_said_not_to_be(somebody: Person) -> None:
    somebody.starts()
    somebody.commands("ord")

    somebody.says("sjokolade")

    assert "Det forstod jeg ikke." in somebody.reads
    assert somebody.session.view is View.TERMS


def test_without_terms_there_is_no_such_command(person: Person) -> None:
    person.starts()

    person.commands("ord")

    assert "Den kommandoen kjenner jeg ikke." in person.reads
    assert "Hva betyr ordene?" not in tools(person)
