"""Every rule has a page, and the page is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot
from bot.flows.rules import CODES
from tests.flows.pages import PAGES, Example, examples

SOURCE = Path(bot.__file__).parent
ALL = [example for page in sorted(PAGES.glob("RV*.md")) for example in examples(page)]


def reported_in_source() -> set[str]:
    """Return the codes that are reported anywhere; `codes.py` only lists them."""
    return {
        code
        for path in SOURCE.rglob("*.py")
        if path.name != "codes.py"
        for code in re.findall(r'"(RV[0-9]{3})"', path.read_text("utf-8"))
    }


def test_every_code_that_is_reported_is_known() -> None:
    assert reported_in_source() == set(CODES)


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {page.stem for page in PAGES.glob("RV*.md")} == set(CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_page_is_titled_as_its_rule_and_shows_it_broken_and_kept(code: str) -> None:
    text = (PAGES / f"{code}.md").read_text("utf-8")
    kinds = {example.is_wrong for example in examples(PAGES / f"{code}.md")}
    assert text.startswith(f"# {code} – {CODES[code].name}\n")
    assert kinds == {True, False}


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_page_says_whether_the_rule_can_be_let_broken(code: str) -> None:
    text = (PAGES / f"{code}.md").read_text("utf-8")
    assert (f"# rettvei: tillat {code} fordi" in text) is CODES[code].may_be_allowed


@pytest.mark.parametrize("example", ALL, ids=str)
def test_an_example_gives_what_it_is_marked_with_and_nothing_else(
    example: Example, tmp_path: Path
) -> None:
    assert example.marked or not example.is_wrong, "nothing is marked as wrong"
    assert example.reported(tmp_path) == example.marked


@pytest.mark.parametrize("example", [each for each in ALL if each.is_wrong], ids=str)
def test_a_wrong_example_is_of_the_rule_of_its_page(example: Example) -> None:
    assert {mark.rpartition(" ")[2] for mark in example.marked} == {example.page}


def test_every_page_is_listed() -> None:
    listed = re.findall(
        r"\[(RV[0-9]{3})\]\(\1\.md\) – (.+)", (PAGES / "README.md").read_text("utf-8")
    )
    assert listed == [(code, rule.name) for code, rule in sorted(CODES.items())]
