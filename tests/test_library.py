from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.flows import Outcome, Ref, walk
from tests.library import SPLIT, TODAY, library, loaded, outcome

START = f"""
    flyt: start
    tittel: Start
    start: hvem
    steg:
      hvem:
        spørsmål: Hvem har skrevet brevet?
        valg:
          helfo: {{tekst: Helfo, til: svar}}
        vet_ikke: {{til: svar}}
      svar: {outcome("Klag til Helfo")}
    """


def test_flows_given_as_texts_become_a_library_that_can_be_walked(tmp_path: Path) -> None:
    made = library(tmp_path, start=START)
    at = walk(made, "start", {Ref("start", "hvem"): "helfo"}, TODAY).at
    assert isinstance(at, Outcome)
    assert at.title.source == "Klag til Helfo"


def test_the_invented_facts_and_outcomes_give_no_diagnostics(tmp_path: Path) -> None:
    assert loaded(tmp_path, start=START).diagnostics == ()


def test_one_of_the_deadlines_changes_on_the_day_that_is_named(tmp_path: Path) -> None:
    terms = library(tmp_path, start=START).facts.deadlines["anke"].terms
    assert terms.at(SPLIT) != terms.at(SPLIT - timedelta(days=1))
    assert terms.at(SPLIT) == terms.at(date.max)


def test_flows_that_are_wrong_fail_with_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"flyt/start\.yaml:7:5: RV011"):
        library(tmp_path, start=START.replace("valg:", "vlag:"))
