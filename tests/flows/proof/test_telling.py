"""`rettvei paths` and `rettvei why`: what the proof knows, as authors read it."""

from datetime import date
from pathlib import Path

import pytest

from bot.flows.proof.telling import MOST, paths_lines, why_lines
from tests.every_kind import every_kind
from tests.library import TODAY, library, outcome

START = f"""
flyt: start
tittel: Klage
start: hvem
steg:
  hvem:
    spørsmål: Hvem har skrevet brevet?
    valg:
      helfo: {{tekst: Helfo, til: kalt}}
      kommunen: {{tekst: Kommunen, til: kalt}}
    vet_ikke: {{til: finn}}
  kalt:
    kall: brevet
    til:
      - {{når: {{frist: klage, fra: brevet.mottatt, er: utløpt}}, til: sent}}
      - {{ellers: klag}}
  klag: {outcome("Klag til Helfo")}
  sent: {outcome("Klag likevel")}
  finn: {outcome("Finn ut hvem")}
"""

BREVET = """
flyt: brevet
tittel: Når brevet kom
start: mottatt
steg:
  mottatt:
    spørsmål: Når fikk du brevet?
    dato: {senest: i dag}
    vet_ikke: {til: ferdig}
    til: ferdig
  ferdig: {retur: ferdig}
"""


COUNTED = (
    "11 veier gjennom 11 situasjoner som kan gå ulikt videre. Korteste vei: 1 spørsmål. "
    "Lengste: 2 spørsmål."
)


def test_the_ways_through_a_flow_are_counted_and_where_answers_lead_is_said(
    tmp_path: Path,
) -> None:
    made = library(tmp_path, start=START, brevet=BREVET)
    # Days: today, the last that runs, the first that has passed, the first of the calendar.
    assert [*paths_lines(made, "start", TODAY)] == [
        "start: Klage, 10. august 2026",
        COUNTED,
        "",
        "3 steder å komme fram:",
        "  6  start.klag (Klag til Helfo)",
        "  4  start.sent (Klag likevel)",
        "  1  start.finn (Finn ut hvem)",
        "",
        "Hvor svarene fører:",
        "  start.hvem (Hvem har skrevet brevet?)",
        "    «Helfo» eller «Kommunen» → start.kalt (videre i «Når brevet kom»)",
        "    «Vet ikke» → start.finn (Finn ut hvem)",
    ]


def test_a_flow_that_others_call_ends_in_its_results(tmp_path: Path) -> None:
    made = library(tmp_path, start=START, brevet=BREVET)
    lines = [*paths_lines(made, "brevet", TODAY)]
    assert "1 steder å komme fram:" in lines
    assert "  5  brevet.ferdig (tilbake med «ferdig»)" in lines


def test_the_conversations_to_an_outcome_are_told_with_the_answer_that_would_change_it(
    tmp_path: Path,
) -> None:
    made = library(tmp_path, start=START, brevet=BREVET)
    assert [*why_lines(made, "start.sent", TODAY)] == [
        "start.sent (Klag likevel), 10. august 2026",
        "4 veier fører hit. De korteste:",
        "",
        "1. 2 spørsmål",
        "   Hvem har skrevet brevet? «Helfo» eller «Kommunen»",
        "   Når fikk du brevet? for eksempel 10. juli 2026",
        "   Hadde svaret på «Når fikk du brevet?» vært «Vet ikke»: start.klag (Klag til Helfo)",
    ]


def test_the_shortest_conversations_come_first_and_not_too_many(tmp_path: Path) -> None:
    made = every_kind(tmp_path)
    lines = [*why_lines(made, "start.ring", TODAY)]
    lengths = [int(line.split()[1]) for line in lines if line.endswith(" spørsmål")]
    assert lengths == sorted(lengths)
    assert lengths[0] == 1
    assert len(lengths) <= MOST


def test_answers_of_every_kind_are_said_in_words(tmp_path: Path) -> None:
    told = "\n".join(why_lines(every_kind(tmp_path), "start.nord", TODAY))
    for said in ("«Å vaske huset»", "Deatnu - Tana", "for eksempel 10. august 2026"):
        assert said in told


def test_an_outcome_that_no_conversation_reaches_on_a_day_is_told_so(tmp_path: Path) -> None:
    start = START.replace(
        "frist: klage, fra: brevet.mottatt, er: utløpt", "i_dag: {før: 2026-08-01}"
    )
    made = library(tmp_path, start=start, brevet=BREVET)
    assert [*why_lines(made, "start.sent", TODAY)][1:] == [
        "Ingen samtale fra «start» fører hit denne dagen."
    ]
    assert "«Helfo»" in "\n".join(why_lines(made, "start.sent", date(2026, 7, 31)))


@pytest.mark.parametrize("name", ["borte.sent", "start.borte", "start.hvem"])
def test_what_is_no_outcome_is_refused(tmp_path: Path, name: str) -> None:
    made = library(tmp_path, start=START, brevet=BREVET)
    with pytest.raises(KeyError):
        [*why_lines(made, name, TODAY)]
