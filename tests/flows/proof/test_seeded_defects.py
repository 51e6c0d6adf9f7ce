"""Each defect put into a right library is told by the check, or changes what the proof says."""

from datetime import date
from pathlib import Path

import pytest

from bot.flows import Library
from bot.flows.proof import days_that_matter, explore, ways
from tests.library import FACTS, outcome, proved

RIGHT = f"""\
flyt: start
tittel: Start
helse: nei
start: hvem
steg:
  hvem:
    spørsmål: Hvem har skrevet brevet?
    valg:
      helfo: {{tekst: Helfo, til: ny}}
      kommunen: {{tekst: Kommunen, til: ny}}
      nav: {{tekst: Nav, til: kalt}}
    vet_ikke: {{til: finn}}
  ny:
    spørsmål: Har du klaget før?
    valg:
      ja: {{tekst: Ja, til: kalt}}
      nei: {{tekst: Nei, til: kalt}}
    vet_ikke: {{til: kalt}}
  kalt:
    kall: brevet
    til:
      kjent: alder
      ukjent: finn
  alder:
    spørsmål: Hvor gammel er du?
    tall: {{minst: 0, høyst: 120}}
    vet_ikke: {{til: klag}}
    til:
      - {{når: {{svar: alder, under: 18}}, til: barn}}
      - {{når: {{svar: alder, minst: 67}}, til: ferdig}}
      - {{ellers: voksen}}
  ferdig:
    spørsmål: Haster det?
    valg:
      ja:
        tekst: Ja
        til:
          - {{når: {{svar: hvem, er: [helfo, kommunen]}}, til: klag}}
          - {{ellers: anke}}
      nei:
        tekst: Nei
        til:
          - {{når: {{frist: klage, fra: brevet.mottatt, er: utløpt}}, til: sent}}
          - når:
              alle:
                - {{svar: ny, besvart: ja}}
                - {{alle: [{{frist: klage, fra: brevet.mottatt, er: løper}}, {{svar: ny, er: ja}}]}}
            til: igjen
          - {{ellers: klag}}
    vet_ikke:
      til:
        - {{når: {{svar: brevet.mottatt, før: 2026-09-01}}, til: gammel}}
        - {{ellers: fersk}}
  barn: {outcome("Barn")}
  voksen: {outcome("Voksen")}
  klag: {outcome("Klag", "{regel: klage, fra: brevet.mottatt}")}
  anke: {outcome("Anke", "{regel: anke, fra: brevet.mottatt}")}
  igjen: {outcome("Klag igjen")}
  sent: {outcome("Klag likevel")}
  gammel: {outcome("Gammel sak")}
  fersk: {outcome("Fersk sak")}
  finn: {outcome("Finn brevet")}
"""

BREVET = """\
flyt: brevet
tittel: Brevet
helse: nei
start: mottatt
steg:
  mottatt:
    spørsmål: Når kom brevet?
    dato: {senest: i dag, tidligst: 2020-01-01}
    vet_ikke: {til: ukjent}
    til: kjent
  kjent: {retur: kjent}
  ukjent: {retur: ukjent}
"""


def told(folder: Path, start: str, brevet: str, facts: str) -> tuple[list[str], object]:
    """Return what the check tells, and what the proof sees if nothing is wrong."""
    result = proved(folder, facts=facts, start=start, brevet=brevet)
    codes = sorted({found.code for found in result.diagnostics})
    return codes, result.library and seen(result.library)


SUNDAY = date(2026, 8, 9)
"""A deadline that ended the day before still runs on it, if it waits for a working day."""


def seen(made: Library) -> object:
    """Return how many ways lead to each outcome, and by which days, on each day that matters."""
    found = []
    for day in (*days_that_matter(made.flows, made.facts), SUNDAY):
        explored = explore(made.flows, made.facts, ["start"], day)
        ends = {
            explored.conversation(state) for state, node in explored.nodes.items() if not node.ways
        }
        leads = {
            (state.ref, state.answers, value, after.ref)
            for state, node in explored.nodes.items()
            for value, after in node.ways
        }
        found.append((day, ways(explored).outcomes, ends, leads))
    return found


