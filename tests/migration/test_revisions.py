"""`rettvei migrate-check` compares folders, and revisions of the repository it is run in."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from tests.dialog.talking import KLAGE, START, small_library

OTHER = KLAGE.replace("medisin: {tekst", "tann: {tekst")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["migrate-check", *words, "--today", "2026-08-10"])


def git(*words: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *who, *words), check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose only revision holds the flows as they were; others lie there now."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q", ".")
    small_library(tmp_path)
    git("add", ".")
    git("commit", "-qm", "Flows")
    small_library(tmp_path, klage=OTHER)
    return tmp_path


def test_a_revision_is_compared_with_a_folder(repository: Path) -> None:
    told = run("HEAD", ".")

    assert told.exit_code == 0, told.output
    assert "klage.helfo_gjelder: medisin passer ikke lenger" in told.output


def test_a_revision_is_found_from_a_folder_within_the_repository(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "flyt")
    told = run("HEAD", "HEAD", "--format", "json")

    assert told.exit_code == 0, told.output
    assert json.loads(told.output)["kinds"]["kept"]["count"] > 0


def test_a_folder_of_flows_can_be_named_itself(repository: Path) -> None:
    assert run("flyt", "flyt").exit_code == 0


@pytest.mark.parametrize(
    ("old", "told"),
    [
        ("finnes_ikke", "«finnes_ikke» is neither a folder nor a revision of the repository here."),
        ("--output=x", "«--output=x» is neither a folder nor a revision."),
        ("tom", "the flows of tom do not pass the check: "),
        ("HEAD~0:flyt", "is neither a folder nor a revision"),
    ],
)
def test_what_is_neither_a_folder_nor_a_revision_is_told_in_one_line(
    repository: Path, old: str, told: str
) -> None:
    (repository / "tom").mkdir()
    refused = CliRunner().invoke(app, ["migrate-check", "--", old, "."])

    assert refused.exit_code == 2
    assert told in refused.output
    assert refused.output.count("\n") == 1


def test_a_revision_without_flows_is_told(repository: Path) -> None:
    git("rm", "-rqf", "--cached", "flyt")
    git("commit", "-qm", "No flows")

    refused = run("HEAD", ".")

    assert (refused.exit_code, refused.output.count("\n")) == (2, 1)
    assert "the revision «HEAD» holds no folder flyt." in refused.output


def test_flows_that_do_not_pass_are_not_compared(repository: Path) -> None:
    wrong = START.replace("til: tips}", "til: tipps}")
    (repository / "flyt" / "start.yaml").write_text(wrong.lstrip("\n"), "utf-8")

    refused = run("HEAD", ".")

    assert refused.exit_code == 2
    assert "RV301" in refused.output


def test_an_unknown_form_is_told(repository: Path) -> None:
    refused = run("HEAD", ".", "--format", "xml")

    assert refused.exit_code == 2
    assert "Use one of: text, json." in refused.output
