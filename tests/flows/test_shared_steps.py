"""Steps that several flows share: `kall: felles.alder` begins at a step of another flow."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.dialog import Session, show
from bot.flows import Library, Ref, walk
from bot.flows.proof import explore, ways
from bot.source import Severity
from tests.library import FACTS, TODAY, library, loaded, outcome

START = f"""
flyt: start
tittel: Start
helse: nei
start: hva
steg:
  hva:
    spørsmål: Hva gjelder det?
    valg:
      penger: {{tekst: Penger, til: penger}}
      bolig: {{tekst: Bolig, til: bolig}}
    vet_ikke: {{til: alder}}
  penger: {{kall: felles.jobb, til: alder}}
  bolig: {{kall: felles, til: {{bor: ferdig, i_jobb: ferdig, uten: ferdig}}}}
  alder:
    kall: felles.alder
    til:
      voksen: ferdig
      barn: barn
  ferdig: {outcome("Ferdig")}
  barn: {outcome("Barn")}
"""

FELLES = """
flyt: felles
tittel: Felles spørsmål
helse: ja
start: bor
steg:
  bor:
    spørsmål: Bor du alene?
    valg:
      alene: {tekst: Alene, til: alene}
    vet_ikke: {til: jobb}
  alene: {retur: bor}
  jobb:
    spørsmål: Har du jobb?
    valg:
      ja: {tekst: Ja, til: i_jobb}
    vet_ikke: {til: uten}
  i_jobb: {retur: i_jobb}
  uten: {retur: uten}
  alder:
    spørsmål: Er du over 18?
    valg:
      ja: {tekst: Ja, til: voksen}
    vet_ikke: {til: barn}
  voksen: {retur: voksen}
  barn: {retur: barn}
