"""Libraries made at random: right by construction, with every kind of way and condition."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import strategies as st

from bot.flows import Library
from tests.library import SPLIT, TODAY, library, outcome

DAYS = (TODAY, TODAY - timedelta(weeks=4), TODAY - timedelta(weeks=4, days=1), date(2020, 1, 1))
"""Days given as answers: today, the last day of the deadline `klage` and after, long ago."""

CHOICES = ("x", "y", "ikke_kommet", "vet_ikke")
STATES = ("løper", "utløpt", "ikke_startet", "ukjent")
_RESULTS = ("r1", "r2")
_LAST = ("x", "y", "ikke_kommet", "v3", "v4", "v5")


@dataclass
class _Plan:
    """The questions of a library, drawn before any condition looks at them."""

    kinds: dict[str, list[str]] = field(default_factory=dict)
    results: dict[str, tuple[str, ...]] = field(default_factory=dict)
    answers: dict[str, list[str]] = field(default_factory=dict)
    dated: list[str] = field(default_factory=list)


@st.composite
def libraries(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the flows of a library, as the values their YAML stands for."""
    names = ["start", "f1", "f2"][: draw(st.integers(1, 3))]
    plan = _Plan()
    for name in names:
        plan.results[name] = ()
        if name != "start":
            plan.results[name] = _RESULTS[: draw(st.integers(0, 2))]
        kinds = draw(st.lists(st.sampled_from(["valg", "dato"]), max_size=2))
        plan.kinds[name] = [*kinds, "valg"]
        for index, kind in enumerate(plan.kinds[name]):
            ref = f"{name}.s{index}"
            plan.answers[ref] = [*CHOICES]
            if kind == "dato":
                plan.answers[ref].append("dato")
                plan.dated.append(ref)
    return {name: _flow(draw, plan, name, names[place + 1 :]) for place, name in enumerate(names)}


def built(flows: dict[str, Any]) -> Library:
    """Write the flows as YAML and load them."""
    with TemporaryDirectory() as folder:
        texts = {name: yaml.safe_dump(flow, allow_unicode=True) for name, flow in flows.items()}
        return library(Path(folder), **texts)


def _flow(draw: st.DrawFn, plan: _Plan, name: str, later: list[str]) -> dict[str, Any]:
    steps: dict[str, Any] = {}
    questions = [f"s{index}" for index in range(len(plan.kinds[name]))]
    order = [*questions]
    # Each flow that returns is called, from one place or from two.
    for callee in later:
        if plan.results[callee]:
            for number in range(draw(st.integers(1, 2))):
                order.insert(draw(st.integers(0, len(order) - 1)), f"k{number}_{callee}")
    ends = ["e1", "e2", *plan.results[name]]
    ends += [f"til_{callee}" for callee in later if not plan.results[callee]]
    for index, step in enumerate(order):
        onward = [*order[index + 1 :], *ends]
        if step.startswith("k"):
            callee = step.partition("_")[2]
            steps[step] = {"kall": callee, "til": _back(draw, plan, callee, onward)}
            # The first call begins where the flow starts, so that nothing in it is out of reach.
            if step.startswith("k1") and draw(st.booleans()):
                begin = draw(st.integers(0, len(plan.kinds[callee]) - 1))
                steps[step]["kall"] = f"{callee}.s{begin}"
        elif index < len(order) - 1:
            dated = plan.kinds[name][questions.index(step)] == "dato"
            steps[step] = _question(draw, plan, onward, dated=dated)
        else:
            # The last question leads to every end, so that none is out of reach.
            ways = dict(zip(_LAST, map(_plain, ends), strict=False))
            for choice in _LAST[len(ends) : 3]:
                ways[choice] = {"tekst": choice, "til": _way(draw, plan, ends)}
            steps[step] = {
                "spørsmål": "Sist?",
                "valg": ways,
                "vet_ikke": {"til": ends[0]},
            }
    for end in ends:
        if end.startswith("e"):
            steps[end] = yaml.safe_load(outcome(f"{name} {end}"))
        elif end.startswith("til_"):
            steps[end] = {"kall": end.removeprefix("til_")}
        else:
            steps[end] = {"retur": end}
    return {"flyt": name, "tittel": name, "start": order[0], "steg": steps}


def _plain(end: str) -> dict[str, Any]:
    return {"tekst": f"Til {end}", "til": end}


def _question(draw: st.DrawFn, plan: _Plan, onward: list[str], *, dated: bool) -> dict[str, Any]:
    valg: dict[str, Any] = {
        choice: {"tekst": choice, "til": _way(draw, plan, onward)} for choice in ("x", "y")
    }
    valg["ikke_kommet"] = {"tekst": "Ikke kommet", "frist": "ikke_startet", "til": onward[0]}
    step: dict[str, Any] = {"spørsmål": "Hva?", "valg": valg, "vet_ikke": {"til": onward[0]}}
    if dated:
        step |= {"dato": {"senest": "i dag"}, "til": _way(draw, plan, onward)}
    return step


def _back(draw: st.DrawFn, plan: _Plan, callee: str, onward: list[str]) -> Any:
    if draw(st.booleans()):
        return _way(draw, plan, onward, last=onward[0])
    return {result: _way(draw, plan, onward, last=onward[0]) for result in plan.results[callee]}


def _way(draw: st.DrawFn, plan: _Plan, onward: list[str], last: str | None = None) -> Any:
    target = st.sampled_from(onward)
    routes: list[Any] = [
        {"når": _condition(draw, plan), "til": draw(target)} for _ in range(draw(st.integers(0, 2)))
    ]
    otherwise = last or draw(target)
    as_list = bool(routes) or draw(st.booleans())
    return [*routes, {"ellers": otherwise}] if as_list else otherwise


def _condition(draw: st.DrawFn, plan: _Plan, depth: int = 2) -> dict[str, Any]:
    kinds = ["svar", "i_dag"] + (["frist"] if plan.dated else [])
    kinds += ["alle", "en_av", "ikke"] if depth else []
    match draw(st.sampled_from(kinds)):
        case "svar":
            ref = draw(st.sampled_from(sorted(plan.answers)))
            asked = [value for value in plan.answers[ref] if value != "ikke_kommet"]
            return {"svar": ref, "er": draw(st.lists(st.sampled_from(asked), min_size=1))}
        case "i_dag":
            return {"i_dag": {draw(st.sampled_from(["før", "fra_og_med"])): str(SPLIT)}}
        case "frist":
            starts = draw(st.lists(st.sampled_from(plan.dated), min_size=1, max_size=2))
            rule = draw(st.sampled_from(["klage", "anke"]))
            return {"frist": rule, "fra": starts, "er": draw(st.sampled_from(STATES))}
        case "ikke":
            return {"ikke": _condition(draw, plan, depth - 1)}
        case kind:
            parts = draw(st.integers(1, 2))
            return {kind: [_condition(draw, plan, depth - 1) for _ in range(parts)]}
