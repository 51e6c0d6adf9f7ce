"""A second interpreter of flows, as plain as can be: a called flow is a called function."""

from __future__ import annotations

from datetime import date

from bot.facts import Status, compute, status
from bot.flows import Call, Library, Outcome, Question, Ref
from bot.flows.conditions import (
    AllOf,
    AnswerIs,
    Answers,
    AnyOf,
    Condition,
    DeadlineIs,
    Not,
    TodayIs,
)
from bot.flows.model import Return, Route


class _ArrivedError(Exception):
    def __init__(self, ref: Ref) -> None:
        self.ref = ref


class Interpreter:
    """Follows answers through a library on a day."""

    def __init__(self, library: Library, answers: Answers, today: date) -> None:
        self._library = library
        self._answers = answers
        self._today = today
        self.given: dict[Ref, str | date] = {}

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
        ways = {choice.id: choice.routes for choice in step.choices}
        if isinstance(value, str) and value in ways:
            self.given[step.ref] = value
            return ways[value]
        if isinstance(value, date) and step.day and date(1947, 1, 1) <= value <= self._today:
            self.given[step.ref] = value
            return step.day.routes
        raise _ArrivedError(step.ref)

    def _holds(self, condition: Condition) -> bool:
        match condition:
            case AnswerIs(ref, values):
                value = self.given.get(ref)
                return ("dato" if isinstance(value, date) else value) in values
            case TodayIs(first, last):
                return not (first and self._today < first) and not (last and self._today > last)
            case DeadlineIs(rule, starts, states):
                return self._state(rule, starts) in {state.value for state in states}
            case Not(part):
                return not self._holds(part)
            case AllOf(parts):
                return False not in [self._holds(part) for part in parts]
            case AnyOf(parts):
                return True in [self._holds(part) for part in parts]
            case _:
                msg = f"this interpreter reads no {condition}"
                raise AssertionError(msg)

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
