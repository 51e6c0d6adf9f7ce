"""A flow as it is once read: immutable, with the position of every part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from bot.facts import Text
from bot.facts.calendar import FIRST_DAY, LAST_DAY
from bot.flows.conditions import Condition
from bot.flows.references import Ref
from bot.source import Position

_LAST_GIVEN = date(LAST_DAY.year - 10, 12, 31)

UNKNOWN = "vet_ikke"
"""The id of the choice "vet ikke", on every question that has it."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a way goes on, if its condition holds; the last route of a list has none.

    til:
      - {når: {i_dag: {før: 2027-01-01}}, til: anke_klageinstans}
      - {ellers: anke_trygderetten}
    """

    target: str
    condition: Condition | None
    position: Position


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be pressed.

    kommunen: {tekst: Kommunen, til: kommunen_gjelder}

    Attributes:
        label: the button's text; None is the bot's own "Vet ikke".
        explanation: written out in the message above the buttons.
        starts_nothing: whether it says that no deadline has started (`frist: ikke_startet`).
    """

    id: str
    label: Text | None
    explanation: Text | None
    starts_nothing: bool
    routes: tuple[Route, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class DateInput:
    """A date can be given: `dato: {senest: i dag}`.

    Attributes:
        not_after_today: whether a day that has not come is refused.
        earliest: the first day that is taken, or None.
        routes: where a date leads.
    """

    not_after_today: bool
    earliest: date | None
    routes: tuple[Route, ...]

    @property
    def first(self) -> date:
        """The first day that is taken; never before the days deadlines are computed for."""
        return max(self.earliest or FIRST_DAY, FIRST_DAY)

    def last(self, today: date) -> date:
        """Return the last day that is taken, as of a day."""
        return today if self.not_after_today else _LAST_GIVEN


@dataclass(frozen=True, slots=True)
class Question:
    """A step that asks.

    hvem:
      spørsmål: Hvem fattet vedtaket?
      valg:
        kommunen: {tekst: Kommunen, til: kommunen_gjelder}
      vet_ikke: {til: finn_avsender}
    """

    ref: Ref
    text: Text
    help: Text | None
    choices: tuple[Choice, ...]
    day: DateInput | None
    position: Position

    def choice(self, choice_id: str) -> Choice | None:
        """Return the choice with this id, or None."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)

    def accepts(self, value: str | date, today: date) -> bool:
        """Whether a value can be the answer: a choice's id, or a date within the limits."""
        if isinstance(value, str):
            return self.choice(value) is not None
        if self.day is None:
            return False
        return self.day.first <= value <= self.day.last(today)


@dataclass(frozen=True, slots=True)
class Call:
    """A step that runs another flow, and goes on by its result if that flow returns.

    hjemme: {kall: brevet, til: svar_hjemme}

    Attributes:
        routes: where each result leads; under None stands the way for any other result.
    """

    ref: Ref
    flow: str
    routes: Mapping[str | None, tuple[Route, ...]]
    position: Position

    def routes_for(self, result: str) -> tuple[Route, ...]:
        """Return the routes a result takes; empty if the call has none for it."""
        return self.routes.get(result) or self.routes.get(None, ())


@dataclass(frozen=True, slots=True)
class Return:
    """A step that ends a called flow with a result: `ferdig: {retur: kjent}`."""

    ref: Ref
    result: str
    position: Position


@dataclass(frozen=True, slots=True)
class DeadlineUse:
    """Which deadline an outcome has: `frist: {regel: pbrl_klage, fra: [brevet.mottatt]}`.

    Attributes:
        rule: id of the rule.
        starts: the questions that can tell when it began; the first that was answered by a date.
    """

    rule: str
    starts: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A step where a conversation arrives.

    svar_hjemme:
      svar: Klag til kommunen
      tjeneste: Helse- og omsorgshjelp fra kommunen
      send_til: kommunen
      klageinstans: statsforvalteren
      frist: {regel: pbrl_klage, fra: brevet.mottatt}
      neste: [Skriv hva du er uenig i.]
      kilder: [pbrl_7_5]

    Attributes:
        send_to: id of an authority, or the reason there is none.
        appeal_body: id of an authority, or the reason there is none.
        deadline: the rule to compute by, or the reason there is none.
    """

    ref: Ref
    title: Text
    text: Text | None
    service: Text
    send_to: str | Text
    appeal_body: str | Text
    deadline: DeadlineUse | Text
    next_steps: tuple[Text, ...]
    sources: tuple[str, ...]
    position: Position


Step: TypeAlias = Question | Call | Return | Outcome


@dataclass(frozen=True, slots=True)
class Flow:
    """One file in `flyt/`.

    Attributes:
        health: whether the emergency line stands at its start and on its outcomes.
        start_position: where its author says where it starts.
        says_health: whether its author says if it is about health; if not, it is taken not to be.
        steps: by id, in the order written.
    """

    id: str
    title: Text
    keywords: tuple[Text, ...]
    health: bool
    start: str
    steps: Mapping[str, Step]
    position: Position = field(compare=False)
    start_position: Position = field(compare=False)
    says_health: bool = True

    @property
    def results(self) -> tuple[str, ...]:
        """The results it can return with; empty for a flow that ends in outcomes alone."""
        found = {step.result: None for step in self.steps.values() if isinstance(step, Return)}
        return tuple(found)
