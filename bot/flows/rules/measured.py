"""Texts as a reader meets them, with facts put in and markup taken out, for the rules on length."""

from __future__ import annotations

import math
from collections.abc import Iterator

from bot.facts import Text
from bot.flows.model import Flow, Outcome, Step, versions_of
from bot.flows.placeholders import (
    answer_placeholders,
    blanked,
    fill,
    fillable,
    known_placeholders,
)
from bot.flows.rules.checked import Checked, all_versions
from bot.flows.speakers import Longest
from bot.flows.texts import step_texts
from bot.source import Position, Report
from bot.texts import Words, to_plain
from bot.texts.plain import Names

_LONGEST, _PIECE = 20_000, 200
"""More characters than any text is shown with, and how many are filled at a time."""


class Measured:
    """Says the texts of one check in one language, so that they can be counted.

    Args:
        checked: what is checked.
        words: of the language; bokmål if left out.
        on_any_day: whether facts are as long as they are on the day they are marked the most.
    """

    def __init__(
        self, checked: Checked, words: Words | None = None, *, on_any_day: bool = False
    ) -> None:
        self._facts = checked.facts
        answers = answer_placeholders(checked.flows.values())
        self._known = fillable(checked.facts, {*known_placeholders(checked.facts), *answers})
        self._words = words or Words("nb")
        self._longest = Longest(checked.flows, checked.facts, self._words, on_any_day)

    def marked(self, text: Text) -> str:
        """Return a text with its facts; what stands for nothing has no length.

        That is told by its own rule, or the fact has a slip that is: nobody shall shorten for it.
        """
        said = self._words.flow(text.context, text.source).text
        return self._filled(said) if "{" in said else said

    def _filled(self, said: str) -> str:
        """Put the facts into a text, until it is longer than any that can be shown."""
        rest, parts, length = blanked(said, self._known), list[str](), 0
        while rest and length <= _LONGEST:
            at = rest.find("}", _PIECE) + 1 or len(rest)
            parts.append(fill(rest[:at], self._facts, self._longest))
            rest, length = rest[at:], length + len(parts[-1])
        return "".join((*parts, rest))

    def plain(self, text: Text) -> str:
        """Return a text with its facts, as characters alone."""
        said = self.marked(text)
        # Only these begin markup; most texts have none of them, and reading markup takes time.
        return to_plain(said) if any(sign in said for sign in "*[\\\n") else said

    def readings(self, step: Step) -> Iterator[list[str]]:
        """Yield the texts of a step that its author can make shorter, as each reader meets them.

        On each day, and to those who ask for themselves and for someone else.
        """
        for version in versions_of(step):
            left_out = {version.service} if isinstance(version, Outcome) else set()
            texts = [text for text in step_texts(version) if text not in left_out]
            for other in (False, True) if any(text.others for text in texts) else (False,):
                yield [self.plain(text.read(for_others=other)) for text in texts]

    def names(self, checked: Checked) -> Names:
        """Return the names of authorities, laws and services."""
        facts = checked.facts
        versions = (v for rule in facts.deadlines.values() for v in rule.terms.versions)
        found = (
            *(authority.name for authority in facts.authorities.values()),
            *(source.title for source in facts.sources.values()),
            *(version.value.legal_basis for version in versions),
            *(step.service for step in all_versions(checked) if isinstance(step, Outcome)),
        )
        return Names(self.plain(each) for text in found for each in text.variants)


def outcomes(checked: Checked) -> Iterator[tuple[Flow, Outcome]]:
    """Yield every outcome that is measured, with its flow."""
    for flow in checked.read:
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
