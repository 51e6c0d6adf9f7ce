"""Every conversation there is, held one by one, and what was seen where ways part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise, product

from bot.flows import DeadlineUse, Outcome, Question, Ref
from bot.flows.conditions import (
    AllOf,
    AnyOf,
    Condition,
    DeadlineIs,
    IsAnswered,
    Leaf,
    Not,
    TodayIs,
)
from bot.flows.model import Route
from bot.flows.values import Value
from tests.flows.interpreter import Flows, Interpreter

Values = Callable[[Question], Sequence[Value]]


@dataclass
class Seen:
    """What was seen, with lists of routes by their identity.

    Attributes:
        ends: how many conversations ended in each outcome.
        lengths: how many questions the conversations to each outcome had.
        forks: the routes taken, neighbours that were open together, gaps, and what was read
            unasked, told apart by their first word.
        deadlines_unasked: the outcomes where the deadline had nothing to run from, and the fewest
            questions that lead to one so.
        asked: the outcomes with the questions that were answered before one of them.
    """

    ends: dict[Ref, int] = field(default_factory=dict)
    lengths: dict[Ref, set[int]] = field(default_factory=dict)
    forks: set[tuple[object, ...]] = field(default_factory=set)
    deadlines_unasked: dict[Ref, int] = field(default_factory=dict)
    asked: set[tuple[Ref, Ref]] = field(default_factory=set)


def hold_all(library: Flows, values: Values, today: date) -> Seen:
    """Hold every conversation from the start, one after another."""
    seen = Seen()
    waiting: list[dict[Ref, Value]] = [{}]
    while waiting:
        answers = waiting.pop()
        watching = _Watching(library, answers, today, seen)
        end = watching.end()
        if end is None:
            continue
        step = library.step(end)
        if isinstance(step, Question):
            waiting += [{**answers, end: value} for value in values(step)]
            continue
        assert isinstance(step, Outcome)
        step = step.on(today)
        seen.ends[end] = seen.ends.get(end, 0) + 1
        seen.lengths.setdefault(end, set()).add(len(answers))
        seen.asked |= {(end, ref) for ref in watching.given}
        starts = step.deadline.starts if isinstance(step.deadline, DeadlineUse) else ()
        if starts and not any(ref in watching.given for ref in starts):
            known = seen.deadlines_unasked.get(end, len(answers))
            seen.deadlines_unasked[end] = min(known, len(answers))
    return seen


class _GapError(Exception):
    pass


class _Watching(Interpreter):
    def __init__(self, library: Flows, answers: dict[Ref, Value], today: date, seen: Seen) -> None:
        super().__init__(library, answers, today)
        self._seen = seen

    def end(self) -> Ref | None:
        """Return where it ends, or None in a gap."""
        try:
            return self.arrive("start")
        except _GapError:
            return None

    def _taken(self, routes: tuple[Route, ...]) -> Route:
        if len(routes) == 1 and routes[0].condition is None:
            return routes[0]
        fork, noted = id(routes), self._seen.forks
        conditions = [route.condition for route in routes if route.condition is not None]
        held = [index for index, each in enumerate(conditions) if self._holds(each)]
        noted |= {("overlap", fork, *pair) for pair in pairwise(held)}
        for index, condition in enumerate(conditions[: held[0] + 1] if held else conditions):
            noted |= {("unasked", fork, index, refs) for refs in self._hangs_on(condition)}
        if not held and len(conditions) == len(routes):
            noted.add(("gap", fork))
            raise _GapError
        taken = held[0] if held else len(routes) - 1
        noted.add(("taken", fork, taken))
        return routes[taken]

    def _hangs_on(self, condition: Condition) -> set[tuple[Ref, ...]]:
        """Return what was not asked if the condition could be either, whatever those parts say."""
        unasked = [refs for leaf in _parts(condition) if (refs := self._not_asked(leaf))]
        if not unasked:
            return set()
        results = {
            self._supposing(condition, iter(said))
            for said in product((True, False), repeat=len(unasked))
        }
        return set(unasked) if len(results) == 2 else set()

    def _supposing(self, condition: Condition, said: Iterator[bool]) -> bool:
        match condition:
            case Not(part):
                return not self._supposing(part, said)
            case AllOf(parts):
                held = [self._supposing(part, said) for part in parts]
                return False not in held
            case AnyOf(parts):
                held = [self._supposing(part, said) for part in parts]
                return True in held
            case _:
                return next(said) if self._not_asked(condition) else self._holds(condition)

    def _not_asked(self, leaf: Leaf) -> tuple[Ref, ...]:
        """Return the questions a part looks at, if none of them was asked and it does not mind."""
        match leaf:
            case TodayIs() | IsAnswered():
                return ()
            case DeadlineIs(_, starts):
                return () if any(ref in self.given for ref in starts) else starts
            case _:
                return () if leaf.ref in self.given else (leaf.ref,)


def _parts(condition: Condition) -> Iterator[Leaf]:
    match condition:
        case Not(part):
            yield from _parts(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _parts(part)
        case _:
            yield condition
