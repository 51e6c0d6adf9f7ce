"""What someone typed that is about who they are: an identity number, a phone number, an address.

Nothing of it is wanted. It is found so that it can be left unused, and the person warned.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum
from operator import mul
from typing import Final

from .folding import visible


class Private(StrEnum):
    """What a text gives away."""

    IDENTITY_NUMBER = "identity_number"
    PHONE = "phone"
    ADDRESS = "address"


_SEP: Final = r"[ .\-/]?"
_IDENTITY: Final = re.compile(
    rf"(?<!\d)(\d\d){_SEP}(\d\d){_SEP}(?:(?:18|19|20)(?=\d\d\D?\d{{3}}{_SEP}\d\d(?!\d)))?"
    rf"(\d\d)[ .\-/]{{0,3}}(\d{{3}}){_SEP}(\d\d)(?!\d)"
)
# The same eleven digits in any groups, down to one by one: «0101 5010 033». What begins with a
# whole date goes on with something else.
_SPREAD: Final = re.compile(
    r"(?<!\d)(?!\d{1,2}([./\-])\d{1,2}\1(?:18|19|20)\d\d(?!\d))"
    r"(?=(\d(?:[ .,\-/_]{0,3}\d){10})(?!\d))"
)
_FIRST: Final = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND: Final = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_HIGHEST_DAY: Final = 31
_HIGHEST_MONTH: Final = 12

_UNIT: Final = (
    r"(?:kr(?:oner)?|nok|kilometer|km|mil|meter|m|min(?:utt|utter)?|timer?|t|prosent|%|ganger?|gang"
    r"|dager?|dagar|uker?|veker?|måned(?:er)?|månad(?:er)?|mnd|år|personer?|barn|stk|poeng|grader"
    r"|jan\w*|feb\w*|mar(?:s|ch)|apr\w*|mai|may|jun\w*|jul\w*|aug\w*|sep\w*|okt\w*|oct\w*|nov\w*"
    r"|des\w*|dec\w*)"
)
_NO_MORE: Final = rf"(?![.,]?\d|[ .]{{0,2}}{_UNIT}(?!\w)|,-)"
_ABROAD: Final = re.compile(r"(?<![\w+])(?:\+|00)(?=[1-9])\(?\d(?:[ ()\-]{0,2}\d){7,13}(?!\d)")
_AT_HOME: Final = re.compile(
    r"(?<![\d.,+/\-])(?:[2-79]\d{7}|[2-79]\d\d \d\d \d{3}|[2-79]\d \d\d \d\d \d\d|[2-79]\d{3} \d{4}"
    rf"|[2-79]\d-\d\d-\d\d-\d\d|[2-79]\d\.\d\d\.\d\d\.\d\d){_NO_MORE}(?![/\-]\d)"
)
_MONEY_BEFORE: Final = re.compile(r"(?:\bkr|\bkroner|\bnok)[ .]{0,2}$")
_DAY_FIRST: Final = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d")
_YEAR_FIRST: Final = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")

_STREET: Final = (
    r"(?:veien|vegen|vei|veg|vn|gata|gaten|gate|gt|alléen|alleen|allé|svingen|bakken|tunet|torget"
    r"|løkka|terrasse|brygge)"
)
_NO_STREET: Final = (
    r"(?:ut|om|ar|reise|skole|kjøre|gang|over|midt|vann|luft|arbeids|beste|riktige|hele|lange)"
)
_OLD_OR_NEW: Final = (
    r"(?:gamle|nye|store|lille|øvre|nedre|søndre|nordre|vestre|østre|indre|ytre|\w{3,}s)"
)
_HOUSE: Final = rf"\.? ?(?:nr\.? ?)?\d{{1,3}}(?: ?[a-h](?!\w))?(?!\w){_NO_MORE}"
_ADDRESSES: Final = (
    re.compile(rf"(?<!\w)(?!{_NO_STREET}{_STREET})\w{{2,}}{_STREET}{_HOUSE}"),
    re.compile(rf"(?<!\w){_OLD_OR_NEW} {_STREET}{_HOUSE}"),
    re.compile(rf"(?<!\w)(?:postboks|pb) ?\d{{1,5}}{_NO_MORE}"),
    re.compile(r"(?<!\w)[hluk]0[1-9]0[1-9](?!\w)"),
)


def private_in(text: str, known: Collection[str] = ()) -> Private | None:
    """Return what a text gives away, the gravest of it, or None.

    Dates, years and amounts are none of these things.

    Args:
        text: what the person typed, of any length and content. No text raises.
        known: phone numbers of authorities, as they are written; they are nobody's secret.
    """
    seen = visible(text)
    grouped = ("".join(found.groups()) for found in _IDENTITY.finditer(seen))
    spread = (_digits(found[2]) for found in _SPREAD.finditer(seen))
    if any(map(_is_identity, (*grouped, *spread))):
        return Private.IDENTITY_NUMBER
    if _has_phone(seen, known):
        return Private.PHONE
    if any(address.search(seen) for address in _ADDRESSES):
        return Private.ADDRESS
    return None


def _is_identity(digits: str) -> bool:
    """Whether eleven digits are a Norwegian identity number, a D-number or one made for tests.

    Source: skatteetaten.no, «Fødselsnummer»: two check digits by weights, modulo 11. A D-number
    has 4 added to its first digit; test numbers have 40, 65 or 80 added to the month.
    """
    numbers = [*map(int, digits)]
    if sum(map(mul, _FIRST, numbers)) % 11 or sum(map(mul, _SECOND, numbers)) % 11:
        return False
    day, month = int(digits[:2]), int(digits[2:4])
    return 1 <= day % 40 <= _HIGHEST_DAY and any(
        1 <= month - added <= _HIGHEST_MONTH for added in (0, 40, 65, 80)
    )


def _has_phone(seen: str, known: Collection[str]) -> bool:
    ours = {_digits(number)[-8:] for number in known}
    if any(_digits(found.group())[-8:] not in ours for found in _ABROAD.finditer(seen)):
        return True
    for found in _AT_HOME.finditer(seen):
        digits = _digits(found.group())
        is_date = _DAY_FIRST.fullmatch(digits) or _YEAR_FIRST.fullmatch(digits)
        is_money = _MONEY_BEFORE.search(seen[: found.start()])
        if digits not in ours and not is_date and not is_money:
            return True
    return False


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))
