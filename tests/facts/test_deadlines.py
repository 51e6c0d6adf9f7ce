from dataclasses import FrozenInstanceError
from datetime import date, timedelta

import pytest

from bot.facts.calendar import FIRST_DAY, LAST_DAY, DayOff, Weekend
from bot.facts.deadlines import (
    Computed,
    Counted,
    Length,
    Moved,
    Status,
    Unit,
    compute,
    status,
)

ONE_DAY = timedelta(days=1)
WEEKDAYS = ("man", "tir", "ons", "tor", "fre", "lør", "søn")


def norwegian(text: str) -> date:
    """Read "ons 25.11.2026", and hold the weekday against the date."""
    weekday, numbers = text.split()
    day, month, year = map(int, numbers.split("."))
    read = date(year, month, day)
    assert WEEKDAYS[read.weekday()] == weekday
    return read


def weeks(count: int, starts: date, *, rolls_over: bool = True) -> Computed:
    return compute(Length(count, Unit.WEEKS), starts, rolls_over=rolls_over)


REGISTER_A2 = [
    ("ons 25.11.2026", "ons 16.12.2026", "ons 23.12.2026", "ons 6.1.2027"),
    ("lør 28.11.2026", "man 21.12.2026", "man 28.12.2026", "man 11.1.2027"),
    ("tor 3.12.2026", "tor 24.12.2026", "tor 31.12.2026", "tor 14.1.2027"),
    ("fre 4.12.2026", "man 28.12.2026", "man 4.1.2027", "fre 15.1.2027"),
    ("tor 4.3.2027", "tir 30.3.2027", "tor 1.4.2027", "tor 15.4.2027"),
    ("lør 10.4.2027", "man 3.5.2027", "man 10.5.2027", "man 24.5.2027"),
    ("man 26.4.2027", "tir 18.5.2027", "man 24.5.2027", "man 7.6.2027"),
]


@pytest.mark.parametrize(
    ("came", "count", "expires"),
    [
        pytest.param(row[0], count, row[cell], id=f"{row[0]}, {count} uker")
        for row in REGISTER_A2
        for cell, count in ((1, 3), (2, 4), (3, 6))
    ],
)
def test_the_worked_rows_of_the_register_come_out_to_the_day(
    came: str, count: int, expires: str
) -> None:
    computed = weeks(count, norwegian(came))

    assert computed.expires == norwegian(expires)
    assert computed.raw_end == norwegian(came) + timedelta(days=7 * count)


def off(text: str, *holidays: str) -> DayOff:
    day = norwegian(text)
    weekend = {"lør": Weekend.SATURDAY, "søn": Weekend.SUNDAY}.get(text[:3])
    return DayOff(day, weekend, holidays)


@pytest.mark.parametrize(
    ("came", "count", "because"),
    [
        ("ons 25.11.2026", 3, ()),
        ("lør 28.11.2026", 3, (off("lør 19.12.2026"), off("søn 20.12.2026"))),
        ("lør 28.11.2026", 4, (off("lør 26.12.2026", "2. juledag"), off("søn 27.12.2026"))),
        ("tor 3.12.2026", 3, ()),
        ("tor 3.12.2026", 4, ()),
        (
            "fre 4.12.2026",
            3,
            (
                off("fre 25.12.2026", "1. juledag"),
                off("lør 26.12.2026", "2. juledag"),
                off("søn 27.12.2026"),
            ),
        ),
        (
            "fre 4.12.2026",
            4,
            (off("fre 1.1.2027", "nyttårsdag"), off("lør 2.1.2027"), off("søn 3.1.2027")),
        ),
        (
            "tor 4.3.2027",
            3,
            (
                off("tor 25.3.2027", "skjærtorsdag"),
                off("fre 26.3.2027", "langfredag"),
                off("lør 27.3.2027"),
                off("søn 28.3.2027", "1. påskedag"),
                off("man 29.3.2027", "2. påskedag"),
            ),
        ),
        ("lør 10.4.2027", 3, (off("lør 1.5.2027", "1. mai"), off("søn 2.5.2027"))),
        ("man 26.4.2027", 3, (off("man 17.5.2027", "17. mai", "2. pinsedag"),)),
    ],
)
def test_the_register_notes_why_a_deadline_is_moved(
    came: str, count: int, because: tuple[DayOff, ...]
) -> None:
    computed = weeks(count, norwegian(came))
    counted = Counted(Length(count, Unit.WEEKS), norwegian(came), computed.raw_end)

    if because:
        moved = Moved(computed.raw_end, computed.expires, because)
        assert computed.steps == (counted, moved)
    else:
        assert computed.steps == (counted,)


def test_a_deadline_in_days_does_not_count_the_first_day_and_counts_the_last() -> None:
    assert compute(Length(1, Unit.DAYS), date(2026, 11, 23)).raw_end == date(2026, 11, 24)
    assert compute(Length(10, Unit.DAYS), date(2026, 11, 23)).raw_end == date(2026, 12, 3)


def test_a_deadline_in_weeks_ends_on_the_same_weekday() -> None:
    computed = weeks(3, norwegian("ons 25.11.2026"))

    assert computed.expires == norwegian("ons 16.12.2026")


