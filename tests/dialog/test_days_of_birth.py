"""When people were born, as those who are old write it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.dialog.talking import Person, deadline
from tests.library import library, outcome

START = f"""
flyt: start
tittel: Start
start: født
steg:
  født:
    spørsmål: Når ble du født?
    dato: {{senest: i dag, tidligst: 1900-01-01}}
    vet_ikke: {{til: eldre}}
    til:
      - {{når: {{svar: født, siste: {{måneder: 216}}}}, til: barn}}
      - {{når: {{svar: født, før: 1947-01-01}}, til: eldre}}
      - {{ellers: voksen}}
  barn: {outcome("For barn")}
  voksen: {outcome("For voksne")}
  eldre: {outcome("For eldre", "{regel: klage, fra: født}")}
"""


@pytest.fixture
def born(tmp_path: Path) -> Person:
    person = Person(library(tmp_path, start=START))
    person.starts()
    return person


@pytest.mark.parametrize(
    ("text", "day", "step"),
    [
        ("3. mars 1931", "1931-03-03", "start.eldre"),
        ("17.05.1926", "1926-05-17", "start.eldre"),
        ("1. januar 1900", "1900-01-01", "start.eldre"),
        ("31. desember 1946", "1946-12-31", "start.eldre"),
        ("1.1.1947", "1947-01-01", "start.voksen"),
        ("10. august 2008", "2008-08-10", "start.barn"),
        ("9. august 2008", "2008-08-09", "start.voksen"),
    ],
)
def test_everybody_who_lives_can_say_when_they_were_born(
    born: Person, text: str, day: str, step: str
) -> None:
    born.says(text)

    assert (born.answers["start.født"], born.step) == (day, step)


def test_a_deadline_from_long_ago_is_one_that_has_passed(born: Person) -> None:
    born.says("1. mai 1940")

    assert deadline(born).starts == date(1940, 5, 1)
    assert deadline(born).expires == date(1940, 5, 29)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12.03.38", "lørdag 12. mars 1938"),
        ("12.03.26", "fredag 12. mars 1926 eller torsdag 12. mars 2026"),
    ],
)
def test_a_year_of_two_digits_is_asked_about_and_the_whole_year_is_taken(
    born: Person, text: str, meant: str
) -> None:
    born.says(text)

    assert born.reads.startswith(f"Mente du {meant}? Skriv hele datoen, med dag, måned og år.")
    assert "start.født" not in born.answers

    born.says("12. mars 1926")

    assert born.answers["start.født"] == "1926-03-12"


def test_a_day_before_the_calendar_begins_is_not_taken(born: Person) -> None:
    born.says("31. desember 1899")

    assert born.step == "start.født"
    assert "start.født" not in born.answers
