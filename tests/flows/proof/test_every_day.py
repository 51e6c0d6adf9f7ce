"""What the proof shows on its few days is all that can happen on any, found day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

import pytest
import yaml

from bot.facts import compute
from bot.facts.calendar import LAST_HELD
from bot.flows import Question, Ref
from bot.flows.conditions import DayIs, DayNear, Leaf, Situation, read_by
from bot.flows.proof import days_that_matter, explore
from bot.flows.proof.days import all_leaves
from bot.flows.values import Value
from tests.flows.generated import Made, read
from tests.flows.generated.dated import FIRST, LENGTHS, LONGEST, dated, facts
from tests.flows.interpreter import Interpreter
from tests.flows.proof.brute import hold_all
from tests.library import outcome

DAY = timedelta(days=1)
Met = tuple[frozenset[tuple[bool, ...]], ...]
Told = tuple[tuple[bool, ...], Met]
"""What is so today, and for each question the combinations of conditions its answers meet."""


def questions(made: Made) -> list[Question]:
    steps = made.flows["start"].steps.values()
    return [step for step in steps if isinstance(step, Question) and step.day]


def conditions(made: Made) -> list[Leaf]:
    return list(dict.fromkeys(all_leaves(made.flows)))


def reading(made: Made, ref: Ref) -> list[Leaf]:
    return [leaf for leaf in conditions(made) if ref in read_by(leaf)]


def fixed_days(made: Made) -> Iterator[date]:
    """Yield the days that stand in the flows and the facts, and those next to them."""
    for rule in made.facts.deadlines.values():
        for version in rule.terms.versions:
            yield from (day for day in (version.valid_from, version.valid_until) if day)
    for leaf in conditions(made):
        if isinstance(leaf, DayIs):
            yield from (day for day in (leaf.first, leaf.last) if day)
    for question in questions(made):
        assert question.day
        yield from (question.day.first, question.day.last(LAST_HELD))


def told(made: Made, today: date, given: Mapping[Ref, Iterable[date]]) -> Told:
    """Say what is so today, and which conditions hold together for the days that can be given."""
    here = Situation({}, made.facts, frozenset(), today)
    said = tuple(leaf.holds(here) for leaf in conditions(made) if not read_by(leaf))
    met = []
    for ref, days in given.items():
        leaves = reading(made, ref)
        answered = [Situation({ref: day}, made.facts, frozenset(), today) for day in days]
        met.append(frozenset(tuple(leaf.holds(each) for leaf in leaves) for each in answered))
    return said, tuple(met)


def shown_on(known: dict[Told, date], said: tuple[bool, ...], met: Met) -> date | None:
    """Return a day of the proof on which at least that much can happen."""
    for (there, more), day in known.items():
        if there == said and all(map(frozenset.issubset, met, more)):
            return day
    return None


def proved(made: Made) -> dict[Told, date]:
    """Say what is so on each of the days of the proof, by the answers that it tries."""
    found: dict[Told, date] = {}
    for today in days_that_matter(made.flows, made.facts):
        given: dict[Ref, Iterable[date]] = {}
        for question in questions(made):
            assert question.day
            leaves = reading(made, question.ref)
            tried = question.day.matters(question.ref, leaves, made.facts, today)
            given[question.ref] = [day for day in tried if isinstance(day, date)]
        found[told(made, today, given)] = today
    return found


@pytest.mark.parametrize("seed", range(40))
def test_all_that_can_happen_on_any_day_can_on_a_day_of_the_proof(seed: int) -> None:
    made, random = dated(seed), Random(seed)
    known = proved(made)
    fixed = sorted({*fixed_days(made)})
    span = (LAST_HELD - FIRST).days
    near = [day for day in fixed if FIRST <= day < LAST_HELD]
    tried = [FIRST + timedelta(days=random.randint(0, span)) for _ in range(3)]
    tried += [random.choice(near) + timedelta(days=random.randint(-40, 40)) for _ in range(20)]
    tried += [random.choice(near) + timedelta(days=random.randint(-1, 1)) for _ in range(6)]
    for today in tried:
        if not FIRST <= today <= LAST_HELD:
            continue
        # All days from the longest time ago to the longest time ahead, and those at a fixed day.
        around = [today + timedelta(days=more) for more in range(-LONGEST.days, LONGEST.days + 1)]
        around += [day + timedelta(days=more) for day in fixed for more in (-1, 0, 1)]
        classes = {each.ref: one_of_each(made, each, around, today) for each in questions(made)}
        held = shown_on(known, *told(made, today, classes))
        assert held is not None, (seed, today)

        def values(question: Question, classes: dict[Ref, list[date]] = classes) -> list[Value]:
            return [*(choice.id for choice in question.choices), *classes.get(question.ref, [])]

        seen = hold_all(made, values, today)
        explored = explore(made.flows, made.facts, ["start"], held)
        forks = {
            (key, *word)
            for key, fork in explored.forks.items()
            for word in (
                *(("taken", taken) for taken in fork.chosen),
                *(("overlap", *pair) for pair in fork.overlaps),
            )
        }
        happened = {(key, word, *more) for word, key, *more in seen.forks if word != "unasked"}
        assert happened <= forks, (seed, today)


def one_of_each(made: Made, question: Question, days: list[date], today: date) -> list[date]:
    """Return one day for each way in which conditions can hold together, by asking for all days."""
    leaves = reading(made, question.ref)
    found: dict[tuple[bool, ...], date] = {}
    for day in days:
        if question.accepts(day, today):
            asking = Interpreter(made, {}, today)
            asking.given[question.ref] = day
            found[tuple(asking.holds_itself(leaf) for leaf in leaves)] = day
    return list(found.values())


@pytest.mark.parametrize("seed", range(4))
def test_no_day_until_the_last_tells_days_apart_as_no_day_of_the_proof_does(seed: int) -> None:
    random = Random(seed)
    lengths = random.sample(random.choice(LENGTHS), k=3)
    made = parting(lengths)
    klage, anke = (each.terms.latest.value.length for each in made.facts.deadlines.values())
    near = next(leaf.length for leaf in conditions(made) if isinstance(leaf, DayNear))
    begins = FIRST - LONGEST
    days = [begins + timedelta(days=more) for more in range((LAST_HELD - begins).days + 1)]
    ends = [
        [compute(length, day, rolls_over=rolls_over).expires for day in days]
        for length, rolls_over in ((klage, True), (anke, False), (near, False))
    ]

    def classes(place: int, behind: Iterable[int]) -> frozenset[tuple[bool, ...]]:
        """Return which have ended on a day, for each day they may have begun."""
        return frozenset(tuple(each[begun] < days[place] for each in ends) for begun in behind)

    known = {
        classes(place, range(place - LONGEST.days, place + 1))
        for today in days_that_matter(made.flows, made.facts)
        if (place := (today - begins).days) >= LONGEST.days
    }
    lasting = [0, 0, 0]
    like: set[frozenset[tuple[bool, ...]]] = set()
    for place in range(LONGEST.days, len(days)):
        for which, each in enumerate(ends):
            while each[lasting[which]] < days[place]:
                lasting[which] += 1
        # The first that still lasts and the last that does not, of each.
        behind = {place, *lasting, *(begun - 1 for begun in lasting)}
        here = classes(place, behind)
        if here not in like:
            assert any(here <= more for more in known), days[place]
            like.add(here)


def parting(lengths: Sequence[dict[str, int]]) -> Made:
    """Make a library where a day is given and three lengths of time from it are read together."""
    klage, anke, near = lengths
    read_here = [
        {"frist": "klage", "fra": "mottatt", "er": "løper"},
        {"frist": "anke", "fra": "mottatt", "er": "løper"},
        {"svar": "mottatt", "siste": near},
    ]
    steps = {
        "mottatt": {
            "spørsmål": "Når?",
            "dato": {"senest": "i dag"},
            "vet_ikke": {"til": "b"},
            "til": [{"når": {"alle": read_here}, "til": "a"}, {"ellers": "b"}],
        },
        "a": yaml.safe_load(outcome("A")),
        "b": yaml.safe_load(outcome("B")),
    }
    flow = {"flyt": "start", "tittel": "Start", "start": "mottatt", "steg": steps}
    return read({"start": flow}, facts=facts([klage, anke, anke]))
