"""Runs the check over a folder as an author does, in this process."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from bot.cli import app
from tests.library import outcome

PLAIN = f"flyt: start\ntittel: Start\nstart: ut\nsteg:\n  ut: {outcome()}\n"
"""A library of one flow with one outcome."""


def checked(folder: Path, *more: str) -> tuple[int, str]:
    """Run `rettvei check` over what lies in a folder; return its exit code and what it wrote."""
    (folder / "tekster").mkdir(exist_ok=True)
    arguments = ("--flyt", str(folder / "flyt"), "--tekster", str(folder / "tekster"))
    ran = CliRunner().invoke(app, ["check", *arguments, *more])
    if ran.exception is not None and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    ran.output.encode()
    return ran.exit_code, ran.output
