"""RV411: hard words are explained, or known to everybody."""

from __future__ import annotations

from bot.facts import Facts, Text
from bot.flows.rules.checked import Checked
from bot.flows.rules.measured import Measured
from bot.flows.texts import flow_texts
from bot.source import Report
from bot.texts.hard import hard_words
from bot.typed import Names, fold

_SHORTEST = 5


def hard_words_are_explained(checked: Checked, report: Report) -> None:
    """Warn once of each hard word in the flows that no term explains.

    Silent while there are no terms at all: then nothing could explain it.
    """
    facts = checked.facts
    if not checked.whole or not facts.terms:
        return
    measured = Measured(checked)
    known = _Known(facts)
    found: dict[str, list[tuple[str, Text]]] = {}
    for flow in checked.read:
        for text in flow_texts(flow):
            for word in hard_words(measured.plain(text)):
                if not known.explains(word):
                    found.setdefault(fold(word), []).append((word, text))
    for places in found.values():
        word, text = places[0]
        count = "1 tekst" if len(places) == 1 else f"{len(places)} tekster"
        report.warning(
            text.position,
            "RV411",
            f"«{word}» er et vanskelig ord som ingen begreper forklarer. Det står i {count}. "
            "Skriv et enklere ord, forklar det under «begreper», eller før det opp under "
            "«hverdagsord» hvis alle kjenner det.",
        )


class _Known:
    """The words that need no more explaining."""

    def __init__(self, facts: Facts) -> None:
        called = [name.source for term in facts.terms.values() for name in term.names]
        words = {word for name in called for word in name.split()}
        everyday = facts.everyday_words
        self._names = Names(tuple((name, name) for name in {*words, *everyday}))
        self._parts = frozenset(fold(word) for word in words if len(word) >= _SHORTEST)
        self._lengths = sorted({len(part) for part in self._parts})

    def explains(self, word: str) -> bool:
        """Whether a word is a form of a known one, or is made of one that is explained."""
        folded = fold(word)
        return self._is_made_of_one(folded) or bool(self._names.found_in((word,)))

    def _is_made_of_one(self, folded: str) -> bool:
        """Whether a word has a known one in it; the fewer, all known ones or all its pieces."""
        if len(folded) * len(self._lengths) > len(self._parts):
            return any(part in folded for part in self._parts)
        return any(
            folded[at : at + length] in self._parts
            for length in self._lengths
            for at in range(len(folded) - length + 1)
        )
