"""An everyday word leads to its topic, by the answers a person would have pressed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialog import Kind, View
from bot.flows import Library
from tests.dialog.talking import Person
from tests.library import library, outcome

START = """
flyt: start
tittel: Start
start: hvem
steg:
  hvem:
    spørsmål: Hvem gjelder det?
    valg:
      meg: {tekst: Meg selv, til: tema}
      annen: {tekst: En annen, ord: [moren min], for_andre: ja, til: kjenner}
  kjenner:
    spørsmål: Er dere i slekt?
    valg:
      ja: {tekst: Ja, til: tema}
      nei: {tekst: Nei, til: tema}
  tema:
    spørsmål: Hva gjelder det?
    valg:
      hjelp: {tekst: Hjelp og utstyr, til: hjelp}
      klage: {tekst: Klage, til: klage}
    vet_ikke: {til: klage}
  hjelp: {kall: hjelp}
  klage: {kall: klage}
"""
HJELP = f"""
flyt: hjelp
tittel: Hjelp og utstyr
emneord: [utstyr]
start: hva
steg:
  hva:
    spørsmål: Hva trenger du?
    valg:
      ting: {{tekst: Noe å gå med, til: ting}}
      hus: {{tekst: Noe i huset, ord: [taket], til: hus}}
    vet_ikke: {{til: ring}}
  ting: {{kall: hjelpemidler}}
  hus: {{kall: bolig}}
  ring: {outcome("Ring kommunen")}
"""
HJELPEMIDLER = f"""
flyt: hjelpemidler
tittel: Hjelpemidler
emneord: [rullestol, rullator, hjelpemiddel]
start: varig
steg:
  varig:
    spørsmål: Trenger du det i mer enn to år?
    valg:
      ja: {{tekst: Ja, til: varig_svar}}
      nei: {{tekst: Nei, til: kort_svar}}
  varig_svar: {outcome("Søk hos Nav")}
  kort_svar: {outcome("Lån av kommunen")}
"""
BOLIG = f"""
flyt: bolig
tittel: Tilpasse boligen
emneord: [rampe, trappeheis, utstyr i huset]
start: svar
steg:
  svar: {outcome("Søk Husbanken")}
"""
KLAGE = f"""
flyt: klage
tittel: Klage på et vedtak
emneord: [avslag, uenig]
start: dag
steg:
  dag:
    spørsmål: Når kom brevet?
    dato: {{senest: i dag}}
    vet_ikke: {{til: svar}}
    til: svar
  svar: {outcome("Klag til kommunen")}
