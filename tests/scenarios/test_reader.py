from datetime import date
from pathlib import Path

import pytest

from bot.scenarios import read_scenarios
from bot.source import Report
from tests.scenarios.cases import SITUATION


def read(folder: Path, text: str) -> tuple[str, ...]:
    report = Report()
    (folder / "saker.yaml").write_text(text, encoding="utf-8")
    read_scenarios(folder, report)
    return tuple(f"{said.position} {said.code} {said.message}" for said in report.sorted())


def test_cases_of_every_file_are_read_in_the_order_of_their_paths(tmp_path: Path) -> None:
    (tmp_path / "under").mkdir()
    for name in ("b", "under/c", "a"):
        text = SITUATION.replace("Helfo sa nei til tannlegen.", name)
        (tmp_path / f"{name}.yaml").write_text(
            f"{text}    svar: {{hvem: kommunen}}\n    ventet: {{svar: ring}}\n", encoding="utf-8"
        )
    report = Report()
    scenarios = read_scenarios(tmp_path, report)
    assert report.sorted() == ()
    assert [scenario.situation for scenario in scenarios] == ["a", "b", "under/c"]
    assert scenarios[2].position.file == f"{tmp_path.name}/under/c.yaml"
    assert {scenario.flow for scenario in scenarios} == {"start"}
    assert {scenario.today for scenario in scenarios} == {date(2026, 8, 10)}


@pytest.mark.parametrize(
    ("wrong", "code", "said"),
    [
        ("    svar: {hvem: helfo}", "RV012", "Saken mangler nøkkelen «ventet»."),
        ("    ventet: {svar: ring}", "RV012", "Saken mangler nøkkelen «svar»."),
        ("    svar: helfo\n    ventet: {svar: ring}", "RV601", "«svar» må ha ett svar per linje"),
        (
            "    svar: {hvem: {helfo: ja}}\n    ventet: {svar: ring}",
            "RV601",
            "«svar» må ha ett svar per linje",
        ),
        ("    svar: {}\n    ventet: {}", "RV602", "«ventet» er tom"),
        ("    svar: {}\n    ventet: {svra: ring}", "RV011", "Mente du «svar»?"),
        ("    svar: {}\n    ventet: {status: løpr}", "RV014", "Mente du «løper»?"),
        ("    svar: {}\n    ventet: {utløper: 1. mai}", "RV010", "en dato på formen"),
        ("    svar: {}\n    ventet: {sier: ring}", "RV010", "en liste"),
        ("    svar: {}\n    ventet: ring", "RV010", "«ventet» må ha nøkler"),
        ("    svr: {}\n    ventet: {svar: ring}", "RV011", "Mente du «svar»?"),
    ],
)
def test_what_is_written_wrong_in_a_case_is_told(
    tmp_path: Path, wrong: str, code: str, said: str
) -> None:
    (found,) = read(tmp_path, f"{SITUATION}{wrong}\n")
    assert f" {code} " in found
    assert said in found


@pytest.mark.parametrize("answers", ["helfo", "{hvem: [[helfo]]}", "{hvem: helfo, mottatt: {}}"])
def test_a_case_whose_answers_cannot_be_read_is_left_out(tmp_path: Path, answers: str) -> None:
    text = f"{SITUATION}    svar: {answers}\n    ventet: {{svar: ring}}\n"
    (tmp_path / "saker.yaml").write_text(text, encoding="utf-8")
    assert read_scenarios(tmp_path, Report()) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("saker: []\n", "RV011"),
        ("scenarier: []\n", "RV013"),
        ("scenarier: ingen\n", "RV010"),
        ("scenarier:\n  - bare en tekst\n", "RV010"),
    ],
)
def test_a_file_that_holds_no_cases_is_told(tmp_path: Path, text: str, code: str) -> None:
    assert f" {code} " in read(tmp_path, text)[0]


def test_a_file_that_is_not_yaml_does_not_hide_the_cases_of_another(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("scenarier: [\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(
        f"{SITUATION}    svar: {{hvem: kommunen}}\n    ventet: {{svar: ring}}\n", encoding="utf-8"
    )
    report = Report()
    assert len(read_scenarios(tmp_path, report)) == 1
    assert [said.position.file for said in report.sorted()] == [f"{tmp_path.name}/a.yaml"]
