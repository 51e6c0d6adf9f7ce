"""A whole number or an amount someone typed, read when it can only mean one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from .folding import visible
from .number_words import HUNDRED, THOUSAND, number_of_word

_LONGEST: Final = 100
_MOST: Final = 10**12
_TOKEN: Final = re.compile(r"\d+(?:[ .,]\d+)*|[^\W\d_]+|\S")
_GROUPED: Final = re.compile(r"\d{1,3}(?:(?: \d{3})+|(?:\.\d{3})+)(?:,\d{1,2})?")
_ENGLISH: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2}|(?<=,\d{3},\d{3}))")
_DECIMAL: Final = re.compile(r"\d+[.,]\d{1,2}")
_EITHER: Final = re.compile(r"(\d{1,3}),(\d{3})")


_HALF: Final = re.compile(
    r"(?:(?P<whole>[^\W\d_]+|\d+) (?:og|and) )?(?:(?:en|ein|a|one) )?"
    r"(?:halv|half)(?: a)? (?P<scale>million(?:er|ar|s)?)\b"
)
_ONE_AND_A_HALF: Final = re.compile(r"\bhalv(?:annen|anna|annan) (?P<scale>million\w*)\b")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SILENT: Final = _listed("jeg eg vi hun ho han det den er har ble blir vart i am is . , ! :")
_KRONER: Final = _listed("kr kroner krone kronar kronor nok")
_MILLIONS: Final = _listed("million millioner millionar millions mill mio")
# Said alone for none at all, and part of no number.
_NONE: Final = _listed("ingen inga inkje ingenting none nothing")
# What makes a number another one: half of something, or so many times the basic amount.
_SPOILING: Final = _listed("halv halvt halve halvannen halvannet halvanna half ½ ¼ ¾ g minus")
_UNITS: Final = tuple(
    _listed(words)
    for words in (
        "år ar aar års year years",
        "måned måneder mnd månad månader month months",
        "uke uker veke veker week weeks",
        "dag dager dagar døgn day days",
        "time timer timar t hour hours",
        "minutt minutter min minuttar minute minutes",
        "person personer personar person people",
        "barn born child children",
        "prosent % percent",
        "kilo kg kilogram",
        "kilometer km kilometers",
    )
)


@dataclass(frozen=True, slots=True)
class NotANumber:
    """The text names no whole number, or a part of one."""


@dataclass(frozen=True, slots=True)
class UnsureNumber:
    """The text may mean one of these, smallest first; the person has to say which.

    A single candidate is a number to confirm: the text has words around it that are not known, or
    that make it less sure, as in "ca 12".
    """

    candidates: tuple[int, ...]


NumberReading: TypeAlias = int | NotANumber | UnsureNumber


def read_number(text: str, units: Sequence[str] = ()) -> NumberReading:
    """Read a whole number as people in Norway write one: "12", "tolv", "1 200", "12 år".

    Args:
        text: What the person typed, of any length and content. No text raises.
        units: What is counted, as it is called; another unit is no part of the answer.
    """
    known = {form for unit in units for form in _forms(visible(unit))}
    found = _read(text, frozenset(known))
    if isinstance(found, NotANumber):
        return found
    values, sure = found
    if any(value != int(value) for value in values):
        return NotANumber()
    return _told({int(value) for value in values}, sure)


def read_amount(text: str) -> NumberReading:
    """Read an amount in kroner: "12 000", "12.000,-", "kr 12 000,50", "1,2 millioner".

    Øre are dropped, so the amount is the whole kroner it contains. "12,500" may be thousands or
    øre, and is asked about; so is "300k".

    Args:
        text: What the person typed, of any length and content. No text raises.
    """
    found = _read(text, _KRONER)
    if isinstance(found, NotANumber):
        return found
    values, sure = found
    return _told({int(value) for value in values}, sure)


def _told(values: set[int], sure: bool) -> NumberReading:
    if max(values) > _MOST:
        return NotANumber()
    if sure and len(values) == 1:
        return values.pop()
    return UnsureNumber(tuple(sorted(values)))


def _forms(unit: str) -> frozenset[str]:
    same = [forms for forms in _UNITS if unit in forms]
    return same[0] if same else frozenset({unit})


def _read(text: str, units: frozenset[str]) -> tuple[set[Decimal], bool] | NotANumber:
    """Return what the text may mean, and whether nothing else stands in it."""
    seen = visible(text)
    if not seen or len(seen) > _LONGEST:
        return NotANumber()
    tokens = _TOKEN.findall(_halves(seen))
    if not _NONE.isdisjoint(tokens):
        alone = all(token in _NONE or token in _SILENT or token in units for token in tokens)
        return ({Decimal(0)}, True) if alone else NotANumber()
    if _SPOILING & set(tokens):
        return NotANumber()
    meant: list[set[Decimal]] = []
    sure = True
    place = 0
    while place < len(tokens):
        word = tokens[place]
        run = _number(tokens[place:])
        if run is not None:
            values, length = run
            if not values or (place and tokens[place - 1] == "-" and not meant):
                return NotANumber()  # malformed, as 12 00, or below zero
            meant.append(values)
            place += length
            continue
        place += 1
        # "kr 12 000" is as good as "12 000 kr", but "år 12" is something else than 12 years.
        counted = word in units and (meant or units is _KRONER)
        if word == "-" or word in _SILENT or counted:
            continue
        sure = False
    if not meant:
        return NotANumber()
    return set().union(*meant), sure and len(meant) == 1


def _halves(seen: str) -> str:
    """Return the text with halves of a million as decimals: «en halv million» is 0,5 million."""

    def written(found: re.Match[str]) -> str:
        said = found["whole"]
        whole = 0 if said is None else int(said) if said.isdecimal() else number_of_word(said)
        return found.group() if whole is None else f"{whole},5 {found['scale']}"

    return _HALF.sub(written, _ONE_AND_A_HALF.sub(r"1,5 \g<scale>", seen))


def _number(tokens: Sequence[str]) -> tuple[set[Decimal], int] | None:
    """Return what a number at the beginning may mean, and how many tokens it takes.

    No values: it is written as no number is.
    """
    if tokens[0][0].isdecimal():
        values, length = _literal(tokens[0]), 1
    else:
        words = _words(tokens)
        if words is None:
            return None
        values, length = {Decimal(words[0])}, words[1]
    after = tokens[length] if length < len(tokens) else ""
    if after in THOUSAND and tokens[0][0].isdecimal():
        return {value * 1000 for value in values}, length + 1
    if after in HUNDRED and tokens[0][0].isdecimal():
        return {value * 100 for value in values}, length + 1
    if after in _MILLIONS:
        dotted = length + 1 < len(tokens) and tokens[length + 1] == "."
        return {value * 1_000_000 for value in values}, length + 1 + dotted
    if after == "k":
        return values | {value * 1000 for value in values}, length + 1
    return values, length


def _literal(digits: str) -> set[Decimal]:
    """Return what figures may mean; nothing if they are grouped as no number is."""
    if digits.isdecimal():
        return {Decimal(digits)} if digits == "0" or digits[0] != "0" else set()
    either = _EITHER.fullmatch(digits)
    if either:
        return {Decimal(either[1] + either[2]), Decimal(f"{either[1]}.{either[2]}")}
    if _GROUPED.fullmatch(digits):
        return {Decimal(digits.replace(" ", "").replace(".", "").replace(",", "."))}
    if _ENGLISH.fullmatch(digits):
        return {Decimal(digits.replace(",", ""))}
    if _DECIMAL.fullmatch(digits):
        return {Decimal(digits.replace(",", "."))}
    return set()


def _words(tokens: Sequence[str]) -> tuple[int, int] | None:
    """Return the number that words at the beginning say, and how many words it takes."""
    total, length = 0, 0
    for scale, names in ((1000, THOUSAND), (100, HUNDRED), (1, frozenset[str]())):
        part = _part(tokens[length:], scale, names, first=length == 0)
        if part is not None:
            total += part[0]
            length += part[1]
    return (total, length) if length else None


def _part(
    tokens: Sequence[str], scale: int, names: frozenset[str], *, first: bool
) -> tuple[int, int] | None:
    """Return how many thousands, hundreds or ones stand at the beginning, as a number."""
    skipped = 0
    if not first and tokens and tokens[0] in ("og", "and"):
        skipped = 1
    rest = tokens[skipped:]
    if not rest:
        return None
    if scale == 1:
        ones = _ones(rest)
        return (ones[0], ones[1] + skipped) if ones else None
    if rest[0] in names:
        return scale, 1 + skipped
    below = _words_below(rest, scale)
    if below is None or below[1] >= len(rest) or rest[below[1]] not in names:
        return None
    return below[0] * scale, below[1] + 1 + skipped


def _words_below(tokens: Sequence[str], scale: int) -> tuple[int, int] | None:
    """Return the count that may stand before `tusen` or `hundre`."""
    if scale == 100:
        return _ones(tokens)
    hundreds = _part(tokens, 100, HUNDRED, first=True)
    if hundreds is None:
        return _ones(tokens)
    ones = _part(tokens[hundreds[1] :], 1, frozenset(), first=False)
    return (hundreds[0] + ones[0], hundreds[1] + ones[1]) if ones is not None else hundreds


def _ones(tokens: Sequence[str]) -> tuple[int, int] | None:
    """Return what one word says, or a ten and a unit: «seksti sju», «sju og seksti»."""
    value = number_of_word(tokens[0])
    if value is None:
        return None
    if value >= 20 and value % 10 == 0 and value < 100 and len(tokens) > 1:
        skipped = 2 if tokens[1] == "-" and len(tokens) > 2 else 1
        unit = number_of_word(tokens[skipped])
        if unit is not None and 0 < unit < 10:
            return value + unit, skipped + 1
    if 0 < value < 10 and len(tokens) > 2 and tokens[1] in ("og", "and"):
        ten = number_of_word(tokens[2])
        if ten is not None and 20 <= ten < 100 and ten % 10 == 0:
            return value + ten, 3
    return value, 1