DEFECTS = {
    "another target": ("helfo: {tekst: Helfo, til: ny}", "helfo: {tekst: Helfo, til: kalt}", ""),
    "two targets swapped": (
        "kjent: alder\n      ukjent: finn", "kjent: finn\n      ukjent: alder", ""
    ),
    "a target that is not there": ("til: kalt}\n      nei", "til: kallt}\n      nei", "RV301"),
    "a way back": ("vet_ikke: {til: kalt}", "vet_ikke: {til: hvem}", "RV304"),
    "a condition dropped": (
        "- {når: {frist: klage, fra: brevet.mottatt, er: utløpt}, til: sent}", "", "RV305"
    ),
    "a part of a condition dropped": (", {svar: ny, er: ja}]", "]", ""),
    "an answer more after er": ("er: ja}]", "er: [ja, nei]}]", ""),
    "an answer less after er": ("er: [helfo, kommunen]", "er: [helfo]", ""),
    "a condition that overlaps": ("er: [helfo, kommunen]}, til: klag}", (
        "er: [helfo, kommunen]}, til: klag}\n"
        "          - {når: {svar: hvem, er: [kommunen]}, til: anke}"
    ), "RV310"),
    "a condition that can never hold": ("er: [helfo, kommunen]}", "er: vet_ikke}", "RV312"),
    "no ellers": ("- {ellers: voksen}", "", "RV311"),
    "an answer read where it is not always asked for": (
        "- {svar: ny, besvart: ja}", "- {svar: hvem, besvart: ja}", "RV315"
    ),
    "another state of a deadline": (
        "er: utløpt}, til: sent", "er: ikke_startet}, til: sent", "RV312"
    ),
    "a deadline that is another": ("frist: klage, fra: brevet.mottatt, er: utløpt", (
        "frist: anke, fra: brevet.mottatt, er: utløpt"
    ), ""),
    "a limit one more": ("under: 18", "under: 19", ""),
    "a limit one less": ("minst: 67", "minst: 66", ""),
    "limits that overlap": ("under: 18", "under: 68", "RV310"),
    "a day later": ("før: 2026-09-01", "før: 2026-09-02", ""),
    "a question that is asked later": ("{når: {svar: alder, under: 18}", (
        "{når: {svar: ferdig, er: ja}"
    ), "RV315"),
    "a call left out": ("nav: {tekst: Nav, til: kalt}", "nav: {tekst: Nav, til: alder}", ""),
    "not turned round": ("{svar: ny, er: ja}]", "{ikke: {svar: ny, er: ja}}]", ""),
    "all for any": ("{alle: [{frist", "{en_av: [{frist", ""),
    "an outcome that nobody comes to": ("til: igjen", "til: klag", "RV305"),
}  # fmt: skip
"""What stands in the flow, what is put instead, and the code that must tell it, if one must."""

FACT_DEFECTS = {
    "a deadline a week longer": ("{uker: 4}", "{uker: 5}"),
    "a deadline that waits no longer for a working day": ("flyttes: ja", "flyttes: nei"),
    "a change of the law a day later": ("2026-12-31\n", "2027-01-01\n"),
}


def test_the_same_library_is_always_told_of_in_the_same_way(tmp_path: Path) -> None:
    once = told(tmp_path / "once", RIGHT, BREVET, FACTS)
    assert once == told(tmp_path / "again", RIGHT, BREVET, FACTS)
    assert once[0] == ["RV108"]  # some of `FACTS` is not used here


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_told_or_changes_what_the_proof_says(tmp_path: Path, name: str) -> None:
    old, new, code = DEFECTS[name]
    assert RIGHT.count(old) == 1
    right = told(tmp_path / "right", RIGHT, BREVET, FACTS)
    wrong = told(tmp_path / "wrong", RIGHT.replace(old, new), BREVET, FACTS)
    assert wrong != right
    assert not code or code in wrong[0], wrong[0]


@pytest.mark.parametrize("name", FACT_DEFECTS)
def test_a_defect_of_a_fact_changes_what_the_proof_says(tmp_path: Path, name: str) -> None:
    old, new = FACT_DEFECTS[name]
    assert old in FACTS
    right = told(tmp_path / "right", RIGHT, BREVET, FACTS)
    wrong = told(tmp_path / "wrong", RIGHT, BREVET, FACTS.replace(old, new))
    assert wrong != right
