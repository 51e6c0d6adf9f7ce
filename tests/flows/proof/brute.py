"""Every conversation there is, held one by one, and what was seen where ways part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from bot.facts import compute
from bot.flows import Library, Outcome, Question, Ref, walk
from bot.flows.conditions import Condition, DayIs, DayNear
from bot.flows.model import Route
from bot.flows.values import Value
from tests.flows.interpreter import Interpreter

Values = Callable[[Question], Sequence[Value]]


@dataclass
class Seen:
    """What was seen, with lists of routes by their identity.

    Attributes:
        ends: how many conversations ended in each step.
        lengths: how many questions each conversation had.
        chosen: the routes that were taken.
        overlaps: neighbouring routes among those that were open together.
        gaps: the lists where no route was open.
    """

    ends: dict[Ref, int] = field(default_factory=dict)
    lengths: set[int] = field(default_factory=set)
    chosen: set[tuple[int, int]] = field(default_factory=set)
    overlaps: set[tuple[int, int, int]] = field(default_factory=set)
    gaps: set[int] = field(default_factory=set)

    @property
    def forks(self) -> set[tuple[int, ...]]:
        """All that the rules tell of."""
        gaps = {(fork,) for fork in self.gaps}
        return {*((fork, -1, taken) for fork, taken in self.chosen), *self.overlaps, *gaps}


def every_day(first: date, today: date) -> Values:
    """Answer a question by each of its choices and, if it takes a date, by every day."""
    days = [first + timedelta(days=more) for more in range((today - first).days + 1)]

    def values(question: Question) -> list[Value]:
        given = [day for day in days if question.day and question.day.accepts(day, today)]
        choices = [
            choice.id
            for choice in question.choices
            if (choice.first or today) <= today <= (choice.last or today)
        ]
        return [*choices, *given]

    return values


def hold_all(library: Library, values: Values, today: date) -> Seen:
    """Hold every conversation from the start, in words of `walk` and of a plain interpreter."""
    seen = Seen()
    for answers in _conversations(library, values, today):
        watching = _Watching(library, answers, today, seen)
        end = watching.end()
        seen.ends[end] = seen.ends.get(end, 0) + 1
        seen.lengths.add(len(answers))
    return seen


def _conversations(library: Library, values: Values, today: date) -> Iterator[dict[Ref, Value]]:
    waiting: list[dict[Ref, Value]] = [{}]
    while waiting:
        answers = waiting.pop()
        try:
            at = walk(library, "start", answers, today).at
        except RuntimeError:  # no way on: a gap
            yield answers
            continue
        if isinstance(at, Outcome):
            yield answers
        else:
            whole = library.step(at.ref)
            assert isinstance(whole, Question)
            waiting += [{**answers, at.ref: value} for value in values(whole)]


class _GapError(Exception):
    pass


class _Watching(Interpreter):
    def __init__(
        self, library: Library, answers: dict[Ref, Value], today: date, seen: Seen
    ) -> None:
        super().__init__(library, answers, today)
        self._seen = seen

    def end(self) -> Ref:
        """Return where it ends; in a gap, the question answered last."""
        try:
            return self.arrive("start")
        except _GapError:
            return Ref("", "gap")

    def _taken(self, routes: tuple[Route, ...]) -> Route:
        if len(routes) == 1 and routes[0].condition is None:
            return routes[0]
        held = [
            index
            for index, route in enumerate(routes)
            if route.condition is not None and self._holds(route.condition)
        ]
        fork = id(routes)
        self._seen.overlaps |= {(fork, *pair) for pair in pairwise(held)}
        if not held and routes[-1].condition is not None:
            self._seen.gaps.add(fork)
            raise _GapError
        taken = held[0] if held else len(routes) - 1
        self._seen.chosen.add((fork, taken))
        return routes[taken]

    def _holds(self, condition: Condition) -> bool:
        match condition:
            case DayIs(ref, first, last):
                day = self.given.get(ref)
                if not isinstance(day, date):
                    return False
                return (first or day) <= day <= (last or day)
            case DayNear(ref, length, ahead):
                day = self.given.get(ref)
                if not isinstance(day, date) or ahead:
                    return False
                return compute(length, day, rolls_over=False).raw_end >= self._today
            case _:
                return super()._holds(condition)
