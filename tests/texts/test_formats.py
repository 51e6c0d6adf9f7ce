import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import SUPPORTED, day, joined, money, number, short_day

NORWEGIAN_MONTHS = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]
ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTHS = {"nb": NORWEGIAN_MONTHS, "nn": NORWEGIAN_MONTHS, "en": ENGLISH_MONTHS}
WEEKDAYS = {
    "nb": ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    "nn": ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
LEAP_YEAR = [date(2028, 1, 1) + timedelta(days=days) for days in range(366)]
languages = st.sampled_from(list(SUPPORTED))


def read_back(text: str, locale: str) -> date:
    after_day = "" if locale == "en" else r"\."
    found = re.fullmatch(rf"(\d+){after_day} (\w+) (\d+)", text)
    assert found, text
    return date(int(found[3]), MONTHS[locale].index(found[2]) + 1, int(found[1]))


@pytest.mark.parametrize("locale", SUPPORTED)
def test_every_day_of_a_leap_year_reads_back_as_the_same_day(locale: str) -> None:
    for value in LEAP_YEAR:
        assert read_back(short_day(value, locale), locale) == value
        weekday, _, rest = day(value, locale).partition(" ")
        assert WEEKDAYS[locale].index(weekday) == value.weekday()
        assert rest == short_day(value, locale)


def test_a_date_is_written_as_people_write_it() -> None:
    value = date(2026, 12, 16)
    assert day(value, "nb") == "onsdag 16. desember 2026"
    assert day(value, "nn") == "onsdag 16. desember 2026"
    assert day(value, "en") == "Wednesday 16 December 2026"
    assert short_day(value, "nb") == "16. desember 2026"


def test_an_amount_is_written_with_spaces_that_do_not_break() -> None:
    assert money(3278, "nb") == "3\N{NO-BREAK SPACE}278\N{NO-BREAK SPACE}kroner"
    assert money(3278, "nn") == "3\N{NO-BREAK SPACE}278\N{NO-BREAK SPACE}kroner"
    assert money(3278, "en") == "3,278\N{NO-BREAK SPACE}kroner"
    assert money(0, "nb") == "0\N{NO-BREAK SPACE}kroner"


def test_oere_stand_with_two_digits_and_only_when_there_are_some() -> None:
    assert money(Decimal("3.2"), "nb") == "3,20\N{NO-BREAK SPACE}kroner"
    assert money(Decimal("3.20"), "en") == "3.20\N{NO-BREAK SPACE}kroner"
    assert money(Decimal("1234.05"), "nb") == "1\N{NO-BREAK SPACE}234,05\N{NO-BREAK SPACE}kroner"
    assert money(Decimal("3.00"), "nb") == "3\N{NO-BREAK SPACE}kroner"
    assert money(Decimal("1.00"), "nb") == "1\N{NO-BREAK SPACE}krone"
    assert money(Decimal("1.50"), "nb") == "1,50\N{NO-BREAK SPACE}kroner"


@pytest.mark.parametrize("locale", SUPPORTED)
def test_one_krone_is_singular(locale: str) -> None:
    assert money(1, locale) == "1\N{NO-BREAK SPACE}krone"
    assert money(-1, locale) == "-1\N{NO-BREAK SPACE}krone"
    assert money(21, locale) == "21\N{NO-BREAK SPACE}kroner"


@given(st.integers(min_value=-(10**12), max_value=10**12), languages)
def test_every_amount_reads_back_and_stays_on_one_line(kroner: int, locale: str) -> None:
    text = money(kroner, locale)
    assert int(re.sub(r"[^-\d]", "", text)) == kroner
    assert not re.search(r"[ \n]", text)


def test_a_decimal_has_the_sign_of_its_language() -> None:
    assert number(Decimal("1234.5"), "nb") == "1\N{NO-BREAK SPACE}234,5"
    assert number(Decimal("1234.5"), "en") == "1,234.5"


@pytest.mark.parametrize(
    ("parts", "locale", "text"),
    [
        ([], "nb", ""),
        (["a"], "nb", "a"),
        (["a", "b"], "nb", "a og b"),
        (["a", "b", "c"], "nb", "a, b og c"),
        (["a", "b", "c"], "nn", "a, b og c"),
        (["a", "b", "c"], "en", "a, b and c"),
        (["{0}", "{1}", "{name}"], "nb", "{0}, {1} og {name}"),
    ],
)
def test_an_enumeration_ends_in_and(parts: list[str], locale: str, text: str) -> None:
    assert joined(parts, locale) == text


def test_a_language_the_bot_does_not_speak_is_refused() -> None:
    with pytest.raises(KeyError):
        day(date(2026, 1, 1), "sv")
