"""Which of many names stand in a text, in any form; and the words of one form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .closeness import is_form_of
from .folding import fold

_HEAD = 3


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Names to look for, by id.

    Attributes:
        named: ids and names, as pairs; an id may have several.
    """

    named: tuple[tuple[str, str], ...]
    _by_head: dict[str, list[tuple[str, tuple[str, ...]]]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_head: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for key, name in self.named:
            words = tuple(fold(name).split())
            if words:
                by_head.setdefault(words[0][:_HEAD], []).append((key, words))
        object.__setattr__(self, "_by_head", by_head)

    def found_in(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the names that stand in the texts, in the order they come."""
        found: dict[str, None] = {}
        for text in texts:
            tokens = fold(text).split()
            for at, token in enumerate(tokens):
                for key, words in self._by_head.get(token[:_HEAD], ()):
                    if key not in found and _stands(tokens, at, words):
                        found[key] = None
        return tuple(found)


def _stands(tokens: list[str], at: int, words: tuple[str, ...]) -> bool:
    said = tokens[at : at + len(words)]
    return len(said) == len(words) and all(map(is_form_of, said, words))
