"""What outcomes and texts read of answers, that some or all who come there were never asked for.

Conditions are looked at where ways part. What an outcome reads makes no difference to the way on,
so conversations that differ in it stand in one state; here they are told apart again, without
walking them one by one: a set of conversations is a bit, and all bits move at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from bot.facts import Facts
from bot.flows.model import DeadlineUse, Flow, Outcome, Step, on_day
from bot.flows.placeholders import answers_in
from bot.flows.proof.explore import Explored
from bot.flows.proof.state import State, Witness
from bot.flows.references import Ref
from bot.flows.texts import step_texts
from bot.flows.values import Value


def deadlines_unasked(
    explored: Explored, flows: Mapping[str, Flow], order: Iterable[State]
) -> Iterator[tuple[Ref, tuple[tuple[Ref, Value], ...]]]:
    """Yield the outcomes whose deadline can have nothing to run from.

    It is enough that one of the questions it can run from was asked, whatever was answered.

    Yields:
        The outcome, and a shortest conversation that leads to it past all those questions; where
        there are many such outcomes, the end of some conversation that does.
    """
    starts = {
        step.ref: frozenset(step.deadline.starts)
        for step in _on(flows, explored.today)
        if isinstance(step, Outcome) and isinstance(step.deadline, DeadlineUse)
    }
    bits = {refs: 1 << place for place, refs in enumerate(dict.fromkeys(starts.values()))}
    asking: dict[Ref, int] = {}
    for refs, bit in bits.items():
        for ref in refs:
            asking[ref] = asking.get(ref, 0) | bit
    # A bit is set where somebody can stand without having been asked any of its questions.
    unasked = dict.fromkeys(explored.nodes, 0)
    everybody = (1 << len(bits)) - 1
    for start in explored.starts:
        unasked[start] = everybody
    told: set[Ref] = set()
    past: dict[frozenset[Ref], _Past] = {}
    before: dict[State, list[Witness]] = {}
    for state in order:
        here = unasked[state]
        read = starts.get(state.ref)
        if read is not None and here & bits[read] and state.ref not in told:
            told.add(state.ref)
            if read not in past and len(past) < _SHORTEST:
                past[read] = _Past(explored, read)
            if read in past:
                yield state.ref, past[read].to(state.ref)
            else:
                before = before or _before(explored)
                yield state.ref, _back(before, state, unasked, asking, bits[read])
        after_asking = here & ~asking.get(state.ref, 0)
        for value, after in explored.nodes[state].ways:
            unasked[after] |= here if value is None else after_asking


_SHORTEST, _LAST = 30, 20
"""For how many sets of questions the shortest way past is found; of the rest, how much is shown."""


class _Past:
    """Shortest conversations in which none of some questions is asked."""

    def __init__(self, explored: Explored, refs: frozenset[Ref]) -> None:
        self._by: dict[State, Witness | None] = {}
        self._first: dict[Ref, State] = {}
        waiting: deque[tuple[State, Witness | None]] = deque(
            (start, None) for start in explored.starts
        )
        while waiting:
            state, by = waiting.popleft()
            if state in self._by:
                continue
            self._by[state] = by
            self._first.setdefault(state.ref, state)
            for value, after in explored.nodes[state].ways:
                if value is None:
                    waiting.appendleft((after, (state, None)))
                elif state.ref not in refs:
                    waiting.append((after, (state, value)))

    def to(self, goal: Ref) -> tuple[tuple[Ref, Value], ...]:
        """Return the questions and answers that lead to a step that some of them lead to."""
        answers: list[tuple[Ref, Value]] = []
        by = self._by[self._first[goal]]
        while by is not None:
            state, value = by
            if value is not None:
                answers.append((state.ref, value))
            by = self._by[state]
        return tuple(reversed(answers))


def _before(explored: Explored) -> dict[State, list[Witness]]:
    """Return what leads to each state, but for those where conversations begin."""
    found: dict[State, list[Witness]] = {}
    for node in explored.nodes.values():
        for value, after in node.ways:
            found.setdefault(after, []).append((node.state, value))
    for start in explored.starts:
        found.pop(start, None)
    return found


def _back(
    before: Mapping[State, list[Witness]],
    goal: State,
    unasked: Mapping[State, int],
    asking: Mapping[Ref, int],
    bit: int,
) -> tuple[tuple[Ref, Value], ...]:
    """Return the last answers of a conversation that leads to a state past some questions.

    It is one of those that do, and not always the shortest.

    Args:
        before: what leads to each state where none begins.
        goal: where it leads.
        unasked: a bit for each set of questions, set where somebody stands who was asked none.
        asking: a bit for each set that a question is of.
        bit: that of the questions.
    """
    answers: list[tuple[Ref, Value]] = []
    state = goal
    while len(answers) < _LAST and state in before:
        for earlier, value in before[state]:
            onward = unasked[earlier] & ~(0 if value is None else asking.get(earlier.ref, 0))
            if onward & bit:
                if value is not None:
                    answers.append((earlier.ref, value))
                state = earlier
                break
    return tuple(reversed(answers))


class AnswersShown:
    """The questions whose answers the texts of a step show; each step is read once."""

    def __init__(self, flows: Mapping[str, Flow], facts: Facts) -> None:
        self._flows = flows
        self._facts = facts
        self._read: dict[int, frozenset[Ref]] = {}

    def on(self, day: date) -> dict[Ref, frozenset[Ref]]:
        """Return what every step shows on a day."""
        return {step.ref: self._in(step) for step in _on(self._flows, day)}

    def _in(self, step: Step) -> frozenset[Ref]:
        # The flows outlive this, so a step keeps its identity.
        found = self._read.get(id(step))
        if found is None:
            found = frozenset(
                ref for text in step_texts(step) for ref in answers_in(text, self._facts)
            )
            self._read[id(step)] = found
        return found


def placeholders_asked(
    explored: Explored, shown: Mapping[Ref, frozenset[Ref]], order: Iterable[State]
) -> Iterator[tuple[tuple[Ref, Ref], bool]]:
    """Yield the steps somebody comes to with the questions whose answers their texts show.

    Args:
        explored: where conversations go on a day.
        shown: the questions whose answers each step shows on it.
        order: every situation, none before what leads to it.

    Yields:
        The step and the question, and whether somebody who stands there was asked.
    """
    every = dict.fromkeys(ref for refs in shown.values() for ref in refs)
    bits = {ref: 1 << place for place, ref in enumerate(every)}
    if not bits:
        return
    asked = dict.fromkeys(explored.nodes, 0)
    for state in order:
        here = asked[state]
        yield from (((state.ref, ref), bool(here & bits[ref])) for ref in shown[state.ref])
        for value, after in explored.nodes[state].ways:
            asked[after] |= here if value is None else here | bits.get(state.ref, 0)


def _on(flows: Mapping[str, Flow], today: date) -> Iterator[Step]:
    for flow in flows.values():
        for step in flow.steps.values():
            yield on_day(step, today)
