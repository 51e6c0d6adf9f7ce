"""RV310 to RV314: where ways part by condition, exactly one is open."""

from importlib import import_module
from pathlib import Path

import pytest

from bot.flows import Ref
from bot.flows.proof import explore
from tests.library import TODAY, library, outcome, proved

ENDS = f"""
  a: {outcome("A")}
  b: {outcome("B")}
  c: {outcome("C")}
"""


def flow(routes: str) -> str:
    return f"""
flyt: start
tittel: Start
start: hvem
steg:
  hvem:
    spørsmål: Hvem har skrevet brevet?
    valg:
      helfo: {{tekst: Helfo, til: mottatt}}
      kommunen: {{tekst: Kommunen, til: mottatt}}
    vet_ikke: {{til: mottatt}}
  mottatt:
    spørsmål: Når fikk du brevet?
    dato: {{senest: i dag}}
    vet_ikke: {{til: c}}
    til:
{routes}
{ENDS}"""


def diagnostics(folder: Path, routes: str) -> list[tuple[str, str]]:
    found = proved(folder, start=flow(routes)).diagnostics
    return [(item.code, item.message) for item in found if item.code.startswith("RV31")]


def test_two_conditions_that_hold_at_once_are_told_with_the_shortest_conversation(
    tmp_path: Path,
) -> None:
    found = diagnostics(
        tmp_path,
        """
      - {når: {svar: hvem, er: [helfo, kommunen]}, til: a}
      - {når: {svar: hvem, er: [kommunen, vet_ikke]}, til: b}
      - {når: {svar: hvem, er: [vet_ikke]}, til: c}
      - {ellers: c}""",
    )
    assert [code for code, _ in found] == ["RV310", "RV310", "RV313"]
    assert "start.hvem = kommunen, start.mottatt =" in found[0][1]
    assert "«a»" in found[0][1]


def test_conditions_that_part_everything_between_them_are_right(tmp_path: Path) -> None:
    found = diagnostics(
        tmp_path,
        """
      - {når: {svar: hvem, er: helfo}, til: a}
      - {når: {alle: [{ikke: {svar: hvem, er: helfo}}, {frist: klage, fra: mottatt, er: utløpt}]},
         til: b}
      - {ellers: c}""",
    )
    assert found == []


@pytest.mark.parametrize(
    "dead",
    [
        "{alle: [{svar: hvem, er: helfo}, {svar: hvem, er: kommunen}]}",
        "{alle: [{i_dag: {før: 2027-01-01}}, {i_dag: {fra_og_med: 2027-02-01}}]}",
        "{frist: klage, fra: mottatt, er: ukjent}",
        "{en_av: [{svar: mottatt, er: vet_ikke}, {frist: anke, fra: mottatt, er: ikke_startet}]}",
    ],
)
def test_a_condition_that_can_never_hold_is_told(tmp_path: Path, dead: str) -> None:
    found = diagnostics(tmp_path, f"\n      - {{når: {dead}, til: a}}\n      - {{ellers: b}}")
    assert [code for code, _ in found] == ["RV312"]


def test_a_deadline_that_is_longer_can_run_where_a_shorter_one_has_passed(tmp_path: Path) -> None:
    late = (
        "{alle: [{frist: klage, fra: mottatt, er: utløpt}, {frist: anke, fra: mottatt, er: løper}]}"
    )
    found = diagnostics(tmp_path, f"\n      - {{når: {late}, til: a}}\n      - {{ellers: b}}")
    assert found == []


def test_an_else_that_is_never_used_is_a_warning(tmp_path: Path) -> None:
    found = diagnostics(
        tmp_path,
        """
      - {når: {frist: klage, fra: mottatt, er: utløpt}, til: a}
      - {når: {frist: klage, fra: mottatt, er: løper}, til: b}
      - {ellers: c}""",
    )
    assert [code for code, _ in found] == ["RV313"]


@pytest.mark.parametrize(("most", "code"), [(500, ["RV314"]), (5_000, [])])
def test_more_combinations_than_can_be_followed_are_refused_where_they_pile_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, code: list[str]
) -> None:
    # The package's name `explore` is the function, so the module is asked for by itself.
    monkeypatch.setattr(import_module("bot.flows.proof.explore"), "MOST_STATES", most)
    choices = "".join(
        f"  q{n}:\n    spørsmål: Ja eller nei?\n    valg:\n"
        f"      ja: {{tekst: Ja, til: q{n + 1}}}\n      nei: {{tekst: Nei, til: q{n + 1}}}\n"
        f"    vet_ikke: {{til: q{n + 1}}}\n"
        for n in range(6)
    )
    read = ", ".join(f"{{svar: q{n}, er: ja}}" for n in range(6))
    last = (
        "  q6:\n    spørsmål: Ferdig?\n    valg:\n      ja:\n        tekst: Ja\n        til:\n"
        f"          - {{når: {{alle: [{read}]}}, til: a}}\n          - {{ellers: b}}\n"
        "    vet_ikke: {til: c}\n"
    )
    text = f"flyt: start\ntittel: Start\nstart: q0\nsteg:\n{choices}{last}{ENDS}"
    found = [item for item in proved(tmp_path, start=text).diagnostics if "RV31" in item.code]
    assert [item.code for item in found] == code
    assert all(item.position.file == "flyt/start.yaml" for item in found)


def test_a_deadline_is_tried_by_each_day_it_can_run_from(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        start=f"""
flyt: start
tittel: Start
start: brev
steg:
  brev:
    spørsmål: Når fikk du brevet?
    dato: {{senest: i dag}}
    vet_ikke: {{til: muntlig}}
    til: muntlig
  muntlig:
    spørsmål: Når fikk du vite det?
    dato: {{senest: i dag}}
    vet_ikke: {{til: c}}
    til:
      - {{når: {{frist: klage, fra: [brev, muntlig], er: utløpt}}, til: a}}
      - {{ellers: b}}
{ENDS}""",
    )
    nodes = explore(made.flows, made.facts, ["start"], TODAY).nodes
    not_known = next(
        node
        for state, node in nodes.items()
        if state.ref.step == "muntlig" and (Ref("start", "brev"), "vet_ikke") in state.answers
    )
    assert {after.ref.step for _, after in not_known.ways} == {"a", "b", "c"}
