"""Counts the ways through what was explored, without walking them one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.flows.proof.explore import Explored
from bot.flows.proof.state import State
from bot.flows.references import Ref


@dataclass(frozen=True, slots=True)
class Ways:
    """How conversations can go.

    Attributes:
        count: how many ways there are; dates of one boundary class count as one.
        longest: the most questions a way has.
        shortest: the fewest.
        outcomes: how many ways end in each outcome.
        states: how many situations differ in what can come.
    """

    count: int
    longest: int
    shortest: int
    outcomes: Mapping[Ref, int]
    states: int


def ways(explored: Explored) -> Ways:
    """Count every way from the starts to an outcome."""
    into: dict[State, int] = dict.fromkeys(explored.nodes, 0)
    deepest: dict[State, int] = dict.fromkeys(explored.nodes, 0)
    for start in explored.starts:
        into[start] += 1
    outcomes: dict[Ref, int] = {}
    ends: list[State] = []
    for state in explored.in_order():
        node = explored.nodes[state]
        if not node.ways:
            outcomes[state.ref] = outcomes.get(state.ref, 0) + into[state]
            ends.append(state)
        for value, after in node.ways:
            into[after] += into[state]
            deepest[after] = max(deepest[after], deepest[state] + (value is not None))
    return Ways(
        count=sum(outcomes.values()),
        longest=max((deepest[state] for state in ends), default=0),
        shortest=min((explored.nodes[state].questions for state in ends), default=0),
        outcomes=outcomes,
        states=len(explored.nodes),
    )


def most_questions(explored: Explored, start: State, order: Iterable[State]) -> dict[Ref, int]:
    """Return how many questions the longest way from one of the starts to each end has.

    Args:
        explored: what can happen.
        start: where the ways begin.
        order: its states, each after all that lead to it.
    """
    most = {start: 0}
    ends: dict[Ref, int] = {}
    for state in order:
        if state not in most:  # comes from another start alone
            continue
        node = explored.nodes[state]
        if not node.ways:
            ends[state.ref] = max(ends.get(state.ref, 0), most[state])
        for value, after in node.ways:
            most[after] = max(most.get(after, 0), most[state] + (value is not None))
    return ends
