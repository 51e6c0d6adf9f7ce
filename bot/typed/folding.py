"""One spelling for what people type in many: case, letters, spaces and what cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

# Letters that Unicode does not decompose, with the spelling people use without them.
_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ŋ": "n",
        "ŧ": "t",
        "ł": "l",
        "ı": "i",
        "œ": "oe",
        "þ": "th",
        "ʒ": "z",
    }
)
_LONG_A = re.compile(r"a[ae]+")
_LONG_O = re.compile(r"oe+")
_SPACES = re.compile(r"\s+")
_APOSTROPHES = frozenset("'’‘`´ʼ")
_SLASHES = frozenset("⁄∕")
_KEPT = frozenset(("Mn", "Mc"))


@lru_cache(maxsize=1024)
def _character(char: str) -> str:
    if "\ufe00" <= char <= "\ufe0f":
        return ""
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category[0] == "L":
        return unicodedata.normalize("NFKC", char)
    if category in ("Cf", "Me"):
        return ""
    if category[0] in ("Z", "C") or category in ("So", "Sk"):
        return "'" if char in _APOSTROPHES else " "
    if category == "Pd" or char == "−":
        return "-"
    if char in _SLASHES:
        return "/"
    if category[0] == "P":
        return unicodedata.normalize("NFKC", char)
    return char


def visible(text: str) -> str:
    """Return the text as it is read: case folded, digits 0–9, one space between words.

    Direction marks, joiners and variation selectors go; control characters and emoji become
    spaces; every dash is "-". Punctuation and accents stay. A fraction or a raised digit stays
    the character it is, since "½" is not "1/2".
    """
    seen = "".join(map(_character, unicodedata.normalize("NFC", text)))
    folded = unicodedata.normalize("NFC", seen.casefold())
    return _SPACES.sub(" ", folded).strip()


def bounded(text: str, characters: int, words: int) -> str:
    """Return the beginning of a text that reading may cost something for.

    It has no more words between spaces, nor more characters once compatibility characters are
    written out: «ﷺ» is one, and eighteen when it is read.
    """
    parts = text[:characters].split(maxsplit=words)
    if len(parts) > words:
        text = text[:characters].removesuffix(parts[-1])
    if len(unicodedata.normalize("NFKC", text[:characters])) <= characters:
        return text[:characters]
    lengths = accumulate(len(unicodedata.normalize("NFKC", char)) for char in text)
    return text[: next(at for at, length in enumerate(lengths) if length > characters)]


def plain(text: str) -> str:
    """Return the words of the text: as `visible`, without punctuation."""
    words = "".join(
        char
        if char.isalnum() or unicodedata.category(char) in _KEPT
        else ""
        if char in _APOSTROPHES
        else " "
        for char in visible(text)
    )
    return _SPACES.sub(" ", words).strip()


def without_accents(text: str) -> str:
    """Return the text with one spelling for æ/ae/a, ø/oe/o, å/aa/a and for accented letters."""
    bare = text
    if not text.isascii():
        bare = "".join(
            char
            for char in unicodedata.normalize("NFD", text)
            if unicodedata.category(char) not in _KEPT
        )
    return _LONG_O.sub("o", _LONG_A.sub("a", bare.translate(_LETTERS)))


def fold(text: str) -> str:
    """Return the words of the text in one spelling: as `plain`, without accents.

    Two texts that fold alike look alike to someone who types without æ, ø and å. Folding what
    is folded changes nothing.
    """
    return _SPACES.sub(" ", without_accents(plain(text))).strip()


def names_word(text: str, word: str) -> bool:
    """Return whether the text has the word, or the words, spelled so or without æ, ø and å.

    A letter too many makes another word: «får» is not «far», though they fold alike.
    """
    typed, meant = plain(text).split(), _meant(word)
    return bool(meant) and any(
        all(map(_is_spelled, typed[at : at + len(meant)], meant))
        for at in range(len(typed) - len(meant) + 1)
    )


@lru_cache(maxsize=4096)
def _meant(word: str) -> tuple[tuple[str, str], ...]:
    """Return each word as it is spelled and folded. Kept, since authors' words come back."""
    return tuple((each, without_accents(each)) for each in plain(word).split())


def _is_spelled(typed: str, meant: tuple[str, str]) -> bool:
    spelled, folded = meant
    return typed == spelled or (
        typed[:1] == folded[:1] and typed.isascii() and without_accents(typed) == folded
    )
