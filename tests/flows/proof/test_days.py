"""A proof holds on every day, by being held on few."""

from datetime import date
from pathlib import Path

import pytest

from bot.flows.proof import days_that_matter
from tests.library import FACTS, library, outcome, proved

START = f"""
flyt: start
tittel: Start
start: mottatt
steg:
  mottatt:
    spørsmål: Når fikk du brevet?
    dato: {{senest: i dag}}
    vet_ikke: {{til: b}}
    til:
      - {{når: WHEN, til: a}}
      - {{ellers: b}}
  a: {outcome("A")}
  b: {outcome("B")}
"""


def both(klage: str, anke: str) -> str:
    parts = (("klage", klage), ("anke", anke))
    return (
        "{alle: ["
        + ", ".join(f"{{frist: {rule}, fra: mottatt, er: {state}}}" for rule, state in parts)
        + "]}"
    )


def facts(klage: str, anke: str) -> str:
    return (
        FACTS.replace("{uker: 4}", klage).replace("{uker: 8}", anke).replace("{måneder: 3}", anke)
    )


def codes(folder: Path, flow: str, known: str) -> list[str]:
    found = proved(folder, facts=known, start=flow).diagnostics
    return [item.code for item in found if item.code.startswith("RV31")]


@pytest.mark.parametrize(
    ("klage", "anke"),
    [
        ("{uker: 4}", "{dager: 29}"),  # four weeks end later when they end on a Saturday
        ("{uker: 4}", "{måneder: 1}"),  # and after a month in February, if on a Saturday then
        ("{virkedager: 10}", "{dager: 16}"),  # ten working days are longer at Easter
        ("{dager: 24}", "{måneder: 1}"),  # first on 27 March 2035, after Easter in a short month
        ("{virkedager: 6}", "{dager: 13}"),  # on 2 May 2057 alone, after Easter and 1 May
    ],
)
def test_a_deadline_that_only_outlives_another_on_some_days_is_known_to(
    tmp_path: Path, klage: str, anke: str
) -> None:
    flow = START.replace("WHEN", both("løper", "utløpt"))
    assert codes(tmp_path, flow, facts(klage, anke)) == []


def test_a_deadline_that_becomes_longer_is_known_to_outlive_what_it_did_not(
    tmp_path: Path,
) -> None:
    parts = "{ikke: {svar: mottatt, siste: {uker: 9}}}, {frist: anke, fra: mottatt, er: løper}"
    assert codes(tmp_path, START.replace("WHEN", f"{{alle: [{parts}]}}"), FACTS) == []


def test_what_two_answers_allow_together_on_one_day_alone_is_known_to_happen(
    tmp_path: Path,
) -> None:
    # Four weeks from the last day that the first can be end on the first that the second can be.
    parts = ("{svar: mottatt, før: 2027-10-26}", "{frist: klage, fra: mottatt, er: løper}")
    day = "{svar: svart, fra_og_med: 2027-11-22}"
    second = "svart: {spørsmål: Når?, dato: {senest: i dag}, vet_ikke: {til: b}, til: [ROUTES]}"
    routes = f"{{når: {{alle: [{', '.join(parts)}, {day}]}}, til: a}}, {{ellers: b}}"
    start, rest = START.split("    til:\n")[0], START[START.index("  a: ") :]
    flow = f"{start}    til: svart\n  {second.replace('ROUTES', routes)}\n{rest}"
    assert codes(tmp_path, flow, FACTS) == []
    later = flow.replace("2027-11-22", "2027-11-23")
    assert codes(tmp_path / "later", later, FACTS) == ["RV312"]


def test_what_happens_on_some_days_is_known_to_happen_again_after_a_change(tmp_path: Path) -> None:
    # Four weeks outlive a month around February, from 2027 on.
    states = both("løper", "utløpt").replace("[", "[{i_dag: {fra_og_med: 2028-06-01}}, ", 1)
    assert codes(tmp_path, START.replace("WHEN", states), facts("{uker: 4}", "{måneder: 1}")) == []


def test_a_deadline_that_never_outlives_another_is_known_not_to(tmp_path: Path) -> None:
    flow = START.replace("WHEN", both("løper", "utløpt"))
    assert codes(tmp_path, flow, facts("{uker: 3}", "{uker: 4}")) == ["RV312"]


def test_a_day_can_be_given_from_the_first_that_is_asked_for(tmp_path: Path) -> None:
    flow = START.replace("i dag}", "i dag, tidligst: 2027-03-01}").replace(
        "WHEN", "{frist: klage, fra: mottatt, er: utløpt}"
    )
    assert codes(tmp_path, flow, FACTS) == []


def test_the_proof_is_held_on_both_sides_of_each_change(tmp_path: Path) -> None:
    flow = START.replace("WHEN", "{i_dag: {før: 2026-09-01}}")
    made = library(tmp_path, start=flow)
    days = days_that_matter(made.flows, made.facts)
    # On the day the sources were read, and from the change on.
    assert days == (date(2026, 7, 1), date(2026, 9, 1))


