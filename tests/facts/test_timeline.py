from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.timeline import Dated, Gap, Overlap, Timeline, problems

NEW_YEAR = date(2027, 1, 1)
LAST_OF_THE_YEAR = date(2026, 12, 31)

near_days = st.dates(date(2026, 12, 20), date(2027, 1, 12))
any_day = st.one_of(near_days, st.dates())


@st.composite
def dated(draw: st.DrawFn) -> Dated[int]:
    ends = draw(st.tuples(st.none() | near_days, st.none() | near_days))
    first, last = ends
    if first is not None and last is not None and first > last:
        first, last = last, first
    return Dated(draw(st.integers()), first, last)


versions = st.lists(dated(), max_size=5).map(tuple)


@st.composite
def seamless(draw: st.DrawFn) -> tuple[Dated[int], ...]:
    """Versions that meet end to end through all time, in any order."""
    starts = sorted(draw(st.sets(near_days, max_size=5)))
    firsts = [None, *starts]
    lasts = [*(day - timedelta(days=1) for day in starts), None]
    ends = zip(firsts, lasts, strict=True)
    in_order = [Dated(value, first, last) for value, (first, last) in enumerate(ends)]
    return tuple(draw(st.permutations(in_order)))


def test_a_rule_has_its_old_contents_on_the_last_day_and_its_new_ones_on_the_next() -> None:
    recipient = Timeline(
        (
            Dated("den som fattet vedtaket", None, LAST_OF_THE_YEAR),
            Dated("Trygderetten", NEW_YEAR, None),
        )
    )

    assert recipient.at(LAST_OF_THE_YEAR) == "den som fattet vedtaket"
    assert recipient.at(NEW_YEAR) == "Trygderetten"
    assert recipient.at(date.min) == "den som fattet vedtaket"
    assert recipient.at(date.max) == "Trygderetten"
    assert problems(recipient.versions) == ()


def test_a_version_that_never_changes_holds_on_every_day() -> None:
    assert problems([Dated("3 uker")]) == ()
    assert Timeline((Dated("3 uker"),)).at(date.min) == "3 uker"


def test_a_day_between_versions_is_a_gap_and_has_no_value() -> None:
    versions = (Dated(1, None, date(2026, 12, 30)), Dated(2, NEW_YEAR))

    assert problems(versions) == (Gap(LAST_OF_THE_YEAR, LAST_OF_THE_YEAR),)
    assert Timeline(versions).at(LAST_OF_THE_YEAR) is None


def test_a_rate_of_one_year_has_gaps_at_both_ends_that_are_not_between() -> None:
    before, after = problems([Dated(3278, date(2026, 1, 1), LAST_OF_THE_YEAR)])

    assert before == Gap(None, date(2025, 12, 31))
    assert after == Gap(NEW_YEAR, None)
    assert isinstance(before, Gap)
    assert isinstance(after, Gap)
    assert not before.is_between
    assert not after.is_between
    assert Gap(NEW_YEAR, NEW_YEAR).is_between


def test_no_versions_are_one_gap_of_all_days() -> None:
    assert problems([]) == (Gap(None, None),)
    empty: Timeline[int] = Timeline(())
    assert empty.at(NEW_YEAR) is None


def test_a_shared_day_is_an_overlap_and_no_timeline() -> None:
    versions = (Dated(1, None, NEW_YEAR), Dated(2, NEW_YEAR))

    assert problems(versions) == (Overlap(NEW_YEAR, NEW_YEAR),)
    with pytest.raises(ValueError, match="two versions hold from 2027-01-01 until 2027-01-01"):
        Timeline(versions)


def test_two_versions_that_always_hold_overlap_on_all_days() -> None:
    assert problems([Dated(1), Dated(2)]) == (Overlap(None, None),)


def test_a_version_within_another_is_one_overlap_and_hides_no_gap_after_it() -> None:
    found = problems(
        [
            Dated(1, None, date(2027, 3, 31)),
            Dated(2, date(2027, 2, 1), date(2027, 2, 28)),
            Dated(3, date(2027, 4, 2)),
        ]
    )

    assert found == (
        Overlap(date(2027, 2, 1), date(2027, 2, 28)),
        Gap(date(2027, 4, 1), date(2027, 4, 1)),
    )


def test_overlaps_that_touch_are_told_as_one() -> None:
    jan, feb, mar = date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1)

    assert problems([Dated(1), Dated(2, jan, mar), Dated(3, feb)]) == (Overlap(jan, None),)


def test_a_version_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match=r"until 2026-12-31, which is before .* 2027-01-01"):
        Dated(1, NEW_YEAR, LAST_OF_THE_YEAR)
    assert Dated(1, NEW_YEAR, NEW_YEAR).holds(NEW_YEAR)


@given(seamless(), any_day)
def test_versions_without_problems_give_exactly_one_value_for_each_day(
    versions: tuple[Dated[int], ...], day: date
) -> None:
    assert problems(versions) == ()
    holding = [version.value for version in versions if version.holds(day)]
    assert [Timeline(versions).at(day)] == holding


@given(versions, any_day)
def test_a_day_is_in_a_gap_when_nothing_holds_and_in_an_overlap_when_more_than_one_does(
    versions: tuple[Dated[int], ...], day: date
) -> None:
    told = [
        type(problem)
        for problem in problems(versions)
        if (problem.first or date.min) <= day <= (problem.last or date.max)
    ]
    holding = sum(version.holds(day) for version in versions)

    assert told == ([Gap] if holding == 0 else [Overlap] if holding > 1 else [])


@given(versions)
def test_problems_do_not_depend_on_the_order_of_versions(
    versions: tuple[Dated[int], ...],
) -> None:
    assert problems(reversed(versions)) == problems(versions)


@given(versions, any_day)
def test_the_nearest_version_holds_or_else_held_last_or_else_comes_first(
    versions: tuple[Dated[int], ...], day: date
) -> None:
    if not versions or any(isinstance(problem, Overlap) for problem in problems(versions)):
        return
    found = Timeline(versions).nearest(day)

    if any(version.holds(day) for version in versions):
        assert found.holds(day)
    elif any(version.last < day for version in versions):
        assert found.last == max(version.last for version in versions if version.last < day)
    else:
        assert found.first == min(version.first for version in versions)


def test_the_latest_version_is_the_one_that_holds_last_in_any_order() -> None:
    old, new = Dated(1, None, LAST_OF_THE_YEAR), Dated(2, NEW_YEAR, date(2027, 12, 31))

    assert Timeline((new, old)).latest == new
    assert Timeline((old, new)).latest == new
