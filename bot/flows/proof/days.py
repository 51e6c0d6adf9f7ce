"""The days that a proof has to be held on, so that it holds on every day.

What can happen changes from one day to another in three ways: a condition looks at today, or
content holds from or until a date; today passes a day that stands in the flows or the facts, or a
stretch of time that moves with today passes one; or two such stretches pass each other, as four
weeks and a month do in February, and as a deadline that waits for a Monday and one that does not.

They follow from the flows and facts alone, so a proof says the same on whatever day it runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from bot.facts import Facts, Length, Unit, compute
from bot.facts.calendar import FIRST_DAY, LAST_HELD
from bot.flows.conditions import (
    DayIs,
    DayNear,
    DeadlineIs,
    Leaf,
    Situation,
    TodayIs,
    leaves,
    read_by,
)
from bot.flows.kinds.date import turn, version_edges
from bot.flows.model import Call, Flow, Outcome, Question, Route
from bot.flows.references import Ref

_DAY = timedelta(days=1)
_ANY_DAY = date(2026, 1, 15)
"""The day of a proof where nothing says when it is; an ordinary Thursday."""

_SCANNED = timedelta(days=4 * 366)
"""How long after a change stretches of time are compared: every weekday and a leap year."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A length of time behind today, or ahead of it; it may be longer over days off."""

    length: Length
    rolls_over: bool = False
    ahead: bool = False

    @property
    def days(self) -> tuple[int, int]:
        """The fewest and the most days it can be."""
        least, most = _DAYS_OF[self.length.unit]
        longer = _MOST_DAYS_OFF if self.rolls_over else 0
        return (self.length.count * least, self.length.count * most + longer)

    def end(self, start: date) -> date:
        """Return its last day."""
        return compute(self.length, start, rolls_over=self.rolls_over).expires


_DAYS_OF = {
    Unit.DAYS: (1, 1),
    Unit.WORKING_DAYS: (1, 10),
    Unit.WEEKS: (7, 7),
    Unit.MONTHS: (28, 31),
}
_MOST_DAYS_OFF = 7
"""More days than a day off is followed by others; the longest are at Easter and at Christmas."""


def days_that_matter(flows: Mapping[str, Flow], facts: Facts) -> tuple[date, ...]:
    """Return the days a proof has to be held on, in order: days that the calendar knows."""
    found = tuple(dict.fromkeys(all_leaves(flows)))
    stretches = _stretches(found, facts)
    changes: set[date] = set()
    for leaf in found:
        if isinstance(leaf, TodayIs):
            changes |= {leaf.first} if leaf.first else set()
            changes |= {leaf.last + _DAY} if leaf.last else set()
    for step in dated_steps(flows):
        changes |= {each.valid_from for each in step.versions if each.valid_from}
    days = {day for change in changes for day in (change - _DAY, change)}
    known = known_from(facts)
    passes = set(_all_passes(stretches, _edges(flows, found, facts)))
    # No conversation is held before the content it rests on was read.
    days |= {day for change in passes for day in (change - _DAY, change) if day >= known}
    if min(days, default=date.min) < known:
        days.add(known)
    days = {day for day in days if FIRST_DAY <= day <= LAST_HELD} or {known}
    meetings = _meetings(_near_each_other(stretches), sorted(days), known)
    return tuple(_told_apart(sorted(days.union(meetings)), found, flows, facts))


def _told_apart(
    days: Iterable[date], found: Iterable[Leaf], flows: Mapping[str, Flow], facts: Facts
) -> Iterator[date]:
    """Yield the first of the days on which the same can happen.

    That is so where conditions on today and content with dates say the same, and where the days
    that can be given to each question meet the same combinations of the conditions that read it.
    """
    read: dict[Ref, dict[Leaf, None]] = {}
    for leaf in found:
        for ref in read_by(leaf):
            read.setdefault(ref, {})[leaf] = None
    dated = [
        (step.ref, step.day, tuple(read.get(step.ref, ())))
        for flow in flows.values()
        for step in flow.steps.values()
        if isinstance(step, Question) and step.day
    ]
    on_today = [leaf for leaf in found if isinstance(leaf, TodayIs)]
    changing = [*dated_steps(flows)]
    seen: set[tuple[object, ...]] = set()
    for today in days:
        situation = Situation({}, facts, frozenset(), today)
        told: list[object] = [leaf.holds(situation) for leaf in on_today]
        told += (tuple(each.holds(today) for each in step.versions) for step in changing)
        for ref, asked, conditions in dated:
            given = asked.matters(ref, conditions, facts, today)
            answered = (Situation({ref: day}, facts, frozenset(), today) for day in given)
            told.append(
                frozenset(tuple(leaf.holds(each) for leaf in conditions) for each in answered)
            )
        if tuple(told) not in seen:
            seen.add(tuple(told))
            yield today


