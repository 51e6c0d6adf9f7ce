"""What an outcome says, in words and as data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.dialog import DeadlineView, Kind, OutcomeView, SourceView
from bot.flows import Library
from tests.dialog.talking import Person, arrived, deadline, small_library
from tests.library import FACTS


def test_an_outcome_is_read_in_the_order_a_person_needs_it(small: Library) -> None:
    person = arrived(small, "3. august")

    assert person.screen.kind is Kind.OUTCOME
    assert person.reads == (
        "Klag til Helfo\n\n"
        "Du kan be Helfo se på saken på nytt.\n\n"
        "Send senest mandag 31. august 2026. Fristen er 4 uker fra dagen du fikk brevet. "
        "Vi har regnet fra mandag 3. august 2026.\n\n"
        "Det gjelder: Reise og medisin\n\n"
        "Send til: Helfo\n\n"
        "• Bruk skjemaet på Helsenorge.\n"
        "• Post: Postboks 1, 3104 Tønsberg\n"
        "• Telefon: 23 32 70 00\n"
        "• Nett: https://www.helsenorge.no\n\n"
        "Klageinstans: Svaret er endelig.\n\n"
        "Gjør dette nå:\n\n"
        "1. Skriv hva du er uenig i.\n"
        "2. Legg ved brevet.\n\n"
        "Kilder:\n\n"
        "• Siden om klage (https://www.helsenorge.no/klage) (kontrollert 1. juli 2026)\n"
        "• Loven § 1 (https://lovdata.no/lov/1) (kontrollert 1. juli 2026)\n\n"
        "Brevet ditt gjelder hvis det sier noe annet.\n\n"
        "Fare for liv? Ring 113. Kan det ikke vente? Ring legevakten: 116 117."
    )


def test_an_outcome_is_data_too(small: Library) -> None:
    person = arrived(small, "3. august")

    assert person.screen.outcome == OutcomeView(
        title="Klag til Helfo",
        service="Reise og medisin",
        send_to="Helfo",
        appeal_body=None,
        deadline=DeadlineView(
            rule="Klage etter loven",
            starts=date(2026, 8, 3),
            send_by=date(2026, 8, 31),
            expires=date(2026, 8, 31),
            derivation=(
                "Du svarte på «Når fikk du brevet?»: mandag 3. august 2026.",
                "4 uker fra mandag 3. august 2026 er mandag 31. august 2026.",
                "Fristen står i loven § 1. Den er regnet etter domstolloven §§ 148 og 149.",
            ),
        ),
        next=("Skriv hva du er uenig i.", "Legg ved brevet."),
        sources=(
            SourceView(
                "siden", "Siden om klage", "https://www.helsenorge.no/klage", date(2026, 7, 1)
            ),
            SourceView("loven", "Loven § 1", "https://lovdata.no/lov/1", date(2026, 7, 1)),
        ),
    )


def test_a_contact_that_is_no_authority_is_told_in_words(person: Person) -> None:
    person.starts()
    person.presses("Vet ikke")

    assert "Kontakt: Ring 800 43 159." in person.reads
    assert person.screen.outcome is not None
    assert person.screen.outcome.send_to is None
    assert person.screen.outcome.appeal_body is None


def test_an_authority_is_contacted_where_nothing_has_to_be_sent(person: Person) -> None:
    person.starts("klage")
    person.presses("Kommunen", "Plass på sykehjem")

    assert "Kontakt: Kommunen" in person.reads
    assert "kan være endret" not in person.reads
    assert "Send til" not in person.reads


def test_an_appeal_body_is_named(person: Person) -> None:
    person.starts("klage")
    person.presses("Kommunen", "Hjelp hjemme")
    person.says("3. august")
    person.presses("Nei")

    assert "Klageinstans: Helfo" in person.reads
    assert person.screen.outcome is not None
    assert person.screen.outcome.appeal_body == "Helfo"


def test_a_number_that_may_have_changed_is_to_be_checked_where_it_stands(tmp_path: Path) -> None:
    unsure = FACTS.replace("navn: Kommunen\n", "navn: Kommunen\n    telefon: 55 55 55 55\n")
    in_the_letter = "Sjekk nummer og adresse i brevet. De kan være endret."
    on_the_net = "Nummeret kan være endret. Får du ikke svar, sjekk det på nett."

    person = Person(small_library(tmp_path, facts=unsure))
    person.starts("klage")
    person.presses("Kommunen", "Plass på sykehjem")
    assert f"• Telefon: 55 55 55 55\n• {on_the_net}" in person.reads

    person.starts("klage")
    person.presses("Kommunen", "Hjelp hjemme")
    person.says("3. august")
    person.presses("Nei")
    assert f"• Telefon: 55 55 55 55\n• {in_the_letter}" in person.reads

    assert in_the_letter not in arrived(person.library, "3. august").reads


def test_the_emergency_line_stands_on_the_outcomes_of_health_flows_alone(person: Person) -> None:
    person.starts("anke")
    person.presses("Vet ikke")

    assert person.screen.kind is Kind.OUTCOME
    assert "113" not in person.reads


def test_what_a_fact_says_stands_literally_in_data_and_on_screen(tmp_path: Path) -> None:
    odd = (
        FACTS.replace("navn: Helfo\n", "navn: A*B [C] (D) 1. E\n")
        .replace("hjemmel: loven § 1\n", "hjemmel: loven_1 § 1. a\n")
        .replace("navn: Klage etter loven\n", "navn: Klage (**A**)\n")
    )
    person = arrived(small_library(tmp_path, facts=odd), "3. august")

    assert person.screen.outcome is not None
    assert person.screen.outcome.send_to == "A*B [C] (D) 1. E"
    assert deadline(person).rule == "Klage (A)"
    person.presses("Slik er fristen regnet")
    assert "loven_1 § 1. a." in person.reads
    assert "\\" not in person.reads
