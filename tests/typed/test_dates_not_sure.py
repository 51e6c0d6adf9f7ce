"""What is no date, or more than one, on Thursday 26 March 2026 where nothing else is said."""

from datetime import date

import pytest

from bot.typed import Ambiguous, DateReading, NotADate, OutOfRange, read_date

TODAY = date(2026, 3, 26)


def read(text: str, today: date = TODAY) -> DateReading:
    return read_date(text, today, latest=today)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ".",
        "\0",
        "\u200f\u200e",
        "🙂",
        "<b>",
        "½",
        "½. mars",
        "3",
        "12",
        "3.",
        "2026",
        "0303",
        "12345678",
        "03034512345",
        "030345 12345",
        "mars",
        "mars 2026",
        "3. foo",
        "i fjor",
        "i forrige måned",
        "31.2",
        "31. februar",
        "31-02-26",
        "29-02-25",
        "3. mars eller 31. februar",
        "30.02.2026",
        "29. februar",
        "29.2.2026",
        "0. mars",
        "32. mars",
        "0.0.2026",
        "03.13.26",
        "3/13",
        "03/13/2026",
        "3.3.1026",
        "3.3.2062",
        "3.3.226",
        "3.3.20261",
        "1.2.3.2026",
        "ikke 3. mars",
        "ikkje i går",
        "før 3. mars",
        "foer 3. mars",
        "etter 3. mars",
        "dagen etter 3. mars",
        "to dager før 3. mars",
        "siden 3. mars",
        "mellom 3. og 5. mars",
        "3.-5. mars",
        "3-5 mars",
        "2-3 dager siden",
        "1.5 uker siden",
        "1/2 måned siden",
        "noen dager siden",
        "et par uker siden",
        "for 99999999999 dager siden",
        "for en uke siden i går",
        "jeg fikk 3 brev i mars",
        "for over en uke siden",
        "for 3 uker og 2 dager siden",
        "desember 2025",
        "12.2025",
        "3.2026",
        "3. mars 2025 eller 2026",
        "3.3.2025/2026",
        "første mandag i mars",
        "denne fredagen",
        "kl 3",
        "åttende mars",
        "om 3 dager",
        "neste fredag",
        "forforrige fredag",
        "nest siste fredag",
        "fredag 14.",
        "vet ikke",
        "midten av mars",
        "saksnr 2026/123",
    ],
)
def test_what_is_not_a_whole_date_is_none(text: str) -> None:
    assert read(text) == NotADate()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("torsdag", [(3, 19), (3, 26)]),
        ("forrige mandag", [(3, 16), (3, 23)]),
        ("sist onsdag", [(3, 18), (3, 25)]),
        ("last Monday", [(3, 16), (3, 23)]),
        ("mandag 3. mars", [(3, 2), (3, 3)]),
        ("onsdag den 3. mars", [(3, 3), (3, 4)]),
        ("mandag, i går", [(3, 23), (3, 25)]),
        ("3. mars eller 5. mars", [(3, 3), (3, 5)]),
        ("3. eller 5. mars", [(3, 3), (3, 5)]),
        ("3.3.2026 eller 5/3", [(3, 3), (3, 5)]),
        ("tirsdag 3. mars eller 9. mars", [(3, 3), (3, 9)]),
        ("mandag eller tirsdag", [(3, 23), (3, 24)]),
        ("fredag for to uker siden", [(3, 6), (3, 13)]),
        ("for en uke siden på fredag", [(3, 13), (3, 20)]),
    ],
)
def test_what_people_understand_differently_is_asked_about(
    text: str, days: list[tuple[int, int]]
) -> None:
    assert read(text) == Ambiguous(tuple(date(2026, month, day) for month, day in days))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("brevet er datert 3. mars", date(2026, 3, 3)),
        ("for 3. mars", date(2026, 3, 3)),
        ("kanskje 3. mars", date(2026, 3, 3)),
        ("nesten 3. mars", date(2026, 3, 3)),
        ("en fredag", date(2026, 3, 20)),
        ("vedtaket er fra 3. mars", date(2026, 3, 3)),
        ("ca en uke siden", date(2026, 3, 19)),
        ("for omtrent 3 uker siden", date(2026, 3, 5)),
        ("den 28.", date(2026, 2, 28)),
        ("den andre", date(2026, 3, 2)),
        ("mars 20", date(2026, 3, 20)),
        ("mars 20, 20.3.2026", date(2026, 3, 20)),
        ("24-02-29", date(2024, 2, 29)),
        ("for et år siden", date(2025, 3, 26)),
        ("3.3.05", date(2005, 3, 3)),
        ("3. sepq", date(2025, 9, 3)),
    ],
)
def test_one_date_with_something_unsure_about_it_is_confirmed(text: str, day: date) -> None:
    assert read(text) == Ambiguous((day,))


