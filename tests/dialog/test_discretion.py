"""Who someone is stays unused: a number or an address that was typed is warned of, not taken."""

from __future__ import annotations

import pytest

from tests.dialog.talking import Person

PRIVATE = {
    "01010100050": "et fødselsnummer",
    "Kommunen, 912 34 567": "et telefonnummer",
    "Storgata 5": "en adresse",
}


@pytest.mark.parametrize("text", PRIVATE)
def test_what_gives_someone_away_is_never_an_answer_and_better_deleted(
    person: Person, text: str
) -> None:
    person.starts("klage")
    before = person.session
    person.says(text)
    assert f"ligner på {PRIVATE[text]}" in person.reads
    assert text not in person.reads
    assert "Hvem har skrevet brevet?" in person.reads
    assert person.last.removes
    assert not person.last.unmatched
    assert person.session.answers == before.answers
    person.presses("Helfo")
    assert person.step == "klage.helfo_gjelder"


def test_it_is_warned_of_before_anything_was_shown_and_beside_an_outcome(person: Person) -> None:
    person.says("01010100050")
    assert "et fødselsnummer" in person.reads
    assert "Hva trenger du hjelp til?" in person.reads
    person.presses("Vet ikke")
    person.says("Storgata 5")
    assert "en adresse" in person.reads
    assert person.last.removes


def test_a_date_is_no_secret_where_one_is_asked_for(person: Person) -> None:
    person.starts("klage")
    person.presses("Helfo", "Reise")
    person.says("03.03.2026")
    assert not person.last.removes
    assert person.answers["brevet.mottatt"] == "2026-03-03"


def test_what_could_not_be_understood_is_said_to_be_so_and_what_could_is_not(
    person: Person,
) -> None:
    person.starts("klage")
    person.says("blåbær")
    assert person.last.unmatched
    assert not person.last.removes
    person.says("helfo")
    assert not person.last.unmatched
