"""By when, or why there is no date: what an outcome says of its deadline."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.dialog import DeadlineView
from bot.flows import Library
from tests.dialog.talking import Person, arrived, deadline, small_library
from tests.library import FACTS, TODAY

LETTER_RULES = "Brevet ditt gjelder hvis det sier noe annet."


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Facts that may be relied on for years."""
    facts = FACTS.replace("neste_kontroll: 2026-12-31", "neste_kontroll: 2035-12-31")
    return small_library(tmp_path_factory.mktemp("checked"), facts=facts)


def test_the_day_to_keep_is_the_one_before_any_weekend_moves_it(small: Library) -> None:
    person = arrived(small, "1. august")

    assert person.reads.count("Send senest lørdag 29. august 2026.") == 1
    assert "31. august" not in person.reads
    assert deadline(person).send_by == date(2026, 8, 29)
    assert deadline(person).expires == date(2026, 8, 31)


@pytest.mark.parametrize("today", [date(2026, 8, 30), date(2026, 8, 31)])
def test_in_the_days_a_weekend_adds_it_is_to_be_sent_today(small: Library, today: date) -> None:
    person = arrived(small, "1. august", today)

    assert (
        "Send i dag. Fristen var lørdag 29. august 2026, men er flyttet til mandag 31. august 2026."
    ) in person.reads
    assert "Send senest" not in person.reads
    assert deadline(person).send_by == date(2026, 8, 29)
    assert deadline(person).expires == date(2026, 8, 31)


def test_on_the_day_to_keep_it_says_today(small: Library) -> None:
    assert (
        "Send i dag, lørdag 29. august 2026."
        in arrived(small, "1. august", date(2026, 8, 29)).reads
    )


def test_a_deadline_that_has_passed_says_so_and_what_can_be_done_first(small: Library) -> None:
    person = arrived(small, "1. august", date(2026, 9, 1))

    assert "Fristen gikk ut mandag 31. august 2026." in person.reads
    assert "Send senest" not in person.reads
    assert person.screen.outcome is not None
    assert person.screen.outcome.next == (
        "Send klagen likevel. Skriv hvorfor den er sen.",
        "Skriv hva du er uenig i.",
        "Legg ved brevet.",
    )
    assert "1. Send klagen likevel. Skriv hvorfor den er sen.\n2. Skriv hva" in person.reads
    assert deadline(person).expires == date(2026, 8, 31)


def test_a_letter_that_has_not_come_means_that_no_deadline_runs(small: Library) -> None:
    person = arrived(small, None)

    reason = "Fristen har ikke begynt å løpe. Den er 4 uker fra dagen du fikk brevet."
    assert reason in person.reads
    assert deadline(person) == DeadlineView(rule="Klage etter loven", reason=reason)
    assert person.screen.outcome is not None
    assert person.screen.outcome.next == ("Vent på brevet.", "Ring og spør når det kommer.")
    assert "Skriv hva du er uenig i." not in person.reads
    assert LETTER_RULES in person.reads


def test_a_day_that_is_not_known_gives_the_length_and_the_careful_way(small: Library) -> None:
    person = Person(small)
    person.starts("klage")
    person.presses("Helfo", "Reise", "Vet ikke", "Vet ikke", "Ja")

    reason = "Fristen er 4 uker fra dagen du fikk brevet."
    assert f"{reason} Er du usikker på dagen? Regn fra den første dagen" in person.reads
    assert deadline(person) == DeadlineView(rule="Klage etter loven", reason=reason)
    assert person.screen.outcome is not None
    assert person.screen.outcome.next == ("Skriv hva du er uenig i.", "Legg ved brevet.")
    assert LETTER_RULES in person.reads


def test_the_date_of_the_letter_counts_when_the_day_it_came_is_not_known(small: Library) -> None:
    person = Person(small)
    person.starts("klage")
    person.presses("Helfo", "Reise", "Vet ikke")
    person.says("31. juli")
    person.presses("Ja")

    assert "Send senest fredag 28. august 2026." in person.reads
    assert deadline(person).derivation[0] == (
        "Du svarte på «Hvilken dato står i brevet?»: fredag 31. juli 2026."
    )


def test_where_there_is_no_deadline_the_reason_stands(person: Person) -> None:
    person.starts()
    person.presses("Vet ikke")

    assert "Frist: Du kan ringe når du vil." in person.reads
    assert deadline(person) == DeadlineView(reason="Du kan ringe når du vil.")
    assert LETTER_RULES not in person.reads


def test_a_date_is_withheld_when_its_source_has_not_been_read_again_in_time(
    tmp_path: Path,
) -> None:
    facts = FACTS.replace("neste_kontroll: 2029-12-31", "neste_kontroll: 2026-08-09")
    person = arrived(small_library(tmp_path, facts=facts), "3. august")

    assert "Frist: Fristen var 4 uker fra dagen du fikk brevet da vi sist kontroll" in person.reads
    assert "31. august 2026" not in person.reads
    view = deadline(person)
    assert (view.rule, view.send_by, view.expires) == ("Klage etter loven", None, None)
    assert view.derivation == ()
    assert view.reason is not None
    assert view.reason.startswith("Fristen var 4 uker")
    assert "kontrollert 1. juli 2026) Bør kontrolleres på nytt." in person.reads
    assert "Slik er fristen regnet" not in [option.label for option in person.screen.options]
    assert LETTER_RULES in person.reads


