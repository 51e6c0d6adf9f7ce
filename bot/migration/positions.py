"""Where conversations can stand: every session that flows can have saved, by boundary classes.

The proof knows every situation that differs in what can come. Other flows may read what these
forgot, so each situation is taken with all the answers that can have led to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from bot.dialog import Given, Session
from bot.flows import Library, Outcome, Question, Ref, walk
from bot.flows.kinds import (
    AmountInput,
    DateInput,
    Input,
    MunicipalityInput,
    NumberInput,
    SeveralInput,
)
from bot.flows.proof import Explored, State, explore
from bot.flows.proof.explore import MOST_STATES
from bot.flows.values import Value

_DAY = timedelta(days=1)

Answers = tuple[tuple[Ref, Value], ...]


@dataclass(frozen=True, slots=True)
class Position:
    """A place where somebody can be.

    Attributes:
        flow: where the conversation began.
        answers: what was answered, in that order.
        at: the question asked, or the outcome shown.
    """

    flow: str
    answers: Answers
    at: Ref

    def session(self, library: Library) -> Session:
        """Return the session that a library has saved here."""
        given = tuple(Given.of(ref, value) for ref, value in self.answers)
        return Session(
            "s", "nb", 1, flow=self.flow, answers=given, library=library.version, shown=str(self.at)
        )


@dataclass(frozen=True, slots=True)
class Positions:
    """Those that are tried.

    Attributes:
        found: all of them, or as many as can be tried: then at least one for each situation that
            the proof tells apart.
        count: how many there are.
        are_all: whether all are found.
    """

    found: tuple[Position, ...]
    count: int
    are_all: bool


def positions(old: Library, new: Library, today: date, most: int = MOST_STATES) -> Positions:
    """Return where conversations can stand.

    Args:
        old: the flows that have saved them.
        new: the flows they are to go on in; what these tell apart is tried, too.
        today: the day it is.
        most: how many to return at most.

    Raises:
        TooManyStatesError: the old flows have more situations than can be followed.
    """
    entries = [flow for flow in old.flows if old.is_entry(flow)]
    explored = explore(old.flows, old.facts, entries, today)
    count = _count(old, explored)
    found: dict[Position, None] = dict.fromkeys(_representatives(old, explored))
    probes = dict.fromkeys(_probes(old, new, explored, today))
    found |= probes
    rest = (each for each in _all(old, explored) if each not in found)
    found |= dict.fromkeys(islice(rest, max(most - len(found), 0)))
    count += len(probes)
    return Positions(tuple(found), count, are_all=len(found) == count)


def _all(library: Library, explored: Explored) -> Iterator[Position]:
    """Yield every position, each with one of the ways to it: a way is what was answered."""
    for start in explored.starts:
        waiting: list[tuple[State, Answers]] = [(start, ())]
        while waiting:
            state, answers = waiting.pop()
            if _stands(library, explored, state):
                yield Position(start.ref.flow, answers, state.ref)
            for value, after in explored.nodes[state].ways:
                more = () if value is None else ((state.ref, value),)
                waiting.append((after, (*answers, *more)))


def _count(library: Library, explored: Explored) -> int:
    """Count the ways to all places where somebody can stand, without walking them one by one."""
    ways = dict.fromkeys(explored.nodes, 0)
    for start in explored.starts:
        ways[start] += 1
    total = 0
    for state in explored.in_order():
        total += ways[state] if _stands(library, explored, state) else 0
        for _, after in explored.nodes[state].ways:
            ways[after] += ways[state]
    return total


def _stands(library: Library, explored: Explored, state: State) -> bool:
    """Whether somebody waits here: a question met again is not asked again."""
    step = library.step(state.ref)
    if isinstance(step, Question):
        return all(value is not None for value, _ in explored.nodes[state].ways)
    return isinstance(step, Outcome)


def _representatives(library: Library, explored: Explored) -> Iterator[Position]:
    """Yield for each situation a shortest conversation to it."""
    for state in explored.nodes:
        if _stands(library, explored, state):
            yield _shortest(explored, state)


def _shortest(explored: Explored, state: State) -> Position:
    begin = state
    while (by := explored.nodes[begin].found_by) is not None:
        begin = by[0]
    return Position(begin.ref.flow, explored.conversation(state), state.ref)


def _probes(old: Library, new: Library, explored: Explored, today: date) -> Iterator[Position]:
    """Yield each question answered by what the other flows may no longer take."""
    asked: set[Ref] = set()
    for state in explored.nodes:
        question = old.step_on(state.ref, today)
        is_new = state.ref not in asked and _stands(old, explored, state)
        if not is_new or not isinstance(question, Question) or question.input is None:
            continue
        asked.add(state.ref)
        here = _shortest(explored, state)
        tried = {value for value, _ in explored.nodes[state].ways}
        for value in _edges(question, _input_now(new, question.ref), today):
            if value not in tried and question.accepts(value, today):
                answers = (*here.answers, (question.ref, value))
                there = walk(old, here.flow, dict(answers), today)
                yield Position(here.flow, answers, there.at.ref)


def _input_now(new: Library, ref: Ref) -> Input | None:
    now = new.renames.step(ref)
    flow = new.flows.get(now.flow)
    step = flow.steps.get(now.step) if flow else None
    return step.input if isinstance(step, Question) else None


def _edges(question: Question, now: Input | None, today: date) -> Iterator[Value]:
    """Yield what stands on both sides of each limit of a question, as it was and as it is."""
    for asked in (question.input, now):
        match asked:
            case DateInput():
                for day in (asked.first, asked.last(today)):
                    yield from (day - _DAY, day, day + _DAY)
            case NumberInput() | AmountInput():
                for limit in (asked.least, asked.most):
                    yield from (max(limit - 1, 0), limit, limit + 1)
            case SeveralInput():
                yield from (frozenset({mark}) for mark in asked.ids)
                yield frozenset(asked.ids)
            case MunicipalityInput():
                yield from asked.places
            case None:
                pass
