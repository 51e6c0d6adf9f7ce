from datetime import date, timedelta

import pytest

from bot.facts.calendar import (
    FIRST_DAY,
    HOLIDAY_NAMES,
    LAST_DAY,
    DayOff,
    Weekend,
    day_off,
    holiday_name,
    holidays_on,
    is_working_day,
    next_working_day,
)

EVERY_YEAR = range(FIRST_DAY.year, LAST_DAY.year + 1)
SATURDAY, SUNDAY = 5, 6


def easter_sunday(year: int) -> date:
    """Find the Sunday after the first full moon on or after 21 March, as § 2 words it.

    The moon is the church's: the epact gives its age, corrected for the centuries (Clavius).
    """
    golden = year % 19 + 1
    century = year // 100 + 1
    solar = 3 * century // 4 - 12
    lunar = (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + lunar - solar) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full_moon = date(year, 3, 1) + timedelta(days=44 - epact - 1)
    if full_moon < date(year, 3, 21):
        full_moon += timedelta(days=30)
    return full_moon + timedelta(days=(SUNDAY - full_moon.weekday()) or 7)


def days_of_the_law(year: int) -> dict[date, set[str]]:
    """The days of lov 1995 nr. 12 § 2, but for ordinary Sundays, and of lov 1947 nr. 1 § 1."""
    easter = easter_sunday(year)
    days: dict[date, set[str]] = {}
    for name, day in (
        ("nyttårsdag", date(year, 1, 1)),
        ("skjærtorsdag", easter - timedelta(days=3)),
        ("langfredag", easter - timedelta(days=2)),
        ("1. påskedag", easter),
        ("2. påskedag", easter + timedelta(days=1)),
        ("1. mai", date(year, 5, 1)),
        ("17. mai", date(year, 5, 17)),
        # The sixth Thursday after Easter Sunday: the first is four days after it.
        ("Kristi himmelfartsdag", easter + timedelta(days=4 + 5 * 7)),
        ("1. pinsedag", easter + timedelta(days=7 * 7)),
        ("2. pinsedag", easter + timedelta(days=7 * 7 + 1)),
        ("1. juledag", date(year, 12, 25)),
        ("2. juledag", date(year, 12, 26)),
    ):
        if year >= 1947 or name not in {"1. mai", "17. mai"}:
            days.setdefault(day, set()).add(name)
    return days


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (1900, date(1900, 4, 15)),
        (1940, date(1940, 3, 24)),
        (1943, date(1943, 4, 25)),
        (1961, date(1961, 4, 2)),
        (1981, date(1981, 4, 19)),
        (2008, date(2008, 3, 23)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_the_easter_the_calendar_is_held_against_is_right(year: int, easter: date) -> None:
    assert easter_sunday(year) == easter


@pytest.mark.parametrize("year", EVERY_YEAR)
def test_the_named_holidays_of_a_year_are_those_of_the_law_and_no_others(year: int) -> None:
    named = {day: set(holidays_on(day)) for day in days_of(year) if holidays_on(day)}

    assert named == days_of_the_law(year)


@pytest.mark.parametrize("year", EVERY_YEAR)
def test_a_working_day_is_one_that_is_neither_weekend_nor_a_day_of_the_law(year: int) -> None:
    off = days_of_the_law(year)

    for day in days_of(year):
        assert is_working_day(day) == (day.weekday() not in {SATURDAY, SUNDAY} and day not in off)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 12, 24),
        date(2026, 12, 31),
        date(2027, 3, 24),
        date(2027, 5, 18),
        date(2026, 4, 30),
        date(2026, 7, 15),
    ],
    ids=["julaften", "nyttårsaften", "onsdag før påske", "18. mai", "30. april", "rettsferie"],
)
def test_a_day_people_may_take_off_is_a_working_day(day: date) -> None:
    assert is_working_day(day)
    assert day_off(day) is None
    assert holiday_name(day) is None
    assert next_working_day(day) == day


@pytest.mark.parametrize(
    ("eve", "name"), [(date(2027, 3, 27), "påskeaften"), (date(2027, 5, 15), "pinseaften")]
)
def test_an_eve_is_off_only_because_it_is_a_saturday(eve: date, name: str) -> None:
    assert day_off(eve) == DayOff(eve, Weekend.SATURDAY, ())


def test_an_ordinary_sunday_is_off_without_a_name() -> None:
    sunday = date(2026, 11, 22)

    assert day_off(sunday) == DayOff(sunday, Weekend.SUNDAY, ())
    assert holiday_name(sunday) is None


def test_a_holiday_on_a_sunday_tells_both_reasons() -> None:
    easter = date(2027, 3, 28)

    assert day_off(easter) == DayOff(easter, Weekend.SUNDAY, ("1. påskedag",))


def test_a_holiday_on_a_weekday_is_off_by_its_name_alone() -> None:
    maundy_thursday = date(2027, 3, 25)

    assert day_off(maundy_thursday) == DayOff(maundy_thursday, None, ("skjærtorsdag",))
    assert holiday_name(maundy_thursday) == "skjærtorsdag"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 5, 17), "17. mai og 2. pinsedag"),
        (date(2008, 5, 1), "1. mai og Kristi himmelfartsdag"),
        (date(2012, 5, 17), "17. mai og Kristi himmelfartsdag"),
    ],
)
def test_two_holidays_on_one_day_are_both_named(day: date, name: str) -> None:
    assert holiday_name(day) == name
    assert " og ".join(holidays_on(day)) == name


def test_every_name_the_calendar_gives_is_known_to_translators_and_none_is_idle() -> None:
    given = {name for day in days_of(2026) for name in holidays_on(day)}

    assert given == set(HOLIDAY_NAMES)
    assert len(HOLIDAY_NAMES) == len(given)


@pytest.mark.parametrize(
    ("day", "then"),
    [
        (date(2027, 3, 25), date(2027, 3, 30)),
        (date(2027, 3, 27), date(2027, 3, 30)),
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2027, 1, 1), date(2027, 1, 4)),
        (date(2027, 5, 15), date(2027, 5, 18)),
        (date(2027, 3, 30), date(2027, 3, 30)),
    ],
)
def test_the_next_working_day_is_the_day_itself_or_the_first_after_days_off(
    day: date, then: date
) -> None:
    assert next_working_day(day) == then


@pytest.mark.parametrize("day", [(5, 1), (5, 17)])
def test_1_and_17_may_are_days_off_from_the_year_of_their_law_on(day: tuple[int, int]) -> None:
    assert holidays_on(date(1946, *day)) == ()
    assert holidays_on(date(1947, *day)) == (f"{day[1]}. mai",)


@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY])
def test_the_calendar_knows_its_first_and_last_day(day: date) -> None:
    assert is_working_day(day) == (day == LAST_DAY)


@pytest.mark.parametrize(
    "day", [date.min, FIRST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=1), date.max]
)
def test_a_day_outside_the_calendar_is_refused_rather_than_called_a_working_day(day: date) -> None:
    for ask in (day_off, holidays_on, holiday_name, is_working_day, next_working_day):
        with pytest.raises(ValueError, match=f"1900 to 2100, not {day.year}"):
            ask(day)