"""

WITHOUT_START = FELLES.replace("start: bor\n", "").replace(
    FELLES[FELLES.index("  bor:\n") : FELLES.index("  jobb:\n")], ""
)
"""All who call it name a step."""

NAMED = START.replace(
    "{kall: felles, til: {bor: ferdig, i_jobb: ferdig, uten: ferdig}}",
    "{kall: felles.jobb, til: ferdig}",
)


@pytest.fixture
def made(tmp_path: Path) -> Library:
    return library(tmp_path, start=START, felles=FELLES)


def errors(folder: Path, start: str, felles: str) -> list[str]:
    found = loaded(folder, start=start, felles=felles).diagnostics
    return [str(item) for item in found if item.severity is Severity.ERROR]


def test_a_call_begins_at_its_step_and_comes_back_with_what_can_come_from_there(
    made: Library,
) -> None:
    hva, jobb, alder = (Ref.parse(name, "felles") for name in ("start.hva", "jobb", "alder"))

    assert walk(made, "start", {hva: "penger"}, TODAY).at.ref == jobb
    assert walk(made, "start", {hva: "penger", jobb: "ja"}, TODAY).at.ref == alder
    answers = {hva: "penger", jobb: "ja", alder: "vet_ikke"}
    assert walk(made, "start", answers, TODAY).at.ref == Ref("start", "barn")
    assert made.flows["felles"].results == ("bor", "i_jobb", "uten")


def test_the_proof_counts_the_ways_of_each_call(made: Library) -> None:
    found = ways(explore(made.flows, made.facts, ["start"], TODAY))

    # Penger: 2 × 2. Bolig: alene, or one of 2 answers on jobs. Vet ikke: 2.
    assert found.count == 4 + 3 + 2
    assert found.outcomes == {Ref("start", "ferdig"): 2 + 3 + 1, Ref("start", "barn"): 2 + 1}


def test_a_flow_that_is_only_called_at_its_steps_needs_no_start(tmp_path: Path) -> None:
    made = library(tmp_path, start=NAMED, felles=WITHOUT_START)

    assert not made.is_entry("felles")
    assert walk(made, "start", {Ref("start", "hva"): "bolig"}, TODAY).at.ref.step == "jobb"


def test_the_emergency_line_stands_where_a_call_begins_in_a_health_flow(made: Library) -> None:
    def says(choice: str) -> str:
        begun = Session("s1", "nb", revision=1, library=made.version)
        return show(made, begun.answering(Ref("start", "hva"), choice), TODAY).text

    assert all("Ring 113" in says(choice) for choice in ("penger", "bolig", "vet_ikke"))


@pytest.mark.parametrize(
    ("start", "felles", "told"),
    [
        (
            START.replace("felles.alder", "felles.aldr"),
            FELLES,
            "flyt/start.yaml:15:11: RV301 feil: Steget «aldr» finnes ikke i flyten «felles».",
        ),
        (
            START.replace("felles.alder", "feles.alder"),
            FELLES,
            "flyt/start.yaml:15:11: RV302 feil: Flyten «feles» finnes ikke. Mente du «felles»?",
        ),
        (
            START.replace("      barn: barn\n", "").replace(
                "penger: {kall: felles.jobb, til: alder}",
                "penger: {kall: felles.jobb, til: {i_jobb: alder, uten: barn}}",
            ),
            FELLES,
            "RV302 feil: «felles.alder» kan komme tilbake med «barn», men kallet sier ikke",
        ),
        (
            START.replace("      barn: barn\n", "      barn: barn\n      bor: barn\n"),
            FELLES,
            "RV302 feil: «felles.alder» kommer aldri tilbake med «bor».",
        ),
        (
            START,
            WITHOUT_START,
            "flyt/felles.yaml:1:1: RV012 feil: Flyten «felles» mangler nøkkelen «start».",
        ),
        (
            START.replace("start: hva\n", ""),
            FELLES,
            "flyt/start.yaml:1:1: RV012 feil: Flyten «start» mangler nøkkelen «start».",
        ),
        (
            NAMED,
            FELLES,
            "flyt/felles.yaml:4:8: RV305 feil: Flyten «felles» har «start» og «retur», men alle",
        ),
        (
            START,
            FELLES.replace("uten: {retur: uten}", "uten: {kall: start.hva, til: barn}"),
            "RV302 feil: Flytene kaller hverandre i ring: felles → start → felles.",
        ),
        (
            START.replace("felles.alder", "felles.alder.noe"),
            FELLES,
            "RV015 feil: «alder.noe» kan ikke være en id.",
        ),
    ],
)
def test_what_is_wrong_with_a_call_of_a_step_is_told_once(
    tmp_path: Path, start: str, felles: str, told: str
) -> None:
    found = errors(tmp_path, start, felles)
    assert any(told in each for each in found), found
    # In a circle each call is told.
    assert len(found) == 1 or "i ring" in told


def test_a_shared_step_that_nothing_returns_from_is_called_without_a_way_on(
    tmp_path: Path,
) -> None:
    ends = FELLES.replace("  voksen: {retur: voksen}\n  barn: {retur: barn}\n", "").replace(
        "{tekst: Ja, til: voksen}\n    vet_ikke: {til: barn}",
        f"{{tekst: Ja, til: slutt}}\n    vet_ikke: {{til: slutt}}\n  slutt: {outcome('Slutt')}",
    )
    way = "    til:\n      voksen: ferdig\n      barn: barn\n"
    (found,) = errors(tmp_path / "a", START.replace(f"  barn: {outcome('Barn')}\n", "").replace(
        "      barn: barn\n", ""), ends)  # fmt: skip
    assert "«felles.alder» kommer aldri tilbake: ingen vei derfra fører til «retur»." in found
    right = START.replace(way, "").replace(f"  barn: {outcome('Barn')}\n", "")
    made = library(tmp_path / "b", start=right, felles=ends)
    found_ways = ways(explore(made.flows, made.facts, ["start"], TODAY))
    assert found_ways.outcomes == {Ref("start", "ferdig"): 3, Ref("felles", "slutt"): 2 * 2 + 2}


def test_pictures_and_commands_know_shared_steps(tmp_path: Path) -> None:
    library(tmp_path, start=NAMED, felles=WITHOUT_START, facts=FACTS)
    folders = ["--flyt", str(tmp_path / "flyt"), "--tekster", str(tmp_path)]

    def run(*words: str) -> str:
        return CliRunner().invoke(app, [*words, *folders]).output

    assert "felles.jobb" in run("diagram", "start")
    assert "Andre flyter begynner her" in run("diagram", "felles")
    assert "<svg" in run("diagram", "felles", "--format", "svg")
    assert "Felles spørsmål" in run("diagram")
    assert "no conversation begins in «felles»: other flows call it." in run("paths", "felles")
    assert "start.penger (videre i «Felles spørsmål», i «jobb»)" in run("paths")
    assert "1. 2 spørsmål" in run("why", "start.barn")
