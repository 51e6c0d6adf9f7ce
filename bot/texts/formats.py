"""Dates, amounts and enumerations as people write them in each language.

Every ``locale`` is a code in `bot.texts.locales.SUPPORTED`; another raises KeyError.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.texts.locales import SUPPORTED

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_WITH_OERE = "#,##0.00"


def day(value: date, locale: str) -> str:
    """Write a date with its weekday: «onsdag 16. desember 2026»."""
    # CLDR's own full form has a comma in English, so the two parts are put together here.
    weekday = format_date(value, "EEEE", locale=SUPPORTED[locale].formatting)
    return f"{weekday} {short_day(value, locale)}"


def short_day(value: date, locale: str) -> str:
    """Write a date with the month in letters: «16. desember 2026».

    The month is never a number: 03.04 is two different days to two readers.
    """
    return format_date(value, "long", locale=SUPPORTED[locale].formatting)


def number(value: int | Decimal, locale: str) -> str:
    """Write a number with the language's separators: «3 278», the space a non-breaking one."""
    return format_decimal(value, locale=SUPPORTED[locale].formatting)


def money(kroner: int | Decimal, locale: str) -> str:
    """Write an amount in Norwegian kroner: «3 278 kroner», never broken over two lines.

    Øre stand with two digits, and only when there are some: «3,20 kroner». The currency keeps its
    Norwegian name in every language: it is what bills and decisions say.
    """
    unit = "krone" if abs(kroner) == 1 else "kroner"
    pattern = None if kroner == int(kroner) else _WITH_OERE
    formatting = SUPPORTED[locale].formatting
    return f"{format_decimal(kroner, pattern, locale=formatting)}{_NO_BREAK_SPACE}{unit}"


def joined(parts: Sequence[str], locale: str) -> str:
    """Write an enumeration: «a, b og c». No parts give an empty text."""
    return format_list(list(parts), locale=SUPPORTED[locale].formatting)


def either(parts: Sequence[str], locale: str) -> str:
    """Write alternatives: «a, b eller c». No parts give an empty text."""
    return format_list(list(parts), style="or", locale=SUPPORTED[locale].formatting)
