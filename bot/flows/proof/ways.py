"""Counts the ways through what was explored, without walking them one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.flows.proof.explore import Explored, State
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
    for state in _in_order(explored):
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


def _in_order(explored: Explored) -> list[State]:
    """Return the states so that each comes after all that lead to it."""
    before: dict[State, int] = dict.fromkeys(explored.nodes, 0)
    for node in explored.nodes.values():
        for _, after in node.ways:
            before[after] += 1
    ready = [state for state, count in before.items() if count == 0]
    order: list[State] = []
    while ready:
        state = ready.pop()
        order.append(state)
        for _, after in explored.nodes[state].ways:
            before[after] -= 1
            if before[after] == 0:
                ready.append(after)
    return order