def test_a_word_near_two_months_is_asked_about() -> None:
    assert read("3. jui") == Ambiguous((date(2025, 6, 3), date(2025, 7, 3)))


def test_a_short_date_that_may_have_the_year_first_is_asked_about() -> None:
    both = Ambiguous((date(2020, 3, 26), date(2026, 3, 20)))
    assert read("26-03-20") == both
    assert read("260320") == both
    assert read("26.03.20") == date(2020, 3, 26)


@pytest.mark.parametrize("text", ["forrige fredag", "sist fredag", "last Friday"])
@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 3, 23), [20]),  # Monday
        (date(2026, 3, 26), [20]),  # Thursday
        (date(2026, 3, 27), [20]),  # Friday
        (date(2026, 3, 28), [20, 27]),  # Saturday
        (date(2026, 3, 29), [20, 27]),  # Sunday
    ],
)
def test_last_friday_is_sure_only_when_it_was_last_week(
    text: str, today: date, days: list[int]
) -> None:
    found = tuple(date(2026, 3, day) for day in days)
    assert read(text, today) == (found[0] if len(found) == 1 else Ambiguous(found))


def test_a_month_ago_on_a_day_that_month_lacks_is_asked_about() -> None:
    assert read("for en måned siden", date(2026, 3, 31)) == Ambiguous(
        (date(2026, 2, 28), date(2026, 3, 1))
    )


def test_the_day_in_a_month_before_the_first_is_found_across_the_year() -> None:
    assert read("3. forrige måned", date(2026, 1, 10)) == date(2025, 12, 3)
    assert read("for en måned siden", date(2026, 1, 10)) == date(2025, 12, 10)


@pytest.mark.parametrize("text", ["i morgen", "27.3.2026", "3.3.2036", "27. mars 2026", "27.03.27"])
def test_a_day_to_come_is_out_of_range(text: str) -> None:
    assert isinstance(read(text), OutOfRange)


def test_the_day_out_of_range_is_told() -> None:
    assert read("1.4.2026") == OutOfRange(date(2026, 4, 1))


def test_a_day_before_the_earliest_is_out_of_range() -> None:
    earliest = date(2025, 6, 1)
    assert read_date("31.5.2025", TODAY, latest=TODAY, earliest=earliest) == OutOfRange(
        date(2025, 5, 31)
    )
    assert read_date("1.6.2025", TODAY, latest=TODAY, earliest=earliest) == earliest


def test_of_two_dates_the_one_in_range_is_still_asked_about() -> None:
    assert read("3. mars 2026 eller 3. april 2026") == Ambiguous((date(2026, 3, 3),))


def test_without_a_latest_day_a_day_and_month_is_the_nearest() -> None:
    assert read_date("1. april", TODAY) == date(2026, 4, 1)
    assert read_date("1. mars", TODAY) == date(2026, 3, 1)
    assert read_date("24. desember", TODAY) == date(2025, 12, 24)


