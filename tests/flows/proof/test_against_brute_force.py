"""The proof says what holding every single conversation says.

`RETTVEI_EXAMPLES=5000 pytest tests/flows/proof` tries that many libraries; what fails names the
seed of the library, and `drawn(Random(seed))` draws it again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from random import Random

import pytest

from bot.flows import Outcome, Question
from bot.flows.model import on_day
from bot.flows.proof import Explored, days_that_matter, explore, ways
from bot.flows.proof.domains import Domains
from bot.flows.proof.effort import MOST_EFFORT, Effort
from bot.flows.proof.ground import Ground
from bot.flows.proof.unasked import AnswersShown, deadlines_unasked, placeholders_asked
from bot.flows.proof.ways import most_questions
from tests.flows.generated import CHANGE, Made, drawn, every_answer, read
from tests.flows.interpreter import Interpreter
from tests.flows.proof.brute import hold_all

EXAMPLES = int(os.environ.get("RETTVEI_EXAMPLES", "1000"))
PARTS = 10


def tried(part: int, *, gaps: bool = True, share: int = 1) -> Iterator[tuple[int, Made, date]]:
    """Yield the libraries of one part of a test, each with its seed and a day to try it on."""
    for seed in range(part, max(EXAMPLES // share, PARTS), PARTS):
        random = Random(seed)
        made = read(drawn(random, gaps=gaps))
        yield seed, made, CHANGE + timedelta(days=random.randint(-3, 6))


def proved(made: Made, today: date) -> Explored:
    return explore(made.flows, made.facts, ["start"], today)


def forks(explored: Explored) -> set[tuple[object, ...]]:
    """Say what the proof saw as `Seen.forks` does."""
    found: set[tuple[object, ...]] = set()
    for key, fork in explored.forks.items():
        found |= {("taken", key, taken) for taken in fork.chosen}
        found |= {("overlap", key, *pair) for pair in fork.overlaps}
        found |= {("unasked", key, *read) for read in fork.unasked}
        found |= {("gap", key)} if fork.gap else set()
    return found


def shown(made: Made, today: date) -> set[tuple[object, ...]]:
    """Say what a proof on a day shows: what happens where ways part, and what people then read."""
    explored = proved(made, today)
    read: set[tuple[object, ...]] = set()
    for state in explored.nodes:
        match on_day(made.step(state.ref), today):
            case Question() as question:
                read.add((question.ref, *(choice.id for choice in question.choices)))
            case Outcome() as outcome:
                read.add((outcome,))
            case _:
                pass
    return forks(explored) | read


@pytest.mark.parametrize("part", range(PARTS))
def test_the_proof_sees_what_every_answer_shows(part: int) -> None:
    for seed, made, today in tried(part):
        explored = proved(made, today)
        seen = hold_all(made, partial(every_answer, today=today), today)
        order = explored.in_order()
        assert forks(explored) == seen.forks, seed
        reached = {ref for ref in ways(explored).outcomes if isinstance(made.step(ref), Outcome)}
        assert reached == seen.ends.keys(), seed
        most = most_questions(explored, explored.starts[0], order)
        longest = {ref: max(lengths) for ref, lengths in seen.lengths.items()}
        assert {ref: most[ref] for ref in reached} == longest, seed
        for ref, lengths in seen.lengths.items():
            node = min(
                (node for node in explored.nodes.values() if node.state.ref == ref),
                key=lambda each: each.questions,
            )
            shortest = explored.conversation(node.state)
            assert node.questions == len(shortest) == min(lengths), seed
            assert Interpreter(made, dict(shortest), today).arrive("start") == ref, seed
        unasked = dict(deadlines_unasked(explored, made.flows, order))
        assert unasked.keys() == seen.deadlines_unasked.keys(), seed
        for ref, answers in unasked.items():
            assert len(answers) == seen.deadlines_unasked[ref], seed
        read = set(
            placeholders_asked(
                explored, AnswersShown(made.flows, made.facts).on(explored.today), order
            )
        )
        assert {place for place, is_asked in read if is_asked} == {
            place for place, _ in read if place in seen.asked
        }, seed


@pytest.mark.parametrize("part", range(PARTS))
def test_the_ways_are_as_many_as_the_conversations_of_all_classes(part: int) -> None:
    for seed, made, today in tried(part, gaps=False, share=2):
        domains = Domains(Ground.of(made.flows, made.facts), today, Effort(MOST_EFFORT))
        seen = hold_all(made, domains.values, today)
        found = ways(proved(made, today))
        assert found.outcomes == seen.ends, seed
        assert found.count == sum(seen.ends.values()), seed
        lengths = set().union(*seen.lengths.values())
        assert (found.shortest, found.longest) == (min(lengths), max(lengths)), seed


@pytest.mark.parametrize("part", range(PARTS))
def test_what_happens_on_any_day_happens_on_a_day_that_matters(part: int) -> None:
    for seed, made, today in tried(part, share=4):
        days = days_that_matter(made.flows, made.facts)
        told = set().union(*(shown(made, day) for day in days))
        for more in (-17, -3, -1, 0, 1, 2, 4, 9, 40):
            day = today + timedelta(days=more)
            assert shown(made, day) <= told, (seed, day)
