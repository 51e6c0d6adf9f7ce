from pathlib import Path

from bot.flows import Library
from bot.scenarios import coverage
from tests.library import library, outcome
from tests.scenarios.cases import FLOWS, Run, run_case


def test_coverage_counts_choices_and_outcomes_and_names_those_not_visited(
    case: Run, flows: Library
) -> None:
    results = [
        case("start.hvem: helfo, start.mottatt: 2026-08-01", "svar: start.klag"),
        case("annet.vei: denne", "svar: annet.her", flow="borte"),
        case("start.hvem: vet_ikke", "svar: start.ring"),
    ]
    found = coverage(flows, results)
    assert (found.choices, found.outcomes) == (8, 3)
    assert found.choices_missed == (
        "annet.vei.denne",
        "annet.vei.spør",
        "start.hvem.kommunen",
        "start.mottatt.ikke_kommet",
        "start.mottatt.vet_ikke",
    )
    assert found.outcomes_missed == ("annet.her",)


def test_an_outcome_is_not_visited_by_a_case_that_stops_before_it(
    case: Run, flows: Library
) -> None:
    found = coverage(flows, [case("start.hvem: helfo", "svar: start.klag")])
    assert "start.klag" in found.outcomes_missed
    assert "start.mottatt.dato" in found.choices_missed
    assert "start.hvem.helfo" not in found.choices_missed


def test_nothing_is_missed_when_every_choice_and_outcome_is_visited(
    case: Run, flows: Library
) -> None:
    ways = [
        ("start.hvem: helfo, start.mottatt: 2026-08-01", None),
        ("start.hvem: helfo, start.mottatt: ikke_kommet", None),
        ("start.hvem: helfo, start.mottatt: vet_ikke", None),
        ("start.hvem: kommunen", None),
        ("start.hvem: vet_ikke", None),
        ("annet.vei: denne", "annet"),
        ("annet.vei: spør", "annet"),
    ]
    found = coverage(flows, [case(answers, "frist: ingen", flow=flow) for answers, flow in ways])
    assert (found.choices_missed, found.outcomes_missed) == ((), ())


PARTS = f"""
flyt: start
tittel: Start
start: hvem
steg:
  hvem:
    spørsmål: Hvem har skrevet brevet?
    valg:
      nav: {{tekst: Nav, til: haster}}
      helfo: {{tekst: Helfo, til: haster}}
    vet_ikke: {{til: haster}}
  haster:
    spørsmål: Haster det?
    valg:
      ja:
        tekst: Ja
        til:
          - når:
              en_av: [{{svar: hvem, er: nav}}, {{svar: hvem, er: helfo}}]
            til: klag
          - {{når: {{svar: hvem, er: vet_ikke}}, til: ring}}
      nei: {{tekst: Nei, til: kalt}}
    vet_ikke: {{til: ring}}
  kalt:
    kall: hjelper
    til:
      - {{når: {{svar: hvem, er: nav}}, til: klag}}
      - {{ellers: ring}}
  klag: {outcome("Klag")}
  ring: {outcome("Ring")}
"""


def missed(folder: Path, *answers: str) -> list[str]:
    made = library(folder / "flyter", start=PARTS, hjelper=FLOWS["hjelper"])
    results = [run_case(folder / "saker", made, each, "frist: ingen") for each in answers]
    found = coverage(made, results)
    assert found.conditions == 6
    return [f"{at.line} {said}" for at, said in found.conditions_missed]


def test_a_condition_is_visited_where_it_decides_and_its_parts_where_they_hold(
    tmp_path: Path,
) -> None:
    whole = "19 (start.hvem er nav eller start.hvem er helfo)"
    helfo, nav = "19 start.hvem er helfo", "19 start.hvem er nav"
    late, after, otherwise = "20 start.hvem er vet_ikke", "26 start.hvem er nav", "27 "
    every = [whole, helfo, nav, late, after, otherwise]
    assert missed(tmp_path / "a", "hvem: nav, haster: vet_ikke") == every
    assert missed(tmp_path / "b", "hvem: nav, haster: ja") == [helfo, late, after, otherwise]
    assert missed(tmp_path / "c", "hvem: vet_ikke, haster: ja") == [
        whole,
        helfo,
        nav,
        after,
        otherwise,
    ]
    assert missed(tmp_path / "d", "hvem: nav, haster: nei") == [whole, helfo, nav, late, otherwise]
    assert missed(tmp_path / "e", "hvem: helfo, haster: nei") == [whole, helfo, nav, late, after]
    both = ("hvem: nav, haster: ja", "hvem: helfo, haster: ja", "hvem: vet_ikke, haster: ja")
    after_call = ("hvem: nav, haster: nei", "hvem: helfo, haster: nei")
    assert missed(tmp_path / "f", *both, *after_call) == []
