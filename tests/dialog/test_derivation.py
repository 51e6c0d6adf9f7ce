"""How a deadline was found, line by line; the dates are the worked rows of the register's A2."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.dialog import Kind, View
from tests.dialog.talking import Person, small_library
from tests.library import FACTS

HOLIDAYS_LEFT_OUT = "Bruk de ekstra dagene bare i nødsfall."


def derived(folder: Path, weeks: int, received: date) -> Person:
    """Somebody who looks at the derivation of a deadline of some weeks, on the day it began."""
    facts = FACTS.replace("lengde: {uker: 4}", f"lengde: {{uker: {weeks}}}")
    person = Person(small_library(folder, facts=facts), received)
    person.starts("klage")
    person.presses("Helfo", "Reise")
    person.says("i dag")
    person.presses("Ja", "Slik er fristen regnet")
    return person


def test_a_deadline_that_is_not_moved_is_counted_and_nothing_else(tmp_path: Path) -> None:
    person = derived(tmp_path, 3, date(2026, 11, 25))

    assert person.reads == (
        "Slik er fristen regnet\n\n"
        "1. Du svarte på «Når fikk du brevet?»: onsdag 25. november 2026.\n"
        "2. 3 uker fra onsdag 25. november 2026 er onsdag 16. desember 2026.\n"
        "3. Fristen står i loven § 1. Den er regnet etter domstolloven §§ 148 og 149."
    )
    assert person.screen.kind is Kind.NOTICE


@pytest.mark.parametrize(
    ("weeks", "received", "line"),
    [
        (
            3,
            date(2026, 11, 28),
            (
                "Men lørdag 19. desember 2026 er ikke en virkedag. "
                "Vi går forbi lørdag og søndag, så siste dag er mandag 21. desember 2026."
            ),
        ),
        (
            4,
            date(2026, 11, 28),
            (
                "Men lørdag 26. desember 2026 er ikke en virkedag. "
                "Vi går forbi 2. juledag og søndag, så siste dag er mandag 28. desember 2026."
            ),
        ),
        (
            3,
            date(2026, 12, 4),
            (
                "Men fredag 25. desember 2026 er ikke en virkedag. Vi går forbi 1. juledag, "
                "2. juledag og søndag, så siste dag er mandag 28. desember 2026."
            ),
        ),
        (
            4,
            date(2026, 12, 4),
            (
                "Men fredag 1. januar 2027 er ikke en virkedag. Vi går forbi nyttårsdag, "
                "lørdag og søndag, så siste dag er mandag 4. januar 2027."
            ),
        ),
        (
            3,
            date(2027, 3, 4),
            (
                "Men torsdag 25. mars 2027 er ikke en virkedag. Vi går forbi skjærtorsdag, "
                "langfredag, lørdag, 1. påskedag og 2. påskedag, så siste dag er "
                "tirsdag 30. mars 2027."
            ),
        ),
        (
            3,
            date(2027, 4, 10),
            (
                "Men lørdag 1. mai 2027 er ikke en virkedag. Vi går forbi 1. mai og søndag, "
                "så siste dag er mandag 3. mai 2027."
            ),
        ),
        (
            3,
            date(2027, 4, 26),
            (
                "Men mandag 17. mai 2027 er ikke en virkedag. Vi går forbi 17. mai og 2. pinsedag, "
                "så siste dag er tirsdag 18. mai 2027."
            ),
        ),
        (
            3,
            date(2027, 4, 15),
            (
                "Men torsdag 6. mai 2027 er ikke en virkedag. Vi går forbi Kristi himmelfartsdag, "
                "så siste dag er fredag 7. mai 2027."
            ),
        ),
    ],
)
def test_a_deadline_that_is_moved_names_every_day_it_is_moved_past(
    tmp_path: Path, weeks: int, received: date, line: str
) -> None:
    person = derived(tmp_path, weeks, received)

    assert f"3. {line} {HOLIDAYS_LEFT_OUT}\n4. Fristen står i" in person.reads


@pytest.mark.parametrize(
    ("received", "weeks", "expires"),
    [
        (date(2026, 11, 25), 4, date(2026, 12, 23)),
        (date(2026, 11, 25), 6, date(2027, 1, 6)),
        (date(2026, 11, 28), 6, date(2027, 1, 11)),
        (date(2026, 12, 3), 3, date(2026, 12, 24)),
        (date(2026, 12, 3), 4, date(2026, 12, 31)),
        (date(2026, 12, 4), 6, date(2027, 1, 15)),
        (date(2027, 3, 4), 4, date(2027, 4, 1)),
        (date(2027, 4, 10), 4, date(2027, 5, 10)),
        (date(2027, 4, 10), 6, date(2027, 5, 24)),
        (date(2027, 4, 26), 4, date(2027, 5, 24)),
    ],
)
def test_the_other_rows_end_on_their_days(
    tmp_path: Path, received: date, weeks: int, expires: date
) -> None:
    person = derived(tmp_path, weeks, received)
    person.presses("Tilbake til svaret")

    assert person.screen.outcome is not None
    assert person.screen.outcome.deadline.expires == expires
    assert person.screen.outcome.deadline.starts == received


@pytest.mark.parametrize("how", ["button", "tilbake", "videre"])
def test_the_derivation_leads_back_to_the_outcome(tmp_path: Path, how: str) -> None:
    person = derived(tmp_path, 3, date(2026, 11, 25))
    before = person.session.answers

    if how == "button":
        person.presses("Tilbake til svaret")
    else:
        person.says(how)

    assert (person.screen.kind, person.session.view) == (Kind.OUTCOME, View.STEP)
    assert person.session.answers == before


def test_what_is_typed_on_the_derivation_is_no_answer(tmp_path: Path) -> None:
    person = derived(tmp_path, 3, date(2026, 11, 25))
    before = person.session.answers

    person.says("bestemor")

    assert person.reads.startswith("Det forstod jeg ikke. Trykk på en knapp")
    assert person.session.view is View.DERIVATION
    assert person.session.answers == before


def test_a_deadline_with_no_date_offers_no_derivation(person: Person) -> None:
    person.starts("klage")
    person.presses("Helfo", "Reise", "Brevet har ikke kommet", "Ja")

    assert [option.label for option in person.screen.options] == [
        "Se svarene mine",
        "Tilbake",
        "Start på nytt",
    ]
