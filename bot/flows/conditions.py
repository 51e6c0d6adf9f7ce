"""Conditions: data over the answers given, the deadlines that follow, and today.

    når: {svar: brevet.mottatt, er: [ikke_kommet, vet_ikke]}
    når: {frist: folketrygd_klage, fra: brevet.mottatt, er: utløpt}
    når: {i_dag: {før: 2027-01-01}}
    når: {alle: [...]}     når: {en_av: [...]}     når: {ikke: ...}

They are data and not expressions, so that they can be listed, shown and proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.facts import Facts
from bot.flows.references import Ref
from bot.flows.standing import DeadlineState, standing

A_DATE = "dato"
"""Stands in a condition for any date given as the answer."""

Answers: TypeAlias = Mapping[Ref, str | date]


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a condition may look at."""

    answers: Answers
    facts: Facts
    not_started: frozenset[tuple[Ref, str]]
    today: date


@dataclass(frozen=True, slots=True)
class AnswerIs:
    """The answer to a question is one of these choices, or a date if `dato` is among them."""

    ref: Ref
    values: frozenset[str]

    def holds(self, situation: Situation) -> bool:
        """Whether it holds; a question that was not asked has no answer, so it does not."""
        value = situation.answers.get(self.ref)
        return (A_DATE if isinstance(value, date) else value) in self.values


@dataclass(frozen=True, slots=True)
class DeadlineIs:
    """A deadline stands in one of these states, counted from the first answer that is a date."""

    rule: str
    starts: tuple[Ref, ...]
    states: frozenset[DeadlineState]

    def holds(self, situation: Situation) -> bool:
        """Whether it holds today."""
        rule = situation.facts.deadlines[self.rule]
        return (
            standing(
                rule, self.starts, situation.answers, situation.not_started, situation.today
            ).state
            in self.states
        )


@dataclass(frozen=True, slots=True)
class TodayIs:
    """Today is within these days, both included; None is without end."""

    first: date | None
    last: date | None

    def holds(self, situation: Situation) -> bool:
        """Whether it holds today."""
        return (self.first or date.min) <= situation.today <= (self.last or date.max)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Condition, ...]

    def holds(self, situation: Situation) -> bool:
        """Whether it holds."""
        return all(part.holds(situation) for part in self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def holds(self, situation: Situation) -> bool:
        """Whether it holds."""
        return any(part.holds(situation) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition

    def holds(self, situation: Situation) -> bool:
        """Whether it holds."""
        return not self.part.holds(situation)


Condition: TypeAlias = AnswerIs | DeadlineIs | TodayIs | AllOf | AnyOf | Not


def leaves(condition: Condition) -> Iterator[AnswerIs | DeadlineIs | TodayIs]:
    """Yield the conditions that look at something themselves."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield condition
