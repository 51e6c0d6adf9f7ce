"""The values that can make a difference: choices, and dates by their boundaries.

Of all dates, only those next to a boundary need to be tried: where a deadline that a condition
reads goes from passed to running, where a rule's contents change, and the ends of what is accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from bot.facts import DeadlineRule, Facts
from bot.flows.conditions import DeadlineIs, TodayIs, leaves
from bot.flows.model import Call, Flow, Question, Route
from bot.flows.references import Ref
from bot.flows.standing import DeadlineState, standing

_DAY = timedelta(days=1)
_ANY_DAY = date(2026, 1, 15)
"""The day of a proof where nothing ever changes; an ordinary Thursday."""


class Domains:
    """The values worth trying as the answer to each question, as of a day.

    Args:
        flows: every flow.
        facts: the deadlines that conditions read.
        today: the day the conversations are held.
    """

    def __init__(self, flows: Mapping[str, Flow], facts: Facts, today: date) -> None:
        self._today = today
        self._rules: dict[Ref, set[str]] = {}
        self._facts = facts
        for leaf in _leaves(flows):
            if isinstance(leaf, DeadlineIs):
                for ref in leaf.starts:
                    self._rules.setdefault(ref, set()).add(leaf.rule)
        self._days: dict[Ref, tuple[date, ...]] = {}

    def values(self, question: Question) -> tuple[str | date, ...]:
        """Return the values to try, choices first, dates from the newest."""
        choices = tuple(choice.id for choice in question.choices)
        return (*choices, *self._dates(question))

    def _dates(self, question: Question) -> tuple[date, ...]:
        if question.day is None:
            return ()
        if question.ref not in self._days:
            first, last = question.day.first, question.day.last(self._today)
            days = {first, last} if first <= last else set()
            for name in self._rules.get(question.ref, ()):
                rule = self._facts.deadlines[name]
                days |= {day for day in self._boundaries(rule, first, last) if first <= day <= last}
            if question.ref not in self._rules:
                days = {last} if days else set()
            self._days[question.ref] = tuple(sorted(days, reverse=True))
        return self._days[question.ref]

    def _boundaries(self, rule: DeadlineRule, first: date, last: date) -> Iterator[date]:
        """Yield the days on both sides of each change of a rule, within some days.

        Within one version of the rule a later start never ends earlier, so the change from passed
        to running is found by halving.
        """
        edges = sorted({first, last + _DAY, *_version_edges(rule)})
        pieces = [(a, b - _DAY) for a, b in pairwise(edges) if first <= a <= last]
        for low, high in pieces:
            yield from (low, high)
            if self._passed(rule, low) and not self._passed(rule, high):
                while high - low > _DAY:
                    middle = low + (high - low) // 2
                    low, high = (middle, high) if self._passed(rule, middle) else (low, middle)
                yield from (low, high)

    def _passed(self, rule: DeadlineRule, start: date) -> bool:
        ref = Ref("", "")
        found = standing(rule, (ref,), {ref: start}, frozenset(), self._today)
        return found.state is DeadlineState.PASSED


def days_that_matter(flows: Mapping[str, Flow], facts: Facts) -> tuple[date, ...]:
    """Return the days a proof has to be held on: both sides of each day on which something changes.

    They follow from the flows and facts alone, so a proof says the same on whatever day it runs.
    """
    changes: set[date] = set()
    for leaf in _leaves(flows):
        if isinstance(leaf, TodayIs):
            changes |= {leaf.first} if leaf.first else set()
            changes |= {leaf.last + _DAY} if leaf.last else set()
    for rule in facts.deadlines.values():
        changes.update(_version_edges(rule))
    days = {day for change in changes for day in (change - _DAY, change)}
    return tuple(sorted(days)) or (_ANY_DAY,)


def _version_edges(rule: DeadlineRule) -> Iterator[date]:
    for version in rule.terms.versions:
        if version.valid_from is not None:
            yield version.valid_from
        if version.valid_until is not None:
            yield version.valid_until + _DAY


def _leaves(flows: Mapping[str, Flow]) -> Iterator[object]:
    for flow in flows.values():
        for step in flow.steps.values():
            routes: Iterable[Route] = ()
            if isinstance(step, Question):
                routes = [route for choice in step.choices for route in choice.routes]
                routes += step.day.routes if step.day else ()
            elif isinstance(step, Call):
                routes = [route for way in step.routes.values() for route in way]
            for route in routes:
                if route.condition is not None:
                    yield from leaves(route.condition)
