from datetime import date, timedelta

import pytest

from bot.facts import DeadlineRule, FactsReader, Length, Unit
from bot.flows import DeadlineState, Ref, Standing, standing
from bot.source import Report
from tests.library import FACTS, SPLIT
from tests.source.reading import tree

DAY = timedelta(days=1)
CAME, WRITTEN = Ref("brevet", "mottatt"), Ref("brevet", "brevdato")
NOT_COME = frozenset({(CAME, "ikke_kommet")})
STARTS = (CAME, WRITTEN)


def rule(name: str) -> DeadlineRule:
    report = Report()
    reader = FactsReader(report)
    reader.add(tree(FACTS))
    return reader.facts().deadlines[name]


def stands(
    answers: dict[Ref, str | date],
    today: date,
    name: str = "klage",
    starts: tuple[Ref, ...] = STARTS,
) -> Standing:
    return standing(rule(name), starts, answers, NOT_COME, today)


def test_a_deadline_runs_on_its_last_day_and_has_passed_the_day_after() -> None:
    monday = date(2026, 8, 10)
    last = date(2026, 9, 7)
    assert stands({CAME: monday}, last).state is DeadlineState.RUNNING
    assert stands({CAME: monday}, last + DAY).state is DeadlineState.PASSED
    assert not stands({CAME: monday}, last).in_margin
    assert not stands({CAME: monday}, last + DAY).in_margin


def test_a_deadline_that_ends_on_a_saturday_runs_through_monday_but_only_in_the_margin() -> None:
    saturday = date(2026, 8, 8)
    end = date(2026, 9, 5)
    states = [stands({CAME: saturday}, end + DAY * days) for days in range(4)]
    assert [(found.state, found.in_margin) for found in states] == [
        (DeadlineState.RUNNING, False),
        (DeadlineState.RUNNING, True),
        (DeadlineState.RUNNING, True),
        (DeadlineState.PASSED, False),
    ]


def test_a_deadline_that_does_not_move_has_passed_on_sunday() -> None:
    saturday = date(2026, 8, 8)
    assert saturday + timedelta(weeks=8) == date(2026, 10, 3)
    found = stands({CAME: saturday}, date(2026, 10, 4), "anke")
    assert (found.state, found.in_margin) == (DeadlineState.PASSED, False)


def test_a_deadline_runs_on_the_day_it_starts() -> None:
    assert stands({CAME: date(2026, 8, 10)}, date(2026, 8, 10)).state is DeadlineState.RUNNING


@pytest.mark.parametrize(
    ("start", "length", "ends"),
    [
        (SPLIT - DAY, Length(8, Unit.WEEKS), date(2027, 2, 25)),
        (SPLIT, Length(3, Unit.MONTHS), date(2027, 4, 1)),
    ],
)
def test_the_day_it_starts_decides_the_contents_whatever_day_it_is(
    start: date, length: Length, ends: date
) -> None:
    for today in (start, SPLIT + timedelta(days=200)):
        found = stands({CAME: start}, today, "anke")
        assert found.terms.length == length
        assert found.computed is not None
        assert found.computed.raw_end == ends


def test_without_a_day_the_contents_of_today_are_told() -> None:
    for answers in ({}, {CAME: "ikke_kommet"}, {CAME: "vet_ikke"}):
        for today, length in ((SPLIT - DAY, 8), (SPLIT, 3)):
            assert stands(dict(answers), today, "anke").terms.length.count == length


def test_the_first_answer_that_is_a_day_is_counted_from() -> None:
    first, second = date(2026, 8, 10), date(2026, 8, 3)
    today = date(2026, 8, 20)
    both = stands({CAME: first, WRITTEN: second}, today)
    assert both.origin == CAME
    assert both.computed is not None
    assert both.computed.starts == first
    assert stands({CAME: "vet_ikke", WRITTEN: second}, today).origin == WRITTEN
    assert stands({WRITTEN: second}, today).origin == WRITTEN
    turned = stands({CAME: first, WRITTEN: second}, today, starts=(WRITTEN, CAME))
    assert turned.origin == WRITTEN


def test_a_day_counts_even_where_a_surer_question_says_that_nothing_came() -> None:
    found = stands({CAME: "ikke_kommet", WRITTEN: date(2026, 8, 3)}, date(2026, 8, 20))
    assert (found.state, found.origin) == (DeadlineState.RUNNING, WRITTEN)


def test_a_deadline_has_not_started_only_when_the_choice_says_so() -> None:
    today = date(2026, 8, 20)
    assert stands({CAME: "ikke_kommet"}, today).state is DeadlineState.NOT_STARTED
    assert stands({CAME: "vet_ikke"}, today).state is DeadlineState.UNKNOWN
    assert stands({WRITTEN: "ikke_kommet"}, today).state is DeadlineState.UNKNOWN
    assert stands({}, today).state is DeadlineState.UNKNOWN


def test_a_choice_that_starts_nothing_counts_behind_an_unknown_one() -> None:
    found = stands({WRITTEN: "vet_ikke", CAME: "ikke_kommet"}, SPLIT, starts=(WRITTEN, CAME))
    assert found.state is DeadlineState.NOT_STARTED


def test_answers_to_other_questions_start_no_deadline() -> None:
    other = Ref("annen", "mottatt")
    assert stands({other: date(2026, 8, 3)}, SPLIT).state is DeadlineState.UNKNOWN


def test_what_is_not_computed_has_no_dates() -> None:
    found = stands({CAME: "ikke_kommet"}, SPLIT)
    assert (found.origin, found.computed, found.in_margin) == (None, None, False)
