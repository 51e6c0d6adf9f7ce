"""The ends of one length from many days are what `compute` says of each of them."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.facts import Length, Unit, compute
from bot.facts.calendar import FIRST_DAY, LAST_DAY, LAST_HELD, is_working_day, working_days
from bot.facts.ends import ends, first_running

LENGTHS = st.builds(Length, st.integers(1, 400), st.sampled_from(Unit))


def days(first: date, count: int) -> range:
    return range(first.toordinal(), first.toordinal() + count)


@given(LENGTHS, st.dates(FIRST_DAY, LAST_HELD), st.integers(1, 40), st.booleans())
@example(Length(1, Unit.MONTHS), date(2028, 1, 20), 60, True)
@example(Length(400, Unit.MONTHS), LAST_HELD, 1, True)
@example(Length(400, Unit.WORKING_DAYS), LAST_HELD, 1, False)
@example(Length(1, Unit.WORKING_DAYS), FIRST_DAY, 9, False)
def test_the_ends_from_days_in_a_row_are_those_computed_for_each(
    length: Length, first: date, count: int, rolls_over: bool
) -> None:
    starts = days(first, count)
    computed = (compute(length, date.fromordinal(each), rolls_over=rolls_over) for each in starts)

    assert ends(length, starts, rolls_over=rolls_over) == [
        each.expires.toordinal() for each in computed
    ]


@given(LENGTHS, st.dates(FIRST_DAY, LAST_HELD), st.integers(1, 40), st.booleans())
@example(Length(400, Unit.MONTHS), LAST_HELD, 1, True)
@example(Length(1, Unit.WORKING_DAYS), date(2057, 4, 18), 20, True)
@example(Length(1, Unit.MONTHS), FIRST_DAY, 40, True)
def test_what_has_not_ended_began_no_earlier_than_the_first_that_is_found(
    length: Length, first: date, count: int, rolls_over: bool
) -> None:
    def end(day: date) -> date:
        return compute(length, day, rolls_over=rolls_over).expires

    for place, found in enumerate(first_running(length, days(first, count), rolls_over=rolls_over)):
        begun, today = date.fromordinal(found), first + timedelta(days=place)
        assert end(begun) >= today
        assert begun == FIRST_DAY or end(begun - timedelta(days=1)) < today


@given(st.dates(FIRST_DAY, LAST_DAY - timedelta(days=60)), st.integers(0, 60))
def test_the_working_days_among_days_are_those_on_which_a_deadline_can_end(
    first: date, count: int
) -> None:
    among = days(first, count)

    assert working_days(among) == [day for day in among if is_working_day(date.fromordinal(day))]


def test_working_days_that_the_calendar_does_not_know_are_refused() -> None:
    with pytest.raises(ValueError, match="not 2101"):
        working_days(days(LAST_DAY, 2))