def test_on_its_last_day_a_source_may_still_be_relied_on(tmp_path: Path) -> None:
    facts = FACTS.replace("neste_kontroll: 2029-12-31", "neste_kontroll: 2026-08-10")
    person = arrived(small_library(tmp_path, facts=facts), "3. august")

    assert "Send senest mandag 31. august 2026." in person.reads
    assert "Bør kontrolleres" not in person.reads


def test_a_derivation_that_was_open_when_its_date_is_withheld_says_why(small: Library) -> None:
    person = arrived(small, "3. august")
    person.presses("Slik er fristen regnet")
    person.today = date(2030, 1, 1)

    person.says("bestemor")

    assert "Fristen var 4 uker fra dagen du fikk brevet da vi sist kontrollerte." in person.reads


@pytest.mark.parametrize(
    ("certainty", "says", "passed"),
    [
        ("lov", None, "Fristen gikk ut"),
        (
            "vanlig",
            "Dette er hovedregelen. Se om brevet har en annen frist.",
            "Den vanlige fristen gikk ut",
        ),
        (
            "brevet",
            "Vi kan ikke være sikre på fristen. Det er den i brevet som gjelder.",
            "Den vanlige fristen gikk ut",
        ),
    ],
)
def test_a_deadline_that_no_law_settles_says_so(
    tmp_path: Path, certainty: str, says: str | None, passed: str
) -> None:
    library = small_library(
        tmp_path, facts=FACTS.replace("sikkerhet: lov", f"sikkerhet: {certainty}")
    )
    unsure = {
        "Dette er hovedregelen. Se om brevet har en annen frist.",
        "Vi kan ikke være sikre på fristen. Det er den i brevet som gjelder.",
    }
    for received, today in (("3. august", TODAY), (None, TODAY), ("3. august", date(2026, 9, 9))):
        person = arrived(library, received, today)

        assert {line for line in unsure if line in person.reads} == ({says} if says else set())
    assert f"\n\n{passed} mandag 31. august 2026." in person.reads


@pytest.mark.parametrize(
    ("answered", "send_by", "length", "basis"),
    [
        ("31.12.2026", date(2027, 2, 25), "8 uker", "loven § 2 slik den var"),
        ("1.1.2027", date(2027, 4, 1), "3 måneder", "loven § 2"),
    ],
)
def test_the_day_a_deadline_began_decides_which_rule_holds(
    checked: Library, answered: str, send_by: date, length: str, basis: str
) -> None:
    person = Person(checked, date(2027, 2, 1))
    person.starts("anke")
    person.says(answered)

    assert deadline(person).send_by == send_by
    assert f"Fristen er {length} fra dagen du fikk klagesvaret." in person.reads
    assert deadline(person).derivation[-1].startswith(f"Fristen står i {basis}.")


@pytest.mark.parametrize(
    ("today", "length"), [(date(2026, 12, 31), "8 uker"), (date(2027, 1, 1), "3 måneder")]
)
def test_while_nothing_has_begun_the_rule_of_the_day_is_told(
    checked: Library, today: date, length: str
) -> None:
    person = Person(checked, today)
    person.starts("anke")
    person.presses("Vet ikke")

    assert deadline(person).reason == f"Fristen er {length} fra dagen du fikk klagesvaret."


def test_a_deadline_that_is_not_moved_has_no_margin(checked: Library) -> None:
    person = Person(checked, date(2027, 3, 27))
    person.starts("anke")
    person.says("30. januar 2027")

    assert deadline(person).send_by == deadline(person).expires == date(2027, 4, 30)


@pytest.fixture(scope="module")
def by_the_hour(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Facts where an appeal must be made within 48 hours."""
    hours = FACTS.replace("{uker: 4}", "{timer: 48}", 1).replace("flyttes: ja", "flyttes: nei", 1)
    facts = hours.replace("løper_fra: dagen du fikk brevet", "løper_fra: da du fikk vite det", 1)
    return small_library(tmp_path_factory.mktemp("hours"), facts=facts)


def test_a_deadline_in_hours_ends_on_a_day_before_the_time_of_day_it_began(
    by_the_hour: Library,
) -> None:
    person = arrived(by_the_hour, "i dag", date(2026, 8, 14))

    assert (
        "Send senest søndag 16. august 2026, før det klokkeslettet fristen begynte. "
        "Fristen er 48 timer fra da du fikk vite det. Vi har regnet fra fredag 14. august 2026."
    ) in person.reads
    assert deadline(person).send_by == deadline(person).expires == date(2026, 8, 16)


def test_on_the_day_the_hours_end_it_is_to_be_sent_at_once(by_the_hour: Library) -> None:
    person = arrived(by_the_hour, "12. august", date(2026, 8, 14))

    assert (
        "Send nå. Fristen går ut i dag, fredag 14. august 2026, på det klokkeslettet den begynte."
    ) in person.reads


def test_hours_that_have_passed_are_told_as_passed(by_the_hour: Library) -> None:
    assert (
        "Fristen gikk ut torsdag 13. august 2026."
        in arrived(by_the_hour, "11. august", date(2026, 8, 14)).reads
    )


def test_the_derivation_of_hours_says_that_all_of_them_are_counted(by_the_hour: Library) -> None:
    person = arrived(by_the_hour, "i dag", date(2026, 8, 14))

    assert deadline(person).derivation[1:] == (
        "48 timer fra fredag 14. august 2026 er søndag 16. august 2026.",
        "Fristen står i loven § 1. Alle timer er regnet med, også i helg. Da er den aldri for sen.",
    )
