"""Letters of another alphabet that stand inside a Latin word and look as if they belonged there."""

from __future__ import annotations

import re
import unicodedata

_BEYOND_LATIN = re.compile(r"[^\x00-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lo"})


def look_alike(text: str) -> re.Match[str] | None:
    """Return the first word that mixes alphabets, such as one with a Cyrillic «а», or None.

    A word that is Greek or Cyrillic throughout is let be: a language or a person may be called so.

    Returns:
        A match of the word whose group `letter` is the letter that does not belong.
    """
    if not _BEYOND_LATIN.search(text):
        return None
    for word in _WORD.finditer(text):
        strange = {letter for letter in word.group() if _is_strange(letter)}
        if strange and any(_is_latin(letter) for letter in word.group()):
            pattern = f"[^\\W\\d_]*?(?P<letter>[{''.join(sorted(strange))}])[^\\W\\d_]*"
            return re.compile(pattern).match(text, word.start())
    return None


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN ")


def _is_strange(letter: str) -> bool:
    return unicodedata.category(letter) in _LETTERS and not (_is_latin(letter) or letter in "ªºµ")
