from datetime import date, timedelta

import pytest

from bot.facts import FactsReader
from bot.flows import DeadlineState, Ref
from bot.flows.conditions import (
    AllOf,
    AnswerIs,
    AnyOf,
    Condition,
    DeadlineIs,
    Not,
    Situation,
    TodayIs,
    leaves,
)
from bot.source import Report
from tests.library import FACTS, TODAY
from tests.source.reading import tree

WHO, CAME, WRITTEN = Ref("start", "hvem"), Ref("brevet", "mottatt"), Ref("brevet", "brevdato")
YES, NO = TodayIs(None, None), Not(TodayIs(None, None))


def situation(answers: dict[Ref, str | date] | None = None, today: date = TODAY) -> Situation:
    reader = FactsReader(Report())
    reader.add(tree(FACTS))
    return Situation(answers or {}, reader.facts(), frozenset({(CAME, "ikke_kommet")}), today)


def test_an_answer_is_one_of_the_named_choices() -> None:
    condition = AnswerIs(WHO, frozenset({"helfo", "vet_ikke"}))
    assert condition.holds(situation({WHO: "helfo"}))
    assert condition.holds(situation({WHO: "vet_ikke"}))
    assert not condition.holds(situation({WHO: "nav"}))


def test_a_question_that_was_not_answered_is_none_of_the_choices() -> None:
    condition = AnswerIs(WHO, frozenset({"helfo"}))
    assert not condition.holds(situation())
    assert not condition.holds(situation({Ref("annen", "hvem"): "helfo"}))
    assert Not(condition).holds(situation())


def test_any_day_is_a_date_and_no_choice_is() -> None:
    condition = AnswerIs(CAME, frozenset({"dato"}))
    assert condition.holds(situation({CAME: TODAY}))
    assert not condition.holds(situation({CAME: "vet_ikke"}))
    assert not AnswerIs(CAME, frozenset({"vet_ikke"})).holds(situation({CAME: TODAY}))


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (None, TODAY, [True, True, False]),
        (TODAY, None, [False, True, True]),
        (TODAY, TODAY, [False, True, False]),
        (None, None, [True, True, True]),
    ],
)
def test_today_is_within_days_that_both_count(
    first: date | None, last: date | None, days: list[bool]
) -> None:
    condition = TodayIs(first, last)
    around = (TODAY + timedelta(days=offset) for offset in (-1, 0, 1))
    assert [condition.holds(situation(today=day)) for day in around] == days


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({CAME: TODAY}, DeadlineState.RUNNING),
        ({CAME: TODAY - timedelta(weeks=4)}, DeadlineState.RUNNING),
        ({CAME: TODAY - timedelta(weeks=4, days=1)}, DeadlineState.RUNNING),
        ({CAME: TODAY - timedelta(weeks=4, days=3)}, DeadlineState.PASSED),
        ({CAME: "ikke_kommet"}, DeadlineState.NOT_STARTED),
        ({CAME: "vet_ikke"}, DeadlineState.UNKNOWN),
        ({CAME: "vet_ikke", WRITTEN: date(2020, 1, 1)}, DeadlineState.PASSED),
    ],
)
def test_a_deadline_stands_in_one_state_and_no_other(
    answers: dict[Ref, str | date], state: DeadlineState
) -> None:
    held = {
        asked
        for asked in DeadlineState
        if DeadlineIs("klage", (CAME, WRITTEN), frozenset({asked})).holds(situation(answers))
    }
    assert held == {state}


def test_a_deadline_may_be_in_any_of_several_states() -> None:
    states = frozenset({DeadlineState.UNKNOWN, DeadlineState.NOT_STARTED})
    condition = DeadlineIs("klage", (CAME,), states)
    assert condition.holds(situation())
    assert condition.holds(situation({CAME: "ikke_kommet"}))
    assert not condition.holds(situation({CAME: TODAY}))


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (AllOf((YES, YES)), True),
        (AllOf((YES, NO)), False),
        (AllOf((NO, YES)), False),
        (AnyOf((NO, NO)), False),
        (AnyOf((NO, YES)), True),
        (AnyOf((YES, NO)), True),
        (Not(YES), False),
        (Not(Not(YES)), True),
        (Not(AllOf((YES, AnyOf((NO, Not(YES)))))), True),
        (AnyOf((AllOf((YES, NO)), AllOf((YES, Not(NO))))), True),
    ],
)
def test_conditions_within_conditions_hold_as_their_words_say(
    condition: Condition, holds: bool
) -> None:
    assert condition.holds(situation()) is holds


def test_the_leaves_of_a_condition_are_found_however_deep_in_order() -> None:
    who, came = AnswerIs(WHO, frozenset({"a"})), AnswerIs(CAME, frozenset({"b"}))
    today = TodayIs(None, TODAY)
    condition = AllOf((who, Not(AnyOf((Not(came), AllOf((today,)))))))
    assert list(leaves(condition)) == [who, came, today]
    assert list(leaves(who)) == [who]
