"""The values that can make a difference: choices, and what else can be given by its boundaries.

Which values those are is known by each kind of question, in `bot.flows.kinds`; which days a proof
is held on, here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta

from bot.facts import Facts, Length, Unit, compute
from bot.facts.calendar import FIRST_DAY
from bot.flows.conditions import DayIs, DayNear, DeadlineIs, Leaf, TodayIs, leaves, read_by
from bot.flows.kinds.date import turn, version_edges
from bot.flows.model import Call, Flow, Question, Route
from bot.flows.references import Ref
from bot.flows.values import Value

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
        self._facts = facts
        self._read: dict[Ref, dict[Leaf, None]] = {}
        for leaf in _leaves(flows):
            for ref in read_by(leaf):
                self._read.setdefault(ref, {})[leaf] = None
        self._known: dict[Ref, tuple[Value, ...]] = {}

    def values(self, question: Question) -> tuple[Value, ...]:
        """Return the values to try, choices first."""
        if question.ref not in self._known:
            given: tuple[Value, ...] = ()
            if question.input is not None:
                read = tuple(self._read.get(question.ref, ()))
                given = question.input.matters(question.ref, read, self._facts, self._today)
            choices = tuple(choice.id for choice in question.choices)
            self._known[question.ref] = (*choices, *given)
        return self._known[question.ref]


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
        changes.update(version_edges(rule))
    changes.update(_days_of_windows(tuple(_leaves(flows)), facts))
    days = {day for change in changes for day in (change - _DAY, change)}
    return tuple(sorted(days)) or (_ANY_DAY,)


def _days_of_windows(found: tuple[Leaf, ...], facts: Facts) -> Iterator[date]:
    """Yield the days on which a day that conditions name comes into a stretch of time, or leaves.

    An answer is compared with fixed days, and with stretches that move with today: the last three
    months, a deadline that runs. Which combinations there are changes when they pass each other.
    """
    behind = {leaf.length for leaf in found if isinstance(leaf, DayNear) and not leaf.ahead}
    ahead = {leaf.length for leaf in found if isinstance(leaf, DayNear) and leaf.ahead}
    for name in {leaf.rule for leaf in found if isinstance(leaf, DeadlineIs)}:
        versions = facts.deadlines[name].terms.versions
        behind |= {version.value.length for version in versions}
    for leaf in found:
        if not isinstance(leaf, DayIs):
            continue
        edges = [leaf.first, leaf.last + _DAY if leaf.last else None]
        for edge in filter(None, edges):
            yield edge
            for day in (edge - _DAY, edge):
                for length in behind:
                    yield from _leaves_behind(length, day)
                for length in ahead:
                    yield from _comes_within(length, day)


def _leaves_behind(length: Length, day: date) -> Iterator[date]:
    """Yield the first day on which a day is no longer within the last weeks or months."""
    with suppress(ValueError):  # the calendar knows no days that far away
        computed = compute(length, day)
        yield from (computed.raw_end + _DAY, computed.expires + _DAY)


def _comes_within(length: Length, day: date) -> Iterator[date]:
    """Yield the first day on which a day is within the coming weeks or months."""

    def is_far(today: date) -> bool:
        return compute(length, today, rolls_over=False).raw_end < day

    if day < FIRST_DAY:
        return
    early = day - timedelta(days=length.count * _AT_MOST[length.unit])
    yield from turn(is_far, max(early, FIRST_DAY), day)


_AT_MOST = {Unit.DAYS: 2, Unit.WORKING_DAYS: 10, Unit.WEEKS: 8, Unit.MONTHS: 32}
"""More days than one of the unit can take."""


def _leaves(flows: Mapping[str, Flow]) -> Iterator[Leaf]:
    for flow in flows.values():
        for step in flow.steps.values():
            routes: Iterable[Route] = ()
            if isinstance(step, Question):
                routes = step.routes
            elif isinstance(step, Call):
                routes = [route for way in step.routes.values() for route in way]
            for route in routes:
                if route.condition is not None:
                    yield from leaves(route.condition)
