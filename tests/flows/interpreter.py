"""A second interpreter of flows, as plain as can be: a called flow is a called function.

It shares no code with the conditions, the walk or the proof; only what stands in the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Protocol

from bot.facts import Facts, Length, Status, Unit, compute, status
from bot.flows import Answers, Call, Flow, Outcome, Question, Ref, Step
from bot.flows.conditions import (
    AllOf,
    AnswerIs,
    AnyOf,
    Condition,
    DayIs,
    DayNear,
    DeadlineIs,
    HasChosen,
    IsAnswered,
    Leaf,
    Not,
    NumberIs,
    PlaceIs,
    TodayIs,
)
from bot.flows.kinds import AmountInput, DateInput, MunicipalityInput, NumberInput, SeveralInput
from bot.flows.model import Return, Route
from bot.flows.values import Value


class Flows(Protocol):
    """What it reads: a library, or flows that are only read."""

    @property
    def flows(self) -> Mapping[str, Flow]:
        """Every flow by its id."""

    @property
    def facts(self) -> Facts:
        """What conditions look up."""

    def step(self, ref: Ref) -> Step:
        """Return a step."""


class _ArrivedError(Exception):
    def __init__(self, ref: Ref) -> None:
        self.ref = ref


class Interpreter:
    """Follows answers through a library on a day."""

    def __init__(self, library: Flows, answers: Answers, today: date) -> None:
        self._library = library
        self._answers = answers
        self._today = today
        self.given: dict[Ref, Value] = {}

    def arrive(self, flow: str) -> Ref:
        """Return the step where the answers lead from the start of a flow."""
        try:
            self._run(flow)
        except _ArrivedError as arrived:
            return arrived.ref
        msg = "the flow returned to nobody"
        raise AssertionError(msg)

    def _run(self, flow_id: str, begin: str = "") -> str:
        flow = self._library.flows[flow_id]
        here = begin or flow.start
        while True:
            step = flow.steps[here]
            routes: tuple[Route, ...] = ()
            if isinstance(step, Return):
                return step.result
            if isinstance(step, Outcome):
                raise _ArrivedError(step.ref)
            if isinstance(step, Call):
                result = self._run(step.flow, step.begin)
                routes = step.routes[result if result in step.routes else None]
            if isinstance(step, Question):
                routes = self._answered(step)
            here = self._taken(routes).target

    def _taken(self, routes: tuple[Route, ...]) -> Route:
        return next(
            route for route in routes if route.condition is None or self._holds(route.condition)
        )

    def _answered(self, step: Question) -> tuple[Route, ...]:
        value = self._answers.get(step.ref)
        for choice in step.choices:
            is_early = choice.first is not None and self._today < choice.first
            is_late = choice.last is not None and self._today > choice.last
            if choice.id == value and not is_early and not is_late:
                self.given[step.ref] = value
                return choice.routes
        if value is None or step.input is None or not self._is_given(step, value):
            raise _ArrivedError(step.ref)
        self.given[step.ref] = value
        return step.input.routes

    def _is_given(self, step: Question, value: Value) -> bool:
        match step.input:
            case DateInput() as asked if isinstance(value, date):
                first = asked.earliest or date(1900, 1, 1)
                last = self._today if asked.not_after_today else date(2100, 1, 1)
                return first <= value <= last
            case NumberInput() | AmountInput() as asked if isinstance(value, int):
                return asked.least <= value <= asked.most
            case MunicipalityInput():
                return value in self._library.facts.municipalities
            case SeveralInput(marks) if isinstance(value, frozenset):
                return bool(value) and value <= {mark.id for mark in marks}
            case _:
                return False

    def _holds(self, condition: Condition) -> bool:
        match condition:
            case Not(part):
                return not self._holds(part)
            case AllOf(parts):
                return False not in [self._holds(part) for part in parts]
            case AnyOf(parts):
                return True in [self._holds(part) for part in parts]
            case _:
                return self.holds_itself(condition)

    def holds_itself(self, leaf: Leaf) -> bool:
        if isinstance(leaf, TodayIs):
            is_early = leaf.first is not None and self._today < leaf.first
            is_late = leaf.last is not None and self._today > leaf.last
            return not is_early and not is_late
        if isinstance(leaf, DeadlineIs):
            return self._state(leaf.rule, leaf.starts) in {state.value for state in leaf.states}
        value = self.given.get(leaf.ref)
        match leaf:
            case IsAnswered(_, answered):
                return answered if value is not None else not answered
            case AnswerIs(_, values):
                return any(word in values for word in _words(value))
            case HasChosen(_, choices, every):
                chosen = [value is not None and _has(value, choice) for choice in choices]
                return all(chosen) if every else any(chosen)
            case NumberIs(_, least, below):
                if not isinstance(value, int):
                    return False
                return not (least is not None and value < least) and not (
                    below is not None and value >= below
                )
            case DayIs(_, first, last):
                return isinstance(value, date) and (first or value) <= value <= (last or value)
            case DayNear(_, length, ahead):
                if not isinstance(value, date):
                    return False
                early, late = (self._today, value) if ahead else (value, self._today)
                return early <= late <= _after(length, early)
            case PlaceIs(_, part, values):
                places = self._library.facts.municipalities.values()
                return any(
                    place.number == value and place.value(part) in values for place in places
                )

    def _state(self, name: str, starts: tuple[Ref, ...]) -> str:
        rule = self._library.facts.deadlines[name]
        values = [self.given.get(ref) for ref in starts]
        days = [value for value in values if isinstance(value, date)]
        if days:
            terms = rule.terms.at(days[0])
            assert terms is not None
            computed = compute(terms.length, days[0], rolls_over=rule.rolls_over)
            return "utløpt" if status(computed, self._today) is Status.PASSED else "løper"
        for ref, value in zip(starts, values, strict=True):
            question = self._library.step(ref)
            assert isinstance(question, Question)
            if any(way.id == value and way.starts_nothing for way in question.choices):
                return "ikke_startet"
        return "ukjent"


def _words(value: Value | None) -> list[str]:
    """Return what an answer can be called."""
    if value is None:
        return []
    if isinstance(value, date):
        return ["dato"]
    if isinstance(value, int):
        return ["tall", "beløp", str(value)]
    if isinstance(value, frozenset):
        return ["flervalg"]
    return [value, "kommune"] if value.isdigit() else [value]


def _has(value: Value, choice: str) -> bool:
    return isinstance(value, frozenset) and choice in value


def _after(length: Length, start: date) -> date:
    """Return the last day of some time that begins on a day."""
    if length.unit not in (Unit.DAYS, Unit.WEEKS):
        return compute(length, start, rolls_over=False).raw_end
    return start + timedelta(days=length.count * (7 if length.unit is Unit.WEEKS else 1))
