"""How heavy a text is to read: words, sentences and LIX.

LIX (C. H. Björnsson, 1968) is the words in a sentence plus the percentage of long words, those of
more than six letters. Public pages that read well lie between 30 and 40.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

ENOUGH = 60
"""How many words LIX needs."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?:])[»”\")]*\s+(?=[^\W_a-zæøå]|[«“\"(])|\n+")
_LAWS = ("loven", "lovens", "lova", "forskriften", "forskrifta", "reglementet")
_LONG = 6


def words(text: str) -> list[str]:
    """Return the words of a text without markup; numbers are none."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text without markup; a heading or a list item is one."""
    return [part for part in _SENTENCE_END.split(text) if _WORD.search(part)]


class Names:
    """Names that no author can make shorter: of authorities, laws and services.

    Other names and laws are known by their looks: words that begin with a capital in the middle
    of a sentence, or that end as the name of a law.

    Args:
        known: the names, of one word or more.
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._by_first: dict[str, dict[int, set[tuple[str, ...]]]] = {}
        for name in known:
            parts = tuple(words(name.casefold()))
            if parts:
                self._by_first.setdefault(parts[0], {}).setdefault(len(parts), set()).add(parts)

    def without(self, sentence: str) -> list[str]:
        """Return the words of a sentence that are no name."""
        return list(self._without(words(sentence)))

    def _without(self, found: list[str]) -> Iterator[str]:
        folded = [word.casefold() for word in found]
        index = 0
        while index < len(found):
            length = self._name_at(folded, index)
            if length:
                index += length
                continue
            if not (index and found[index][0].isupper()) and not folded[index].endswith(_LAWS):
                yield found[index]
            index += 1

    def _name_at(self, folded: list[str], index: int) -> int:
        """Return how many words the longest name has that begins here; 0 if none does."""
        names = self._by_first.get(folded[index], {})
        fits = (n for n, known in names.items() if tuple(folded[index : index + n]) in known)
        return max(fits, default=0)


@dataclass(frozen=True, slots=True)
class Weight:
    """What LIX is made from; two texts together weigh the sum.

    Attributes:
        sentences: those that hold more than names.
        words: those that are no name.
        long: those of them with more than six letters.
    """

    sentences: int = 0
    words: int = 0
    long: int = 0

    def __add__(self, other: Weight) -> Weight:
        return Weight(
            self.sentences + other.sentences, self.words + other.words, self.long + other.long
        )

    @property
    def lix(self) -> float | None:
        """The LIX, or None if there are too few words to tell."""
        if self.words < ENOUGH:
            return None
        return self.words / self.sentences + 100 * self.long / self.words


def weigh(texts: Iterable[str], names: Names) -> Weight:
    """Weigh some texts without markup; a sentence never goes on from one to the next."""
    found = [
        kept for text in texts for sentence in sentences(text) if (kept := names.without(sentence))
    ]
    long = sum(len(word) > _LONG for sentence in found for word in sentence)
    return Weight(len(found), sum(map(len, found)), long)
