"""A choice someone typed, matched when it can only mean one of the options on the screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from .closeness import (
    Words,
    is_near,
    is_same_with_typos,
    is_start_of,
    names,
    only_denies,
    shares_word,
)
from .folding import fold, plain, visible

YES: Final = ("ja", "jo", "jepp", "japp", "joda", "ja takk", "yes", "yep", "yeah", "jua")
NO: Final = ("nei", "nei takk", "niks", "nope", "no", "nehei", "næ", "ii")
DO_NOT_KNOW: Final = (
    "vet ikke",
    "jeg vet ikke",
    "vet ikke helt",
    "veit ikke",
    "veit ikkje",
    "eg veit ikkje",
    "aner ikke",
    "jeg aner ikke",
    "anar ikkje",
    "ingen anelse",
    "usikker",
    "er usikker",
    "husker ikke",
    "hugsar ikkje",
    "don't know",
    "do not know",
    "I don't know",
    "dunno",
    "not sure",
    "no idea",
)

_LONGEST: Final = 200
_NUMBER_WORDS: Final = {
    **dict.fromkeys(("en", "ein", "ett", "one"), 1),
    **dict.fromkeys(("to", "two"), 2),
    **dict.fromkeys(("tre", "three"), 3),
    **dict.fromkeys(("fire", "four"), 4),
    **dict.fromkeys(("fem", "five"), 5),
    **dict.fromkeys(("seks", "six"), 6),
    **dict.fromkeys(("sju", "syv", "seven"), 7),
    **dict.fromkeys(("atte", "aatte", "eight"), 8),
    **dict.fromkeys(("ni", "nine"), 9),
    **dict.fromkeys(("ti", "ten"), 10),
}
_NUMBER: Final = re.compile(
    r"(?P<named>(?:nr|no|nummer|number|alternativ|valg|svar|option|#)[. ]*)?"
    r"\(?(?P<number>\d{1,3}|[^\W\d_]+)\s?(?P<mark>[.)]{0,2})"
)


@dataclass(frozen=True, slots=True)
class LabelledOption:
    """An option as it is shown, and what else people call it (`YES`, `DO_NOT_KNOW` …)."""

    id: str
    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoMatch:
    """The text is no answer; `near` are the ids of options it resembles, in their order."""

    near: tuple[str, ...] = ()


Match: TypeAlias = LabelledOption | NoMatch


def match(text: str, options: Sequence[LabelledOption], *, numbers: bool = True) -> Match:
    """Return the one option a text means, or `NoMatch`.

    An option's label as it stands always means that option. Then count: the same label in other
    letters, a number from 1 when `numbers`, a label with typing errors, its beginning, words
    that only it has. What fits two options, or denies what a label says, means none.

    Args:
        text: What the person typed, of any length and content. No text raises.
        options: The options on the screen, in the order shown.
        numbers: Whether a number means an option's place on the screen.
    """
    typed = text.strip()
    short = len(typed) <= _LONGEST and len(visible(typed)) <= _LONGEST
    for level, spell in enumerate(_SPELLINGS if short else _SPELLINGS[:1]):
        wanted = spell(text)
        for spoken in (_labels, _others):
            same = [o for o in options if any(wanted == _name(n)[level] for n in spoken(o))]
            if wanted and same:
                return _only(same)
    if not short:
        return NoMatch()
    if numbers and (place := _place(typed, options)) is not None:
        return place
    return _resembling(typed, options)


def _exact(text: str) -> str:
    return text


def _squeezed(text: str) -> str:
    return fold(text).replace(" ", "")


_SPELLINGS: Final[tuple[Callable[[str], str], ...]] = (_exact, visible, plain, fold, _squeezed)


@lru_cache(maxsize=4096)
def _name(name: str) -> tuple[str, ...]:
    """Return a label in each spelling. Kept, since labels come back; what is typed is not."""
    return tuple(spell(name) for spell in _SPELLINGS)


def _labels(option: LabelledOption) -> tuple[str, ...]:
    return (option.label,)


def _others(option: LabelledOption) -> tuple[str, ...]:
    return option.also


def _only(options: Sequence[LabelledOption]) -> Match:
    return options[0] if len(options) == 1 else NoMatch(tuple(o.id for o in options))


@lru_cache(maxsize=4096)
def _words(name: str) -> Words:
    return Words.of(name)


def _spoken(option: LabelledOption) -> tuple[Words, ...]:
    words = (_words(name) for name in (option.label, *option.also))
    return tuple(w for w in words if w.tokens)


def _place(typed: str, options: Sequence[LabelledOption]) -> Match | None:
    """Return the option in the place that is named, or None when the text names no place.

    A bare "2" beside a label that has a 2 of its own ("2 uker") may mean either.
    """
    found = _NUMBER.fullmatch(visible(typed))
    if found is None:
        return None
    # «toe» folds as «to» does, and is another word.
    word = found["number"] if found["number"].isascii() else fold(found["number"])
    # "en" alone is an article, "en)" or "nummer en" is a place.
    named = found["named"] is not None or ")" in found["mark"]
    number = int(word) if word.isdecimal() else _NUMBER_WORDS.get(word, 0)
    if not 1 <= number <= len(options) or (number == 1 and word != "1" and not named):
        return None
    chosen = options[number - 1]
    rivals = [o for o in options if o is not chosen and {word, str(number)} & _tokens(o)]
    if rivals and not named:
        return NoMatch(tuple(o.id for o in options if o is chosen or o in rivals))
    return chosen


def _tokens(option: LabelledOption) -> set[str]:
    return {token for words in _spoken(option) for token in words.tokens}


def _resembling(typed: str, options: Sequence[LabelledOption]) -> Match:
    """Return the one option that the text resembles enough, if it resembles no other."""
    said = Words.of(typed)
    if not said.tokens:
        return NoMatch()
    heard = [(option, _spoken(option)) for option in options]
    close = [o for o, spoken in heard if any(is_near(said, w) for w in spoken)]
    for option, spoken in heard:
        if close == [option] and any(is_same_with_typos(said, w) for w in spoken):
            return option
    core = said.without_fillers(frozenset(t for o in options for t in _words(o.label).tokens))
    fitting = [o for o, spoken in heard if any(_fits(said, core, w) for w in spoken)]
    rivals = [o for o in options if o in close or o in fitting]
    asks = "?" in typed
    for option, spoken in heard:
        if rivals == [option] and not asks and any(_means(said, core, w) for w in spoken):
            return option
    touched = [o for o, spoken in heard if o in rivals or any(shares_word(core, w) for w in spoken)]
    return NoMatch(tuple(option.id for option in touched))


def _fits(said: Words, core: Words, name: Words) -> bool:
    """Whether a text could be about this name, be it to deny it."""
    return is_start_of(said, name) or names(core, name) or (only_denies(core) and name.denials > 0)


def _means(said: Words, core: Words, name: Words) -> bool:
    """Whether a text that could be about this name says the same."""
    begins = is_start_of(said, name) and (said.denials > 0) == (name.denials > 0)
    return begins or (names(core, name) and core.denials == name.denials)
