import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import FLOWS, TEXTS
from bot.flows import load
from bot.source import Severity
from tests.flows.slips import BREVET
from tests.flows.slips import START as WHOLE
from tests.library import FACTS, loaded, outcome, proved

START = f"flyt: start\ntittel: S\nstart: a\nsteg:\n  a: {outcome()}\n"


@pytest.mark.parametrize(
    "name",
    ["klage.yml", "Klage.YAML", "fakta/mer.yml", "nav/klage.yaml", "fakta/nav/mer.yaml"],
)
def test_a_file_that_looks_read_but_is_not_is_told(tmp_path: Path, name: str) -> None:
    loaded(tmp_path, start=START)
    path = tmp_path / "flyt" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("flyt: klage\n", "utf-8")
    (found,) = loaded(tmp_path, start=START).diagnostics
    assert (str(found.position), found.code) == (f"flyt/{name}:1:1", "RV009")


@pytest.mark.parametrize("name", [".klage.yaml", ".git/klage.yaml", "notat.txt", "klage.yaml.bak"])
def test_a_file_that_nobody_takes_for_a_flow_is_let_be(tmp_path: Path, name: str) -> None:
    path = tmp_path / "flyt" / name
    path.parent.mkdir(parents=True)
    path.write_text("flyt: klage\n", "utf-8")
    assert loaded(tmp_path, start=START).diagnostics == ()


def test_a_file_name_whose_letters_are_of_several_characters_is_the_same_name(
    tmp_path: Path,
) -> None:
    flow = START.replace("flyt: start", "flyt: på_vent")
    start = START.replace(f"a: {outcome()}", "a: {kall: på_vent}")
    found = loaded(tmp_path, start=start, **{unicodedata.normalize("NFD", "på_vent"): flow})
    assert found.diagnostics == ()
    assert found.library is not None
    assert set(found.library.flows) == {"start", "på_vent"}


def test_two_file_names_that_look_the_same_are_told(tmp_path: Path) -> None:
    flow = START.replace("flyt: start", "flyt: på")
    decomposed = unicodedata.normalize("NFD", "på")
    found = loaded(tmp_path, start=START, **{"på": flow, decomposed: flow}).diagnostics
    (told,) = (item for item in found if item.code != "RV305")
    assert told.code == "RV009"
    assert told.position.file in {"flyt/på.yaml", f"flyt/{decomposed}.yaml"}
    assert "«på.yaml»" in told.message


def test_folders_that_link_in_a_circle_are_walked_once(tmp_path: Path) -> None:
    (tmp_path / "flyt").mkdir()
    (tmp_path / "flyt" / "rundt").symlink_to(tmp_path / "flyt", target_is_directory=True)
    assert loaded(tmp_path, start=START).diagnostics == ()


def test_a_flow_that_is_a_folder_is_told_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "flyt" / "klage.yaml").mkdir(parents=True)
    (found,) = loaded(tmp_path, start=START).diagnostics
    assert (str(found.position), found.code) == ("flyt/klage.yaml:1:1", "RV000")


def test_a_permission_in_a_flow_is_taken(tmp_path: Path) -> None:
    long = " ".join(["ord"] * 16)
    allowed = "# rettvei: tillat RV405 fordi loven sier det slik"
    flow = (
        "flyt: start\ntittel: S\nstart: a\nsteg:\n  a:\n    svar: Klag\n"
        f"    tekst: {long}.  {allowed}\n    tjeneste: Hjelp\n    send_til: helfo\n"
        "    klageinstans: helfo\n    frist: {ingen: Nei.}\n    neste: [Skriv.]\n"
        "    kilder: [loven]\n"
    )
    assert loaded(tmp_path, start=flow).diagnostics == ()
    without = flow.replace(f"  {allowed}", "")
    assert [item.code for item in loaded(tmp_path, start=without).diagnostics] == ["RV405"]


def test_a_permission_is_not_judged_while_something_cannot_be_read(tmp_path: Path) -> None:
    unneeded = START.replace("tittel: S", "tittel: S  # rettvei: tillat RV401 fordi den er lang")
    codes = [item.code for item in loaded(tmp_path, start=unneeded).diagnostics]
    assert codes == ["RV017"]
    broken = unneeded.replace("flyt:", "flty:")
    assert [item.code for item in loaded(tmp_path, start=broken).diagnostics] == ["RV011"]


def test_a_permission_is_not_judged_while_its_rule_keeps_silent(tmp_path: Path) -> None:
    text = START.replace("tittel: S", "tittel: S  # rettvei: tillat RV407 fordi den er lang")
    lost = text.replace("start: a", "start: b")
    assert [item.code for item in loaded(tmp_path, start=text).diagnostics] == ["RV017"]
    assert [item.code for item in loaded(tmp_path, start=lost).diagnostics] == ["RV301"]


def test_a_permission_that_depends_on_the_day_is_judged_when_the_day_is_known(
    tmp_path: Path,
) -> None:
    text = START.replace("tittel: S", "tittel: S  # rettvei: tillat RV107 fordi den leses snart")
    assert loaded(tmp_path, start=text).diagnostics == ()
    found = load(tmp_path / "flyt", tmp_path, date(2026, 8, 10)).diagnostics
    assert "RV017" in [item.code for item in found]


@given(st.data())
def test_no_damage_to_a_file_makes_loading_raise(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    files = {"start": WHOLE, "brevet": BREVET, "facts": FACTS}
    name = data.draw(st.sampled_from(sorted(files)))
    text = files[name]
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, min(len(text), begin + 40)))
    put = data.draw(st.sampled_from(["", "[", "{", "- ", ": ", "''", "\n", " # rettvei: tillat "]))
    damaged = files | {name: text[:begin] + put + text[end:]}
    found = proved(tmp_path_factory.mktemp("skade"), **damaged)
    assert found.library is not None or any(
        item.severity is Severity.ERROR for item in found.diagnostics
    )


def test_the_shipped_flows_have_no_warning_but_of_what_is_soon_to_be_read_again() -> None:
    found = load(FLOWS, TEXTS, date(2026, 12, 1)).diagnostics
    assert [str(each) for each in found if each.code not in ("RV107", "RV109")] == []
