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


GUARDED = """\
satser:
  tak:
    navn: Taket
    sikkerhet: høy
    innhold: [{beløp: 3278, fra_og_med: 2026-01-01, til_og_med: 2026-12-31, kilder: [loven]}]
  time:
    navn: En time
    sikkerhet: høy
    innhold: [{beløp: 443, til_og_med: 2027-01-31, kilder: [loven]}]
tekster:
  nådd:
    med_sats: "Har {du} betalt {sats.tak}? Da koster en time bare {sats.time}."
    uten_sats: "Spør {instans.helfo.navn} om hva {du} må betale. {tekst.mer}"
  mer:
    med_sats: "Betaler {du} mer enn {sats.time}? Si fra."
    uten_sats: "{instans.helfo.navn} vet hva en time koster."
"""
"""The first text holds in 2026, the second to the end of January 2027."""


def test_a_promise_is_made_only_on_days_when_its_rates_are_known(tmp_path: Path) -> None:
    steps = "    neste: [Skriv anken.]\n"
    told = '    neste: ["{tekst.nådd}"]\n'
    made = small_library(tmp_path, facts=FACTS + GUARDED, anke=ANKE.replace(steps, told))
    asks, knows = "Betaler du mer enn 443 kroner? Si fra.", "Helfo vet hva en time koster."
    for day, said in (
        (date(2025, 12, 31), f"Spør Helfo om hva du må betale. {asks}"),
        (date(2026, 12, 31), "Har du betalt 3 278 kroner? Da koster en time bare 443 kroner."),
        (date(2027, 1, 1), f"Spør Helfo om hva du må betale. {asks}"),
        (date(2027, 2, 1), f"Spør Helfo om hva du må betale. {knows}"),
        (date(2030, 1, 1), f"Spør Helfo om hva du må betale. {knows}"),
    ):
        person = Person(made, day)
        person.starts("anke")
        person.says("vet ikke")
        assert f"1. {said}" in person.reads.replace("\N{NO-BREAK SPACE}", " ")


def test_who_asks_for_someone_else_is_told_so_without_rates_too(tmp_path: Path) -> None:
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
      ring: {outcome("Ring").replace("Skriv hva du er uenig i.", '"{tekst.nådd}"')}
    """
    made = library(tmp_path, facts=FACTS + GUARDED, start=start)
    for who, said in (("Meg", "hva du må betale"), ("Moren min", "hva den du hjelper må betale")):
        person = Person(made, date(2027, 1, 1))
        person.starts()
        person.presses(who)
        assert said in person.reads


def test_a_question_can_be_asked_without_its_rate(tmp_path: Path) -> None:
    asks = "    spørsmål: Hva trenger du hjelp til?\n"
    told = '    spørsmål: "{tekst.nådd}"\n'
    made = small_library(tmp_path, facts=FACTS + GUARDED, start=START.replace(asks, told))
    for day, said in ((date(2026, 12, 31), "3 278 kroner"), (date(2027, 1, 1), "Spør Helfo om")):
        person = Person(made, day)
        person.starts()
        assert said in person.reads.replace("\N{NO-BREAK SPACE}", " ")


def test_an_age_is_told_in_years_and_marked_after_them(tmp_path: Path) -> None:
    rates = """\
satser:
  alder:
    navn: Alderen
    sikkerhet: høy
    innhold:
      - {år: 16, til_og_med: 2026-07-31, kilder: [loven]}
      - {år: 18, fra_og_med: 2026-08-01, kilder: [siden]}
"""
    steps = "    neste: [Skriv anken.]\n"
    told = "    neste: ['Barn under {sats.alder} betaler ikke.']\n"
    made = small_library(tmp_path, facts=FACTS + rates, anke=ANKE.replace(steps, told))
    for day, said in (
        (date(2026, 7, 31), "16 år"),
        (date(2026, 8, 1), "18 år"),
        (date(2027, 1, 1), "18 år (kan være endret)"),
    ):
        person = Person(made, day)
        person.starts("anke")
        person.says("vet ikke")
        assert f"Barn under {said} betaler ikke." in person.reads.replace("\N{NO-BREAK SPACE}", " ")
