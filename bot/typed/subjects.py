"""What someone wrote about, in a word or a sentence, found among subjects by what they are called.

A name counts when all its words are there, in any form or with typing errors; less when the text
is only a part of it. A word that few subjects are called by tells more than one that many are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from .closeness import Words, ends_as_form, shares_lemma, typing_errors
from .lexicon import lemmas

_LONGEST: Final = 300
_MOST: Final = 5
_SHORTEST: Final = 4
_HOLDS_IT: Final = 0.8
"""How well «elrullestol» fits «rullestol»: it has been put together of that and more."""
_PART_OF_A_WORD: Final = 0.5
"""How well «reise» fits «reiseforsikring»: it may be meant, but was not said."""

_SILENT: Final = frozenset(
    Words.of(
        """
        hei hallo hello hi takk thanks gjelder gjaldt
        trenger treng trengs få får fikk fått søke søker søk søkt ønsker gjerne lurer spør spørsmål
        hvordan hva hvor hvem hvilken hvilke når korleis kva kvar kven mor mora moren mamma far
        faren pappa bestemor bestefar mann mannen kone kona sønn datter hennes hans oss meg seg deg
        han ho hun man noe noen litt må bør vært bli blir blitt nå da så gå går finne how what
        where who when need want get apply annet annen anna andre neste måtte ville skulle
        kunne burde alle mange flere etter
        """
    ).tokens
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Something a text can be about, and all it is called, what it is called most first."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """A subject a text may be about.

    Attributes:
        name: which of its names was found.
    """

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a text may be about.

    Attributes:
        found: the likeliest first, five at most.
        is_clear: whether it can only be the first.
    """

    found: tuple[About, ...] = ()
    is_clear: bool = False


@dataclass(frozen=True, slots=True)
class _Heard:
    """How much of a text one subject covers: the best fit of each word, by its place.

    Attributes:
        place: where the name stands among those of the subject; 0 is what it is called most.
    """

    subject: str
    name: str
    words: dict[int, float]
    place: int

    def weight(self, weights: Sequence[float]) -> float:
        return sum(fit * weights[at] for at, fit in self.words.items())


def about(text: str, subjects: Sequence[Subject]) -> Subjects:
    """Return what a text is about.

    Args:
        text: What the person typed, of any length and content. No text raises.
        subjects: What it can be about.
    """
    said = Words.of(text)
    if len(said.line) > _LONGEST:
        return Subjects()
    core = said.without_fillers(frozenset())
    tokens = [token for token in dict.fromkeys(core.tokens) if token not in _SILENT]
    telling = tuple(map(_Said, tokens))
    if not telling or said.denials == len(said.tokens):
        return Subjects()
    whole = _only_best_fits(_heard(_says_all(telling, each), each) for each in subjects)
    covered = {at for each in whole for at in each.words}
    named = {each.subject for each in whole}
    others = [each for each in subjects if each.id not in named]
    parts = _only_best_fits(_heard(_touches(telling, each, covered), each) for each in others)
    if not whole:
        parts = [each for each in parts if 2 * len(each.words) >= len(telling)]
    heard = [
        *_ranked(whole, len(telling), len(subjects)),
        *_ranked(parts, len(telling), len(subjects)),
    ]
    found = tuple(About(each.subject, each.name) for each in heard[:_MOST])
    denies = said.denials > 0 and not any(Words.of(each.name).denials for each in heard)
    return Subjects(found, not denies and not parts and _is_clear(whole, len(telling)))


def _ranked(heard: Sequence[_Heard], length: int, subjects: int) -> list[_Heard]:
    """Return what was heard, the likeliest first."""
    counts = [sum(at in each.words for each in heard) for at in range(length)]
    weights = [math.log(2 + subjects / count) if count else 0.0 for count in counts]
    return sorted(heard, key=lambda each: (-each.weight(weights), each.place))


def _heard(found: tuple[str, dict[int, float]] | None, subject: Subject) -> _Heard | None:
    if found is None:
        return None
    name, words = found
    return _Heard(subject.id, name, words, subject.names.index(name))


def _only_best_fits(found: Iterable[_Heard | None]) -> list[_Heard]:
    """Return what covers some word as well as any other does."""
    heard = [each for each in found if each is not None]
    best: dict[int, float] = {}
    for each in heard:
        for at, fit in each.words.items():
            best[at] = max(fit, best.get(at, 0.0))
    kept = []
    for each in heard:
        words = {at: fit for at, fit in each.words.items() if fit > best[at] - 0.1}
        if words:
            kept.append(replace(each, words=words))
    return kept


