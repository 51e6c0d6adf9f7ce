"""Conditions: data over the answers given, the deadlines that follow, and today.

    når: {svar: brevet.mottatt, er: [ikke_kommet, vet_ikke]}
    når: {svar: hjelp, har_en_av: [dusj, mat]}     når: {svar: hjelp, har_alle: [dusj, mat]}
    når: {svar: alder, minst: 18, under: 67}
    når: {svar: flyttet, fra_og_med: 2026-01-01}   også før, etter og til_og_med
    når: {svar: flyttet, siste: {måneder: 3}}      når: {svar: reiser, kommende: {uker: 2}}
    når: {svar: bor, fylke: [Troms, Finnmark]}     også kommune, statsforvalter og helseregion
    når: {svar: brevet.mottatt, besvart: ja}
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

from bot.facts import Facts, Length, PlaceField, compute
from bot.flows.references import Ref
from bot.flows.standing import DeadlineState, standing
from bot.flows.values import Value, is_choice

A_DATE = "dato"
"""Stands in a condition for any date given as the answer."""

A_NUMBER, AN_AMOUNT, A_PLACE, SEVERAL = "tall", "beløp", "kommune", "flervalg"
"""Stand in a condition for any answer of these kinds; a question takes one kind at most."""

Answers: TypeAlias = Mapping[Ref, Value]


def words_for(value: Value) -> frozenset[str]:
    """Return the words that a condition may call an answer by after `er`."""
    if isinstance(value, date):
        return frozenset({A_DATE})
    if isinstance(value, int):
        return frozenset({A_NUMBER, AN_AMOUNT, str(value)})
    if isinstance(value, frozenset):
        return frozenset({SEVERAL})
    return frozenset({value} if is_choice(value) else {value, A_PLACE})


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a condition may look at."""

    answers: Answers
    facts: Facts
    not_started: frozenset[tuple[Ref, str]]
    today: date


@dataclass(frozen=True, slots=True)
class AnswerIs:
    """The answer to a question is one of these choices, or a date if `dato` is among them.

    A number can stand for itself, a municipality for its number; `tall`, `beløp`, `kommune` and
    `flervalg` stand for any answer of their kind, as `dato` does.
    """

    ref: Ref
    values: frozenset[str]

    def holds(self, situation: Situation) -> bool:
        """Whether it holds; a question that was not asked has no answer, so it does not."""
        value = situation.answers.get(self.ref)
        return value is not None and not words_for(value).isdisjoint(self.values)


@dataclass(frozen=True, slots=True)
class HasChosen:
    """Of several choices, every one of these was chosen, or at least one of them."""

    ref: Ref
    choices: frozenset[str]
    every: bool

    def holds(self, situation: Situation) -> bool:
        """Whether it holds; who chose none of the choices, has chosen none of these."""
        value = situation.answers.get(self.ref)
        if not isinstance(value, frozenset):
            return False
        return self.choices <= value if self.every else not self.choices.isdisjoint(value)


@dataclass(frozen=True, slots=True)
class NumberIs:
    """The answer is a number, or an amount in kroner, of at least one and below another."""

    ref: Ref
    least: int | None
    below: int | None

    def holds(self, situation: Situation) -> bool:
        """Whether it holds; who does not know the number is neither above nor below."""
        value = situation.answers.get(self.ref)
        if not isinstance(value, int):
            return False
        return (self.least is None or value >= self.least) and (
            self.below is None or value < self.below
        )


@dataclass(frozen=True, slots=True)
class DayIs:
    """The answer is a day from one to another, both included; None is without end."""

    ref: Ref
    first: date | None
    last: date | None

    def holds(self, situation: Situation) -> bool:
        """Whether it holds; who does not know the day is on neither side."""
        value = situation.answers.get(self.ref)
        if not isinstance(value, date):
            return False
        return (self.first or date.min) <= value <= (self.last or date.max)


@dataclass(frozen=True, slots=True)
class DayNear:
    """The answer is a day within some time of today: behind it, or ahead of it.

    Today itself is within both. Weeks and months are counted as in a deadline: a day is within the
    last three months while a deadline of three months that began on it has not ended.
    """

    ref: Ref
    length: Length
    ahead: bool

    def holds(self, situation: Situation) -> bool:
        """Whether it holds today."""
        value, today = situation.answers.get(self.ref), situation.today
        if not isinstance(value, date):
            return False
        start, end = (today, value) if self.ahead else (value, today)
        return start <= end <= compute(self.length, start, rolls_over=False).raw_end


@dataclass(frozen=True, slots=True)
class PlaceIs:
    """The answer is a municipality that is, or lies in, one of these.

    Attributes:
        field: what is compared: the municipality, its county, Statsforvalter or health region.
        values: numbers of municipalities, or names of the others.
    """

    ref: Ref
    field: PlaceField
    values: frozenset[str]

    def holds(self, situation: Situation) -> bool:
        """Whether it holds."""
        value = situation.answers.get(self.ref)
        place = situation.facts.municipalities.get(value) if isinstance(value, str) else None
        return place is not None and place.value(self.field) in self.values


@dataclass(frozen=True, slots=True)
class IsAnswered:
    """The question was asked and answered on the way here, be it by "vet ikke"; or it was not."""

    ref: Ref
    answered: bool

    def holds(self, situation: Situation) -> bool:
        """Whether it holds."""
        return (self.ref in situation.answers) is self.answered


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


AnswerLeaf: TypeAlias = AnswerIs | HasChosen | NumberIs | DayIs | DayNear | PlaceIs | IsAnswered
"""What looks at the answer to one question."""

Leaf: TypeAlias = AnswerLeaf | DeadlineIs | TodayIs
Condition: TypeAlias = Leaf | AllOf | AnyOf | Not


def read_by(leaf: Leaf) -> tuple[Ref, ...]:
    """Return the questions whose answers a condition looks at."""
    match leaf:
        case DeadlineIs(_, starts):
            return starts
        case TodayIs():
            return ()
        case _:
            return (leaf.ref,)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Yield the conditions that look at something themselves."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield condition
