"""What gives someone away is found in any shape, and what is asked for is never taken for it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.typed import Private, private_in
from bot.typed.private import _FIRST, _SECOND

MONTHS = [
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
DAYS = st.dates(date(1900, 1, 1), date(2039, 12, 31))
AROUND = st.sampled_from(["", "hei ", "jeg er ", "fnr: ", "(", "Født "])
AFTER = st.sampled_from(["", " takk", ".", ")", ", og jeg vil klage", "!"])


def identity(born: date, number: int, day_added: int = 0, month_added: int = 0) -> str | None:
    """The identity number of someone, or None if these check digits do not exist."""
    digits = f"{born.day + day_added:02}{born.month + month_added:02}{born:%y}{number:03}"
    first = -sum(w * int(d) for w, d in zip(_FIRST, digits, strict=False)) % 11
    digits += str(first)
    second = -sum(w * int(d) for w, d in zip(_SECOND, digits, strict=False)) % 11
    return None if 10 in (first, second) else digits + str(second)


@given(
    born=DAYS,
    number=st.integers(0, 999),
    day_added=st.sampled_from([0, 40]),
    month_added=st.sampled_from([0, 40, 65, 80]),
    shape=st.sampled_from(["{0}{1}{2}{3}", "{0}{1}{2} {3}", "{0}.{1}.{2}-{3}", "{0} {1} {2} {3}"]),
    before=AROUND,
    after=AFTER,
)
def test_an_identity_number_is_found_however_it_is_written(
    born: date, number: int, day_added: int, month_added: int, shape: str, before: str, after: str
) -> None:
    digits = identity(born, number, day_added, month_added)
    assume(digits is not None)
    assert digits is not None
    written = shape.format(digits[:2], digits[2:4], digits[4:6], digits[6:])
    assert private_in(before + written + after) is Private.IDENTITY_NUMBER


@given(
    born=DAYS,
    number=st.integers(0, 999),
    day_added=st.sampled_from([0, 40]),
    cuts=st.sets(st.integers(1, 10), max_size=10),
    between=st.sampled_from([" ", ".", "-", ", ", " - "]),
)
def test_an_identity_number_is_found_in_any_groups_down_to_digit_by_digit(
    born: date, number: int, day_added: int, cuts: set[int], between: str
) -> None:
    digits = identity(born, number, day_added)
    assume(digits is not None)
    assert digits is not None
    written = "".join(between + d if at in cuts else d for at, d in enumerate(digits))
    # What reads as a whole date with a number after it is taken for that.
    assume(not re.match(r"\d{1,2}([.-])\d{1,2}\1(18|19|20)\d\d(?!\d)", written))
    assert private_in(f"nr 4 {written} takk") is Private.IDENTITY_NUMBER


@pytest.mark.parametrize(
    "written", ["0101 5010 033", "0 1 0 1 5 0 1 0 0 3 3", "0-1-0-1-5-0-1-0-0-3-3"]
)
def test_the_groups_of_an_identity_number_may_be_any(written: str) -> None:
    assert private_in(written) is Private.IDENTITY_NUMBER


@pytest.mark.parametrize("written", ["0101 5010 034", "1 2 3 4 5 6 7 8 9 0 1", "12 13 14 15 16 1"])
def test_eleven_digits_whose_check_digits_are_wrong_are_none(written: str) -> None:
    assert private_in(written) is not Private.IDENTITY_NUMBER


@given(born=DAYS, number=st.integers(0, 999), place=st.integers(0, 10), by=st.integers(1, 9))
def test_a_digit_that_is_wrong_makes_it_none(born: date, number: int, place: int, by: int) -> None:
    digits = identity(born, number)
    assume(digits is not None)
    assert digits is not None
    wrong = digits[:place] + str((int(digits[place]) + by) % 10) + digits[place + 1 :]
    assert private_in(wrong) is not Private.IDENTITY_NUMBER


def test_full_width_digits_and_marks_that_cannot_be_seen_hide_nothing() -> None:
    digits = identity(date(1950, 1, 1), 123) or identity(date(1950, 1, 1), 124)
    assert digits is not None
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in digits)
    assert private_in(wide) is Private.IDENTITY_NUMBER
    assert private_in("\u200b".join(digits)) is Private.IDENTITY_NUMBER


@given(day=DAYS, before=AROUND, after=AFTER)
def test_no_way_of_writing_a_date_gives_anything_away(day: date, before: str, after: str) -> None:
    d, m, y = day.day, day.month, day.year
    for written in (
        f"{d:02}.{m:02}.{y}",
        f"{d}.{m}.{y}",
        f"{d:02}.{m:02}.{y % 100:02}",
        f"{d}. {MONTHS[m - 1]} {y}",
        f"{d} {MONTHS[m - 1]}",
        f"{d:02}/{m:02}-{y}",
        f"{d:02}{m:02}{y}",
        f"{d:02}{m:02}{y % 100:02}",
        f"{y}-{m:02}-{d:02}",
        f"{y}{m:02}{d:02}",
        f"{d:02} {m:02} {y}",
        f"i Storgata {d}. {MONTHS[m - 1]}",
        f"fikk plass {d}. {MONTHS[m - 1]} {y}",
    ):
        assert private_in(before + written + after) is None, written


@given(amount=st.integers(0, 99_999_999), kroner=st.sampled_from([" kr", " kroner", ",-", ",50"]))
def test_no_amount_gives_anything_away(amount: int, kroner: str) -> None:
    spaced = f"{amount:,}".replace(",", " ")
    for written in (f"{amount}{kroner}", f"{spaced}{kroner}", f"kr {amount}", f"kr. {spaced}"):
        assert private_in(written) is None, written


@given(number=st.integers(0, 1_999_999))
def test_no_small_number_or_year_gives_anything_away(number: int) -> None:
    for written in (str(number), f"{number} år", f"ca {number}", f"{number:,}".replace(",", " ")):
        assert private_in(written) is None


@given(text=st.text())
def test_any_text_is_taken(text: str) -> None:
    assert private_in(text) in (None, *Private)


@pytest.mark.parametrize(
    "text",
    [
        "91234567",
        "912 34 567",
        "91 23 45 67",
        "22-33-44-55",
        "22.33.44.55",
        "9123 4567",
        "+47 912 34 567",
        "+4791234567",
        "004791234567",
        "(+47) 91234567",
        "+46 70 123 45 67",
        "Ring meg på 91234567, takk",
        "tlf 22334455.",
        "kommunen, mitt nummer er 912 34 567",
    ],
)
def test_a_phone_number_is_found(text: str) -> None:
    assert private_in(text) is Private.PHONE


@pytest.mark.parametrize(
    "text",
    [
        "Storgata 5",
        "storgata 12b",
        "Kirkeveien 12 B, 0155 Oslo",
        "jeg bor i Bjørnstjerne Bjørnsons gate 3",
        "Gamle vei 4",
        "Øvre gate 11",
        "Solbakken 7",
        "Postboks 123, 5001 Bergen",
        "Kongens gt. 8",
        "H0201",
    ],
)
def test_an_address_is_found(text: str) -> None:
    assert private_in(text) is Private.ADDRESS


@pytest.mark.parametrize(
    "text",
    [
        "113",
        "116 117",
        "02026",
        "5500",
        "Ja",
        "Plass på sykehjem",
        "det er 40 km reisevei 40 km",
        "reisevei 12 km",
        "På vei 2 ganger",
        "fikk plass 3. mars 2026",
        "sykehjemsplass 2",
        "etter paragraf 3-5",
        "2026/1234",
        "sak 26/01234-3",
        "0155 Oslo",
        "vedtaket fra 2025",
        "12.345.678",
        "1 234 567 kroner",
        "organisasjonsnummer 889 640 782",
        "kapittel 5 og 6",
        "4. november",
        "04.11.2026",
        "vi har ventet i 12 uker",
        "Storgata",
        "11 22 33",
        "800 43 159",
        "815 70 030",
    ],
)
def test_what_is_asked_for_and_what_is_said_in_passing_gives_nothing_away(text: str) -> None:
    assert private_in(text) is None


@pytest.mark.parametrize("text", ["23 32 70 00", "Er 23327000 riktig?", "+47 23327000"])
def test_the_number_of_an_authority_is_nobodys_secret(text: str) -> None:
    assert private_in(text) is Private.PHONE
    assert private_in(text, ["23 32 70 00"]) is None
    assert private_in(f"{text} 91234567", ["23 32 70 00"]) is Private.PHONE
