"""Cases answer every kind of question as an author writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.flows import Library
from bot.scenarios import Result, coverage, read_scenarios, run
from bot.source import Report
from tests.every_kind import every_kind

CASE = """\
scenarier:
  - situasjon: Mor på 82 fikk nei til hjelp.
    dag: 2026-08-10
    svar:
      hvem: andre
      hjelp: {hjelp}
      alder: {alder}
      inntekt: 312000
      bor: {bor}
      mottatt: 2026-08-03
    ventet: {{svar: mye, sier: [Statsforvalteren i Nordland]}}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return every_kind(tmp_path_factory.mktemp("slag"))


def result(
    library: Library,
    folder: Path,
    *,
    hjelp: str = "[dusj, mat]",
    alder: str = "82",
    bor: str = "Herøy i Nordland",
) -> Result:
    text = CASE.format(hjelp=hjelp, alder=alder, bor=bor)
    (folder / "saker.yaml").write_text(text, encoding="utf-8")
    report = Report()
    (scenario,) = read_scenarios(folder, report)
    assert report.sorted() == ()
    return run(library, scenario)


@pytest.mark.parametrize("place", ["Herøy i Nordland", "1818", "1804", "Bodø"])
def test_a_case_answers_every_kind(library: Library, tmp_path: Path, place: str) -> None:
    found = result(library, tmp_path, bor=place)
    assert found.differences == ()
    assert "Hvor gammel er den som trenger hjelp? 82" in found.conversation
    assert "Hva trengs det hjelp til? [dusj, mat]" in found.conversation


def test_one_of_several_may_stand_without_a_list(library: Library, tmp_path: Path) -> None:
    found = result(library, tmp_path, hjelp="dusj")
    assert found.differences[0] == "svar: ventet start.mye, men fikk start.vanlig."


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"alder": "121"}, "«start.alder» tar ikke imot 121: det er for lite eller for mye."),
        ({"alder": "tolv"}, "«tolv» er ikke et svar på «start.alder». Valg: et tall, vet_ikke."),
        ({"bor": "Herøy"}, "«Herøy» er ikke et svar på «start.bor». Valg: en kommune, utlandet"),
        ({"hjelp": "[dusj, fly]"}, "«[dusj, fly]» er ikke et svar på «start.hjelp». Valg: dusj"),
    ],
)
def test_what_is_no_answer_is_told(
    library: Library, tmp_path: Path, wrong: dict[str, str], says: str
) -> None:
    found = result(library, tmp_path, **wrong)
    assert any(says in line for line in found.differences), found.differences


def test_what_no_case_answers_is_counted_for_every_kind(library: Library, tmp_path: Path) -> None:
    found = coverage(library, [result(library, tmp_path)])
    missed = set(found.choices_missed)
    assert {"start.hjelp.vask", "start.hjelp.ingen", "start.bor.utlandet"} <= missed
    taken = {"start.hjelp.dusj", "start.alder.tall", "start.inntekt.beløp", "start.bor.kommune"}
    assert taken.isdisjoint(missed)
