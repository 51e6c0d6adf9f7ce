"""The lexicon: which words bokmål, nynorsk and English have, in every form, as they are folded.

A word that a language has is never a slip of another word. The forms lie in `forms.marisa`, a
trie that is mapped into memory (2 MB); `forms.md` says where they come from and how it is built.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import marisa_trie

_FORMS: Final = marisa_trie.Trie()
_FORMS.mmap(str(Path(__file__).with_name("forms.marisa")))

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
