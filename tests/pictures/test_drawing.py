"""The drawing says what the library says: every choice, outcome and condition is in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.flows import START, Call, Flow, Library, Outcome, Question
from bot.flows.model import Return, Route
from bot.pictures.drawing import Arrow, Drawing, Kind, Node, Way, arrows_from
from bot.pictures.flow import draw_flow
from bot.pictures.map import draw_map
from tests.library import library, outcome
from tests.pictures.shipped import shipped

every_flow = pytest.mark.parametrize("flow", shipped().flows.values(), ids=lambda flow: flow.id)


def drawn(flow: Flow) -> Drawing:
    return draw_flow(shipped(), flow)


def pressed(drawing: Drawing, source: str, label: str) -> set[str]:
    return {
        arrow.target
        for arrow in drawing.arrows
        if arrow.source == source and any(label in way.choices for way in arrow.ways)
    }


@every_flow
def test_every_step_is_a_box_of_its_kind(flow: Flow) -> None:
    kinds = {
        Question: Kind.QUESTION,
        Call: Kind.CALL,
        Outcome: Kind.OUTCOME,
        Return: Kind.RETURN,
    }
    assert [(node.id, node.kind) for node in drawn(flow).nodes] == [
        (name, kinds[type(step)]) for name, step in flow.steps.items()
    ]


@every_flow
def test_every_choice_leads_where_the_flow_says(flow: Flow) -> None:
    drawing = drawn(flow)
    for name, step in flow.steps.items():
        if not isinstance(step, Question):
            continue
        for choice in step.choices:
            label = choice.label.source if choice.label else "Vet ikke"
            assert pressed(drawing, name, label) == {route.target for route in choice.routes}
        if step.day is not None:
            found = pressed(drawing, name, "En dato")
            assert found == {route.target for route in step.day.routes}


def leading(flow: Flow) -> Iterator[tuple[str, Route]]:
    for name, step in flow.steps.items():
        match step:
            case Question():
                for choice in step.choices:
                    yield from ((name, route) for route in choice.routes)
                for route in step.input.routes if step.input else ():
                    yield name, route
            case Call():
                for routes in step.routes.values():
                    yield from ((name, route) for route in routes)
            case _:
                pass


@every_flow
def test_there_is_one_arrow_between_two_boxes_that_a_way_joins(flow: Flow) -> None:
    found = [(arrow.source, arrow.target) for arrow in drawn(flow).arrows]
    assert len(found) == len(set(found))
    assert set(found) == {(name, route.target) for name, route in leading(flow)}


@every_flow
def test_a_way_with_a_condition_has_a_guard(flow: Flow) -> None:
    drawing = drawn(flow)
    for name, route in leading(flow):
        if route.condition is not None:
            (arrow,) = (
                arrow
                for arrow in drawing.arrows
                if (arrow.source, arrow.target) == (name, route.target)
            )
            assert any(way.guard for way in arrow.ways)


def test_the_map_shows_who_calls_whom() -> None:
    drawing = draw_map(shipped())
    assert drawing.start == START
    assert {node.id for node in drawing.nodes} == set(shipped().flows)
    assert {(arrow.source, arrow.target) for arrow in drawing.arrows} == {
        (flow.id, step.flow)
        for flow in shipped().flows.values()
        for step in flow.steps.values()
        if isinstance(step, Call)
    }


def test_the_map_tells_flows_that_come_back_from_those_that_arrive() -> None:
    kinds = {node.id: node.kind for node in draw_map(shipped()).nodes}
    assert kinds["brevet"] is Kind.RETURN
    assert kinds["klage"] is Kind.CALL


@pytest.fixture
def small(tmp_path: Path) -> Library:
    return library(
        tmp_path,
        start=f"""
            flyt: start
            tittel: Start
            start: hvem
            steg:
              hvem:
                spørsmål: Ring **{{instans.helfo.telefon}}**?
                valg:
                  ja: {{tekst: Ja, til: brev}}
                  nei: {{tekst: Nei, til: svar}}
                  kanskje:
                    tekst: Kanskje
                    til:
                      - {{når: {{i_dag: {{før: 2027-01-01}}}}, til: svar}}
                      - {{ellers: brev}}
                vet_ikke: {{til: svar}}
              brev:
                kall: brev
                til: {{kjent: svar, ikke_kommet: sent}}
              svar: {outcome("Klag til Helfo")}
              sent: {outcome("Vent på brevet")}
            """,
        brev="""
            flyt: brev
            tittel: Når brevet kom
            start: mottatt
            steg:
              mottatt:
                spørsmål: Når fikk du brevet?
                dato: {senest: i dag}
                vet_ikke: {til: ukjent}
                til: ferdig
              ferdig: {retur: kjent}
              ukjent: {retur: ikke_kommet}
            """,
    )


def test_choices_that_lead_the_same_way_are_one_arrow(small: Library) -> None:
    arrows = draw_flow(small, small.flows["start"]).arrows
    assert arrows[:2] == (
        Arrow("hvem", "brev", (Way(("Ja",)), Way(("Kanskje",), "ellers"))),
        Arrow("hvem", "svar", (Way(("Nei", "Vet ikke")), Way(("Kanskje",), "før 1. januar 2027"))),
    )


def test_results_of_a_call_stand_on_its_arrows(small: Library) -> None:
    assert draw_flow(small, small.flows["start"]).arrows[2:] == (
        Arrow("brev", "svar", (Way(("Kjent",)),)),
        Arrow("brev", "sent", (Way(("Ikke kommet",)),)),
    )


def test_boxes_say_what_people_read_and_what_authors_call_it(small: Library) -> None:
    nodes = {node.id: node for node in draw_flow(small, small.flows["start"]).nodes}
    assert nodes["hvem"] == Node("hvem", Kind.QUESTION, "Ring 23 32 70 00?", "", "hvem")
    assert nodes["brev"] == Node("brev", Kind.CALL, "Når brevet kom", "", "brev")
    assert nodes["svar"] == Node(
        "svar", Kind.OUTCOME, "Klag til Helfo", "Hjelp til å klage", "svar"
    )


def test_a_date_is_a_way_before_the_buttons(small: Library) -> None:
    assert draw_flow(small, small.flows["brev"]).arrows == (
        Arrow("mottatt", "ferdig", (Way(("En dato",)),)),
        Arrow("mottatt", "ukjent", (Way(("Vet ikke",)),)),
    )


def test_deadlines_have_their_names_where_a_flow_asks_about_more_than_one(tmp_path: Path) -> None:
    def guards(folder: str, second: str) -> list[str]:
        asking = "{when: {frist: %s, fra: dag, er: utløpt}, til: svar}".replace("when", "når")
        made = library(
            tmp_path / folder,
            start=f"""
                flyt: start
                tittel: Start
                start: dag
                steg:
                  dag:
                    spørsmål: Når fikk du brevet?
                    dato: {{senest: i dag}}
                    vet_ikke: {{til: annet}}
                    til:
                      - {asking % "klage"}
                      - {asking % second}
                      - {{ellers: annet}}
                  svar: {outcome("Sent")}
                  annet: {outcome("I tide")}
                """,
        )
        (arrow, _) = draw_flow(made, made.flows["start"]).arrows
        return [way.guard for way in arrow.ways]

    assert guards("en", "klage")[0] == "når fristen er utløpt"
    assert guards("to", "anke") == [
        "når fristen «Klage etter loven» er utløpt",
        "ellers, når fristen «Anke etter loven» er utløpt",
    ]


def test_ways_with_the_same_guard_are_said_together() -> None:
    ways = [("b", Way(("Ja",), "når det regner")), ("b", Way(("Nei",), "når det regner"))]
    assert arrows_from("a", ways) == (Arrow("a", "b", (Way(("Ja", "Nei"), "når det regner"),)),)
