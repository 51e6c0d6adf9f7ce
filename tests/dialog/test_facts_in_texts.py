"""Facts in texts are those of the day the conversation is held."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.dialog.talking import ANKE, START, Person, small_library
from tests.facts.rates import RATES
from tests.library import FACTS, library, outcome


def test_a_rate_and_a_length_follow_the_day_of_the_conversation(tmp_path: Path) -> None:
    asks = "    spørsmål: Hva trenger du hjelp til?\n"
    assert START.count(asks) == 1
    told = asks + "    hjelp: Taket er {sats.tak}. En anke har {frist.anke.lengde}.\n"
    made = small_library(tmp_path, facts=FACTS + RATES, start=START.replace(asks, told))

    for day, tak, anke in (
        (date(2026, 12, 31), "3 278 kroner", "8 uker"),
        (date(2027, 1, 1), "3 360 kroner (kan være endret)", "3 måneder (kan være endret)"),
    ):
        person = Person(made, day)
        person.starts()
        said = person.reads.replace("\N{NO-BREAK SPACE}", " ")
        assert f"Taket er {tak}. En anke har {anke}." in said


def test_an_answer_is_told_back_once_it_is_given(tmp_path: Path) -> None:
    steps = "    neste: [Skriv anken.]\n"
    assert ANKE.count(steps) == 1
    told = "    neste: ['Skriv at du fikk svaret {svar.anke.klagesvar}.']\n"
    made = small_library(tmp_path, anke=ANKE.replace(steps, told))

    for answer, said in (("4. august", "4. august 2026"), ("vet ikke", "datoen")):
        person = Person(made)
        person.starts("anke")
        person.says(answer)
        assert f"Skriv at du fikk svaret {said}." in person.reads


def test_a_shared_text_can_be_a_next_step(tmp_path: Path) -> None:
    shared = (
        "tekster:\n"
        "  send: Send **anken**. {tekst.ring}\n"
        "  ring: Ring {instans.helfo.telefon} først. Det koster {sats.tak}.\n"
    )
    steps = "    neste: [Skriv anken.]\n"
    told = '    neste: [Skriv anken., "{tekst.send}"]\n'
    made = small_library(tmp_path, facts=FACTS + RATES + shared, anke=ANKE.replace(steps, told))
    person = Person(made)
    person.starts("anke")
    person.says("4. august")

    said = person.reads.replace("\N{NO-BREAK SPACE}", " ")
    assert "2. Send anken. Ring 23 32 70 00 først. Det koster 3 278 kroner." in said
    assert person.screen.outcome is not None
    assert person.screen.outcome.next[1].startswith("Send anken. Ring 23 32 70 00 først.")


def test_a_shared_text_speaks_to_those_who_ask_for_someone_else(tmp_path: Path) -> None:
    shared = "tekster:\n  si: {deg: Si hva du trenger., andre: Si hva moren din trenger.}\n"
    start = f"""
    flyt: start
    tittel: Start
    start: hvem
    steg:
      hvem:
        spørsmål: Hvem gjelder det?
        valg:
          meg: {{tekst: Meg, til: ring}}
          mor: {{tekst: Moren min, for_andre: ja, til: ring}}
      ring: {outcome("Ring").replace("Skriv hva du er uenig i.", '"Ring først. {tekst.si}"')}
    """
    made = library(tmp_path, facts=FACTS + shared, start=start)
    for who, said in (("Meg", "Si hva du trenger."), ("Moren min", "Si hva moren din trenger.")):
        person = Person(made)
        person.starts()
        person.presses(who)
        assert f"Ring først. {said}" in person.reads
