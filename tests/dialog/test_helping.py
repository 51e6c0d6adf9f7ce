"""Whoever helps another is told what they may do for them, and nobody else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.flows import Library
from tests.dialog.talking import Person
from tests.library import FACTS, library

HELPING = f"""\
{FACTS}
pårørende:
  fullmakt: {{råd: [Legg ved skriftlig fullmakt., Skriv under.], kilder: [fullmaktsloven]}}
  selv: {{råd: [Pårørende kan klage selv.], kilder: [loven]}}
"""
SOURCE = """\
  fullmaktsloven:
    tittel: Loven om fullmakt
    adresse: https://lovdata.no/lov/2
    kontrollert: 2026-01-01
    neste_kontroll: 2027-01-01
"""
START = """
flyt: start
tittel: Start
pårørende: fullmakt
start: gjelder
steg:
  gjelder:
    spørsmål: Hvem gjelder det?
    valg:
      meg: {tekst: Meg selv, til: hva}
      mor: {tekst: Mor eller far, for_andre: ja, til: hva}
  hva:
    spørsmål: Hva er det?
    valg:
      nei: {tekst: Et nei, til: klag}
      tvang: {tekst: Tvang, til: klag_tvang}
    vet_ikke: {til: klag}
  klag:
    svar: Klag til Helfo
    tjeneste: Hjelp
    send_til: helfo
    klageinstans: {ingen: Svaret er endelig.}
    frist: {ingen: Her er det ingen frist.}
    neste: [Skriv hva du mener.]
    kilder: [loven]
  klag_tvang:
    svar: Klag på tvang
    tjeneste: Hjelp
    send_til: helfo
    klageinstans: {ingen: Svaret er endelig.}
    frist: {ingen: Her er det ingen frist.}
    neste: [Skriv hva du mener.]
    pårørende: selv
    kilder: [loven]
"""


@pytest.fixture
def made(tmp_path: Path) -> Library:
    facts = HELPING.replace("kilder:\n  loven:", f"kilder:\n{SOURCE}  loven:", 1)
    return library(tmp_path, facts=facts, start=START)


def arrived(made: Library, who: str, what: str) -> str:
    talking = Person(made)
    talking.starts()
    talking.presses(who)
    talking.presses(what)
    return talking.reads


def test_a_helper_reads_what_holds_for_the_whole_flow_with_its_source(made: Library) -> None:
    shown = arrived(made, "Mor eller far", "Et nei")
    assert "Når du hjelper en annen:" in shown
    assert "• Legg ved skriftlig fullmakt.\n• Skriv under." in shown
    assert "Loven om fullmakt" in shown


def test_an_outcome_may_say_something_else(made: Library) -> None:
    shown = arrived(made, "Mor eller far", "Tvang")
    assert "• Pårørende kan klage selv." in shown
    assert "fullmakt" not in shown


def test_who_asks_for_themselves_does_not_read_it(made: Library) -> None:
    shown = arrived(made, "Meg selv", "Et nei")
    assert "Når du hjelper" not in shown
    assert "fullmakt" not in shown
