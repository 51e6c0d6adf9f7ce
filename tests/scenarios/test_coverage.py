from bot.flows import Library
from bot.scenarios import coverage
from tests.scenarios.cases import Run


def test_coverage_counts_choices_and_outcomes_and_names_those_not_visited(
    case: Run, flows: Library
) -> None:
    results = [
        case("start.hvem: helfo, start.mottatt: 2026-08-01", "svar: start.klag"),
        case("annet.vei: denne", "svar: annet.her", flow="borte"),
        case("start.hvem: vet_ikke", "svar: start.ring"),
    ]
    found = coverage(flows, results)
    assert (found.choices, found.outcomes) == (8, 3)
    assert found.choices_missed == (
        "annet.vei.denne",
        "annet.vei.spør",
        "start.hvem.kommunen",
        "start.mottatt.ikke_kommet",
        "start.mottatt.vet_ikke",
    )
    assert found.outcomes_missed == ("annet.her",)


def test_an_outcome_is_not_visited_by_a_case_that_stops_before_it(
    case: Run, flows: Library
) -> None:
    found = coverage(flows, [case("start.hvem: helfo", "svar: start.klag")])
    assert "start.klag" in found.outcomes_missed
    assert "start.mottatt.dato" in found.choices_missed
    assert "start.hvem.helfo" not in found.choices_missed


def test_nothing_is_missed_when_every_choice_and_outcome_is_visited(
    case: Run, flows: Library
) -> None:
    ways = [
        ("start.hvem: helfo, start.mottatt: 2026-08-01", None),
        ("start.hvem: helfo, start.mottatt: ikke_kommet", None),
        ("start.hvem: helfo, start.mottatt: vet_ikke", None),
        ("start.hvem: kommunen", None),
        ("start.hvem: vet_ikke", None),
        ("annet.vei: denne", "annet"),
        ("annet.vei: spør", "annet"),
    ]
    found = coverage(flows, [case(answers, "frist: ingen", flow=flow) for answers, flow in ways])
    assert (found.choices_missed, found.outcomes_missed) == ((), ())
