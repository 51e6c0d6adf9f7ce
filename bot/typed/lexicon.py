"""The lexicon: which words bokmål, nynorsk and English have, in every form, as they are folded.

A word that a language has is never a slip of another word, nor a form of it unless a dictionary
says so. The forms and their lemmas lie in two tries that are mapped into memory (2 and 3 MB);
`forms.md` says where they come from and how they are built.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import marisa_trie


def _mapped(name: str) -> marisa_trie.Trie:
    trie = marisa_trie.Trie()
    trie.mmap(str(Path(__file__).with_name(name)))
    return trie


_FORMS: Final = _mapped("forms.marisa")
_LEMMAS: Final = _mapped("lemmas.marisa")

_SHORTEST_STEM: Final = 3
_SHORTEST_PART: Final = 4
_LINKS: Final = ("", "s", "e")


def is_form(token: str) -> bool:
    """Whether a folded token is a form that a language has, or the genitive of one."""
    return token in _FORMS or (
        len(token) > _SHORTEST_STEM and token.endswith("s") and token[:-1] in _FORMS
    )


def is_word(token: str) -> bool:
    """Whether a folded token is a form, or a compound of two: «sykehjemskø», «rullestolhjul»."""
    return is_form(token) or any(
        is_form(token[cut:]) and any(_ends_part(token[:cut], link) for link in _LINKS)
        for cut in range(_SHORTEST_PART, len(token) - _SHORTEST_PART + 1)
    )


def _ends_part(part: str, link: str) -> bool:
    """Whether the first part of a compound is a form, with or without a letter that links."""
    stem = part.removesuffix(link)
    return part.endswith(link) and len(stem) >= _SHORTEST_PART and stem in _FORMS


def lemmas(token: str) -> frozenset[str]:
    """Return the words that a folded token is a form of; empty if no dictionary has it."""
    keys = _LEMMAS.keys(f"{token} ")
    if not keys and len(token) > _SHORTEST_STEM and token.endswith("s"):
        keys = _LEMMAS.keys(f"{token[:-1]} ")
    return frozenset(map(_lemma, keys))


def _lemma(key: str) -> str:
    """Return the lemma that a key spells: `tenner 4ann` is «tann»."""
    form, _, rule = key.partition(" ")
    added = rule.lstrip("0123456789")
    return form[: len(form) - int(rule.removesuffix(added))] + added
