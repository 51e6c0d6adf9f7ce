"""Rules on what is kept, what is read again, and where the emergency line stands."""

from datetime import date
from pathlib import Path

import pytest

from bot.flows import load
from tests.library import FACTS, loaded, outcome, proved

START = f"flyt: start\ntittel: S\nstart: a\nsteg:\n  a: {outcome()}\n"
DATED = """
    flyt: start
    tittel: S
    start: q
    steg:
      q:
        spørsmål: Når kom det?
        dato: {senest: i dag}
        vet_ikke: {til: a}
        til: a
"""


def unused(folder: Path, start: str, **flows: str) -> list[str]:
    """Return the ids of facts that are told to be unused."""
    found = proved(folder, start=start, **flows).diagnostics
    return [item.message.split("»")[0][1:] for item in found if item.code == "RV108"]


def test_what_no_outcome_leads_to_is_unused(tmp_path: Path) -> None:
    assert unused(tmp_path, START) == [
        "kommunen",
        "klage",
        "anke",
        "sen_klage",
        "brevet_ikke_kommet",
    ]


def test_what_a_deadline_in_use_rests_on_is_used(tmp_path: Path) -> None:
    start = f"{DATED}      a: {outcome('A', '{regel: anke, fra: q}')}\n"
    assert unused(tmp_path, start) == ["kommunen", "klage"]


def test_what_a_text_names_is_used(tmp_path: Path) -> None:
    start = START.replace("Skriv hva du er uenig i.", "'Se {instans.kommunen.navn}.'")
    assert "kommunen" not in unused(tmp_path, start)


def test_what_only_a_condition_reads_is_used(tmp_path: Path) -> None:
    start = DATED.replace(
        "        til: a\n",
        "        til: [{når: {frist: klage, fra: q, er: utløpt}, til: b}, {ellers: a}]\n",
    )
    assert "klage" not in unused(tmp_path, f"{start}      a: {outcome()}\n      b: {outcome()}\n")


def test_nothing_is_called_unused_while_something_is_wrong(tmp_path: Path) -> None:
    assert unused(tmp_path, START.replace("start: a", "start: b")) == []


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 11, 30), None),
        (date(2026, 12, 1), "Etter den dagen"),
        (date(2026, 12, 31), "Etter den dagen"),
        (date(2027, 1, 1), "skulle vært kontrollert"),
    ],
)
def test_a_source_is_told_of_thirty_days_before_its_review(
    tmp_path: Path, today: date, told: str | None
) -> None:
    loaded(tmp_path, start=START, facts=FACTS)
    found = load(tmp_path / "flyt", tmp_path, today).diagnostics
    reviews = [item.message for item in found if item.code == "RV107"]
    assert len(reviews) == (told is not None)
    assert told is None or told in reviews[0]


CALLS = "flyt: {}\ntittel: T\n{}start: a\nsteg:\n  a: {{kall: {}}}\n"
ENDS = f"flyt: slutt\ntittel: T\nstart: a\nsteg:\n  a: {outcome()}\n"


@pytest.mark.parametrize(
    ("start", "between", "told"),
    [
        ("helse: ja\n", "", ["flyt/slutt.yaml"]),
        ("helse: ja\n", "helse: nei\n", []),
        ("helse: nei\n", "helse: ja\n", ["flyt/slutt.yaml"]),
        ("helse: nei\n", "", []),
        ("", "", []),
    ],
)
def test_a_flow_with_outcomes_that_health_leads_to_says_what_it_is(
    tmp_path: Path, start: str, between: str, told: list[str]
) -> None:
    flows = {
        "start": CALLS.format("start", start, "midt"),
        "midt": CALLS.format("midt", between, "slutt"),
    }
    found = loaded(tmp_path, **flows, slutt=ENDS).diagnostics
    assert [item.position.file for item in found if item.code == "RV309"] == told
    for said in ("ja", "nei"):
        ends = ENDS.replace("start:", f"helse: {said}\nstart:")
        assert loaded(tmp_path, **flows, slutt=ends).diagnostics == ()
