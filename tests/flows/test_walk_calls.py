from pathlib import Path

from bot.flows import Ref, walk
from tests.flows.slips import BREVET
from tests.flows.writing import HEADER, at, choice, end, flow, passed, refs
from tests.library import TODAY, library


def test_a_called_flow_is_entered_and_comes_back_by_its_result(tmp_path: Path) -> None:
    start = flow("start", "  a: {kall: brevet, til: {kjent: e, ukjent: f}}\n", end("e", "f"))
    made = library(tmp_path, start=start, brevet=BREVET)
    assert at(made, {}) == "brevet.mottatt"
    assert at(made, {"brevet.mottatt": TODAY}) == "start.e"
    assert at(made, {"brevet.mottatt": "vet_ikke"}) == "start.f"


def test_the_steps_of_a_walk_tell_calls_and_returns_too(tmp_path: Path) -> None:
    start = flow("start", "  a: {kall: brevet, til: e}\n", end("e"))
    made = library(tmp_path, start=start, brevet=BREVET)
    found = walk(made, "start", refs({"brevet.mottatt": TODAY}), TODAY)
    assert [str(ref) for ref in found.steps] == [
        *("start.a", "brevet.mottatt", "brevet.kjent", "start.e"),
    ]


def test_a_flow_called_from_two_places_comes_back_to_the_one_that_called(tmp_path: Path) -> None:
    start = flow(
        "start",
        choice("a", "x k1", "y k2"),
        "  k1: {kall: brevet, til: e}\n",
        "  k2: {kall: brevet, til: {kjent: f, ukjent: g}}\n",
        end("e", "f", "g"),
    )
    made = library(tmp_path, start=start, brevet=BREVET)
    assert at(made, {"a": "x", "brevet.mottatt": TODAY}) == "start.e"
    assert at(made, {"a": "y", "brevet.mottatt": TODAY}) == "start.f"
    assert at(made, {"a": "y", "brevet.mottatt": "vet_ikke"}) == "start.g"


def test_a_flow_called_twice_on_the_way_asks_once(tmp_path: Path) -> None:
    start = flow(
        "start",
        "  a: {kall: brevet, til: b}\n",
        choice("b", "x k2"),
        "  k2: {kall: brevet, til: {kjent: e, ukjent: f}}\n",
        end("e", "f"),
    )
    made = library(tmp_path, start=start, brevet=BREVET)
    found = walk(made, "start", refs({"brevet.mottatt": TODAY, "b": "x"}), TODAY)
    assert found.at.ref == Ref("start", "e")
    assert passed(found) == ["brevet.mottatt", "start.b"]


def test_calls_within_calls_come_back_each_to_its_own(tmp_path: Path) -> None:
    inner = (
        "flyt: midt\n"
        + HEADER
        + (
            "  a: {kall: brevet, til: {kjent: b, ukjent: r2}}\n"
            + choice("b", "x r1", "y r2")
            + "  r1: {retur: en}\n  r2: {retur: to}\n"
        )
    )
    start = flow(
        "start",
        "  a: {kall: midt, til: {en: k2, to: f}}\n",
        "  k2: {kall: brevet, til: {kjent: e, ukjent: g}}\n",
        end("e", "f", "g"),
    )
    made = library(tmp_path, start=start, midt=inner, brevet=BREVET)
    assert at(made, {"brevet.mottatt": TODAY}) == "midt.b"
    assert at(made, {"brevet.mottatt": TODAY, "midt.b": "x"}) == "start.e"
    assert at(made, {"brevet.mottatt": TODAY, "midt.b": "y"}) == "start.f"
    assert at(made, {"brevet.mottatt": "vet_ikke"}) == "start.f"


def test_conditions_on_the_way_back_belong_to_the_call_that_is_left(tmp_path: Path) -> None:
    by_answer = "[{når: {svar: a, er: x}, til: e}, {ellers: f}]"
    start = flow(
        "start",
        choice("a", "x k1", "y k1", "z k2"),
        f"  k1: {{kall: brevet, til: {by_answer}}}\n",
        "  k2: {kall: brevet, til: [{når: {svar: a, er: x}, til: f}, {ellers: g}]}\n",
        end("e", "f", "g"),
    )
    made = library(tmp_path, start=start, brevet=BREVET)
    for answer, there in (("x", "e"), ("y", "f"), ("z", "g")):
        assert at(made, {"a": answer, "brevet.mottatt": TODAY}) == f"start.{there}"


def test_after_a_way_back_by_condition_the_next_call_comes_back_right(tmp_path: Path) -> None:
    by_answer = "[{når: {svar: brevet.mottatt, er: dato}, til: k2}, {ellers: e}]"
    other = flow("annen", choice("a", "x r", "y r"), "  r: {retur: ferdig}\n")
    start = flow(
        "start",
        f"  a: {{kall: brevet, til: {by_answer}}}\n",
        "  k2: {kall: annen, til: [{når: {svar: annen.a, er: x}, til: f}, {ellers: g}]}\n",
        end("e", "f", "g"),
    )
    made = library(tmp_path, start=start, brevet=BREVET, annen=other)
    assert at(made, {"brevet.mottatt": "vet_ikke"}) == "start.e"
    assert at(made, {"brevet.mottatt": TODAY, "annen.a": "x"}) == "start.f"
    assert at(made, {"brevet.mottatt": TODAY, "annen.a": "y"}) == "start.g"


def test_a_called_flow_may_end_in_an_outcome_or_come_back(tmp_path: Path) -> None:
    other = flow("annen", choice("a", "x r", "y slutt"), "  r: {retur: ferdig}\n", end("slutt"))
    start = flow("start", "  a: {kall: annen, til: e}\n", end("e"))
    made = library(tmp_path, start=start, annen=other)
    assert at(made, {"annen.a": "x"}) == "start.e"
    assert at(made, {"annen.a": "y"}) == "annen.slutt"


def test_a_flow_may_come_back_at_once(tmp_path: Path) -> None:
    start = flow("start", "  a: {kall: annen, til: e}\n", end("e"))
    made = library(tmp_path, start=start, annen=flow("annen", "  a: {retur: ferdig}\n"))
    assert at(made, {}) == "start.e"


def test_a_library_serves_many_conversations_without_mixing_them(tmp_path: Path) -> None:
    start = flow(
        "start",
        choice("a", "x k1", "y k2"),
        "  k1: {kall: brevet, til: e}\n",
        "  k2: {kall: brevet, til: f}\n",
        end("e", "f"),
    )
    made = library(tmp_path, start=start, brevet=BREVET)
    for _ in range(3):
        assert at(made, {"a": "x"}) == "brevet.mottatt"
        assert at(made, {"a": "y", "brevet.mottatt": TODAY}) == "start.f"
        assert at(made, {"a": "x", "brevet.mottatt": TODAY}) == "start.e"
