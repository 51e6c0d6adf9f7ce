"""What lies in the folder of flows and is no flow at all is told, and the check ends."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.flows import load
from bot.scenarios.reader import read_scenarios
from bot.source import Report
from tests.flows.checking import PLAIN, checked
from tests.library import proved


def a_pipe(path: Path) -> None:
    """Make what never ends to be read."""
    os.mkfifo(path)


def a_sparse_file(path: Path) -> None:
    """Make a file of far more bytes than there is memory."""
    with path.open("wb") as file:
        file.truncate(1 << 36)


NO_FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a link to itself": (lambda path: path.symlink_to(path), "RV000"),
    "a link to nowhere": (lambda path: path.symlink_to("ingensteds"), "RV000"),
    "a link to a device": (lambda path: path.symlink_to("/dev/zero"), "RV000"),
    "a link to its folder": (lambda path: path.symlink_to(path.parent), "RV000"),
    "a folder": (Path.mkdir, "RV000"),
    "a pipe": (a_pipe, "RV000"),
    "a file larger than memory": (a_sparse_file, "RV001"),
}


@pytest.mark.parametrize("case", NO_FILES)
@pytest.mark.parametrize("name", ["klage.yaml", "fakta/mer.yaml"])
def test_what_is_no_file_is_told_and_not_read(tmp_path: Path, case: str, name: str) -> None:
    make, code = NO_FILES[case]
    proved(tmp_path, start=PLAIN)
    make(tmp_path / "flyt" / name)
    exit_code, told = checked(tmp_path)
    assert exit_code == 1
    assert f"flyt/{name}:1:1: {code}" in told


@pytest.mark.parametrize("case", NO_FILES)
def test_a_case_that_is_no_file_is_told_and_not_read(tmp_path: Path, case: str) -> None:
    make, code = NO_FILES[case]
    make(tmp_path / "sak.yaml")
    report = Report()
    assert read_scenarios(tmp_path, report) == ()
    assert [found.code for found in report.sorted()] == [code]


def test_a_file_that_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path), mode)

    proved(tmp_path, start=PLAIN)
    monkeypatch.setattr("pathlib.Path.open", refuse)
    found = load(tmp_path / "flyt", tmp_path / "tekster").diagnostics
    told = {str(item.position.file): item for item in found}
    for name in ("flyt/start.yaml", "flyt/fakta/fakta.yaml"):
        assert told[name].code == "RV000"
        assert "du har ikke lov til å lese den" in told[name].message


def test_a_folder_that_cannot_be_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proved(tmp_path, start=PLAIN)
    closed, scandir = tmp_path / "flyt" / "fakta", os.scandir

    def refuse(path: Path | str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr("os.scandir", refuse)
    (told,) = load(tmp_path / "flyt", tmp_path / "tekster").diagnostics
    assert "flyt/fakta:1:1: RV000 feil: Mappen kan ikke leses: du har ikke lov" in str(told)


@pytest.mark.parametrize("name", [b"kl\xe6.yaml", b"kl\xe6.yml", b"kl\xe6/klage.yaml"])
def test_a_name_that_is_no_text_is_told_as_text(tmp_path: Path, name: bytes) -> None:
    proved(tmp_path, start=PLAIN)
    path = Path(os.fsdecode(os.fsencode(tmp_path / "flyt") + b"/" + name))
    path.parent.mkdir(exist_ok=True)
    path.write_text(PLAIN, "utf-8")
    exit_code, told = checked(tmp_path)
    assert exit_code == 1
    assert rf"flyt/{name.decode('latin-1').replace('æ', chr(92) + 'xe6')}:1:1: RV009" in told
