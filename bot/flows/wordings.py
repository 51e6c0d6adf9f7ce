"""Facts and answers in words, in the language of who reads."""

from __future__ import annotations

from datetime import date

from bot.facts import Length, RateTerms, RateUnit, Unit
from bot.flows.kinds import AmountInput, Input
from bot.flows.values import Value
from bot.texts import Words, money, number, short_day

_MONTHS_IN_A_YEAR = 12


def length_text(length: Length, words: Words) -> str:
    """Return a length in words: «4 uker»."""
    count = length.count
    match length.unit:
        case Unit.TWENTY_FOUR_HOURS:
            return words.pgettext("length", "{n} timer", n=str(24 * count))
        case Unit.DAYS:
            return words.npgettext("length", "{n} dag", "{n} dager", count)
        case Unit.WORKING_DAYS:
            return words.npgettext("length", "{n} virkedag", "{n} virkedager", count)
        case Unit.WEEKS:
            return words.npgettext("length", "{n} uke", "{n} uker", count)
        case Unit.MONTHS if count % _MONTHS_IN_A_YEAR == 0:
            years = count // _MONTHS_IN_A_YEAR
            return words.npgettext("length", "{n} år", "{n} år", years)
        case Unit.MONTHS:
            return words.npgettext("length", "{n} måned", "{n} måneder", count)


def rate_text(terms: RateTerms, words: Words) -> str:
    """Return a rate in words: «3 278 kroner», «60 prosent», «18 år», «2,5»."""
    match terms.unit:
        case RateUnit.KRONER:
            return money(terms.value, words.locale)
        case RateUnit.PERCENT:
            return words.pgettext("rate", "{n} prosent", n=number(terms.value, words.locale))
        case RateUnit.YEARS:
            return words.npgettext("length", "{n} år", "{n} år", int(terms.value))
        case RateUnit.NUMBER:
            return number(terms.value, words.locale)


def answer_text(asked: Input | None, value: Value | None, words: Words) -> str:
    """Return a date, a number or an amount in words: «4. november 2026»; empty for another."""
    if isinstance(value, date):
        return short_day(value, words.locale)
    if not isinstance(value, int):
        return ""
    if isinstance(asked, AmountInput):
        return money(value, words.locale)
    return number(value, words.locale)
