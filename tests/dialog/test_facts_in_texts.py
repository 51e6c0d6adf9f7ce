"""Facts in texts are those of the day the conversation is held."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.dialog.talking import START, Person, small_library
from tests.facts.rates import RATES
from tests.library import FACTS


def test_a_rate_and_a_length_follow_the_day_of_the_conversation(tmp_path: Path) -> None:
    asks = "    spørsmål: Hva trenger du hjelp til?\n"
    assert START.count(asks) == 1
    told = asks + "    hjelp: Taket er {sats.tak}. En anke har {frist.anke.lengde}.\n"
    made = small_library(tmp_path, facts=FACTS + RATES, start=START.replace(asks, told))

    for day, tak, anke in (
        (date(2026, 12, 31), "3 278 kroner", "8 uker"),
        (date(2027, 1, 1), "3 360 kroner (kan være endret)", "3 måneder (kan være endret)"),
    ):
        person = Person(made, day)
        person.starts()
        said = person.reads.replace("\N{NO-BREAK SPACE}", " ")
        assert f"Taket er {tak}. En anke har {anke}." in said