def test_the_proof_is_held_on_both_sides_of_a_change_before_the_sources_were_read(
    tmp_path: Path,
) -> None:
    flow = START.replace("WHEN", "{i_dag: {før: 2026-02-01}}")
    made = library(tmp_path, start=flow)
    days = days_that_matter(made.flows, made.facts)
    assert days == (date(2026, 1, 31), date(2026, 2, 1))


AHEAD = START.replace("{senest: i dag}", "{}")
FAR_OFF = "2027-11-22"


@pytest.mark.parametrize(
    ("flow", "conditions"),
    [
        # Only while the end of the shorter time has not come to the day.
        (AHEAD, ["kommende: {dager: 300}", "ikke kommende: {dager: 5}", f"før: {FAR_OFF}"]),
        (AHEAD, ["kommende: {uker: 40}", "ikke kommende: {uker: 2}", f"før: {FAR_OFF}"]),
        (AHEAD, ["kommende: {måneder: 9}", "ikke kommende: {måneder: 1}", f"før: {FAR_OFF}"]),
        # Only while the longer time has come to the days, and the shorter has not.
        (
            AHEAD,
            [
                *("kommende: {dager: 300}", "ikke kommende: {dager: 5}"),
                *(f"fra_og_med: {FAR_OFF}", "før: 2027-11-25"),
            ],
        ),
        # Only from the day after the day.
        (START, ["ikke kommende: {dager: 1}", f"fra_og_med: {FAR_OFF}"]),
        (START, ["siste: {dager: 1}", "ikke kommende: {dager: 1}", f"fra_og_med: {FAR_OFF}"]),
    ],
)
def test_what_can_only_be_answered_before_or_after_a_day_is_known_to_be(
    tmp_path: Path, flow: str, conditions: list[str]
) -> None:
    parts = [
        f"{{ikke: {{svar: mottatt, {each.removeprefix('ikke ')}}}}}"
        if each.startswith("ikke ")
        else f"{{svar: mottatt, {each}}}"
        for each in conditions
    ]
    assert codes(tmp_path, flow.replace("WHEN", f"{{alle: [{', '.join(parts)}]}}"), FACTS) == []


def test_where_no_condition_looks_at_days_one_day_is_enough(tmp_path: Path) -> None:
    flow = START.replace("WHEN", "{svar: mottatt, er: dato}").replace(
        "i dag}", "i dag, tidligst: 2020-01-01}"
    )
    made = library(tmp_path, start=flow)
    assert len(days_that_matter(made.flows, made.facts)) == 1


def test_a_day_on_which_no_more_can_happen_than_on_another_is_left_out(tmp_path: Path) -> None:
    flow = START.replace("i dag}", "i dag, tidligst: 2026-08-01}").replace(
        "WHEN", "{frist: klage, fra: mottatt, er: utløpt}"
    )
    made = library(tmp_path, start=flow)
    # Before, no day can be given, and then none for which the deadline has passed.
    assert days_that_matter(made.flows, made.facts) == (date(2026, 9, 1),)


FAR = """
flyt: start
tittel: Start
start: mottatt
steg:
  mottatt:
    spørsmål: Når fikk du brevet?
    dato: {senest: i dag}
    valg:
      nå: {tekst: I dag, gjelder: {PERIOD}, til: b}
    vet_ikke: {til: b}
    til:
      - når:
          alle:
            - {svar: mottatt, siste: {måneder: 400}}
            - {frist: klage, fra: mottatt, er: utløpt}
        til: a
      - {ellers: b}
  a: {A}
  b: {B}
"""


@pytest.mark.parametrize(
    "period",
    [
        *("til_og_med: 9999-12-31", "til_og_med: 2100-12-31", "fra_og_med: 2066-12-31"),
        *("fra_og_med: 2100-12-20", "fra_og_med: 3026-01-01", "til_og_med: 1900-01-01"),
    ],
)
def test_a_day_that_no_deadline_is_known_on_hinders_no_proof(tmp_path: Path, period: str) -> None:
    flow = FAR.replace("PERIOD", period).replace("{A}", outcome("A")).replace("{B}", outcome("B"))
    assert proved(tmp_path, facts=FACTS, start=flow).library is not None


@pytest.mark.parametrize("year", ["1926", "2126", "9926"])
def test_a_slip_in_the_year_a_source_was_read_hinders_no_proof(tmp_path: Path, year: str) -> None:
    flow = START.replace("WHEN", "{frist: klage, fra: mottatt, er: utløpt}")
    known = FACTS.replace("2026-07-01", f"{year}-07-01")
    for read_again in ("2029-12-31", "2026-12-31"):
        known = known.replace(f"neste_kontroll: {read_again}", "neste_kontroll: 9999-12-31")
    assert proved(tmp_path, facts=known, start=flow).library is not None
