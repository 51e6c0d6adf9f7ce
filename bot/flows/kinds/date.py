"""A date.

    mottatt:
      spørsmål: Når fikk du brevet?
      dato: {senest: i dag, tidligst: 2020-01-01}
      valg:
        ikke_kommet: {tekst: Brevet har ikke kommet, frist: ikke_startet, til: ferdig}
      vet_ikke: {til: brevdato}
      til: ferdig

Conditions: `er: dato`, `før`, `fra_og_med`, `etter`, `til_og_med`, `siste`, `kommende`, and where
a deadline that runs from it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import ClassVar

from bot.facts import DeadlineRule, Facts, compute
from bot.facts.calendar import FIRST_DAY, LAST_DAY
from bot.flows.conditions import A_DATE, DayIs, DayNear, DeadlineIs, Leaf
from bot.flows.kinds.reading import Reading
from bot.flows.references import Ref
from bot.flows.route import Route
from bot.flows.standing import DeadlineState, standing
from bot.flows.values import Value
from bot.source import Fields, Node

_DAY = timedelta(days=1)
_LAST_GIVEN = date(LAST_DAY.year - 10, 12, 31)
"""The last day that is taken as an answer: a deadline that runs from it still ends on a day."""


@dataclass(frozen=True, slots=True)
class DateInput:
    """A date can be given: `dato: {senest: i dag}`.

    Attributes:
        not_after_today: whether a day that has not come is refused.
        earliest: the first day that is taken, or None.
        routes: where a date leads.
    """

    key: ClassVar[str] = A_DATE

    not_after_today: bool
    earliest: date | None
    routes: tuple[Route, ...]

    @property
    def first(self) -> date:
        """The first day that is taken; authors can write none before the calendar's."""
        return self.earliest or FIRST_DAY

    def last(self, today: date) -> date:
        """Return the last day that is taken, as of a day."""
        return today if self.not_after_today else _LAST_GIVEN

    def accepts(self, value: Value, today: date) -> bool:
        """Whether a value is a date within the limits."""
        return isinstance(value, date) and self.first <= value <= self.last(today)

    def written(self, text: str) -> Value | None:
        """Return the date an author means by a text in a case: `2026-10-28`."""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return None
        # Python also reads 20270131, which no author can mean.
        return day if str(day) == text else None

    def matters(
        self,
        ref: Ref,  # noqa: ARG002 (as all kinds)
        leaves: Sequence[Leaf],
        facts: Facts,
        today: date,
    ) -> tuple[Value, ...]:
        """Return the dates next to a boundary, newest first: all others are like one of them.

        Boundaries are where a deadline that a condition reads goes from passed to running, where
        its contents change, where a condition on the date itself begins or ends to hold, and the
        ends of what is accepted.
        """
        first, last = self.first, self.last(today)
        if first > last:
            return ()
        days = {first, last} if leaves else {last}
        for leaf in leaves:
            days |= {day for day in _near(leaf, facts, first, last, today) if first <= day <= last}
        return tuple(sorted(days, reverse=True))


def read_date_input(reading: Reading, node: Node, fields: Fields) -> DateInput:
    """Read `dato` and its `til`."""
    limits = Fields(node, "datoen", reading.report, ("senest", "tidligst"))
    latest = limits.one_of("senest", ("i dag",))
    earliest = limits.date("tidligst")
    if earliest is not None and earliest > _LAST_GIVEN:
        reading.report.error(
            limits.at("tidligst"),
            "RV209",
            f"«tidligst» er {earliest}, og ingen dag etter {_LAST_GIVEN} tas imot, så ingen dato "
            "kan svares. Sjekk året.",
        )
        earliest = None
    return DateInput(latest is not None, earliest, reading.routes.required(fields))


def _near(leaf: Leaf, facts: Facts, first: date, last: date, today: date) -> Iterator[date]:
    """Yield the days on both sides of each day on which a condition changes."""
    match leaf:
        case DeadlineIs():
            yield from _boundaries(facts.deadlines[leaf.rule], first, last, today)
        case DayIs():
            if leaf.first is not None:
                yield from (leaf.first - _DAY, leaf.first)
            if leaf.last is not None:
                yield from (leaf.last, leaf.last + _DAY)
        case DayNear():
            yield from (today - _DAY, today, today + _DAY)
            if leaf.ahead:
                end = compute(leaf.length, today, rolls_over=False).raw_end
                yield from (end, end + _DAY)
            elif first < today:
                yield from turn(
                    lambda day: compute(leaf.length, day, rolls_over=False).raw_end < today,
                    first,
                    min(today, last),
                )
        case _:
            pass


def _boundaries(rule: DeadlineRule, first: date, last: date, today: date) -> Iterator[date]:
    """Yield the days on both sides of each change of a rule, within some days.

    Within one version of the rule a later start never ends earlier.
    """
    edges = sorted({first, last + _DAY, *version_edges(rule)})
    pieces = [(a, b - _DAY) for a, b in pairwise(edges) if first <= a <= last]
    for low, high in pieces:
        yield from (low, high)
        yield from turn(lambda day: _passed(rule, day, today), low, high)


def turn(holds: Callable[[date], bool], low: date, high: date) -> Iterator[date]:
    """Yield the last day that something holds and the first that it does not, by halving.

    Args:
        holds: once it does not, it does not on any later day.
        low: the first day to look at.
        high: the last day to look at.
    """
    if not holds(low) or holds(high):
        return
    while high - low > _DAY:
        middle = low + (high - low) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    yield from (low, high)


def _passed(rule: DeadlineRule, start: date, today: date) -> bool:
    ref = Ref("", "")
    found = standing(rule, (ref,), {ref: start}, frozenset(), today)
    return found.state is DeadlineState.PASSED


def version_edges(rule: DeadlineRule) -> Iterator[date]:
    """Yield the first day of each new content of a rule, and the first day after each."""
    for version in rule.terms.versions:
        if version.valid_from is not None:
            yield version.valid_from
        if version.valid_until is not None:
            yield version.valid_until + _DAY
