"""The proof says what holding every single conversation says.

`RETTVEI_EXAMPLES=5000 pytest tests/flows/proof` tries that many libraries instead of a few.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.flows import Flow, Library, Question
from bot.flows.machine import Engine
from bot.flows.model import Route, Step
from bot.flows.proof import Explored, days_that_matter, explore, ways
from bot.flows.proof.domains import Domains
from tests.flows.generated import libraries
from tests.flows.proof.brute import Seen, every_day, hold_all
from tests.library import FACTS, SPLIT, library

CHANGE = date(2026, 8, 6)
"""A Thursday on which everything changes: the deadline `anke`, and what depends on today."""

_MOVED = {
    str(SPLIT): str(CHANGE),
    str(SPLIT - timedelta(days=1)): str(CHANGE - timedelta(days=1)),
}

FIRST = CHANGE - timedelta(days=6)
"""The first day that can be given."""

SHORT = (
    FACTS.replace("{uker: 4}", "{virkedager: 2}")
    .replace("{uker: 8}", "{dager: 3}")
    .replace("{måneder: 3}", "{dager: 5}")
    .replace("2026-12-31\n        lengde", f"{CHANGE - timedelta(days=1)}\n        lengde")
    .replace(str(SPLIT), str(CHANGE))
)
"""Facts with deadlines so short that every day can be tried; around weekends they pass each other.

`klage` is two working days, and waits for one; `anke` is three days and then five.
"""

MOST = 1_500
"""The most conversations held for one library."""

some = settings(
    max_examples=int(os.environ.get("RETTVEI_EXAMPLES", "25")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
todays = st.integers(0, 12).map(lambda more: CHANGE + timedelta(days=more - 3))


@st.composite
def short(draw: st.DrawFn) -> dict[str, Any]:
    """Draw flows in which few days can be given, with conditions on days too."""

    def rewritten(node: Any) -> Any:
        if isinstance(node, list):
            return [rewritten(item) for item in node]
        if not isinstance(node, dict):
            return _MOVED.get(node, node) if isinstance(node, str) else node
        if "frist" in node and "fra" in node and isinstance(node["fra"], list):
            start = {"svar": node["fra"][0]}
            day = CHANGE + timedelta(days=draw(st.integers(-3, 2)))
            return draw(
                st.sampled_from(
                    [
                        *[node] * 3,
                        start | {"siste": {"dager": draw(st.integers(1, 4))}},
                        start | {draw(st.sampled_from(["før", "fra_og_med"])): str(day)},
                        start | {"etter": str(day - timedelta(days=2)), "til_og_med": str(day)},
                    ]
                )
            )
        new = {key: rewritten(value) for key, value in node.items()}
        if "dato" in new:
            new["dato"] = {"senest": "i dag", "tidligst": str(FIRST)}
        return new

    return {name: rewritten(flow) for name, flow in draw(libraries()).items()}


def build(flows: dict[str, Any]) -> Library:
    with TemporaryDirectory() as folder:
        texts = {name: yaml.safe_dump(flow, allow_unicode=True) for name, flow in flows.items()}
        return library(Path(folder), facts=SHORT, **texts)


def without_else(made: Library) -> Library:
    """Take away the last way of every list that has conditions, so that gaps are left."""

    def cut(routes: tuple[Route, ...]) -> tuple[Route, ...]:
        return routes[:-1] if len(routes) > 1 else routes

    def mend(step: Step) -> Step:
        if not isinstance(step, Question):
            return step
        choices = tuple(replace(choice, routes=cut(choice.routes)) for choice in step.choices)
        day = step.day and replace(step.day, routes=cut(step.day.routes))
        return replace(step, choices=choices, input=day)

    def mended(flow: Flow) -> Flow:
        return replace(flow, steps={name: mend(step) for name, step in flow.steps.items()})

    flows = {name: mended(flow) for name, flow in made.flows.items()}
    return replace(made, flows=flows, engine=Engine(flows, made.facts))


def proved(made: Library, today: date) -> Explored:
    return explore(made.flows, made.facts, ["start"], today)


def forks(explored: Explored) -> set[tuple[int, ...]]:
    """Say what the proof saw as `Seen.forks` does."""
    found: set[tuple[int, ...]] = set()
    for key, fork in explored.forks.items():
        found |= {(key, -1, taken) for taken in fork.chosen}
        found |= {(key, *pair) for pair in fork.overlaps}
        found |= {(key,)} if fork.gap else set()
    return found


def held(made: Library, today: date) -> Seen:
    """Hold every conversation, each date by every day; give up where they are too many."""
    product = 1
    for flow in made.flows.values():
        for step in flow.steps.values():
            if isinstance(step, Question):
                product *= len(step.choices) + (10 if step.day else 0)
    assume(product < 60 * MOST)
    return hold_all(made, every_day(FIRST, today), today)


@some
@given(short(), todays)
def test_the_proof_sees_what_every_day_and_choice_shows(flows: dict[str, Any], today: date) -> None:
    made = build(flows)
    explored = proved(made, today)
    seen = held(made, today)
    assert set(ways(explored).outcomes) == set(seen.ends)
    assert forks(explored) == seen.forks


@some
@given(short(), todays)
def test_the_proof_finds_every_gap_that_every_day_and_choice_shows(
    flows: dict[str, Any], today: date
) -> None:
    made = without_else(build(flows))
    assert forks(proved(made, today)) == held(made, today).forks


@some
@given(short(), todays)
def test_the_ways_are_as_many_as_the_conversations_of_all_classes(
    flows: dict[str, Any], today: date
) -> None:
    made = build(flows)
    domains = Domains(made.flows, made.facts, today)
    seen = hold_all(made, domains.values, today)
    found = ways(proved(made, today))
    assert found.outcomes == seen.ends
    assert found.count == sum(seen.ends.values())
    assert (found.shortest, found.longest) == (min(seen.lengths), max(seen.lengths))


@some
@given(short(), st.integers(-20, 60))
def test_what_happens_on_any_day_happens_on_a_day_that_matters(
    flows: dict[str, Any], later: int
) -> None:
    made = without_else(build(flows))
    told: set[tuple[int, ...]] = set()
    days = days_that_matter(made.flows, made.facts)
    assume(len(days) > 2)
    for day in days:
        told |= forks(proved(made, day))
    assert forks(proved(made, CHANGE + timedelta(days=later))) <= told
