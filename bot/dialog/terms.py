"""The terms: which of them a screen uses, and which somebody asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from bot.dialog.place import Place
from bot.dialog.screen import Screen
from bot.dialog.session import View
from bot.dialog.turn import Turn
from bot.facts import Term
from bot.flows.machine import Engine
from bot.texts import Words, to_plain
from bot.typed import LabelledOption, Names, match

WORD: Final = "ord_"
"""Stands first in the option that explains a word, and where the session names it."""

PAGE: Final = "side_"
"""Stands first where a part of the list is meant."""

TOGETHER: Final = "+"
"""Stands between words that are offered together."""

HERE: Final = "her"
"""The words on the screen that is looked away from."""

_KEPT: Final = 4_096

_ASKS: Final = re.compile(
    r"(?:hva betyr|hva er|hva vil|kva betyr|kva er|what is|what does|forklar)\s+(?:ordet\s+)?"
    r"[«\"']?(?P<word>[^?»\"']{2,60}?)[»\"']?(?:\s+(?:mean|si|bety))?\s*\?*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Terms:
    """The words that a text asks for: one to be opened, or several to choose among."""

    ids: tuple[str, ...]


def terms_on(place: Place, screen: Screen) -> tuple[str, ...]:
    """Return the ids of the terms that stand in a screen, in the order they come."""
    if not place.library.facts.terms:
        return ()
    labels = [option.label for option in screen.choices]
    index = _index(place.library.engine, place.voice.words)
    key = blake2b("\0".join((screen.text, *labels)).encode(), digest_size=16).digest()
    found = index.found.get(key)
    if found is None:
        if len(index.found) >= _KEPT:
            index.found.clear()
        found = index.names.found_in((to_plain(screen.text), *labels))
        index.found[key] = found
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """What to look for in one language, and what was found.

    Attributes:
        found: by a digest of the screen: a screen that many see is searched once, and what one
            person sees is not kept.
    """

    names: Names
    found: dict[bytes, tuple[str, ...]] = field(default_factory=dict)


@lru_cache(maxsize=16)
def _index(engine: Engine, words: Words) -> _Index:
    """Return what to look for. Kept, since it is looked for on every screen."""
    return _Index(
        Names(
            tuple(
                (term.id, called)
                for term in engine.facts.terms.values()
                for name in term.names
                for called in (words.flow(name.context, name.source).text, name.source)
            )
        )
    )


def ask_terms(place: Place, text: str) -> Terms | None:
    """Return the terms that a text names, when it asks what a word means; else None."""
    asked = _ASKS.fullmatch(text.strip())
    return find_terms(place, asked["word"]) if asked else None


def find_terms(place: Place, text: str) -> Terms | None:
    """Return the terms that a word means, or those it resembles; None if there are none."""
    options = [
        LabelledOption(term.id, *_called(place, term))
        for term in place.library.facts.terms.values()
    ]
    found = match(text, options, numbers=False)
    ids = (found.id,) if isinstance(found, LabelledOption) else found.near
    if not ids:
        ids = _index(place.library.engine, place.voice.words).names.found_in((text,))
    return Terms(ids[:5]) if ids else None


def _called(place: Place, term: Term) -> tuple[str, tuple[str, ...]]:
    voice = place.voice.aside()
    written = tuple(name.source for name in term.names)
    also = (*(to_plain(voice.say(name)) for name in term.also), *written)
    return to_plain(voice.say(term.word)), tuple(dict.fromkeys(also))


def open_terms(place: Place, terms: Terms) -> Turn:
    """Return the explanation of a word, or the words to choose among."""
    return Turn(place.session.looking(View.TERMS, f"{WORD}{TOGETHER.join(terms.ids)}"))
