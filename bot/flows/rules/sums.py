"""Counts something over all that an outcome shows: what its author wrote, and what facts add.

What facts add is counted once, since thousands of outcomes can share it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from bot.facts import Facts, Text
from bot.flows.model import Outcome


class _Sum(NamedTuple):
    """A count for those who ask for themselves, and for those who ask for someone else."""

    own: int = 0
    others: int = 0

    def plus(self, more: _Sum) -> _Sum:
        return _Sum(self.own + more.own, self.others + more.others)


class Sums:
    """Counts over outcomes.

    Args:
        facts: what they show of authorities, deadlines, sources and what helpers may do.
        of_text: counts in a text, as one reader meets it.
        of_written: counts in an address or a number.
    """

    def __init__(
        self, facts: Facts, of_text: Callable[[Text], int], of_written: Callable[[str], int]
    ) -> None:
        self._facts = facts
        self._of_text = of_text
        self._of_written = of_written
        self._authorities: dict[str, _Sum] = {}
        self._added: dict[tuple[str, str], tuple[_Sum, frozenset[str]]] = {}

    def of(self, step: Outcome) -> int:
        """Return the most that an outcome counts, for whoever asks."""
        parts: list[Text | None] = [step.title, step.text, step.service, *step.next_steps]
        named = (step.send_to, step.appeal_body, step.deadline)
        parts += (part for part in named if isinstance(part, Text))
        rule = "" if isinstance(step.deadline, Text) else step.deadline.rule
        total, cited = self._by(rule, step.helping or "")
        sources = (each for each in dict.fromkeys(step.sources) if each not in cited)
        total = total.plus(self._all((*parts, *self._titles(sources))))
        for authority in (step.send_to, step.appeal_body):
            if isinstance(authority, str):
                total = total.plus(self._at(authority))
        return max(total)

    def _at(self, authority_id: str) -> _Sum:
        """Count what is shown of an authority."""
        if authority_id not in self._authorities:
            found = self._facts.authorities.get(authority_id)
            total = _Sum()
            if found is not None:
                written = (found.post, found.phone, found.web)
                count = sum(self._of_written(each) for each in written if each)
                total = self._all((found.name, found.how)).plus(_Sum(count, count))
            self._authorities[authority_id] = total
        return self._authorities[authority_id]

    def _by(self, rule_id: str, helping_id: str) -> tuple[_Sum, frozenset[str]]:
        """Count what is shown of a deadline and of what helpers may do, with their sources."""
        place = (rule_id, helping_id)
        if place not in self._added:
            rule = self._facts.deadlines.get(rule_id)
            helping = self._facts.helping.get(helping_id)
            parts: list[Text | None] = []
            sources: set[str] = set()
            if rule is not None:
                parts += (rule.starts, *max(rule.late, rule.not_started, key=len))
                sources.update(*(version.value.sources for version in rule.terms.versions))
            if helping is not None:
                parts += helping.advice
                sources.update(helping.sources)
            total = self._all((*parts, *self._titles(sources)))
            self._added[place] = (total, frozenset(sources))
        return self._added[place]

    def _titles(self, sources: Iterable[str]) -> Iterator[Text]:
        known = self._facts.sources
        yield from (known[each].title for each in sources if each in known)

    def _all(self, texts: Iterable[Text | None]) -> _Sum:
        read = [text for text in texts if text is not None]
        own, others = (
            sum(self._of_text(text.read(for_others=other)) for text in read)
            for other in (False, True)
        )
        return _Sum(own, others)