"""


@pytest.fixture(scope="module")
def menus(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library(
        tmp_path_factory.mktemp("menus"),
        start=START,
        hjelp=HJELP,
        hjelpemidler=HJELPEMIDLER,
        bolig=BOLIG,
        klage=KLAGE,
    )


@pytest.fixture
def at_the_menu(menus: Library) -> Person:
    person = Person(menus)
    person.starts()
    person.presses("Meg selv")
    return person


@pytest.mark.parametrize("text", ["rullestol", "Rullestolen", "rulestol", "mor trenger rullestol"])
def test_one_clear_hit_is_gone_to_and_named_by_its_keyword(at_the_menu: Person, text: str) -> None:
    at_the_menu.says(text)

    assert at_the_menu.step == "hjelpemidler.varig"
    assert "Du skrev om «rullestol». Her er «Hjelpemidler»." in at_the_menu.reads
    assert at_the_menu.answers == {
        "start.hvem": "meg",
        "start.tema": "hjelp",
        "hjelp.hva": "ting",
    }


def test_back_change_and_summary_work_after_a_jump(at_the_menu: Person) -> None:
    at_the_menu.says("rullestol")

    at_the_menu.commands("svar")
    assert "Noe å gå med" in at_the_menu.reads
    at_the_menu.presses("Gå videre")
    at_the_menu.presses("Tilbake")

    assert at_the_menu.step == "hjelp.hva"
    at_the_menu.presses("Noe i huset")
    assert at_the_menu.step == "bolig.svar"


def test_a_question_the_word_does_not_answer_is_asked_first(menus: Library) -> None:
    person = Person(menus)
    person.starts()

    person.says("rullestol")

    assert person.step == "start.hvem"
    assert person.last.closed is not None
    assert person.last.closed.chosen is None
    assert "Jeg husker at det gjelder «Hjelpemidler». Svar på dette først." in person.reads
    person.presses("En annen", "Ja")
    assert person.step == "hjelpemidler.varig"


def test_whom_it_is_about_is_not_forgotten_on_the_way(menus: Library) -> None:
    person = Person(menus)
    person.starts()
    person.presses("En annen")

    person.says("rullator")

    assert person.step == "start.kjenner"
    person.presses("Nei")
    assert person.step == "hjelpemidler.varig"
    assert person.answers["start.hvem"] == "annen"


def test_who_and_what_in_one_sentence_are_both_heard(menus: Library) -> None:
    person = Person(menus)
    person.starts()

    person.says("moren min trenger rullestol")

    assert person.step == "start.kjenner"
    assert person.answers["start.hvem"] == "annen"
    assert person.last.closed is not None
    assert person.last.closed.chosen == "En annen"
    assert "Jeg husker at det gjelder «Hjelpemidler». Svar på dette først." in person.reads
    person.presses("Ja")
    assert person.step == "hjelpemidler.varig"


def test_who_is_kept_when_what_may_be_several_things(menus: Library) -> None:
    person = Person(menus)
    person.starts()

    person.says("moren min trenger rullestol og rampe")

    assert person.session.view is View.TOPICS
    person.presses("Nei, gå tilbake")
    assert person.step == "start.kjenner"
    assert person.answers == {"start.hvem": "annen"}


def test_a_sentence_that_says_only_who_goes_on_as_a_press_would(menus: Library) -> None:
    person = Person(menus)
    person.starts()

    person.says("det er for moren min, altså")

    assert person.step == "start.kjenner"
    assert "Du skrev om" not in person.reads


def test_several_hits_are_offered_the_likeliest_first(at_the_menu: Person) -> None:
    at_the_menu.says("rullestol og rampe")

    assert at_the_menu.session.view is View.TOPICS
    labels = {option.label for option in at_the_menu.screen.choices}
    assert labels == {"Hjelpemidler", "Tilpasse boligen"}
    at_the_menu.presses("Tilpasse boligen")
    assert at_the_menu.step == "bolig.svar"
    assert at_the_menu.answers["start.hvem"] == "meg"


def test_an_offer_can_be_turned_down(at_the_menu: Person) -> None:
    at_the_menu.says("rullestol og rampe")

    at_the_menu.presses("Nei, gå tilbake")

    assert at_the_menu.step == "start.tema"
    assert at_the_menu.session.about == ""


def test_an_offer_can_be_answered_by_typing(at_the_menu: Person) -> None:
    at_the_menu.says("rullestol og rampe")

    at_the_menu.says("tilpasse boligen")

    assert at_the_menu.step == "bolig.svar"


def test_a_label_goes_before_a_keyword(at_the_menu: Person) -> None:
    at_the_menu.says("klage")

    assert at_the_menu.step == "klage.dag"
    assert "Du skrev om" not in at_the_menu.reads


def test_what_nothing_is_called_gets_the_usual_hint(at_the_menu: Person) -> None:
    at_the_menu.says("sjokolade")

    assert at_the_menu.step == "start.tema"
    assert "Det forstod jeg ikke." in at_the_menu.reads


def test_a_word_that_is_denied_is_asked_about(at_the_menu: Person) -> None:
    at_the_menu.says("ikke rullestol")

    assert at_the_menu.session.view is View.TOPICS


def test_in_the_midst_of_a_topic_another_is_offered_and_not_gone_to(at_the_menu: Person) -> None:
    at_the_menu.says("rullestol")
    at_the_menu.presses("Ja")
    assert at_the_menu.screen.kind is Kind.OUTCOME

    at_the_menu.says("trappeheis")

    assert at_the_menu.session.view is View.TOPICS
    assert "Vil du gå til dette temaet?" in at_the_menu.reads
    at_the_menu.presses("Tilpasse boligen")
    assert at_the_menu.step == "bolig.svar"
    assert at_the_menu.answers == {"start.hvem": "meg", "start.tema": "hjelp", "hjelp.hva": "hus"}


def test_a_menu_deeper_down_offers_too(at_the_menu: Person) -> None:
    at_the_menu.presses("Hjelp og utstyr")

    at_the_menu.says("uenig")

    assert [option.label for option in at_the_menu.screen.choices] == ["Klage på et vedtak"]


def test_a_sentence_deeper_down_is_only_an_answer(at_the_menu: Person) -> None:
    at_the_menu.presses("Hjelp og utstyr")

    at_the_menu.says("det er taket, og litt om rullestol")

    assert at_the_menu.step == "bolig.svar"
    assert at_the_menu.session.view is View.STEP


def test_a_question_about_what_has_happened_offers_no_topics(at_the_menu: Person) -> None:
    at_the_menu.says("rullestol")

    at_the_menu.says("avslag")

    assert at_the_menu.step == "hjelpemidler.varig"
    assert at_the_menu.session.view is View.STEP


@pytest.mark.parametrize("argument", ["rullestol", "rullestolen", "behov_for_rullestol"])
def test_a_link_with_a_word_leads_to_its_topic(menus: Library, argument: str) -> None:
    person = Person(menus)

    person.starts(argument)

    assert "Jeg husker at det gjelder «Hjelpemidler». Svar på dette først." in person.reads
    person.presses("Meg selv")
    assert person.step == "hjelpemidler.varig"


def test_a_link_with_a_word_of_several_topics_offers_them(menus: Library) -> None:
    person = Person(menus)

    person.starts("rampe-rullestol")

    assert person.session.view is View.TOPICS


def test_nothing_typed_is_kept(at_the_menu: Person) -> None:
    at_the_menu.says("kari trenger rullestol i bergen")

    assert "kari" not in repr(at_the_menu.last).casefold()


def test_topics_that_are_no_more_are_not_offered(at_the_menu: Person, tmp_path: Path) -> None:
    at_the_menu.says("rullestol og rampe")
    fewer = HJELP.replace("hus: {kall: bolig}", f"hus: {outcome('Søk selv')}")
    at_the_menu.library = library(
        tmp_path, start=START, hjelp=fewer, hjelpemidler=HJELPEMIDLER, klage=KLAGE
    )

    at_the_menu.says("hm")

    assert [option.label for option in at_the_menu.screen.choices] == ["Hjelpemidler"]


def test_what_was_picked_is_told_with_the_question_alone(menus: Library) -> None:
    person = Person(menus)
    person.starts()
    assert "Hei! Jeg er Rettvei." in person.reads
    person.says("rullestol og rampe")

    person.presses("Hjelpemidler")

    assert person.reads == (
        "Jeg husker at det gjelder «Hjelpemidler». Svar på dette først.\n\nHvem gjelder det?"
    )
    person.presses("Meg selv")
    assert person.step == "hjelpemidler.varig"


def test_what_is_kept_is_told_again_after_something_that_is_not_understood(menus: Library) -> None:
    person = Person(menus)
    person.starts()
    person.says("rullestol")

    person.says("xyzzy")

    assert "Det forstod jeg ikke." in person.reads
    assert "Jeg husker at det gjelder «Hjelpemidler»." in person.reads
    assert "Jeg er Rettvei" not in person.reads
