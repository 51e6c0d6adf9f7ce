"""A flow as it is once read: immutable, with the position of every part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from bot.facts import Dated, Text
from bot.flows.former import FormerName
from bot.flows.kinds import UNKNOWN, Choice, DateInput, Input, Mark, SeveralInput
from bot.flows.references import Ref
from bot.flows.route import Route
from bot.flows.values import Value, is_choice
from bot.source import Position

__all__ = [
    "UNKNOWN",
    "Call",
    "Choice",
    "DateInput",
    "DeadlineUse",
    "Flow",
    "Outcome",
    "Question",
    "Return",
    "Route",
    "Step",
]


@dataclass(frozen=True, slots=True)
class Question:
    """A step that asks.

    hvem:
      spørsmål: Hvem fattet vedtaket?
      valg:
        kommunen: {tekst: Kommunen, til: kommunen_gjelder}
      vet_ikke: {til: finn_avsender}

    Attributes:
        choices: what answers it by one press; "vet ikke" last.
        input: what else can be given, such as a date; its kinds are in `bot.flows.kinds`.
        versions: if it is not the same on all days, what it is on each; this itself then has the
            choices of every day, and stands on none.
        ends: the last day of each of its changes that has one, and where the change stands.
    """

    ref: Ref
    text: Text
    help: Text | None
    choices: tuple[Choice, ...]
    input: Input | None
    position: Position
    versions: tuple[Dated[Question], ...] = ()
    ends: tuple[tuple[date, Position], ...] = field(default=(), compare=False)

    def on(self, day: date) -> Question:
        """Return the question as it is asked on a day."""
        return next((each.value for each in self.versions if each.holds(day)), self)

    @property
    def day(self) -> DateInput | None:
        """The date that can be given, if it asks for one."""
        return self.input if isinstance(self.input, DateInput) else None

    @property
    def buttons(self) -> tuple[Choice | Mark, ...]:
        """All that can be pressed, as it is shown."""
        marks = self.input.marks if isinstance(self.input, SeveralInput) else ()
        return (*marks, *self.choices)

    @property
    def routes(self) -> Iterator[Route]:
        """Every route that leaves it, by a choice or by what is given."""
        for choice in self.choices:
            yield from choice.routes
        if self.input is not None:
            yield from self.input.routes

    def choice(self, choice_id: str) -> Choice | None:
        """Return the choice with this id, or None."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)

    def accepts(self, value: Value, today: date) -> bool:
        """Whether a value can be the answer: a choice's id, or what the question's kind takes."""
        if isinstance(value, str) and is_choice(value):
            choice = self.choice(value)
            return choice is not None and choice.holds(today)
        return self.input is not None and self.input.accepts(value, today)

    def routes_for(self, value: Value) -> tuple[Route, ...]:
        """Return the routes an answer takes; empty if it is none."""
        if isinstance(value, str) and is_choice(value):
            choice = self.choice(value)
            return choice.routes if choice is not None else ()
        return self.input.routes if self.input is not None else ()


@dataclass(frozen=True, slots=True)
class Call:
    """A step that runs another flow, and goes on by its result if that flow returns.

    hjemme: {kall: brevet, til: svar_hjemme}
    alder: {kall: felles.alder, til: videre}

    Attributes:
        routes: where each result leads; under None stands the way for any other result.
        begin: the step of the other flow that it begins at; empty if it is the one it starts in.
    """

    ref: Ref
    flow: str
    routes: Mapping[str | None, tuple[Route, ...]]
    position: Position
    begin: str = ""

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
        position: where they stand.
    """

    rule: str
    starts: tuple[Ref, ...]
    position: Position = field(compare=False)


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
        helping: id of what somebody may do who helps another.
        versions: if it is not the same on all days, what it is on each.
        ends: the last day of each of its changes that has one, and where the change stands.
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
    helping: str | None = None
    versions: tuple[Dated[Outcome], ...] = ()
    ends: tuple[tuple[date, Position], ...] = field(default=(), compare=False)

    def on(self, day: date) -> Outcome:
        """Return the outcome as it is on a day."""
        return next((each.value for each in self.versions if each.holds(day)), self)


Step: TypeAlias = Question | Call | Return | Outcome


def on_day(step: Step, day: date) -> Step:
    """Return a step as it is on a day."""
    return step.on(day) if isinstance(step, Question | Outcome) else step


def versions_of(step: Step) -> tuple[Step, ...]:
    """Return what a step is on some day, the first days first; most are the same on all."""
    if isinstance(step, Question | Outcome) and step.versions:
        return tuple(each.value for each in step.versions)
    return (step,)


def routes_of(step: Step) -> Iterator[Route]:
    """Yield every route that leaves a step, within its flow."""
    match step:
        case Question():
            yield from step.routes
        case Call():
            for routes in step.routes.values():
                yield from routes
        case _:
            return


def reachable(steps: Mapping[str, Step], starts: Iterable[str]) -> set[str]:
    """Return every step of a flow that ways lead to from some of them, those themselves too."""
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name not in found and name in steps:
            found.add(name)
            waiting.extend(route.target for route in routes_of(steps[name]))
    return found


@dataclass(frozen=True, slots=True)
class Flow:
    """One file in `flyt/`.

    Attributes:
        health: whether the emergency line stands at its start and on its outcomes.
        start: the step it begins in; empty if it is only called at steps that the calls name.
        start_position: where its author says where it starts.
        says_health: whether its author says if it is about health; if not, it is taken not to be.
        steps: by id, in the order written.
        former: what it, its steps and their choices were called before.
        results: the results it can return with when it begins in its start; empty for a flow that
            then ends in outcomes alone.
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
    former: tuple[FormerName, ...] = field(default=(), compare=False)
    results: tuple[str, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Find the results once: a flow can be called from thousands of places."""
        reached = reachable(self.steps, (self.start,))
        found = {
            step.result: None
            for step in self.steps.values()
            if isinstance(step, Return) and step.ref.step in reached
        }
        object.__setattr__(self, "results", tuple(found))
