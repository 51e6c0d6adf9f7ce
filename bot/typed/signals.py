"""Words of danger in what someone typed: on the safe side, so rather once too often than never.

Punctuation parts a text into clauses; a phrase is found when its words stand in one clause, in
their order, perhaps with a word or two between: «vil bare dø nå» says «vil dø».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, TypeAlias

from rapidfuzz.distance import OSA

from .closeness import Words

_BETWEEN: Final = re.compile(r"[.!?;:,\n()«»\"…]+|\s[-–—]\s")
_Phrase: TypeAlias = "tuple[_Wanted, ...]"
_Index: TypeAlias = "Mapping[str, tuple[tuple[_Wanted, list[_Phrase]], ...]]"
_GAP: Final = 2
_ANY_ENDING: Final = "*"
# What may stand between a denial and what it denies: «ingen tanker om selvmord».
_CARRIERS: Final = frozenset(
    ("noko", "noen", "om", "pa", "a", "for", "fare", "tenkt", "tenker", "tanke", "tanker", "any")
)


@dataclass(frozen=True, slots=True)
class Signals:
    """What signals one kind of danger.

    Attributes:
        id: what is returned for it.
        phrases: words or phrases as people type them; a word may end in `*` for any ending.
        exceptions: phrases that hold such words and mean something else.
    """

    id: str
    phrases: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    _phrases: _Index = field(init=False, repr=False, compare=False)
    _exceptions: _Index = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_phrases", _index(self.phrases))
        object.__setattr__(self, "_exceptions", _index(self.exceptions))

    def stand_in_joined(self, clause: Sequence[str]) -> bool:
        """Whether a clause with its words run together names one of the words to the letter.

        A typing error more would make a word of danger out of one and the small word after it.
        """
        return any(
            _names(self._phrases, said) and not _names(self._exceptions, said) for said in clause
        )

    def stand_in(self, clause: Sequence[str]) -> bool:
        """Whether a clause, as folded words, says one of the phrases and does not deny it."""
        left_out = {
            at
            for start, phrase in _begun(clause, self._exceptions)
            for at in _near(clause, start, phrase)
        }
        return any(
            found and left_out.isdisjoint(found) and not _denied(clause, phrase, found)
            for start, phrase in _begun(clause, self._phrases)
            for found in (_places(clause, start, phrase),)
        )


def spotted(text: str, groups: Sequence[Signals]) -> tuple[str, ...]:
    """Return the ids of the dangers that a text speaks of, in the order of the groups.

    Args:
        text: What the person typed, of any length and content. No text raises.
        groups: What signals each danger.
    """
    clauses = [words for part in _BETWEEN.split(text) if (words := Words.of(part).tokens)]
    joined = list(filter(None, map(_run_together, clauses)))
    return tuple(
        group.id
        for group in groups
        if any(map(group.stand_in, clauses)) or any(map(group.stand_in_joined, joined))
    )


def _wanted(phrase: str) -> tuple[_Wanted, ...]:
    return tuple(
        _Wanted.of(token, any_ending=word.endswith(_ANY_ENDING))
        for word in phrase.split()
        for token in Words.of(word).tokens
    )


def _index(phrases: Sequence[str]) -> _Index:
    """Return phrases by the first letter of their first word, which no typing error changes."""
    grouped: dict[str, dict[_Wanted, list[_Phrase]]] = {}
    for phrase in filter(None, map(_wanted, phrases)):
        grouped.setdefault(phrase[0].stem[:1], {}).setdefault(phrase[0], []).append(phrase)
    return {letter: tuple(firsts.items()) for letter, firsts in grouped.items()}


def _begun(clause: Sequence[str], index: _Index) -> Iterator[tuple[int, _Phrase]]:
    """Yield the phrases whose first word stands in a clause, and where."""
    for start, word in enumerate(clause):
        for first, phrases in index.get(word[:1], ()):
            if first.fits(word):
                for phrase in phrases:
                    yield start, phrase


def _names(index: _Index, said: str) -> bool:
    """Whether a word is one of the phrases of a single word, to the letter."""
    return any(
        first.is_spelled(said) and any(len(phrase) == 1 for phrase in phrases)
        for first, phrases in index.get(said[:1], ())
    )


def _run_together(clause: Sequence[str]) -> tuple[str, ...]:
    """Return a clause with each word and the next as one: «selv mord» is «selvmord»."""
    return tuple(f"{first}{second}" for first, second in pairwise(clause))


def _near(clause: Sequence[str], start: int, phrase: _Phrase) -> range:
    """Return where the words of a phrase stand side by side from a place; empty if nowhere."""
    end = start + len(phrase)
    stands = end <= len(clause) and all(
        word.fits(said) for word, said in zip(phrase, clause[start:end], strict=True)
    )
    return range(start, end if stands else start)


def _places(clause: Sequence[str], start: int, phrase: _Phrase) -> tuple[int, ...]:
    """Return where the words of a phrase stand from a place, in their order, few words between."""
    found = [start]
    for wanted in phrase[1:]:
        reach = range(found[-1] + 1, min(found[-1] + 2 + _GAP, len(clause)))
        place = next((at for at in reach if wanted.fits(clause[at])), None)
        if place is None:
            return ()
        found.append(place)
    return tuple(found)


def _denied(clause: Sequence[str], phrase: _Phrase, found: tuple[int, ...]) -> bool:
    """Whether a denial that is no part of the phrase stands in it, before it or after it."""
    if _has_denial([word.stem for word in phrase]):
        return False
    within = (clause[at] for at in range(found[0], found[-1]) if at not in found)
    before = found[0] - 1
    while before >= 0 and clause[before] in _CARRIERS:
        before -= 1
    beside = (clause[at] for at in (before, found[-1] + 1) if 0 <= at < len(clause))
    return _has_denial((*within, *beside))


def _has_denial(words: Sequence[str]) -> bool:
    return Words.of(" ".join(words)).denials > 0


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A word of a phrase, and how many typing errors it may have and still be no other word."""

    stem: str
    any_ending: bool
    errors: int

    @classmethod
    def of(cls, token: str, *, any_ending: bool) -> _Wanted:
        return cls(token, any_ending, 0 if len(token) < 6 else 1 if len(token) < 10 else 2)

    def is_spelled(self, said: str) -> bool:
        return said == self.stem or (self.any_ending and said.startswith(self.stem))

    def fits(self, said: str) -> bool:
        if self.is_spelled(said):
            return True
        if not self.errors or said[:1] != self.stem[:1]:
            return False
        length = len(self.stem)
        if not self.any_ending:
            return abs(len(said) - length) <= self.errors and self._is_near(said)
        ends = range(length - self.errors, min(length + self.errors, len(said)) + 1)
        return any(self._is_near(said[:end]) for end in ends)

    def _is_near(self, said: str) -> bool:
        return OSA.distance(said, self.stem, score_cutoff=self.errors) <= self.errors
