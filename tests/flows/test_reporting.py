import json
from pathlib import Path

import pytest

from bot.flows import Loaded
from bot.flows.reporting import Format, OutsideError, Reported, report
from bot.source import Diagnostic, Position, Severity
from tests.library import library, loaded, outcome

START = f"flyt: start\ntittel: S\nstart: a\nsteg:\n  a: {outcome()}\n"
LOST = Diagnostic(Position("flyt/a.yaml", 3, 5), "RV301", "100 % feil:\nHer.")
LONG = Diagnostic(Position("flyt/b.yaml", 1, 2), "RV401", "For langt.", Severity.WARNING)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are named from where one stands."""
    monkeypatch.chdir(tmp_path)


def written(
    folder: Path, form: Format, *found: Diagnostic, only: tuple[str, ...] = (), right: bool = False
) -> Reported:
    """Report some diagnostics on the files of a folder."""
    for name in ("flyt/a.yaml", "flyt/b.yaml", "flyt/fakta/c.yaml", "tekster/en/x.po"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    made = library(folder / "lib", start=START) if right else None
    return report(
        Loaded(made, found),
        form,
        flows=folder / "flyt",
        texts=folder / "tekster",
        only=[folder / name for name in only],
    )


def test_text_has_a_line_for_each_and_the_exit_code_says_that_something_blocks(
    tmp_path: Path,
) -> None:
    shown = written(tmp_path, Format.TEXT, LONG)
    assert shown == Reported("flyt/b.yaml:1:2: RV401 advarsel: For langt.", 1)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ((), "1 flyter, ingen feil."),
        ((LONG,), f"{LONG}\n1 flyter, ingen feil, 1 advarsel."),
        ((LONG, LONG), f"{LONG}\n{LONG}\n1 flyter, ingen feil, 2 advarsler."),
    ],
)
def test_warnings_never_block(tmp_path: Path, found: tuple[Diagnostic, ...], text: str) -> None:
    assert written(tmp_path, Format.TEXT, *found, right=True) == Reported(text, 0)


def test_json_has_an_object_for_each_on_a_line_of_its_own(tmp_path: Path) -> None:
    shown = written(tmp_path, Format.JSON, LOST, LONG)
    assert shown.exit_code == 1
    assert len(shown.text.splitlines()) == 4
    assert json.loads(shown.text) == [
        {
            "code": "RV301",
            "severity": "error",
            "file": "flyt/a.yaml",
            "line": 3,
            "column": 5,
            "message": "100 % feil:\nHer.",
            "page": "docs/regler/RV301.md",
        },
        {
            "code": "RV401",
            "severity": "warning",
            "file": "flyt/b.yaml",
            "line": 1,
            "column": 2,
            "message": "For langt.",
            "page": "docs/regler/RV401.md",
        },
    ]


def test_json_of_nothing_is_an_empty_array(tmp_path: Path) -> None:
    assert written(tmp_path, Format.JSON, right=True) == Reported("[]", 0)


def test_github_gets_commands_with_what_would_end_them_escaped(tmp_path: Path) -> None:
    odd = Diagnostic(Position("flyt/a,b: c%.yaml", 1, 1), "RV401", "Ja.", Severity.WARNING)
    assert written(tmp_path, Format.GITHUB, LOST, odd).text.splitlines() == [
        "::error file=flyt/a.yaml,line=3,col=5,title=RV301 Ukjent steg::100 %25 feil:%0AHer.",
        "::warning file=flyt/a%2Cb%3A c%25.yaml,line=1,col=1,title=RV401 For mye på én skjerm::Ja.",
    ]


def test_github_of_nothing_is_nothing(tmp_path: Path) -> None:
    assert written(tmp_path, Format.GITHUB, right=True) == Reported("", 0)


@pytest.mark.parametrize(
    ("only", "shown"),
    [
        (("flyt/a.yaml",), ["RV301"]),
        (("flyt/b.yaml",), ["RV401"]),
        (("flyt/a.yaml", "flyt/b.yaml"), ["RV301", "RV401"]),
        (("flyt",), ["RV301", "RV401"]),
        ((".",), ["RV301", "RV401"]),
        (("flyt/fakta",), []),
        (("tekster",), []),
    ],
)
def test_only_what_stands_in_the_files_asked_for_is_told(
    tmp_path: Path, only: tuple[str, ...], shown: list[str]
) -> None:
    found = json.loads(written(tmp_path, Format.JSON, LOST, LONG, only=only).text)
    assert [each["code"] for each in found] == shown


def test_errors_elsewhere_are_counted_and_still_block(tmp_path: Path) -> None:
    shown = written(tmp_path, Format.TEXT, LOST, LONG, only=("flyt/b.yaml",))
    told = "Det er 1 feil i andre filer. Til de er rettet, er ikke alt her prøvd."
    assert shown == Reported(f"{LONG}\n{told}", 1)


def test_a_translation_is_told_when_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "tekster" / "en" / "x.po"
    wrong = Diagnostic(Position(str(path), 7), "RV501", "Kan ikke leses.")
    shown = written(tmp_path, Format.JSON, wrong, LOST, only=("tekster/en",))
    assert [each["code"] for each in json.loads(shown.text)] == ["RV501"]


@pytest.mark.parametrize("name", ["flyt/borte.yaml", "annet"])
def test_a_path_that_holds_nothing_of_the_library_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "annet").mkdir()
    with pytest.raises(OutsideError, match=name):
        written(tmp_path, Format.TEXT, LOST, only=(name,))


def test_the_same_files_give_the_same_report_every_time(tmp_path: Path) -> None:
    wrong = START.replace("start: a", "start: b").replace("tittel: S", "tittel: '**S'")
    reports = {
        report(loaded(tmp_path, start=wrong), form, flows=tmp_path / "flyt", texts=tmp_path).text
        for form in Format
        for _ in range(3)
    }
    assert len(reports) == len(Format)


def test_a_link_that_leads_in_a_circle_is_told_and_does_not_stop_the_report(
    tmp_path: Path,
) -> None:
    circle = tmp_path / "flyt" / "ring.yaml"
    circle.parent.mkdir()
    circle.symlink_to(circle)
    ring = Diagnostic(Position("flyt/ring.yaml"), "RV000", "Filen kan ikke leses.")
    assert written(tmp_path, Format.TEXT, ring, only=("flyt",)) == Reported(str(ring), 1)
