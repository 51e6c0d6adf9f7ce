"""Who it is about is heard where that is asked, and asked about when only a relative is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.flows import Library
from tests.dialog.talking import Person
from tests.library import library, outcome

ASKED = f"""
flyt: start
tittel: Start
start: gjelder
steg:
  gjelder:
    spørsmål: Hvem gjelder det?
    valg:
      meg: {{tekst: Meg selv, til: klag}}
      andre:
        tekst: En jeg hjelper
        ord: [mor, mora mi, faren min, mannen min, tante, pårørende]
        for_andre: ja
        til: ring
    vet_ikke: {{tekst: Begge deler, til: begge}}
  klag: {outcome("Klag til Helfo")}
  ring: {outcome("Ring Helfo")}
  begge: {outcome("Ring kommunen")}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library(tmp_path_factory.mktemp("whom"), start=ASKED)


def answered(made: Library, text: str) -> str | None:
    person = Person(made)
    person.starts()
    person.says(text)
    return person.answers.get("start.gjelder")


@pytest.mark.parametrize(
    "text",
    [
        *("meg", "Meg", "jeg", "eg", "mæ", "for meg", "Det gjelder meg", "det gjeld meg"),
        *("gjelder meg selv", "meg sjøl", "meg sjølv", "bare for meg selv", "me", "myself"),
        *("it is for me", "mor er død, det gjelder meg", "faren min er lege, men det er for meg"),
    ],
)
def test_who_names_themselves_is_heard(made: Library, text: str) -> None:
    assert answered(made, text) == "meg"


@pytest.mark.parametrize(
    "text", ["mor", "mora mi", "mannen min er 80", "mor er dement", "jeg er pårørende", "min tante"]
)
def test_who_names_one_they_help_is_heard(made: Library, text: str) -> None:
    assert answered(made, text) == "andre"


@pytest.mark.parametrize(
    "text", ["meg og mor", "mor og meg", "både meg og mor", "begge", "jeg og mannen min"]
)
def test_both_are_heard_where_that_can_be_answered(made: Library, text: str) -> None:
    assert answered(made, text) == "vet_ikke"


@pytest.mark.parametrize(
    "text",
    [
        *("jeg er mor", "jeg er 45 og mor til to", "faren min er lege", "mor er sykepleier"),
        *("mor sa at jeg skulle skrive hit", "det gjelder ikke meg", "eg er mor"),
    ],
)
def test_a_relative_who_is_named_in_passing_is_asked_about(made: Library, text: str) -> None:
    person = Person(made)
    person.starts()

    person.says(text)

    assert person.answers == {}
    assert person.reads.startswith("Mente du «Meg selv» eller «En jeg hjelper»?")


def test_both_are_asked_about_where_that_cannot_be_answered(tmp_path: Path) -> None:
    made = library(tmp_path, start=ASKED.replace("tekst: Begge deler, ", ""))

    assert answered(made, "meg og mor") is None


def test_where_nobody_can_be_helped_the_words_mean_nothing(tmp_path: Path) -> None:
    made = library(tmp_path, start=ASKED.replace("        for_andre: ja\n", ""))

    assert answered(made, "jeg") is None
    assert answered(made, "jeg er mor") == "andre"
