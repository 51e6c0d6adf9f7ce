import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.content import FLOWS, TEXTS
from bot.texts import DEFAULT, SUPPORTED

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "scenarier"
ROWS = tuple(range(1, 71))
"""The numbers of what the content must cover."""


def test_a_checkout_reads_the_flows_and_texts_that_lie_in_it() -> None:
    assert (FLOWS, TEXTS) == (ROOT / "flyt", ROOT / "tekster")
    assert (FLOWS / "start.yaml").is_file()
    assert {folder.name for folder in TEXTS.iterdir()} == set(SUPPORTED) - {DEFAULT}


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_shipped_content_covers_every_row_with_outcomes_and_cases(form: str) -> None:
    told = CliRunner().invoke(app, ["coverage", str(CASES), "--format", form])
    assert told.exit_code == 0, told.output
    if form == "json":
        rows = json.loads(told.output)
        assert tuple(row["number"] for row in rows) == ROWS
        assert all(row["outcomes"] and row["is_enough"] for row in rows)
    else:
        *lines, total = told.output.splitlines()
        assert tuple(int(line.split()[0]) for line in lines) == ROWS
        assert total == "70 temaer, 70 uten mangler."
