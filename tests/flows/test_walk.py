from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.flows import Outcome, Question, Ref, walk
from tests.flows.writing import at, choice, end, flow, passed, refs
from tests.library import SPLIT, TODAY, library

DAY = timedelta(days=1)


def test_without_answers_the_first_question_is_asked(tmp_path: Path) -> None:
    made = library(tmp_path, start=flow("start", choice("a", "x e", "y e"), end("e")))
    found = walk(made, "start", {}, TODAY)
    assert isinstance(found.at, Question)
    assert found.at.ref == Ref("start", "a")
    assert (found.passed, found.steps) == ((), (Ref("start", "a"),))


def test_a_flow_that_does_not_exist_is_a_key_error(tmp_path: Path) -> None:
    made = library(tmp_path, start=flow("start", end("a")))
    with pytest.raises(KeyError):
        walk(made, "annen", {}, TODAY)


def test_a_flow_may_begin_in_its_outcome(tmp_path: Path) -> None:
    made = library(tmp_path, start=flow("start", end("a")))
    found = walk(made, "start", {}, TODAY)
    assert isinstance(found.at, Outcome)
    assert (found.passed, found.steps) == ((), (Ref("start", "a"),))


def test_a_conversation_may_begin_in_another_flow_than_start(tmp_path: Path) -> None:
    other = flow("annen", choice("a", "x e"), end("e"))
    made = library(tmp_path, start=flow("start", end("a")), annen=other)
    assert walk(made, "annen", {}, TODAY).at.ref == Ref("annen", "a")


def test_each_choice_takes_its_own_way(tmp_path: Path) -> None:
    start = flow("start", choice("a", "x b", "y f"), choice("b", "x e", "y f"), end("e", "f"))
    made = library(tmp_path, start=start)
    assert at(made, {"a": "x"}) == "start.b"
    assert at(made, {"a": "y"}) == "start.f"
    assert at(made, {"a": "x", "b": "x"}) == "start.e"
    assert at(made, {"a": "x", "b": "y"}) == "start.f"


def test_the_same_choice_id_in_two_flows_and_questions_is_not_mixed_up(tmp_path: Path) -> None:
    other = flow("annen", choice("a", "x f", "y e"), end("e", "f"))
    start = flow("start", choice("a", "x b", "y e"), "  b: {kall: annen}\n", end("e"))
    made = library(tmp_path, start=start, annen=other)
    assert at(made, {"a": "x", "annen.a": "y"}) == "annen.e"
    assert at(made, {"a": "x", "annen.a": "x"}) == "annen.f"


@pytest.mark.parametrize("value", ["z", "", TODAY, "dato", "vet_ikke"])
def test_an_answer_that_the_question_does_not_take_counts_as_not_given(
    tmp_path: Path, value: str | date
) -> None:
    made = library(tmp_path, start=flow("start", choice("a", "x e"), end("e")))
    found = walk(made, "start", refs({"a": value}), TODAY)
    assert (found.at.ref, found.passed) == (Ref("start", "a"), ())


def test_a_question_that_takes_only_a_date_takes_no_choice(tmp_path: Path) -> None:
    made = library(tmp_path, start=flow("start", choice("a", day="e"), end("e")))
    assert at(made, {"a": "x"}) == at(made, {"a": "vet_ikke"}) == "start.a"
    assert at(made, {"a": TODAY}) == "start.e"


def test_a_date_is_taken_until_today_and_from_the_earliest_day(tmp_path: Path) -> None:
    first = date(2020, 1, 1)
    start = flow("start", choice("a", day="e"), end("e")).replace(
        "{senest: i dag}", f"{{senest: i dag, tidligst: {first}}}"
    )
    made = library(tmp_path, start=start)
    for day, taken in ((TODAY, True), (TODAY + DAY, False), (first, True), (first - DAY, False)):
        assert (at(made, {"a": day}) == "start.e") is taken


def test_days_before_the_calendar_and_far_ahead_are_not_taken(tmp_path: Path) -> None:
    start = flow("start", choice("a", day="e"), end("e")).replace("{senest: i dag}", "{}")
    made = library(tmp_path, start=start)
    for day, taken in (
        (date.min, False),
        (date(1899, 12, 31), False),
        (date(1900, 1, 1), True),
        (TODAY + DAY, True),
        (date(2090, 12, 31), True),
        (date(2091, 1, 1), False),
        (date.max, False),
    ):
        assert (at(made, {"a": day}) == "start.e") is taken


def test_answers_to_steps_that_are_no_questions_any_more_do_nothing(tmp_path: Path) -> None:
    made = library(tmp_path, start=flow("start", choice("a", "x e"), end("e")))
    stale = refs({"e": "x", "borte": "x", "borte.a": TODAY, "a": "x"})
    found = walk(made, "start", stale, TODAY)
    assert (found.at.ref, passed(found)) == (Ref("start", "e"), ["start.a"])


