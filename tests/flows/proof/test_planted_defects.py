"""Each kind of defect, planted anywhere that people come in libraries made at random, is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import count
from random import Random
from types import MappingProxyType
from typing import Any

import pytest
import yaml

from bot.flows import Question, Ref
from bot.flows.proof import explore
from bot.flows.rules import RULES, Checked
from bot.flows.rules.reach import every_step_is_reached
from bot.source import Report, Severity
from tests.flows.generated import CHANGE, drawn, read
from tests.library import outcome

LIBRARIES = 15
"""How many libraries each defect is planted in; in each at one place."""

ON_WAYS = RULES[: RULES.index(every_step_is_reached) + 1]
"""The rules on links and ways; those after them are on texts and facts."""


def errors(flows: dict[str, Any]) -> set[tuple[str, str]]:
    """Return what the check tells as errors: the code, and the file it is in."""
    report = Report()
    made = read(flows, report)
    whole = len(made.flows) == len(flows) and not report.has_errors
    checked = Checked(MappingProxyType(dict(made.flows)), made.facts, whole)
    for rule in ON_WAYS:
        rule(checked, report)
    return {
        (each.code, each.position.file)
        for each in report.sorted()
        if each.severity is Severity.ERROR
    }


def come_to(flows: dict[str, Any]) -> list[Ref]:
    """Return the questions that somebody comes to and that have the choice `x`."""
    made = read(flows)
    nodes = explore(made.flows, made.facts, ["start"], CHANGE).nodes
    found = {state.ref: None for state in nodes}
    return [
        ref
        for ref in found
        if isinstance(step := made.step(ref), Question) and step.choice("x") is not None
    ]


def places(first: int) -> Iterator[tuple[dict[str, Any], Ref]]:
    """Yield libraries and a place in each, without end."""
    for seed in count(first):
        random = Random(seed)
        flows = drawn(random)
        where = come_to(flows)
        if where:
            yield flows, random.choice(where)


def overlap(flow: dict[str, Any], at: Ref) -> None:
    leads(flow, at)["til"] = [
        {"når": {"svar": str(at), "er": ["x", "y"]}, "til": "plantet"},
        {"når": {"i_dag": {"fra_og_med": str(CHANGE)}}, "til": "plantet"},
        {"ellers": "plantet"},
    ]


def gap(flow: dict[str, Any], at: Ref) -> None:
    leads(flow, at)["til"] = [
        {"når": {"i_dag": {"før": str(CHANGE)}}, "til": "plantet"},
        {"når": {"alle": [{"svar": str(at), "er": "y"}]}, "til": "plantet"},
    ]


def never_holds(flow: dict[str, Any], at: Ref) -> None:
    leads(flow, at)["til"] = [
        {"når": {"svar": str(at), "er": "vet_ikke"}, "til": "plantet"},
        {"ellers": "plantet"},
    ]


def read_too_early(flow: dict[str, Any], at: Ref) -> None:
    flow["steg"]["senere"] = {
        "spørsmål": "Hva?",
        "valg": {"x": {"tekst": "x", "til": "plantet"}},
        "vet_ikke": {"til": "plantet"},
    }
    leads(flow, at)["til"] = [
        {"når": {"svar": f"{at.flow}.senere", "er": "x"}, "til": "plantet"},
        {"ellers": "senere"},
    ]


def deadline_too_early(flow: dict[str, Any], at: Ref) -> None:
    flow["steg"]["senere"] = {
        "spørsmål": "Når?",
        "dato": {"senest": "i dag"},
        "vet_ikke": {"til": "plantet"},
        "til": "plantet",
    }
    flow["steg"]["plantet"]["frist"] = {"regel": "klage", "fra": f"{at.flow}.senere"}
    leads(flow, at)["til"] = [
        {"når": {"i_dag": {"fra_og_med": str(CHANGE)}}, "til": "senere"},
        {"ellers": "plantet"},
    ]


def unreachable(flow: dict[str, Any], at: Ref) -> None:
    del at
    flow["steg"]["glemt"] = deepcopy(flow["steg"]["plantet"])


def unknown_step(flow: dict[str, Any], at: Ref) -> None:
    leads(flow, at)["til"] = "borte"


def dead_end(flow: dict[str, Any], at: Ref) -> None:
    del leads(flow, at)["til"]


def no_choices(flow: dict[str, Any], at: Ref) -> None:
    leads(flow, at)["til"] = "tomt"
    flow["steg"]["tomt"] = {"spørsmål": "Hva?"}


def loop(flow: dict[str, Any], at: Ref) -> None:
    leads(flow, at)["til"] = "igjen"
    flow["steg"]["igjen"] = {
        "spørsmål": "Igjen?",
        "valg": {"x": {"tekst": "x", "til": at.step}},
        "vet_ikke": {"til": "plantet"},
    }


def call_of_itself(flow: dict[str, Any], at: Ref) -> None:
    leads(flow, at)["til"] = "kalt"
    flow["steg"]["kalt"] = {"kall": at.flow}


def call_that_cannot_return(flow: dict[str, Any], at: Ref) -> None:
    leads(flow, at)["til"] = "kalt"
    flow["steg"]["kalt"] = {"kall": "stum", "til": {"ferdig": "plantet"}}


def result_without_a_way(flow: dict[str, Any], at: Ref) -> None:
    leads(flow, at)["til"] = "kalt"
    flow["steg"]["kalt"] = {"kall": "svarer", "til": {"a": "plantet"}}


def unknown_choice(flow: dict[str, Any], at: Ref) -> None:
    leads(flow, at)["til"] = [
        {"når": {"svar": str(at), "er": "borte"}, "til": "plantet"},
        {"ellers": "plantet"},
    ]


DEFECTS: dict[str, tuple[Callable[[dict[str, Any], Ref], None], str]] = {
    "conditions that overlap": (overlap, "RV310"),
    "conditions that leave a gap": (gap, "RV311"),
    "a condition that never holds": (never_holds, "RV312"),
    "an answer read before it is given": (read_too_early, "RV315"),
    "a deadline of an answer not given on some way": (deadline_too_early, "RV315"),
    "a step nobody comes to": (unreachable, "RV305"),
    "a step that is not there": (unknown_step, "RV301"),
    "a dead end": (dead_end, "RV012"),
    "a question without choices": (no_choices, "RV204"),
    "a loop": (loop, "RV304"),
    "a flow that calls itself": (call_of_itself, "RV302"),
    "a call that cannot return": (call_that_cannot_return, "RV302"),
    "a result without a way": (result_without_a_way, "RV302"),
    "a choice that is not there": (unknown_choice, "RV303"),
}


def leads(flow: dict[str, Any], at: Ref) -> dict[str, Any]:
    """Return the choice `x` of the question, where a defect is planted."""
    choice: dict[str, Any] = flow["steg"][at.step]["valg"]["x"]
    return choice


def end() -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load(outcome("Plantet"))
    return made


def with_soil(flows: dict[str, Any], at: Ref) -> dict[str, Any]:
    """Return the library with the parts that defects are made of, all of them right.

    Every way of the place leads to them before anything is planted.
    """
    made = deepcopy(flows)
    steps = made[at.flow]["steg"]
    steps["plantet"] = end()
    leads(made[at.flow], at)["til"] = "velg"
    ways = {"a": "plantet", "b": "stum", "c": "svarer"}
    steps["velg"] = {
        "spørsmål": "Hva?",
        "valg": {each: {"tekst": each, "til": target} for each, target in ways.items()},
        "vet_ikke": {"til": "plantet"},
    }
    steps["stum"] = {"kall": "stum"}
    steps["svarer"] = {"kall": "svarer", "til": "plantet"}
    made["stum"] = {
        "flyt": "stum", "tittel": "Stum", "start": "e", "steg": {"e": end()}
    }  # fmt: skip
    made["svarer"] = {
        "flyt": "svarer",
        "tittel": "Svarer",
        "start": "s",
        "steg": {
            "s": {
                "spørsmål": "Hva?",
                "valg": {"a": {"tekst": "a", "til": "ra"}},
                "vet_ikke": {"til": "rb"},
            },
            "ra": {"retur": "a"},
            "rb": {"retur": "b"},
        },
    }
    return made


@pytest.mark.parametrize("name", DEFECTS)
def test_a_planted_defect_is_found(name: str) -> None:
    plant, code = DEFECTS[name]
    found = 0
    for flows, at in places(list(DEFECTS).index(name) * 100):
        right = with_soil(flows, at)
        where = (code, f"flyt/{at.flow}.yaml")
        if where in errors(right):
            continue  # the library has such a defect of its own
        wrong = deepcopy(right)
        keep = leads(wrong[at.flow], at)["til"]
        plant(wrong[at.flow], at)
        if name != "a step nobody comes to":
            # What the place led to stays within reach.
            wrong[at.flow]["steg"][at.step]["valg"]["y2"] = {"tekst": "y2", "til": keep}
        assert where in errors(wrong), (at, wrong)
        found += 1
        if found == LIBRARIES:
            return
