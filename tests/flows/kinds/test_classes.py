"""The values tried in a proof stand for all others: no condition tells a value from all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialog import Given, Session, decode, encode
from bot.facts import Length, PlaceField, Unit
from bot.flows import DeadlineState, Library, Outcome, Question, Ref, walk
from bot.flows.conditions import (
    AnswerIs,
    DayIs,
    DayNear,
    DeadlineIs,
    HasChosen,
    IsAnswered,
    Leaf,
    NumberIs,
    PlaceIs,
    Situation,
)
from bot.flows.kinds import Input
from bot.flows.proof import explore
from bot.flows.values import Value, as_written
from tests.every_kind import KINDS_FACTS
from tests.library import SPLIT, TODAY, library, outcome

MARKS = ("a", "b", "c")
PLACES = ("1804", "1818", "1841", "5628", "5610", "0301", "1515", "1514")
EARLIEST = date(2026, 1, 15)
KINDS = f"""
flyt: start
tittel: Alle slag
start: flere
steg:
  flere:
    spørsmål: Hvilke?
    flervalg: {{a: {{tekst: A}}, b: {{tekst: B}}, c: {{tekst: C}}}}
    ingen: {{til: tall}}
    vet_ikke: {{til: tall}}
    til: tall
  tall:
    spørsmål: Hvor mange?
    tall: {{minst: 2, høyst: 6}}
    vet_ikke: {{til: sum}}
    til: sum
  sum:
    spørsmål: Hvor mye?
    beløp: {{minst: 1, høyst: 4}}
    vet_ikke: {{til: bor}}
    til: bor
  bor:
    spørsmål: Hvor?
    kommune: ja
    vet_ikke: {{til: dag}}
    til: dag
  dag:
    spørsmål: Når?
    dato: {{tidligst: {EARLIEST}}}
    vet_ikke: {{til: slutt}}
    til: slutt
  slutt: {outcome("Slutt")}
