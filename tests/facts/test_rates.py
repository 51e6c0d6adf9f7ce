"""Rates are read with the days they hold."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts import Confidence, RateUnit
from tests.facts.rates import RATES, read


def changed(old: str, new: str) -> str:
    assert RATES.count(old) == 1, old
    return RATES.replace(old, new)


def test_a_rate_is_what_it_is_on_each_day() -> None:
    facts, found = read()
    tak = facts.rates["tak"]
    before, after = tak.terms.at(date(2026, 12, 31)), tak.terms.at(date(2027, 1, 1))
    assert found == []
    assert (tak.name.source, tak.confidence) == ("Egenandelstak", Confidence.MEDIUM)
    assert tak.name.context == "fakta.sats.tak"
    assert before is not None
    assert after is not None
    assert (before.value, before.unit) == (Decimal(3278), RateUnit.KRONER)
    assert (after.value, after.sources) == (Decimal(3360), ("siden", "loven"))


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("beløp: 3.20", "3.20", RateUnit.KRONER),
        ('beløp: "3,20"', "3.20", RateUnit.KRONER),
        ("prosent: 60", "60", RateUnit.PERCENT),
        ("prosent: 7.7", "7.7", RateUnit.PERCENT),
        ("år: 18", "18", RateUnit.YEARS),
        ("år: 0", "0", RateUnit.YEARS),
        ("år: 120", "120", RateUnit.YEARS),
        ("tall: 2.5", "2.5", RateUnit.NUMBER),
        ("tall: 0", "0", RateUnit.NUMBER),
        ("tall: 999999999.99", "999999999.99", RateUnit.NUMBER),
    ],
)
def test_a_rate_is_an_amount_a_percentage_or_a_number(
    written: str, value: str, unit: RateUnit
) -> None:
    facts, found = read(changed("beløp: 3360", written))
    terms = facts.rates["tak"].terms.at(date(2027, 1, 1))
    assert found == []
    assert terms is not None
    assert (terms.value, terms.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("beløp: 3360", 'beløp: "3 360"', "RV222", "uten mellomrom"),
        ("beløp: 3360", "beløp: 3360 kr", "RV222", "uten mellomrom og enhet"),
        ("beløp: 3360", "beløp: 3.201", "RV222", "to desimaler"),
        ("beløp: 3360", "beløp: -5", "RV222", "«beløp» må være et tall"),
        ("beløp: 3360", "beløp: 05", "RV222", "«beløp» må være et tall"),
        ("beløp: 3360", "beløp: ²", "RV222", "«beløp» må være et tall"),
        ("beløp: 3360", "beløp: 1000000000", "RV222", "«beløp» må være et tall"),
        ("beløp: 3360", "beløp: ''", "RV013", "tom"),
        ("beløp: 3360", "år: 17.5", "RV222", "i hele år"),
        ("beløp: 3360", "år: 121", "RV222", "fra 0 til 120"),
        ("beløp: 3360", "beløp: 3360, år: 18", "RV110", "nøyaktig én"),
        ("beløp: 3360, ", "", "RV110", "nøyaktig én"),
        ("beløp: 3360", "beløp: 3360, prosent: 60", "RV110", "nøyaktig én"),
        ("beløp: 3360", "belop: 3360", "RV011", "Mente du «beløp»?"),
        (", kilder: [siden, loven]", "", "RV012", "«kilder»"),
        ("[siden, loven]", "[lov]", "RV102", "lov"),
        ("    sikkerhet: middels\n", "", "RV012", "«sikkerhet»"),
        ("    navn: Egenandelstak\n", "", "RV012", "«navn»"),
        ("middels", "lav", "RV014", "«høy» eller «middels»"),
        ("fra_og_med: 2027-01-01", "fra_og_med: 2027-01-02", "RV105",
         "Innholdet i satsen «tak» har et hull fra 2027-01-01 til og med 2027-01-01"),
        ("fra_og_med: 2027-01-01", "fra_og_med: 2026-12-31", "RV105",
         "to innhold samtidig fra 2026-12-31"),
        ("til_og_med: 2026-12-31", "til_og_med: 2025-12-31", "RV105", "Bytt om"),
    ],
)  # fmt: skip
def test_one_slip_in_a_rate_gives_one_diagnostic(old: str, new: str, code: str, says: str) -> None:
    _, found = read(changed(old, new))
    (said,) = [each for each in found if not each.startswith("RV008")]
    assert said.startswith(f"{code} ")
    assert says in said


def test_a_rate_needs_no_value_before_its_first_period_nor_after_its_last() -> None:
    facts, found = read(
        changed("fra_og_med: 2027-01-01", "fra_og_med: 2027-01-01, til_og_med: 2027-12-31")
    )
    assert found == []
    assert facts.rates["tak"].terms.latest.valid_until == date(2027, 12, 31)


@given(st.decimals(0, 999_999_999, places=2))
def test_every_number_with_two_decimals_reads_as_it_is_written(value: Decimal) -> None:
    facts, found = read(changed("beløp: 3360", f"beløp: {value}"))
    assert found == []
    assert facts.rates["tak"].terms.latest.value.value == value
