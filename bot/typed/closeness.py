"""How near two texts are, word by word, with denials kept apart from typing errors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from .folding import fold
from .lexicon import is_form, lemmas


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# "ikke" as it is spoken and mistyped; the other words deny as well, but are not the same word.
_SPELLINGS_OF_IKKE: Final = frozenset(
    ("ikkje", "ike", "ikje", "ikkj", "ikek", "ikk", "itj", "ittj")
)
# «noe» folds to the English "no", which denies; «noko» says the same and does not.
_SOMETHING: Final = re.compile(r"\bnoe\b", re.IGNORECASE)
_DENIALS: Final = _listed(
    """
    ikke ingen inga inkje ingenting nei niks aldri uten utan hverken verken
    not no nope never none without dont doesnt didnt isnt cannot cant
    """
)
_FILLERS: Final = _listed(
    """
    jeg eg e me meg vi oss du deg han hun ho det dette den de dei dem er var ble har hadde at en ei
    et ein eit som min mi mitt
    mine ga gar gikk gatt
    tror trur mener vil skal kan i pa til fra hos av for med om og eller men sa da helt
    heilt
    the a an it is was are my we think to of in on and or that this has have had be
    """
)
_ENDINGS: Final = frozenset(
    (
        *("", "e", "a", "n", "t", "r", "s", "en", "et", "er", "ar", "ne", "ene", "ane", "ens"),
        *("ets", "enes", "ers", "es", "de", "te", "ing", "inga", "ingen", "inger", "na"),
    )
)
# They decline alike, and say different things: «en annen» is a person, «annet» a thing.
_APART: Final = _listed("annen annet anna andre")
_SHORT_LEMMA: Final = 5
_SHORTEST_ROOT: Final = 3
_SHORTEST_NAME: Final = 3
_SHORTEST_STEM: Final = 4


@dataclass(frozen=True, slots=True)
class Words:
    """A text as folded words.

    Attributes:
        denials: how many of them deny.
        is_form: whether it is one word, and a language has it.
    """

    tokens: tuple[str, ...]
    denials: int
    is_form: bool

    @classmethod
    def of(cls, text: str) -> Words:
        """Return the words of a text."""
        words = fold(_SOMETHING.sub("noko", text)).split()
        return cls._from(tuple("ikke" if w in _SPELLINGS_OF_IKKE else w for w in words))

    @classmethod
    def _from(cls, tokens: tuple[str, ...]) -> Words:
        denials = sum(token in _DENIALS for token in tokens)
        return cls(tokens, denials, len(tokens) == 1 and is_form(tokens[0]))

    def without_fillers(self, known: frozenset[str]) -> Words:
        """Return the words that carry meaning; a filler that is in a label is kept."""
        return Words._from(tuple(t for t in self.tokens if t in known or t not in _FILLERS))

    @property
    def line(self) -> str:
        """The words with a space between."""
        return " ".join(self.tokens)


def _allowed(length: int) -> int:
    """Return how many typing errors a word of that many letters may have."""
    if length < 4:
        return 0
    return 1 if length < 12 else 2


def typing_errors(said: str, meant: str) -> int | None:
    """Return the typing errors between two words, None when they are two different words.

    A word that a language has is never a typing error; nor is a figure, nor a first letter that
    comes or goes ("ugift", "gift").
    """
    if said == meant:
        return 0
    if not said.isalpha() or not meant.isalpha() or {said, meant} & _DENIALS:
        return None
    if said[0] != meant[0] and (len(said) != len(meant) or len(meant) < 5):
        return None
    limit = _allowed(min(len(said), len(meant)))
    distance = OSA.distance(said, meant, score_cutoff=limit)
    return distance if distance <= limit and not is_form(said) else None


def is_form_of(said: str, meant: str) -> bool:
    """Whether a folded word is a form of the one meant: «rullestolen» of «rullestol».

    The dictionaries say so; the endings do where no dictionary has one of the words.
    """
    if said == meant:
        return True
    if not said or not meant or said[0] != meant[0] or {said, meant} <= _APART:
        return False
    of_said, of_meant = lemmas(said), lemmas(meant)
    if not of_said or not of_meant:
        return ends_as_form(said, meant)
    return shares_lemma(of_said, meant, of_meant)


def shares_lemma(of_said: frozenset[str], meant: str, of_meant: frozenset[str]) -> bool:
    """Whether a word is a form of the one meant, or both are forms of a third.

    Args:
        of_said: what the word is a form of.
        meant: the word meant.
        of_meant: what that is a form of. A short one that is a lemma is meant as one: «lei» is no
            form of «leie», though «leie» can be one of «lei».
    """
    if meant in of_said or (meant in of_meant and len(meant) <= _SHORT_LEMMA):
        return meant in of_said
    return not of_said.isdisjoint(of_meant)


def ends_as_form(one: str, other: str) -> bool:
    """Whether two folded words share their beginning and end as forms of one word may."""
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    shared = min(len(one), len(other)) if same is None else same
    return any(
        one[:cut] == other[:cut] and {one[cut:], other[cut:]} <= _ENDINGS
        for cut in range(shared, max(_SHORTEST_ROOT - 1, shared - 3), -1)
    )


def is_same_with_typos(said: Words, meant: Words) -> bool:
    """Whether the texts are word for word the same but for a few typing errors in all."""
    if len(said.tokens) != len(meant.tokens):
        return False
    errors = [typing_errors(s, m) for s, m in zip(said.tokens, meant.tokens, strict=True)]
    found = [error for error in errors if error is not None]
    return len(found) == len(errors) and sum(found) <= max(1, _allowed(len(meant.line)))


def is_near(said: Words, meant: Words) -> bool:
    """Whether the texts are so close that one may be a slip for the other, whatever it says."""
    if said.is_form:
        # Here the widest sense of a form: «lege» is near to both «legen» and «leger».
        return len(meant.tokens) == 1 and (
            is_form_of(said.line, meant.line)
            or not lemmas(said.line).isdisjoint(lemmas(meant.line))
        )
    limit = _allowed(len(meant.line)) + 1
    return OSA.distance(said.line, meant.line, score_cutoff=limit) <= limit


def is_start_of(said: Words, meant: Words) -> bool:
    """Whether a label begins with the text: with whole words, or with enough of one.

    What is a word of its own is no beginning of another: «hjelp» is not «hjelpemidler».
    """
    last = len(said.tokens) - 1
    return (
        len(said.line) >= _SHORTEST_NAME
        and last < len(meant.tokens)
        and (meant.tokens[last] == said.tokens[last] or not is_form(said.tokens[last]))
        and f"{meant.line} ".startswith(
            said.line if len(said.line) >= _SHORTEST_STEM else f"{said.line} "
        )
        and not set(said.tokens) <= _FILLERS
    )


def only_denies(said: Words) -> bool:
    """Whether the text is "nei" or "ikke" and no more, which fits every label that denies."""
    return bool(said.tokens) and said.denials == len(said.tokens)


def names(core: Words, meant: Words) -> bool:
    """Whether every word of the text is in the label, and one of them says something."""
    if core.tokens == meant.tokens:
        return bool(core.tokens)
    return all(_has(meant, token) for token in core.tokens) and any(
        len(token) >= _SHORTEST_NAME and token not in _FILLERS and token not in _DENIALS
        for token in core.tokens
    )


def shares_word(core: Words, meant: Words) -> bool:
    """Whether one word that says something is in both."""
    return any(
        _has(meant, token) or _begins_word(meant, token)
        for token in core.tokens
        if len(token) >= _SHORTEST_NAME and token not in _FILLERS
    )


def _has(meant: Words, token: str) -> bool:
    """Whether a word is one of a name's, in any form, with typing errors, or left unfinished."""
    return any(
        is_form_of(token, word) or typing_errors(token, word) is not None for word in meant.tokens
    ) or (_begins_word(meant, token) and not is_form(token))


def _begins_word(meant: Words, token: str) -> bool:
    return len(token) >= _SHORTEST_STEM and f" {token}" in f" {meant.line}"