BY_CONDITION = """\
  a: {spørsmål: A?, valg: {x: {tekst: X, til: b}, y: {tekst: Y, til: b}}, vet_ikke: {til: b}}
  b:
    spørsmål: B?
    valg:
      videre:
        tekst: Videre
        til:
          - {når: {svar: a, er: [x, y]}, til: e1}
          - {når: {svar: a, er: y}, til: e2}
          - {ellers: e3}
      annet:
        tekst: Annet
        til:
          - {når: {svar: a, er: y}, til: e2}
          - {ellers: e3}
"""


def test_the_first_condition_that_holds_wins(tmp_path: Path) -> None:
    made = library(tmp_path, start=flow("start", BY_CONDITION, end("e1", "e2", "e3")))
    ways = {
        (a, b): at(made, {"a": a, "b": b})
        for a in ("x", "y", "vet_ikke")
        for b in ("videre", "annet")
    }
    assert ways == {
        ("x", "videre"): "start.e1",
        ("x", "annet"): "start.e3",
        ("y", "videre"): "start.e1",
        ("y", "annet"): "start.e2",
        ("vet_ikke", "videre"): "start.e3",
        ("vet_ikke", "annet"): "start.e3",
    }


def test_otherwise_alone_in_a_list_is_the_way(tmp_path: Path) -> None:
    made = library(tmp_path, start=flow("start", choice("a", "x [{ellers: e}]"), end("e")))
    assert at(made, {"a": "x"}) == "start.e"


def test_a_condition_may_look_at_the_answer_just_given(tmp_path: Path) -> None:
    late = "[{når: {frist: klage, fra: a, er: utløpt}, til: f}, {ellers: e}]"
    made = library(tmp_path, start=flow("start", choice("a", day=late), end("e", "f")))
    monday = TODAY - timedelta(weeks=4)
    assert at(made, {"a": monday}) == "start.e"
    assert at(made, {"a": monday - DAY}) == "start.e"
    assert at(made, {"a": monday - 2 * DAY}) == "start.e"
    assert at(made, {"a": monday - 3 * DAY}) == "start.f"


def test_today_decides_a_way_from_its_first_day(tmp_path: Path) -> None:
    before = f"[{{når: {{i_dag: {{før: {SPLIT}}}}}, til: e}}, {{ellers: f}}]"
    since = f"[{{når: {{i_dag: {{fra_og_med: {SPLIT}}}}}, til: e}}, {{ellers: f}}]"
    start = flow("start", choice("a", f"x {before}", f"y {since}"), end("e", "f"))
    made = library(tmp_path, start=start)
    assert at(made, {"a": "x"}, SPLIT - DAY) == at(made, {"a": "y"}, SPLIT) == "start.e"
    assert at(made, {"a": "x"}, SPLIT) == at(made, {"a": "y"}, SPLIT - DAY) == "start.f"


TWO_WAYS = (
    choice("a", "x b", "y c"),
    choice("b", "x c", "y c"),
    choice("c", "x [{når: {svar: b, er: x}, til: e}, {ellers: f}]"),
    end("e", "f"),
)


def test_an_answer_that_is_no_longer_on_the_way_steers_nothing(tmp_path: Path) -> None:
    made = library(tmp_path, start=flow("start", *TWO_WAYS))
    assert at(made, {"a": "x", "b": "x", "c": "x"}) == "start.e"
    assert at(made, {"a": "y", "b": "x", "c": "x"}) == "start.f"


def test_a_refused_answer_steers_nothing(tmp_path: Path) -> None:
    late = "x [{når: {svar: b, er: dato}, til: e}, {ellers: f}]"
    start = flow(
        "start",
        choice("a", "x b", "y c"),
        choice("b", "n c", day="c"),
        choice("c", late),
        end("e", "f"),
    )
    made = library(tmp_path, start=start)
    assert at(made, {"a": "x", "b": TODAY, "c": "x"}) == "start.e"
    assert at(made, {"a": "y", "b": TODAY + DAY, "c": "x"}) == "start.f"


def test_an_answer_to_a_later_question_steers_nothing_before_it_is_asked(tmp_path: Path) -> None:
    early = "x [{når: {svar: b, er: x}, til: e}, {ellers: b}]"
    start = flow("start", choice("a", early), choice("b", "x f"), end("e", "f"))
    made = library(tmp_path, start=start)
    assert at(made, {"a": "x", "b": "x"}) == "start.f"


def test_a_deadline_does_not_start_by_an_answer_that_is_not_on_the_way(tmp_path: Path) -> None:
    late = "x [{når: {frist: klage, fra: b, er: utløpt}, til: e}, {ellers: f}]"
    start = flow(
        "start", choice("a", "x b", "y c"), choice("b", day="c"), choice("c", late), end("e", "f")
    )
    made = library(tmp_path, start=start)
    long_ago = date(2020, 1, 1)
    assert at(made, {"a": "x", "b": long_ago, "c": "x"}) == "start.e"
    assert at(made, {"a": "y", "b": long_ago, "c": "x"}) == "start.f"
