"""What the content must cover, and whether it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.flows import Library
from bot.scenarios import Covered, covered, read_scenarios, run, unknown_numbers
from bot.source import Report
from tests.library import FACTS, TODAY, library, outcome

START = f"""
flyt: start
tittel: Start
start: hvem
steg:
  hvem:
    spørsmål: Hvem gjelder det?
    valg:
      meg: {{tekst: Meg, til: hva}}
      annen: {{tekst: En annen, for_andre: ja, til: hva}}
  hva:
    spørsmål: Hva gjelder det?
    valg:
      utstyr: {{tekst: Utstyr, til: utstyr}}
      klage: {{tekst: Klage, til: klage}}
    vet_ikke: {{til: ring}}
  utstyr: {{kall: utstyr}}
  klage: {{kall: klage}}
  ring: {outcome("Ring kommunen")}
"""
UTSTYR = f"""
flyt: utstyr
tittel: Hjelpemidler
emneord: [rullestol]
start: svar
steg:
  svar: {outcome("Søk hos Nav")}
"""
KLAGE = f"""
flyt: klage
tittel: Klage
start: svar
steg:
  svar: {outcome("Klag til Helfo")}
"""
DANGER = """
fare:
  vold:
    navn: Vold
    ord: [slår meg]
    tekst: Ring.
    neste: [Ring.]
    ring: [helfo]
    kilder: [loven]
"""


def made(folder: Path, themes: str) -> Library:
    facts = f"{FACTS}{DANGER}temaer:\n{themes}"
    return library(folder / "alt", facts=facts, start=START, utstyr=UTSTYR, klage=KLAGE)


def rows(folder: Path, themes: str, *cases: str) -> tuple[Covered, ...]:
    flows = made(folder, themes)
    (folder / "saker").mkdir()
    (folder / "saker" / "a.yaml").write_text("scenarier:\n" + "".join(cases), "utf-8")
    report = Report()
    results = [run(flows, scenario) for scenario in read_scenarios(folder / "saker", report)]
    assert report.sorted() == ()
    return covered(flows, results, TODAY)


def case(covers: str, what: str = "utstyr", expected: str = "utstyr.svar") -> str:
    return (
        "  - situasjon: Jeg trenger rullestol.\n    dag: 2026-08-10\n"
        f"    svar: {{start.hvem: meg, start.hva: {what}}}\n    dekker: {covers}\n"
        f"    ventet: {{svar: {expected}}}\n"
    )


THEME = "  ting: {nummer: 21, navn: Hjelpemidler, ord: [rullestol], svar: [utstyr]}\n"


def test_a_theme_with_an_outcome_two_cases_and_its_word_is_covered(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, THEME, case("[21]"), case("[21, 21]"))

    assert row.is_enough
    assert row.missing == ()
    assert (row.flows, row.outcomes, row.cases) == (("utstyr",), ("utstyr.svar",), 2)


def test_a_theme_that_nothing_covers_says_all_that_is_missing(tmp_path: Path) -> None:
    theme = "  ting: {nummer: 21, navn: Hjelpemidler, ord: [rullestol], svar: []}\n"

    (row,) = rows(tmp_path, theme, case("[21]"))

    assert not row.is_enough
    assert [line.split()[0] for line in row.missing] == ["Ingen", "0", "Ordet"]


def test_one_case_is_not_enough(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, THEME, case("[21]"), case("[22]"))

    assert row.missing == ("1 av 2 saker. Skriv «dekker: [21]» i flere.",)


@pytest.mark.parametrize(
    "other", [case("[21]", "klage", "klage.svar"), case("[21]", expected="klage.svar")]
)
def test_a_case_counts_only_where_it_comes_out_right_in_what_covers_it(
    tmp_path: Path, other: str
) -> None:
    (row,) = rows(tmp_path, THEME, case("[21]"), other)

    assert row.cases == 1


def test_a_word_that_leads_elsewhere_is_named(tmp_path: Path) -> None:
    theme = "  ting: {nummer: 21, navn: Ting, ord: [rullestolen, gips, klage], svar: [utstyr]}\n"

    (row,) = rows(tmp_path, theme, case("[21]"), case("[21]"))

    assert row.astray == ("gips", "klage")
    assert not row.is_enough


def test_a_danger_covers_a_theme_and_its_words(tmp_path: Path) -> None:
    theme = "  vold: {nummer: 68, navn: Vold, ord: [han slår meg], svar: [fare.vold, utstyr]}\n"

    (row,) = rows(tmp_path, theme, case("[68]"), case("[68]"))

    assert row.is_enough
    assert row.dangers == ("vold",)


def test_words_that_are_explained_cover_a_theme(tmp_path: Path) -> None:
    terms = "begreper:\n  anke: {ord: Anke, forklaring: Å klage., kilder: [loven]}\n"
    theme = "  ord: {nummer: 61, navn: Ord, ord: [ordliste, hva er anke], svar: [begreper]}\n"

    (row,) = rows(tmp_path, theme + terms, case("[61]"), case("[61]"))

    assert row.words
    assert row.is_enough


def test_an_outcome_covers_a_theme_without_its_flow(tmp_path: Path) -> None:
    theme = "  ting: {nummer: 21, navn: Ting, ord: [rullestol], svar: [utstyr.svar]}\n"

    (row,) = rows(tmp_path, theme, case("[21]"), case("[21]"))

    assert row.is_enough
    assert (row.flows, row.outcomes) == ((), ("utstyr.svar",))


def test_a_word_may_lead_to_an_outcome_of_the_start(tmp_path: Path) -> None:
    start = START.replace("start: hvem", "start: hva").replace("start.hvem", "start.hva")
    before, _, after = start.partition("  hvem:\n")
    start = before + after[after.index("  hva:\n") :]
    theme = "temaer:\n  r: {nummer: 3, navn: R, ord: [aner ikke, gips], svar: [start.ring]}\n"
    flows = library(tmp_path, facts=FACTS + theme, start=start, utstyr=UTSTYR, klage=KLAGE)

    (row,) = covered(flows, (), TODAY)

    assert row.astray == ("gips",)


def test_themes_come_by_their_numbers(tmp_path: Path) -> None:
    themes = THEME + "  nei: {nummer: 3, navn: Klage, ord: [klage], svar: [klage]}\n"

    assert [row.number for row in rows(tmp_path, themes, case("[21]"))] == [3, 21]


def test_a_number_that_is_no_theme_is_told(tmp_path: Path) -> None:
    flows = made(tmp_path, THEME)
    (tmp_path / "a.yaml").write_text("scenarier:\n" + case("[99]"), "utf-8")
    results = [run(flows, scenario) for scenario in read_scenarios(tmp_path, Report())]

    (line,) = unknown_numbers(flows, results)

    assert line.endswith("«dekker» nevner 99, og det er ikke noe tema.")


def test_what_a_case_covers_must_be_numbers(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("scenarier:\n" + case("[hjelp]"), "utf-8")
    report = Report()

    (scenario,) = read_scenarios(tmp_path, report)

    assert scenario.covers == ()
    assert [found.code for found in report.sorted()] == ["RV601"]