"""
ASKED = {name: Ref("start", name) for name in ("flere", "tall", "sum", "bor", "dag")}
DAY = timedelta(days=1)


@cache
def kinds() -> Library:
    with TemporaryDirectory() as folder:
        return library(Path(folder), facts=KINDS_FACTS, start=KINDS)


def asked(name: str) -> Input:
    question = kinds().step(ASKED[name])
    assert isinstance(question, Question)
    assert question.input is not None
    return question.input


def every(name: str) -> list[Value]:
    """Return every value a question takes; of days, those from the earliest to a year ahead."""
    match name:
        case "flere":
            sizes = range(1, len(MARKS) + 1)
            return [frozenset(chosen) for size in sizes for chosen in combinations(MARKS, size)]
        case "tall":
            return list(range(2, 7))
        case "sum":
            return list(range(1, 5))
        case "bor":
            return list(PLACES)
        case _:
            return [EARLIEST + n * DAY for n in range(400)]


lengths = st.builds(Length, st.integers(1, 10), st.sampled_from(Unit))
some_days = st.dates(EARLIEST - 20 * DAY, EARLIEST + 360 * DAY) | st.sampled_from([TODAY, SPLIT])
numbers = st.integers(0, 8)


def leaves(name: str) -> st.SearchStrategy[Leaf]:
    ref = ASKED[name]
    words = st.frozensets(
        st.sampled_from(["ingen", "vet_ikke", "3", "5", "tall", "dato"]), min_size=1
    )
    common: st.SearchStrategy[Leaf] = st.builds(AnswerIs, st.just(ref), words) | st.builds(
        IsAnswered, st.just(ref), st.booleans()
    )
    match name:
        case "flere":
            marks = st.frozensets(st.sampled_from(MARKS), min_size=1)
            return common | st.builds(HasChosen, st.just(ref), marks, st.booleans())
        case "tall" | "sum":
            some = st.none() | numbers
            return common | st.builds(NumberIs, st.just(ref), some, some)
        case "bor":
            places = kinds().facts.municipalities.values()
            field = st.sampled_from(PlaceField)
            return common | field.flatmap(
                lambda of: st.builds(
                    PlaceIs,
                    st.just(ref),
                    st.just(of),
                    st.frozensets(st.sampled_from([place.value(of) for place in places])),
                )
            )
        case _:
            some_day = st.none() | some_days
            states = st.frozensets(st.sampled_from(DeadlineState), min_size=1)
            return (
                common
                | st.builds(DayIs, st.just(ref), some_day, some_day)
                | st.builds(DayNear, st.just(ref), lengths, st.booleans())
                | st.builds(DeadlineIs, st.sampled_from(["klage", "anke"]), st.just((ref,)), states)
            )


@dataclass(frozen=True)
class Drawn:
    name: str
    leaves: tuple[Leaf, ...]
    today: date


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    name = draw(st.sampled_from(sorted(ASKED)))
    found = draw(st.lists(leaves(name), max_size=4))
    return Drawn(name, tuple(found), draw(some_days))


def truths(found: Sequence[Leaf], ref: Ref, value: Value, today: date) -> tuple[bool, ...]:
    situation = Situation({ref: value}, kinds().facts, frozenset(), today)
    return tuple(leaf.holds(situation) for leaf in found)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn())
def test_every_value_is_like_one_of_those_that_are_tried(case: Drawn) -> None:
    ref, kind = ASKED[case.name], asked(case.name)
    tried = kind.matters(ref, case.leaves, kinds().facts, case.today)
    assert all(kind.accepts(value, case.today) for value in tried)
    stood_for = {truths(case.leaves, ref, value, case.today) for value in tried}
    values = [value for value in every(case.name) if kind.accepts(value, case.today)]
    assert {truths(case.leaves, ref, value, case.today) for value in values} <= stood_for


@given(st.sampled_from(sorted(ASKED)), st.data())
def test_every_answer_is_stored_and_read_back_as_it_was(name: str, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(every(name)))
    assert asked(name).accepts(value, TODAY)
    session = Session("s", "nb").answering(ASKED[name], value)
    again = decode(encode(session))
    assert again == session
    assert again.values == {ASKED[name]: value}
    assert Given.of(ASKED[name], value).value == value


@given(st.sampled_from(sorted(set(ASKED) - {"flere"})), st.data())
def test_what_an_author_writes_in_a_case_is_the_answer(name: str, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(every(name)))
    assert asked(name).written(as_written(value)) == value


@given(st.sampled_from(sorted(ASKED)), st.sampled_from(sorted(ASKED)), st.data())
def test_a_question_takes_nothing_of_another_kind(
    name: str, other: str, data: st.DataObject
) -> None:
    value = data.draw(st.sampled_from(every(other)))
    if {name, other} != {"tall", "sum"} and name != other:
        assert not asked(name).accepts(value, TODAY)


# --- Whole flows: what the proof finds is what trying every answer finds. ---


def conditions() -> st.SearchStrategy[dict[str, Any]]:
    marks = st.lists(st.sampled_from(MARKS), min_size=1, max_size=2, unique=True)
    counties = ["Nordland", "Finnmark", "Oslo", "Møre og Romsdal"]
    bounds = st.integers(2, 4)
    leaf = st.one_of(
        st.builds(
            lambda m, k: {"svar": "flere", k: m}, marks, st.sampled_from(["har_en_av", "har_alle"])
        ),
        st.builds(
            lambda w: {"svar": "flere", "er": w}, st.sampled_from(["ingen", "vet_ikke", "flervalg"])
        ),
        st.builds(
            lambda n, k: {"svar": "tall", k: str(n)}, bounds, st.sampled_from(["minst", "er"])
        ),
        st.builds(lambda n: {"svar": "tall", "under": str(n + 1)}, bounds),
        st.builds(lambda n: {"svar": "sum", "minst": str(n - 1)}, bounds),
        st.builds(lambda c: {"svar": "bor", "fylke": c}, st.sampled_from(counties)),
        st.just({"svar": "bor", "helseregion": "Helse Nord"}),
        st.just({"svar": "bor", "kommune": ["Herøy i Nordland", "0301"]}),
        st.builds(lambda q: {"svar": q, "besvart": "ja"}, st.sampled_from(["sum", "bor"])),
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.builds(lambda c: {"ikke": c}, inner),
            st.builds(
                lambda c, k: {k: c},
                st.lists(inner, min_size=1, max_size=3),
                st.sampled_from(["alle", "en_av"]),
            ),
        ),
        max_leaves=4,
    )


class _WithoutAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _written_out(flow: dict[str, Any]) -> str:
    return yaml.dump(flow, Dumper=_WithoutAliases, allow_unicode=True)


def flow_of(found: list[dict[str, Any]]) -> str:
    flow = yaml.load(KINDS, Loader=yaml.BaseLoader)
    for name, step in flow["steg"].items():
        if name == "bor":
            step["til"] = [
                *({"når": when, "til": f"u{n}"} for n, when in enumerate(found)),
                {"ellers": "slutt"},
            ]
            step["vet_ikke"] = {"til": step["til"]}
    del flow["steg"]["dag"]
    for n in range(len(found)):
        flow["steg"][f"u{n}"] = yaml.safe_load(outcome(f"U{n}"))
    return _written_out(flow)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(conditions(), min_size=1, max_size=3))
def test_the_proof_reaches_what_trying_every_answer_reaches(found: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        made = library(Path(folder), facts=KINDS_FACTS, start=flow_of(found))
    explored = explore(made.flows, made.facts, ("start",), TODAY)
    proved = {state.ref for state in explored.nodes if isinstance(made.step(state.ref), Outcome)}
    names = ("flere", "tall", "sum", "bor")
    tried = set()
    domains = [
        [*every(name), "vet_ikke", *(["ingen"] if name == "flere" else [])] for name in names
    ]
    for answers in product(*domains):
        there = walk(
            made, "start", dict(zip((ASKED[name] for name in names), answers, strict=True)), TODAY
        )
        tried.add(there.at.ref)
    assert proved == tried
