"""Texts as a reader meets them, with facts put in and markup taken out, for the rules on length."""

from __future__ import annotations

import math
from collections.abc import Iterator

from bot.facts import Text
from bot.flows.model import Flow, Outcome, Step
from bot.flows.placeholders import (
    answer_placeholders,
    fill,
    known_placeholders,
    placeholders,
)
from bot.flows.rules.checked import Checked
from bot.flows.speakers import Longest
from bot.flows.texts import step_texts
from bot.source import Position, Report
from bot.texts import Words, to_plain
from bot.texts.plain import Names


class Measured:
    """Says the texts of one check in one language, so that they can be counted."""

    def __init__(self, checked: Checked, words: Words | None = None) -> None:
        self._facts = checked.facts
        answers = answer_placeholders(checked.flows.values())
        self._known = frozenset((*known_placeholders(checked.facts), *answers))
        self._longest = Longest(checked.facts, words or Words("nb"))

    def marked(self, text: Text) -> str:
        """Return a text with its facts; a placeholder that stands for nothing stays."""
        said = self._longest.name(text)
        if "{" in said and self._known.issuperset(placeholders(said)):
            return fill(said, self._facts, self._longest)
        return said

    def plain(self, text: Text) -> str:
        """Return a text with its facts, as characters alone."""
        said = self.marked(text)
        # Only these begin markup; most texts have none of them, and reading markup takes time.
        return to_plain(said) if any(sign in said for sign in "*[\\\n") else said

    def step(self, step: Step, *, for_others: bool = False) -> list[str]:
        """Return the texts of a step that its author can make shorter, as one person reads them."""
        left_out = {step.service} if isinstance(step, Outcome) else set()
        texts = (text for text in step_texts(step) if text not in left_out)
        return [self.plain(text.read(for_others=for_others)) for text in texts]

    def names(self, checked: Checked) -> Names:
        """Return the names of authorities, laws and services."""
        facts = checked.facts
        versions = (v for rule in facts.deadlines.values() for v in rule.terms.versions)
        found = (
            *(authority.name for authority in facts.authorities.values()),
            *(source.title for source in facts.sources.values()),
            *(version.value.legal_basis for version in versions),
            *(outcome.service for _, outcome in outcomes(checked)),
        )
        return Names(self.plain(each) for text in found for each in text.variants)


def readers(step: Step) -> tuple[bool, ...]:
    """Return for whom a step has texts of their own: whether they ask for someone else."""
    return (False, True) if any(text.others for text in step_texts(step)) else (False,)


def outcomes(checked: Checked) -> Iterator[tuple[Flow, Outcome]]:
    """Yield every outcome with its flow."""
    for flow in checked.flows.values():
        for step in flow.steps.values():
            if isinstance(step, Outcome):
                yield flow, step


def within(
    count: float, aim: int, limit: int, told: str, at: Position, report: Report, code: str
) -> None:
    """Report a count above what is allowed, or warn of one above what is good.

    Args:
        count: what was counted.
        aim: the most that is good.
        limit: the most that is allowed.
        told: what was counted, with `{}` for the number, and what to do about it.
        at: where an author should look.
        report: where it is noted.
        code: of the rule.
    """
    # Shown as no less than it is: 35.2 is not within 35.
    said = told.format(math.ceil(count))
    if count > limit:
        report.error(at, code, f"{said} Grensen er {limit}.")
    elif count > aim:
        report.warning(at, code, f"{said} Sikt mot høyst {aim}.")