def dated_steps(flows: Mapping[str, Flow]) -> Iterator[Question | Outcome]:
    """Yield the steps that are not the same on all days."""
    for flow in flows.values():
        for step in flow.steps.values():
            if isinstance(step, Question | Outcome) and step.versions:
                yield step


def all_leaves(flows: Mapping[str, Flow]) -> Iterator[Leaf]:
    """Yield every condition that looks at something itself, in every flow."""
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


def _stretches(found: Iterable[Leaf], facts: Facts) -> tuple[_Stretch, ...]:
    made: dict[_Stretch, None] = {}
    for leaf in found:
        if isinstance(leaf, DayNear):
            made[_Stretch(leaf.length, ahead=leaf.ahead)] = None
        elif isinstance(leaf, DeadlineIs):
            rule = facts.deadlines[leaf.rule]
            for version in rule.terms.versions:
                made[_Stretch(version.value.length, rule.rolls_over)] = None
    return tuple(made)


def known_from(facts: Facts) -> date:
    """Return the day the first source was read; a slip in its year hinders no proof."""
    read = min((source.checked for source in facts.sources.values()), default=_ANY_DAY)
    return read if FIRST_DAY <= read <= LAST_HELD else _ANY_DAY


def _edges(flows: Mapping[str, Flow], found: Iterable[Leaf], facts: Facts) -> Iterator[date]:
    """Yield the fixed days between which answers are alike, as far as conditions can tell."""
    for leaf in found:
        if isinstance(leaf, DayIs):
            if leaf.first is not None:
                yield leaf.first
            if leaf.last is not None:
                yield leaf.last + _DAY
        elif isinstance(leaf, DeadlineIs):
            yield from version_edges(facts.deadlines[leaf.rule])
    for flow in flows.values():
        for step in flow.steps.values():
            if isinstance(step, Question) and step.day and step.day.earliest:
                yield step.day.earliest


def _all_passes(stretches: Iterable[_Stretch], edges: Iterable[date]) -> Iterator[date]:
    """Yield the days on which today, or a stretch that moves with it, passes a fixed day."""
    for edge in edges:
        yield edge
        for day in (edge - _DAY, edge):
            for stretch in stretches:
                yield from _passes(stretch, day)


def _passes(stretch: _Stretch, day: date) -> Iterator[date]:
    """Yield the first day on which a day is no longer within a stretch behind, or is ahead."""
    with suppress(ValueError):  # the calendar knows no days that far away
        if not stretch.ahead:
            yield stretch.end(day) + _DAY
        elif day >= FIRST_DAY:
            early = max(day - timedelta(days=stretch.days[1]), FIRST_DAY)
            yield from turn(lambda today: stretch.end(today) < day, early, day)


def _near_each_other(stretches: Iterable[_Stretch]) -> tuple[_Stretch, ...]:
    """Return the stretches that can be longer than another on one day and shorter on another."""

    def meet(one: _Stretch, other: _Stretch) -> bool:
        (low, high), (least, most) = one.days, other.days
        return one.ahead is other.ahead and low <= most and least <= high

    every = tuple(stretches)
    return tuple(one for one in every if any(one != other and meet(one, other) for other in every))


def _meetings(stretches: tuple[_Stretch, ...], days: list[date], known: date) -> Iterator[date]:
    """Yield a day for each order that stretches stand in, in each time between two changes."""
    if not stretches:
        return
    first = max(days[0], known)
    reaches = [_Reach(stretch, first) for stretch in stretches]
    for begins, ends in pairwise([first, *(day for day in days if day > first), LAST_HELD]):
        seen: set[tuple[int, ...]] = set()
        today, stop = begins, min(ends, begins + _SCANNED, LAST_HELD)
        while today < stop:
            edges = [reach.edge(today) for reach in reaches]
            places = {edge: place for place, edge in enumerate(sorted(set(edges)))}
            order = tuple(places[edge] for edge in edges)
            if order not in seen:
                seen.add(order)
                yield today
            today += _DAY


class _Reach:
    """How far a stretch reaches from a day; the days are asked for in order."""

    def __init__(self, stretch: _Stretch, first: date) -> None:
        self._stretch = stretch
        self._start = max(first - timedelta(days=stretch.days[1] + 1), FIRST_DAY)

    def edge(self, today: date) -> date:
        """Return the first day whose stretch has not ended today; or, ahead, the last day in it."""
        if self._stretch.ahead:
            return self._stretch.end(today)
        while self._stretch.end(self._start) < today:
            self._start += _DAY
        return self._start
