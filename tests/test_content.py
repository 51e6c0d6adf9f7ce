import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.content import FLOWS, TEXTS
from bot.flows import Library, load
from bot.flows.texts import fact_texts, flow_texts
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


@pytest.fixture(scope="module")
def shipped() -> Library:
    library = load(FLOWS, TEXTS).library
    assert library is not None
    return library


def test_no_amount_and_no_percentage_stands_in_a_text_but_by_its_rate(shipped: Library) -> None:
    keywords = {word.source for flow in shipped.flows.values() for word in flow.keywords}
    texts = [text for flow in shipped.flows.values() for text in flow_texts(flow)]
    literal = re.compile(r"[0-9] ?(?:kroner|kr\b|prosent|%)")
    found = [
        str(text.position)
        for text in (*texts, *fact_texts(shipped.facts))
        if text.source not in keywords and literal.search(text.source)
    ]
    assert found == []


def test_the_age_for_a_contribution_is_told_by_its_rate(shipped: Library) -> None:
    texts = (text for flow in shipped.flows.values() for text in flow_texts(flow))
    literal = re.compile(r"under [0-9]+ år[^.?]* betaler")
    assert [str(text.position) for text in texts if literal.search(text.source)] == []
