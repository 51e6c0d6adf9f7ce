from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.calendar import holidays_on, is_working_day
from bot.facts.deadlines import Computed, Counted, Length, Moved, Status, Unit, compute, status

ONE_DAY = timedelta(days=1)
FIRST, LAST = date(1990, 1, 1), date(2090, 12, 31)
# From Maundy Thursday through Easter Monday.
LONGEST_RUN = timedelta(days=5)

days = st.dates(FIRST, LAST)
lengths = st.builds(Length, st.integers(1, 60), st.sampled_from(Unit))


def weeks(count: int, starts: date) -> Computed:
    return compute(Length(count, Unit.WEEKS), starts)


def all_days() -> list[date]:
    return [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


@given(lengths, days)
def test_a_deadline_never_expires_before_its_raw_end_nor_on_its_first_day(
    length: Length, starts: date
) -> None:
    computed = compute(length, starts)

    assert starts < computed.raw_end <= computed.expires


@given(lengths, days)
def test_a_deadline_that_rolls_over_expires_on_a_working_day(length: Length, starts: date) -> None:
    assert is_working_day(compute(length, starts).expires)


@given(lengths, days)
def test_only_days_off_lie_between_the_raw_end_and_the_day_it_expires(
    length: Length, starts: date
) -> None:
    computed = compute(length, starts)
    between = [
        computed.raw_end + timedelta(days=n)
        for n in range((computed.expires - computed.raw_end).days)
    ]

    assert not any(map(is_working_day, between))
    told = [day.day for step in computed.steps if isinstance(step, Moved) for day in step.because]
    assert told == between


@given(lengths, days)
def test_a_deadline_is_never_moved_by_more_than_the_longest_run_of_days_off(
    length: Length, starts: date
) -> None:
    computed = compute(length, starts)

    assert computed.expires - computed.raw_end <= LONGEST_RUN


def test_the_longest_run_of_days_off_is_easter_and_nothing_else_reaches_it() -> None:
    moves = {
        end: weeks(3, end - timedelta(weeks=3)).expires - end
        for end in all_days()
        if not is_working_day(end)
    }
    longest = [end for end, move in moves.items() if move == LONGEST_RUN]

    assert max(moves.values()) == LONGEST_RUN
    assert [end.year for end in longest] == list(range(FIRST.year, LAST.year + 1))
    assert all(holidays_on(end) == ("skjærtorsdag",) for end in longest)


@pytest.mark.parametrize(
    "length",
    [Length(3, Unit.WEEKS), Length(10, Unit.DAYS), Length(10, Unit.WORKING_DAYS)]
    + [Length(count, Unit.MONTHS) for count in (1, 2, 3, 6, 12)],
    ids=lambda length: f"{length.count} {length.unit}",
)
@pytest.mark.parametrize("end", ["raw_end", "expires"])
def test_a_later_start_never_gives_an_earlier_end_on_any_day_of_a_century(
    length: Length, end: str
) -> None:
    ends = [getattr(compute(length, day), end) for day in all_days()]

    assert all(earlier <= later for earlier, later in pairwise(ends))


@given(lengths, days, st.integers(0, 400))
def test_a_later_start_never_gives_an_earlier_end(length: Length, starts: date, by: int) -> None:
    earlier, later = compute(length, starts), compute(length, starts + timedelta(days=by))

    assert earlier.raw_end <= later.raw_end
    assert earlier.expires <= later.expires


@given(st.integers(1, 60), days, st.sampled_from(Unit))
def test_a_longer_deadline_ends_later(count: int, starts: date, unit: Unit) -> None:
    shorter, longer = (compute(Length(n, unit), starts) for n in (count, count + 1))

    assert shorter.raw_end < longer.raw_end


@given(st.integers(1, 60), days)
def test_the_raw_end_of_weeks_has_the_weekday_of_the_start(count: int, starts: date) -> None:
    computed = weeks(count, starts)

    assert computed.raw_end.weekday() == starts.weekday()
    assert (computed.raw_end - starts).days == 7 * count


@given(st.integers(1, 60), days)
def test_the_raw_end_of_months_has_the_number_of_the_start_or_is_the_last_of_its_month(
    count: int, starts: date
) -> None:
    end = compute(Length(count, Unit.MONTHS), starts).raw_end

    assert (end.year - starts.year) * 12 + end.month - starts.month == count
    assert end.day == starts.day or (end.day < starts.day and (end + ONE_DAY).day == 1)


@given(st.integers(1, 60), days)
def test_working_days_count_each_working_day_after_the_start_once(count: int, starts: date) -> None:
    end = compute(Length(count, Unit.WORKING_DAYS), starts).raw_end
    after = (starts + timedelta(days=n) for n in range(1, (end - starts).days + 1))

    assert is_working_day(end)
    assert sum(map(is_working_day, after)) == count


@given(lengths, days)
def test_without_roll_over_the_end_is_the_raw_end_of_the_same_rule(
    length: Length, starts: date
) -> None:
    without = compute(length, starts, rolls_over=False)

    assert without.expires == without.raw_end == compute(length, starts).raw_end
    assert without.steps == (Counted(length, starts, without.raw_end),)


@given(lengths, days)
def test_the_steps_lead_from_the_start_to_the_day_it_expires_without_a_break(
    length: Length, starts: date
) -> None:
    computed = compute(length, starts)

    assert computed.steps[0].start == computed.starts
    assert computed.steps[0].end == computed.raw_end
    assert computed.steps[-1].end == computed.expires
    assert all(left.end == right.start for left, right in pairwise(computed.steps))


@given(lengths, days, st.integers(-400, 400))
def test_the_status_only_ever_goes_forward_as_days_pass(
    length: Length, starts: date, offset: int
) -> None:
    computed = compute(length, starts)
    order = list(Status)
    today = computed.raw_end + timedelta(days=offset)

    assert order.index(status(computed, today)) <= order.index(status(computed, today + ONE_DAY))
