import re
from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import example, given
from hypothesis import strategies as st

from bot.typed import Ambiguous, DateReading, NotADate, OutOfRange, read_date

TODAYS = st.dates(date(2020, 1, 1), date(2045, 12, 31))
TEN_YEARS = st.integers(min_value=0, max_value=3650)
WORDS = (
    "mars mai juni 3. 31. 2026 26 i går dag uker siden for forrige fredag mandag den to uke måned "
    "år fjor eller ikke ca tredje March last ago denne kl"
)
SPACED = [f" {word} " for word in re.split(" ", WORDS)]
PIECES = st.lists(st.sampled_from([*"0123456789./-, ", *SPACED]), max_size=9).map("".join)


def dates_in(reading: DateReading) -> tuple[date, ...]:
    match reading:
        case Ambiguous(candidates):
            return candidates
        case date():
            return (reading,)
        case _:
            return ()


@given(st.one_of(st.text(), PIECES), TODAYS)
@example("3\x003", date(2026, 3, 26))
@example("İ dag 29.2", date(2024, 2, 29))
def test_no_text_raises_or_is_read_as_a_day_to_come(text: str, today: date) -> None:
    reading = read_date(text, today, latest=today)
    assert all(day <= today for day in dates_in(reading))
    if isinstance(reading, OutOfRange):
        assert reading.date > today


@given(st.one_of(st.text(), PIECES), TODAYS)
def test_no_text_without_limits_raises_or_is_out_of_range(text: str, today: date) -> None:
    assert not isinstance(read_date(text, today), OutOfRange)


@given(PIECES, TODAYS, st.integers(0, 400))
def test_nothing_before_the_earliest_is_an_answer(text: str, today: date, days: int) -> None:
    earliest = today - timedelta(days=days)
    reading = read_date(text, today, latest=today, earliest=earliest)
    assert all(earliest <= day <= today for day in dates_in(reading))


@given(PIECES, TODAYS)
def test_candidates_are_few_different_and_in_order(text: str, today: date) -> None:
    reading = read_date(text, today, latest=today)
    if isinstance(reading, Ambiguous):
        assert 1 <= len(reading.candidates) <= 4
        assert list(reading.candidates) == sorted(set(reading.candidates))


@pytest.mark.parametrize(
    ("pattern", "locale"),
    [
        ("d. MMMM y", "nb"),
        ("d MMMM y", "nn"),
        ("d.MMMM y", "nb"),
        ("d. MMM y", "nb"),
        ("d MMM yy", "nb"),
        ("d. MMMM yy", "nb"),
        ("EEEE d. MMMM y", "nb"),
        ("EEEE 'den' d. MMMM y", "nn"),
        ("EEE d. MMM y", "nb"),
        ("MMMM d, y", "en"),
        ("d MMMM y", "en"),
        ("EEEE d MMMM y", "en"),
        ("d. MMMM y", "se"),
        ("dd.MM.yy", "nb"),
        ("d.M.yy", "nb"),
        ("dd.MM.y", "nb"),
        ("d/M/yy", "nb"),
        ("d/M-yy", "nb"),
        ("d/M y", "nb"),
        ("d/M/y", "nb"),
        ("dd-MM-y", "nb"),
        ("y-MM-dd", "nb"),
        ("ddMMy", "nb"),
        ("yMMdd", "nb"),
    ],
)
@given(today=TODAYS, back=TEN_YEARS)
def test_a_date_of_ten_years_with_its_year_is_read_back(
    pattern: str, locale: str, today: date, back: int
) -> None:
    day = today - timedelta(days=back)
    written = format_date(day, pattern, locale=locale)
    assert read_date(written, today, latest=today) == day
    assert read_date(written.upper(), today, latest=today) == day


@pytest.mark.parametrize("pattern", ["dd-MM-yy", "ddMMyy"])
@given(today=TODAYS, back=TEN_YEARS)
def test_a_short_date_without_marks_is_read_back_or_asked_about(
    pattern: str, today: date, back: int
) -> None:
    day = today - timedelta(days=back)
    reading = read_date(format_date(day, pattern, locale="nb"), today, latest=today)
    assert reading == day or (isinstance(reading, Ambiguous) and day in reading.candidates)


@pytest.mark.parametrize(
    ("pattern", "locale"),
    [
        ("d. MMMM", "nb"),
        ("d MMM", "nn"),
        ("EEEE d. MMMM", "nb"),
        ("d.M", "nb"),
        ("dd.MM.", "nb"),
        ("d/M", "nb"),
        ("d MMMM", "en"),
    ],
)
@given(today=TODAYS, back=st.integers(0, 364))
def test_a_date_of_the_last_year_without_its_year_is_read_back_and_asked_about_when_far(
    pattern: str, locale: str, today: date, back: int
) -> None:
    day = today - timedelta(days=back)
    reading = read_date(format_date(day, pattern, locale=locale), today, latest=today)
    assert reading == (day if back <= 270 else Ambiguous((day,)))


@given(today=TODAYS, back=st.integers(0, 900))
def test_days_ago_are_counted(today: date, back: int) -> None:
    assert read_date(f"for {back} dager siden", today, latest=today) == today - timedelta(back)


@given(today=TODAYS, back=st.integers(1, 6))
def test_a_weekday_is_the_last_one(today: date, back: int) -> None:
    day = today - timedelta(days=back)
    assert read_date(format_date(day, "EEEE", locale="nb"), today, latest=today) == day


@given(today=TODAYS, back=TEN_YEARS, off=st.integers(1, 6))
def test_a_weekday_that_does_not_agree_is_never_passed_over(
    today: date, back: int, off: int
) -> None:
    day = today - timedelta(days=back)
    weekday = format_date(day + timedelta(days=off), "EEEE", locale="nb")
    reading = read_date(f"{weekday} {day:%d.%m.%Y}", today, latest=today)
    assert isinstance(reading, Ambiguous)
    assert day in reading.candidates


@given(today=TODAYS, one=TEN_YEARS, other=TEN_YEARS)
def test_two_dates_are_never_read_as_one(today: date, one: int, other: int) -> None:
    days = {today - timedelta(days=one), today - timedelta(days=other)}
    text = " ".join(f"{day:%d.%m.%Y}" for day in sorted(days))
    reading = read_date(text, today, latest=today)
    assert reading == (Ambiguous(tuple(sorted(days))) if len(days) > 1 else days.pop())


@given(st.integers(0, 99), st.integers(0, 99), st.sampled_from("./"), st.sampled_from(("", "2025")))
def test_a_day_or_month_that_does_not_exist_is_no_date(
    day: int, month: int, mark: str, year: str
) -> None:
    today = date(2026, 3, 26)
    reading = read_date(f"{day}{mark}{month}{mark if year else ''}{year}", today, latest=today)
    for found in dates_in(reading):
        assert (found.day, found.month) == (day, month)
    if not 1 <= day <= 31 or not 1 <= month <= 12:
        assert reading == NotADate()
