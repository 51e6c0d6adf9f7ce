"""Facts in texts are said as of a day, and marked when they are not sure to hold on it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts import RateTerms, RateUnit
from bot.flows import Ref
from bot.flows.speakers import AsOf, Longest
from bot.flows.values import Value
from bot.flows.wordings import rate_text
from bot.texts import SUPPORTED, Words
from tests.every_kind import every_kind
from tests.facts.rates import RATES, read

ONE_YEAR = RATES.replace(", kilder: [siden, loven]", ", til_og_med: 2027-12-31, kilder: [loven]")


def rate(today: date | None, rates: str = ONE_YEAR, locale: str = "nb") -> str:
    facts, found = read(rates)
    assert found == []
    said = AsOf({}, facts, Words(locale), today).rate(facts.rates["tak"])
    return said.replace("\N{NO-BREAK SPACE}", " ")


def length(today: date | None, rule: str = "anke") -> str:
    facts, _ = read()
    return AsOf({}, facts, Words("nb"), today).length(facts.deadlines[rule])


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2025, 12, 31), "3 278 kroner (fra og med 1. januar 2026)"),
        (date(2026, 1, 1), "3 278 kroner"),
        (date(2026, 12, 31), "3 278 kroner"),
        (date(2027, 1, 1), "3 360 kroner"),
        (date(2027, 12, 31), "3 360 kroner"),
        (date(2028, 1, 1), "3 360 kroner (til og med 31. desember 2027)"),
    ],
)
def test_a_rate_is_said_as_of_the_day_and_marked_outside_its_periods(
    today: date, said: str
) -> None:
    assert rate(today) == said


def test_a_rate_whose_source_should_have_been_read_again_is_marked() -> None:
    # It rests on «siden», which is to be read again by 2026-12-31.
    assert rate(date(2027, 1, 1), RATES) == "3 360 kroner (kan være endret)"
    assert rate(date(2026, 12, 31), RATES) == "3 278 kroner"


def test_a_picture_of_no_day_shows_what_holds_last_unmarked() -> None:
    assert rate(None) == "3 360 kroner"
    assert length(None) == "3 måneder"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("3278", RateUnit.KRONER, "3 278 kroner"),
        ("3.2", RateUnit.KRONER, "3,20 kroner"),
        ("60", RateUnit.PERCENT, "60 prosent"),
        ("7.7", RateUnit.PERCENT, "7,7 prosent"),
        ("2.5", RateUnit.NUMBER, "2,5"),
    ],
)
def test_a_rate_is_written_with_its_unit(value: str, unit: RateUnit, said: str) -> None:
    found = rate_text(RateTerms(Decimal(value), unit, ()), Words("nb"))
    assert found.replace("\N{NO-BREAK SPACE}", " ") == said


def test_a_rate_is_written_in_the_language_of_the_reader() -> None:
    assert rate(date(2026, 5, 1), locale="en") == "3,278 kroner"


def test_the_length_of_a_deadline_is_the_one_that_starts_on_the_day() -> None:
    assert length(date(2026, 12, 31)) == "8 uker"
    assert length(date(2027, 1, 1)) == "3 måneder (kan være endret)"
    assert length(date(2027, 1, 1), "klage") == "4 uker"


@given(st.sampled_from(["3.00", "10", "123456.78", "7"]), st.sampled_from(list(SUPPORTED)))
def test_texts_are_measured_by_the_longest_a_rate_ever_is(other: str, locale: str) -> None:
    facts, _ = read(ONE_YEAR.replace("3278", other))
    (tak,) = facts.rates.values()
    words = Words(locale)
    longest = Longest({}, facts, words).rate(tak)
    said = [AsOf({}, facts, words, day).rate(tak) for day in (date(2026, 6, 1), date(2027, 6, 1))]
    assert longest == max(said, key=len)


@given(st.sampled_from(["3.00", "10", "123456.78", "7"]), st.sampled_from(list(SUPPORTED)))
def test_messages_are_measured_by_the_longest_a_rate_is_with_its_mark(
    other: str, locale: str
) -> None:
    facts, _ = read(ONE_YEAR.replace("3278", other))
    (tak,) = facts.rates.values()
    words = Words(locale)
    longest = Longest({}, facts, words, on_any_day=True).rate(tak)
    days = (date(year, month, 1) for year in range(2020, 2031) for month in (1, 6, 12))
    said = [AsOf({}, facts, words, day).rate(tak) for day in days]
    assert len(longest) >= max(map(len, said))
    assert len(longest) > len(Longest({}, facts, words).rate(tak))


def test_texts_are_measured_by_the_longest_a_deadline_ever_is() -> None:
    facts, _ = read()
    anke, words = facts.deadlines["anke"], Words("nb")
    assert Longest({}, facts, words).length(anke) == "3 måneder"
    assert Longest({}, facts, words, on_any_day=True).length(anke) == "3 måneder (kan være endret)"


@pytest.mark.parametrize(
    ("step", "value", "said", "in_english"),
    [
        ("mottatt", date(2026, 11, 4), "4. november 2026", "4 November 2026"),
        ("mottatt", "vet_ikke", "datoen", "datoen"),
        ("mottatt", None, "datoen", "datoen"),
        ("alder", 67, "67", "67"),
        ("alder", None, "tallet", "tallet"),
        ("inntekt", 312000, "312 000 kroner", "312,000 kroner"),
        ("inntekt", None, "beløpet", "beløpet"),
    ],
)
def test_an_answer_is_said_in_the_language_or_by_what_it_is_called(
    step: str, value: Value | None, said: str, in_english: str, tmp_path: Path
) -> None:
    made = every_kind(tmp_path)
    ref = Ref("start", step)
    answers = {} if value is None else {ref: value}
    for locale, expected in (("nb", said), ("en", in_english)):
        speaker = AsOf(made.flows, made.facts, Words(locale), None, answers)
        assert speaker.answer(ref).replace("\N{NO-BREAK SPACE}", " ") == expected


def test_texts_are_measured_by_the_longest_answer_there_can_be(tmp_path: Path) -> None:
    made = every_kind(tmp_path)
    longest = Longest(made.flows, made.facts, Words("nb"))
    assert longest.answer(Ref("start", "mottatt")) == "28. september 2028"
    assert longest.answer(Ref("start", "alder")) == "tallet"
    assert longest.answer(Ref("start", "inntekt")).replace("\N{NO-BREAK SPACE}", " ") == (
        "100 000 000 kroner"
    )
