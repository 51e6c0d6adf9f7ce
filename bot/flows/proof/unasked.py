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
from bot.flows.proof.state import State
from bot.flows.references import Ref
from bot.flows.texts import step_texts
from bot.flows.values import Value


def deadlines_unasked(
    explored: Explored, flows: Mapping[str, Flow], order: Iterable[State]
) -> Iterator[tuple[Ref, tuple[tuple[Ref, Value], ...]]]:
    """Yield the outcomes whose deadline can have nothing to run from.

    It is enough that one of the questions it can run from was asked, whatever was answered.

    Yields:
        The outcome, and a shortest conversation that leads to it past all those questions.
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
    for state in order:
        here = unasked[state]
        read = starts.get(state.ref)
        if read is not None and here & bits[read] and state.ref not in told:
            told.add(state.ref)
            yield state.ref, _past(explored, state.ref, read)
        after_asking = here & ~asking.get(state.ref, 0)
        for value, after in explored.nodes[state].ways:
            unasked[after] |= here if value is None else after_asking


def _past(explored: Explored, goal: Ref, refs: frozenset[Ref]) -> tuple[tuple[Ref, Value], ...]:
    """Return a shortest conversation to a step in which none of some questions is asked."""
    waiting: deque[tuple[State, tuple[tuple[Ref, Value], ...]]] = deque(
        (start, ()) for start in explored.starts
    )
    seen: set[State] = set()
    while True:
        state, answers = waiting.popleft()
        if state.ref == goal:
            return answers
        if state in seen:
            continue
        seen.add(state)
        for value, after in explored.nodes[state].ways:
            if value is None:
                waiting.appendleft((after, answers))
            elif state.ref not in refs:
                waiting.append((after, (*answers, (state.ref, value))))


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