def _is_clear(whole: Sequence[_Heard], length: int) -> bool:
    """Whether one covers half of the text or more, and all that the others do and more."""
    return any(
        2 * len(first.words) >= length
        and all(other.words.keys() < first.words.keys() for other in whole if other is not first)
        for first in whole
    )


def _says_all(telling: tuple[_Said, ...], subject: Subject) -> tuple[str, dict[int, float]] | None:
    """Return the name that a text says best of those it says all of, and what all of them cover."""
    named = [(name, fits) for name in subject.names if (fits := _whole(telling, name))]
    if not named:
        return None
    best = max(named, key=lambda found: (len(found[1]), sum(found[1].values())))
    merged: dict[int, float] = {}
    for _, fits in named:
        for at, fit in fits.items():
            merged[at] = max(fit, merged.get(at, 0.0))
    return best[0], merged


def _touches(
    telling: tuple[_Said, ...], subject: Subject, covered: set[int]
) -> tuple[str, dict[int, float]] | None:
    """Return the name that has most of the words that nothing covers, and those words."""
    left = [
        at
        for at, said in enumerate(telling)
        if at not in covered and len(said.token) >= _SHORTEST and not Words.of(said.token).denials
    ]
    named = []
    for name in subject.names:
        words = _named(name)
        fits = {at: fit for at in left if (fit := max(map(telling[at].fit, words)))}
        if fits:
            named.append((name, fits))
    return max(named, key=lambda found: sum(found[1].values()), default=None)


@lru_cache(maxsize=8192)
def _named(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell something. Kept, since names come back."""
    words = Words.of(name)
    core = words.without_fillers(frozenset()).tokens
    return tuple(token for token in core if token not in _SILENT) or words.tokens or ("",)


@lru_cache(maxsize=8192)
def _lemmas(meant: str) -> frozenset[str]:
    """Return what a word of a name is a form of. Kept, since names come back."""
    return lemmas(meant)


class _Said:
    """A word of a text, and how well it is each word of the names: most stand in several names."""

    def __init__(self, token: str) -> None:
        self.token = token
        self._lemmas = lemmas(token)
        self._fits: dict[str, float] = {}

    @property
    def is_listed(self) -> bool:
        """Whether a dictionary has it."""
        return bool(self._lemmas)

    def fit(self, meant: str) -> float:
        """Return how well it is the word meant, from 0 to 1."""
        found = self._fits.get(meant)
        if found is None:
            found = self._fits[meant] = self._fit(meant)
        return found

    def _fit(self, meant: str) -> float:
        said = self.token
        if said == meant:
            return 1.0
        if self._is_form_of(meant):
            return 0.95
        if len(meant) >= 5 and (said.startswith(meant) or said.endswith(meant)):
            return _HOLDS_IT
        if min(len(said), len(meant)) >= 5 and typing_errors(said, meant) is not None:
            return 0.75
        if len(said) >= 5 and (meant.startswith(said) or meant.endswith(said)):
            return _PART_OF_A_WORD
        return 0.0

    def _is_form_of(self, meant: str) -> bool:
        if not meant or meant[0] != self.token[0]:
            return False
        if self._lemmas and (of_meant := _lemmas(meant)):
            return shares_lemma(self._lemmas, meant, of_meant)
        return ends_as_form(self.token, meant)


def _whole(telling: tuple[_Said, ...], name: str) -> dict[int, float]:
    """Return which words of a text say all of a name, and how well; empty if they do not.

    One word can say two: «sykehjemsplass» says both of «plass på sykehjem». A word that has been
    put together is a word of its own where dictionaries have it, and does not say a part of it.
    """
    fits: dict[int, float] = {}
    parts: dict[int, int] = {}
    for meant in _named(name):
        best, at = max((said.fit(meant), -at) for at, said in enumerate(telling))
        if best <= _PART_OF_A_WORD:
            return {}
        fits[-at] = max(best, fits.get(-at, 0.0))
        if best == _HOLDS_IT and telling[-at].is_listed:
            parts[-at] = parts.get(-at, 0) + 1
    return {} if any(count == 1 for count in parts.values()) else fits
