"""The days that a proof has to be held on, so that it holds on every day.

What can happen changes from one day to another in two ways: a condition looks at today, or content
holds from or until a date; or the order of the days that conditions tell answers apart by is
another. Some of those stand in the flows or the facts; the others move: today itself, and the ends
of the stretches of time before and after it. They pass each other too, as four weeks and a month do
in February, and as a deadline that waits for a Monday and one that does not.

They follow from the flows and facts alone, so a proof says the same on whatever day it runs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, pairwise
from operator import sub
from typing import TypeAlias

from bot.facts import Facts, Length
from bot.facts.calendar import FIRST_DAY, LAST_HELD
from bot.facts.ends import ends, first_running
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
from bot.flows.model import Call, Flow, Outcome, Question, Route
from bot.flows.proof.effort import MOST_EFFORT, Effort, to_find_values
from bot.flows.references import Ref

_ANY_DAY = date(2026, 1, 15)
"""The day of a proof where nothing says when it is; an ordinary Thursday."""

_MOVING = (DayNear, DeadlineIs)
_OF_A_STRETCH = 1_000
"""What it takes to compare a stretch of time with another on all days."""

_Met: TypeAlias = list[set[tuple[bool, ...]]]
"""For each question for a date, the combinations of conditions that its answers meet."""

_FIRST, _LAST = FIRST_DAY.toordinal(), LAST_HELD.toordinal()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A length of time behind today, or ahead of it; it may be longer over days off."""

    length: Length
    rolls_over: bool = False
    ahead: bool = False

    def edges(self, today: range) -> list[int]:
        """Return the first day within it, or ahead the last one, on each of some days in a row."""
        find = ends if self.ahead else first_running
        return find(self.length, today, rolls_over=self.rolls_over)


def days_that_matter(
    flows: Mapping[str, Flow], facts: Facts, effort: Effort | None = None
) -> tuple[date, ...]:
    """Return the days a proof has to be held on, in order: days that the calendar knows.

    Args:
        flows: every flow; linked.
        facts: what conditions read.
        effort: what may be looked at to find them; `MOST_EFFORT` if left out.

    Raises:
        TooManyStatesError: there is more to look at.
    """
    effort = effort or Effort(MOST_EFFORT)
    found = tuple(dict.fromkeys(all_leaves(flows)))
    changes = set(_changes(flows, found))
    days = {day for change in changes for day in (change - 1, change)}
    # No conversation is held before the content it rests on was read.
    today = range(known_from(facts).toordinal(), _LAST + 1)
    stretches = _stretches(found, facts)
    for ref in [next(iter(read_by(leaf))) for leaf in found if isinstance(leaf, _MOVING)][:1]:
        effort.spend(_OF_A_STRETCH * len(stretches) ** 2, ref)
    days.update(_orders(today, changes, set(_edges(flows, found, facts)), stretches))
    held = [date.fromordinal(day) for day in sorted(days) if _FIRST <= day <= _LAST]
    return _most_telling(held, found, flows, facts, effort)


def _most_telling(
    days: Iterable[date],
    found: Iterable[Leaf],
    flows: Mapping[str, Flow],
    facts: Facts,
    effort: Effort,
) -> tuple[date, ...]:
    """Return so few of the days that all that can happen on any of them can on one of these.

    Whatever can happen on one day can on another if conditions on today and content with dates say
    the same, and if the days that can be given to each question meet, among others, the same
    combinations of the conditions that read it. No condition binds one answer to another.
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
    versions = len(on_today) + sum(len(step.versions) for step in changing)
    telling: dict[tuple[bool, ...], dict[date, _Met]] = {}
    for today in days:
        for step in changing[:1]:
            effort.spend(versions, step.ref)
        situation = Situation({}, facts, frozenset(), today)
        said = [leaf.holds(situation) for leaf in on_today]
        said += [version.holds(today) for step in changing for version in step.versions]
        others = telling.setdefault(tuple(said), {})
        met: _Met = []
        for ref, asked, conditions in dated:
            effort.spend(to_find_values(asked, conditions, facts) + len(others), ref)
            given = asked.matters(ref, conditions, facts, today)
            answered = (Situation({ref: day}, facts, frozenset(), today) for day in given)
            met.append({tuple(leaf.holds(each) for leaf in conditions) for each in answered})
        if not any(_is_within(met, more) for more in others.values()):
            for day in [day for day, less in others.items() if _is_within(less, met)]:
                del others[day]
            others[today] = met
    return tuple(sorted(chain.from_iterable(telling.values())))


def _is_within(met: _Met, more: _Met) -> bool:
    return all(map(set.issubset, met, more))


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


def _changes(flows: Mapping[str, Flow], found: Iterable[Leaf]) -> Iterator[int]:
    """Yield the days from which conditions on today, and content with dates, say something else."""
    for leaf in found:
        if isinstance(leaf, TodayIs):
            yield from _ends_of(leaf.first, leaf.last)
    for step in dated_steps(flows):
        for version in step.versions:
            yield from _ends_of(version.valid_from, None)


def _edges(flows: Mapping[str, Flow], found: Iterable[Leaf], facts: Facts) -> Iterator[int]:
    """Yield the fixed days between which answers are alike, as far as conditions can tell."""
    for leaf in found:
        if isinstance(leaf, DayIs):
            yield from _ends_of(leaf.first, leaf.last)
        elif isinstance(leaf, DeadlineIs):
            for version in facts.deadlines[leaf.rule].terms.versions:
                yield from _ends_of(version.valid_from, version.valid_until)
    for flow in flows.values():
        for step in flow.steps.values():
            if isinstance(step, Question) and step.day:
                yield from _ends_of(step.day.first, step.day.last(LAST_HELD))


def _ends_of(first: date | None, last: date | None) -> Iterator[int]:
    """Yield the first of some days, and the first after them."""
    if first is not None:
        yield first.toordinal()
    if last is not None:
        yield last.toordinal() + 1


def _orders(
    today: range, changes: Iterable[int], edges: Iterable[int], stretches: Iterable[_Stretch]
) -> Iterator[int]:
    """Yield a day for each order that all edges stand in, in each time between two changes.

    Nothing else decides which answers there are: between two edges that follow each other, all
    answers are alike.
    """
    moving: list[Sequence[int]] = [today, *(stretch.edges(today) for stretch in stretches)]
    # Today divides the days too: those before it, itself, and those after.
    passing = (*moving, range(today.start + 1, today.stop + 1))
    begins = {0, len(today), *(day - today.start for day in changes if day in today)}
    # Where one stands on a fixed day, no answer is between them: less can happen than before.
    begins |= {bisect_right(each, edge) for each in passing for edge in edges}
    # Where they are as far from today as on another day, they stand in the same order.
    distances = list(zip(*(map(sub, each, today) for each in moving), strict=True))
    order_of = {each: tuple(map(sorted({*each}).index, each)) for each in set(distances)}
    orders = [order_of[each] for each in distances]
    for begin, end in pairwise(sorted(begins)):
        # Backwards, so that the first day of each order is the one that stays.
        yield from dict(zip(orders[begin:end][::-1], today[begin:end][::-1], strict=True)).values()