@pytest.mark.parametrize(
    ("starts", "months", "raw_end"),
    [
        (date(2026, 11, 23), 3, date(2027, 2, 23)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2027, 1, 31), 3, date(2027, 4, 30)),
        (date(2027, 2, 28), 1, date(2027, 3, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_a_deadline_in_months_ends_on_the_same_number_or_the_last_of_the_month(
    starts: date, months: int, raw_end: date
) -> None:
    assert compute(Length(months, Unit.MONTHS), starts).raw_end == raw_end


@pytest.mark.parametrize(
    ("starts", "count", "ends"),
    [
        ("man 23.11.2026", 1, "tir 24.11.2026"),
        ("fre 27.11.2026", 1, "man 30.11.2026"),
        ("lør 28.11.2026", 1, "man 30.11.2026"),
        ("man 23.11.2026", 10, "man 7.12.2026"),
        ("ons 24.3.2027", 1, "tir 30.3.2027"),
        ("fre 18.12.2026", 10, "tir 5.1.2027"),
        ("fre 14.5.2027", 2, "ons 19.5.2027"),
    ],
)
def test_a_deadline_in_working_days_counts_only_these_and_not_the_first(
    starts: str, count: int, ends: str
) -> None:
    computed = compute(Length(count, Unit.WORKING_DAYS), norwegian(starts))

    assert computed.raw_end == computed.expires == norwegian(ends)


@pytest.mark.parametrize(
    ("raw_end", "expires"),
    [
        ("lør 19.12.2026", "man 21.12.2026"),
        ("søn 20.12.2026", "man 21.12.2026"),
        ("tor 6.5.2027", "fre 7.5.2027"),
        ("tir 17.5.2022", "ons 18.5.2022"),
        ("lør 15.5.2027", "tir 18.5.2027"),
        ("fre 18.12.2026", "fre 18.12.2026"),
    ],
    ids=["lørdag", "søndag", "helgedag", "likestilt dag", "flere på rad", "virkedag"],
)
def test_an_end_on_a_day_off_moves_to_the_nearest_following_working_day(
    raw_end: str, expires: str
) -> None:
    end = norwegian(raw_end)

    computed = weeks(6, end - timedelta(weeks=6))

    assert (computed.raw_end, computed.expires) == (end, norwegian(expires))


@pytest.mark.parametrize(
    ("first", "expires"),
    [
        ("tor 25.12.2025", "man 29.12.2025"),
        ("tor 16.5.2080", "man 20.5.2080"),
        ("lør 14.5.2016", "ons 18.5.2016"),
    ],
    ids=["jul fra torsdag", "Kristi himmelfart og 17. mai", "pinse og 17. mai"],
)
def test_every_other_long_run_is_four_days(first: str, expires: str) -> None:
    end = norwegian(first)

    assert weeks(3, end - timedelta(weeks=3)).expires == norwegian(expires)
    assert norwegian(expires) - end == timedelta(days=4)


def test_a_rule_that_does_not_roll_over_ends_on_the_day_off_itself() -> None:
    computed = weeks(3, norwegian("tor 4.3.2027"), rolls_over=False)

    assert computed.raw_end == computed.expires == norwegian("tor 25.3.2027")
    assert computed.steps == (
        Counted(Length(3, Unit.WEEKS), norwegian("tor 4.3.2027"), norwegian("tor 25.3.2027")),
    )


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("tor 4.3.2027", Status.RUNNING),
        ("ons 3.3.2027", Status.RUNNING),
        ("tor 25.3.2027", Status.RUNNING),
        ("fre 26.3.2027", Status.MARGIN),
        ("tir 30.3.2027", Status.MARGIN),
        ("ons 31.3.2027", Status.PASSED),
    ],
)
def test_a_deadline_runs_through_its_raw_end_and_has_passed_only_after_the_moved_one(
    today: str, expected: Status
) -> None:
    assert status(weeks(3, norwegian("tor 4.3.2027")), norwegian(today)) is expected


def test_a_deadline_that_is_not_moved_has_no_margin() -> None:
    computed = weeks(3, norwegian("ons 25.11.2026"))

    assert status(computed, computed.raw_end) is Status.RUNNING
    assert status(computed, computed.raw_end + ONE_DAY) is Status.PASSED


@pytest.mark.parametrize("count", [0, -1])
def test_a_length_below_one_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match=f"at least one of its unit, not {count}"):
        Length(count, Unit.WEEKS)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("rolls_over", [True, False])
@pytest.mark.parametrize(
    ("count", "starts"),
    [
        (1, date.max),
        (1, LAST_DAY),
        (10**12, date(2026, 11, 23)),
        (1, FIRST_DAY - ONE_DAY),
        (1, date.min),
    ],
)
def test_a_deadline_beyond_the_calendar_is_refused_with_its_length_and_start(
    count: int, starts: date, unit: Unit, rolls_over: bool
) -> None:
    with pytest.raises(ValueError, match=rf"deadline of {count} {unit} from {starts} is not"):
        compute(Length(count, unit), starts, rolls_over=rolls_over)


@pytest.mark.parametrize("unit", [Unit.DAYS, Unit.WORKING_DAYS])
def test_a_deadline_may_end_on_the_last_day_of_the_calendar(unit: Unit) -> None:
    assert compute(Length(1, unit), LAST_DAY - ONE_DAY).expires == LAST_DAY
    assert compute(Length(1, unit), FIRST_DAY).starts == FIRST_DAY


def test_a_computed_deadline_cannot_be_changed() -> None:
    computed = weeks(3, date(2026, 11, 25))

    with pytest.raises(FrozenInstanceError):
        computed.expires = date(2027, 1, 1)  # type: ignore[misc]  # the refusal is the point