def test_without_a_latest_day_a_weekday_is_asked_about() -> None:
    both = Ambiguous((date(2026, 3, 20), date(2026, 3, 27)))
    assert read_date("fredag", TODAY) == both
    assert read_date("fredag", TODAY, latest=date(2026, 3, 27)) == both
    assert read_date("fredag", TODAY, latest=date(2026, 3, 26)) == date(2026, 3, 20)


def test_a_day_of_the_month_is_counted_from_the_latest_day() -> None:
    february = date(2026, 2, 20)
    assert read_date("den 3.", TODAY) == date(2026, 3, 3)
    assert read_date("den 3.", TODAY, latest=february) == date(2026, 2, 3)
    assert read_date("tirsdag 3.", TODAY) == date(2026, 3, 3)
    assert read_date("tirsdag 3.", TODAY, latest=february) == date(2026, 2, 3)


def test_a_leap_day_is_read_in_a_leap_year() -> None:
    assert read("29. februar", date(2024, 3, 1)) == date(2024, 2, 29)
    assert read("29. februar", date(2025, 2, 28)) == Ambiguous((date(2024, 2, 29),))
    assert read("29. februar", date(2025, 3, 1)) == NotADate()


def test_a_text_of_4096_characters_is_no_date() -> None:
    assert read("3. mars " * 512) == NotADate()
    assert read("9" * 4096) == NotADate()


def test_a_day_just_ahead_without_its_year_is_not_taken_for_one_a_year_ago() -> None:
    today = date(2026, 3, 26)
    assert read_date("27. mars", today, latest=today) == Ambiguous((date(2025, 3, 27),))
    assert read_date("27. mars 2025", today, latest=today) == date(2025, 3, 27)


BORN = date(1900, 1, 1)


@pytest.mark.parametrize(
    ("text", "earliest", "dates"),
    [
        # Asked for days so long ago, both centuries can be meant.
        ("12.3.26", BORN, ["1926-03-12", "2026-03-12"]),
        ("12. mars 15", BORN, ["1915-03-12", "2015-03-12"]),
        ("12.3.26", date(1926, 3, 12), ["1926-03-12", "2026-03-12"]),
        ("120338", BORN, ["1938-03-12"]),
        ("12.3.27", BORN, ["1927-03-12"]),
        ("31-03-25", BORN, ["1925-03-31", "2025-03-31"]),
        ("29.2.40", BORN, ["1940-02-29"]),
        # Where nothing is said, only what cannot be of this century.
        ("12.3.38", None, ["1938-03-12"]),
        ("3.3.62", None, ["1962-03-03"]),
        ("12.3.15", None, ["2015-03-12"]),
    ],
)
def test_a_year_of_two_digits_that_may_be_of_the_last_century_is_asked_about(
    text: str, earliest: date | None, dates: list[str]
) -> None:
    reading = read_date(text, TODAY, latest=TODAY, earliest=earliest)
    assert reading == Ambiguous(tuple(map(date.fromisoformat, dates)))


@pytest.mark.parametrize("earliest", [None, date(1926, 3, 13), date(2020, 1, 1)])
def test_a_year_of_two_digits_is_of_this_century_where_it_cannot_be_of_the_last(
    earliest: date | None,
) -> None:
    assert read_date("12.3.26", TODAY, latest=TODAY, earliest=earliest) == date(2026, 3, 12)


@pytest.mark.parametrize("text", ["12.3.38", "29.2.62"])
def test_a_year_of_two_digits_in_no_century_is_no_date(text: str) -> None:
    assert read_date(text, TODAY, latest=TODAY, earliest=date(2020, 1, 1)) == NotADate()


@pytest.mark.parametrize("text", ["1. januar 1900", "01.01.1900", "1900-01-01", "01011900"])
def test_every_day_from_the_earliest_can_be_written(text: str) -> None:
    assert read_date(text, TODAY, latest=TODAY, earliest=BORN) == BORN
    assert read_date(text, TODAY, latest=TODAY) == NotADate()
