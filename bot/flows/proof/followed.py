"""What following every conversation shows, on every day that matters, gathered for the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.facts import Facts
from bot.flows.model import Flow, Route
from bot.flows.proof.days import days_that_matter
from bot.flows.proof.effort import MOST_EFFORT, Effort
from bot.flows.proof.explore import Explored, explore_on
from bot.flows.proof.fork import Fork
from bot.flows.proof.ground import Ground
from bot.flows.proof.state import State, Witness
from bot.flows.proof.unasked import AnswersShown, deadlines_unasked, placeholders_asked
from bot.flows.proof.ways import most_questions
from bot.flows.references import Ref
from bot.flows.values import Value

MOST_SHOWN = 20
"""How many answers of a conversation are shown; nobody bears as many."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A conversation that shows something: the questions and answers, and the day it is held.

    Attributes:
        answers: all of them, or the last `MOST_SHOWN`.
        before: how many there are before those.
    """

    today: date
    answers: tuple[tuple[Ref, Value], ...]
    before: int = 0


@dataclass(slots=True)
class Parting:
    """What was seen at one list of routes over all days.

    Attributes:
        chosen: the routes that were taken.
        overlaps: pairs of routes whose conditions held together.
        gap: how no route can be open.
        unasked: the routes that hang on answers to questions not asked, with those questions.
    """

    routes: tuple[Route, ...]
    chosen: set[int] = field(default_factory=set)
    overlaps: dict[tuple[int, int], Shown] = field(default_factory=dict)
    gap: Shown | None = None
    unasked: dict[tuple[int, tuple[Ref, ...]], Shown] = field(default_factory=dict)

    def add(self, explored: Explored, fork: Fork) -> None:
        """Add what was seen on one day; what was seen before keeps its conversation."""

        def shown(at: Witness) -> Shown:
            state, value = at
            answers = explored.conversation(state, MOST_SHOWN)
            last = ((state.ref, value),) if value is not None else ()
            before = explored.nodes[state].questions - len(answers)
            return Shown(explored.today, (*answers, *last), before)

        self.chosen |= fork.chosen.keys()
        for pair, at in fork.overlaps.items():
            if pair not in self.overlaps:
                self.overlaps[pair] = shown(at)
        for read, at in fork.unasked.items():
            if read not in self.unasked:
                self.unasked[read] = shown(at)
        if fork.gap is not None and self.gap is None:
            self.gap = shown(fork.gap)


@dataclass(frozen=True, slots=True)
class Followed:
    """What all conversations show.

    Attributes:
        partings: every list of routes with a condition that somebody comes to.
        most: for each end that conversations from the front page come to, the most questions one
            has.
        deadlines_unasked: outcomes whose deadline can have nothing to run from, and how.
        placeholders_unasked: steps that are come to, with the questions whose answers their texts
            show and that nobody there was asked.
    """

    partings: tuple[Parting, ...]
    most: Mapping[Ref, int]
    deadlines_unasked: Mapping[Ref, Shown]
    placeholders_unasked: frozenset[tuple[Ref, Ref]]


def follow(
    flows: Mapping[str, Flow], facts: Facts, starts: Iterable[str], front_page: str
) -> Followed:
    """Follow every conversation on every day that matters.

    Args:
        flows: every flow; linked, without circles and recursion.
        facts: what conditions read.
        starts: the flows that conversations begin in.
        front_page: the one of them that most begin in.

    Raises:
        TooManyStatesError: there are more situations to tell apart than can be followed.
    """
    starts = sorted(starts, key=lambda flow: flow != front_page)
    partings: dict[int, Parting] = {}
    most: dict[Ref, int] = {}
    unasked: dict[Ref, Shown] = {}
    asked: dict[tuple[Ref, Ref], bool] = {}
    shown = AnswersShown(flows, facts)
    effort, ground = Effort(MOST_EFFORT), Ground.of(flows, facts)
    for today in days_that_matter(flows, facts, effort):
        explored = explore_on(ground, starts, today, effort)
        for key, fork in explored.forks.items():
            partings.setdefault(key, Parting(fork.routes)).add(explored, fork)
        order = explored.in_order()
        if front_page in starts:
            begins = State(Ref(front_page, flows[front_page].start), (), frozenset())
            for ref, questions in most_questions(explored, begins, order).items():
                most[ref] = max(most.get(ref, 0), questions)
        for ref, answers in deadlines_unasked(explored, flows, order):
            last = answers[-MOST_SHOWN:]
            unasked.setdefault(ref, Shown(today, last, len(answers) - len(last)))
        for place, is_asked in placeholders_asked(explored, shown.on(today), order):
            asked[place] = asked.get(place, False) or is_asked
    nobody = frozenset(place for place, is_asked in asked.items() if not is_asked)
    return Followed(tuple(partings.values()), most, unasked, nobody)
