"""Conditions in words, as an author would say them."""

from datetime import date
from pathlib import Path

import pytest

from bot.flows import DeadlineState, Library, Outcome, Question, Ref
from bot.flows.conditions import (
    AllOf,
    AnswerIs,
    AnyOf,
    Condition,
    DeadlineIs,
    Not,
    TodayIs,
)
from bot.flows.model import Route
from bot.pictures.words import Wording
from bot.source import Position
from tests.flows.test_changes import START
from tests.library import library, outcome

LETTER = Ref("start", "brev")
PASSED = DeadlineIs("klage", (LETTER,), frozenset({DeadlineState.PASSED}))
LATER = TodayIs(date(2027, 1, 1), None)
BEFORE = TodayIs(None, date(2026, 12, 31))
NOT_COME = AnswerIs(LETTER, frozenset({"nei"}))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("flyt")
    return library(
        folder,
        start=f"""
            flyt: start
            tittel: Start
            start: brev
            steg:
              brev:
                spørsmål: Når fikk du brevet?
                dato: {{senest: i dag}}
                valg:
                  nei: {{tekst: Brevet har ikke kommet, til: svar}}
                vet_ikke: {{til: svar}}
                til: svar
              svar: {outcome()}
            """,
    )


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (PASSED, "fristen er utløpt"),
        (
            DeadlineIs(
                "klage", (LETTER,), frozenset({DeadlineState.UNKNOWN, DeadlineState.RUNNING})
            ),
            "fristen løper eller er ukjent",
        ),
        (
            DeadlineIs("klage", (LETTER,), frozenset({DeadlineState.NOT_STARTED})),
            "fristen har ikke begynt å løpe",
        ),
        (NOT_COME, "svaret på «Når fikk du brevet?» er «Brevet har ikke kommet»"),
        (
            AnswerIs(LETTER, frozenset({"dato", "vet_ikke"})),
            "svaret på «Når fikk du brevet?» er «Vet ikke» eller en dato",
        ),
        (LATER, "datoen er fra og med 1. januar 2027"),
        (BEFORE, "datoen er før 1. januar 2027"),
        (
            TodayIs(date(2026, 7, 1), date(2026, 12, 31)),
            "datoen er fra og med 1. juli 2026 og før 1. januar 2027",
        ),
        (
            AllOf((PASSED, Not(LATER))),
            "fristen er utløpt og (det ikke er slik at datoen er fra og med 1. januar 2027)",
        ),
        (AnyOf((BEFORE, PASSED)), "datoen er før 1. januar 2027 eller fristen er utløpt"),
        (
            Not(AnyOf((PASSED, BEFORE))),
            "det ikke er slik at (fristen er utløpt eller datoen er før 1. januar 2027)",
        ),
    ],
)
def test_a_condition_is_said_in_words(made: Library, condition: Condition, words: str) -> None:
    assert Wording(made).condition(condition) == words


def test_a_deadline_has_its_name_where_there_are_several(made: Library) -> None:
    said = Wording(made, names_rules=True).condition(PASSED)
    assert said == "fristen «Klage etter loven» er utløpt"


def test_a_list_of_ways_reads_from_the_top(made: Library) -> None:
    here = Position("flyt/start.yaml")
    routes = (
        Route("a", PASSED, here),
        Route("b", LATER, here),
        Route("c", NOT_COME, here),
        Route("d", None, here),
    )
    assert list(Wording(made).guards(routes)) == [
        ("a", "når fristen er utløpt"),
        ("b", "ellers, fra og med 1. januar 2027"),
        ("c", "ellers, når svaret på «Når fikk du brevet?» er «Brevet har ikke kommet»"),
        ("d", "ellers"),
    ]


def test_a_way_without_a_condition_needs_no_words(made: Library) -> None:
    here = Position("flyt/start.yaml")
    assert list(Wording(made).guards((Route("a", None, here),))) == [("a", "")]


def test_what_is_not_the_same_on_all_days_is_shown_with_its_days(tmp_path: Path) -> None:
    dated = library(tmp_path, start=START)
    wording = Wording(dated)
    asked, ut, ring = (dated.step(Ref("start", name)) for name in ("hvem", "ut", "ring"))
    assert isinstance(asked, Question)
    assert isinstance(ut, Outcome)
    assert isinstance(ring, Outcome)
    assert wording.title(asked) == (
        "Hvem skrev det? (før 1. juli 2026) / Hvem har skrevet brevet? (fra og med 1. juli 2026)"
    )
    assert wording.title(ut) == (
        "Send anken til Helfo (før 1. januar 2027) / "
        "Send anken til kommunen (fra og med 1. januar 2027)"
    )
    assert wording.title(ring) == "Ring kommunen"
    assert [wording.button(choice) for choice in asked.choices] == [
        "Helfo",
        "Nav (før 1. januar 2027)",
        "Nav (fra og med 1. januar 2027)",
        "Vet ikke",
    ]
