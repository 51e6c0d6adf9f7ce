"""Numbers in words: bokmål, nynorsk and English, the old way of counting too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_UNITS: Final = (
    "null zero",
    "en ein ei et eit ett én ett eitt one",
    "to two",
    "tre three",
    "fire four",
    "fem five",
    "seks six",
    "sju syv seven",
    "åtte atte aatte otte eight",
    "ni nine",
    "ti ten",
    "elleve eleven",
    "tolv twelve",
    "tretten thirteen",
    "fjorten fourteen",
    "femten fifteen",
    "seksten sixteen",
    "sytten seventeen",
    "atten eighteen",
    "nitten nineteen",
)
_TENS: Final = (
    (20, "tjue tyve twenty"),
    (30, "tretti tredve thirty"),
    (40, "førti forti foerti forty"),
    (50, "femti fifty"),
    (60, "seksti sixty"),
    (70, "sytti søtti seventy"),
    (80, "åtti atti aatti eighty"),
    (90, "nitti ninety"),
)
HUNDRED: Final = frozenset(("hundre", "hundred"))
THOUSAND: Final = frozenset(("tusen", "thousand"))


def _small() -> Iterator[tuple[str, int]]:
    for value, words in enumerate(_UNITS):
        yield from ((word, value) for word in words.split())
    for tens, words in _TENS:
        for ten in words.split():
            yield ten, tens
            for value in range(1, 10):
                for unit in _UNITS[value].split():
                    yield f"{ten}{unit}", tens + value
                    yield f"{unit}og{ten}", tens + value


_SMALL: Final = dict(_small())


def number_of_word(word: str) -> int | None:
    """Return the number one word says, also run together: `tjueen`, `enogtyve`, `tohundreogti`.

    Args:
        word: as `visible` gives it.
    """
    if word in HUNDRED or word in THOUSAND:
        return None
    found = _SMALL.get(word)
    if found is not None:
        return found
    return _compound(word, "tusen", 1000) or _compound(word, "hundre", 100)


def _compound(word: str, name: str, scale: int) -> int | None:
    before, at, after = word.partition(name)
    if not at:
        return None
    count = 1 if not before else number_of_word(before)
    rest = after.removeprefix("og")
    more = 0 if not rest else number_of_word(rest)
    if count is None or more is None or more >= scale or count < 1:
        return None
    return count * scale + more
