"""A conversation through a pipe: an answer a line, and a transcript that reads well."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from bot.dialog import Command, Event, Said, Screen, Session, reply
from bot.flows import Library
from bot.texts import to_plain
from tests.console.conftest import TODAY, Piped

GOODBYE = "Ha det bra. Ingenting er lagret.\n"


def words_of(text: str) -> str:
    return " ".join(text.split())


def screens(library: Library, *events: Event) -> Iterator[Screen]:
    session = Session("s0", "nb")
    for event in events:
        answer = reply(library, session, event, TODAY)
        assert answer.session is not None
        session = answer.session
        yield from answer.screens


def test_the_texts_are_those_of_the_dialog_word_for_word(piped: Piped, library: Library) -> None:
    events = (Command("start", "klage"), Said("1"), Said("12.3.26"), Command("svar"))
    shown = words_of(piped("1", "12.3.26", "/svar"))
    for screen in screens(library, *events):
        before, found, shown = shown.partition(words_of(to_plain(screen.text)))
        assert found, before


def test_a_whole_transcript_reads_well(piped: Piped) -> None:
    assert piped("kommunne") == (
        "Hvem fattet vedtaket?\n\n"
        "Avsenderen står øverst i brevet. Finner du den ikke, kan du se etter et navn\n"
        "nederst, ved siden av underskriften.\n\n"
        "Fare for liv? Ring 113. Kan det ikke vente? Ring legevakten: 116 117.\n\n"
        "  1. Kommunen\n  2. Nav\n  3. Vet ikke\n\n"
        "   – Tilbake\n   – Start på nytt\n\n"
        "> kommunne → Kommunen\n\n"
        "Når fikk du brevet?\n\n"
        "Skriv datoen, for eksempel «3. mars» eller «20.03.26».\n\n"
        "   – Brevet har ikke kommet\n   – Vet ikke\n\n"
        "   – Tilbake\n   – Start på nytt\n\n" + GOODBYE
    )


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("2", "> 2 → Nav"),
        ("nav", "> nav → Nav"),
        ("Nav", "> Nav"),
        ("vet ikke", "> vet ikke → Vet ikke"),
        ("tilbake", "> tilbake"),
        ("  Nav \r", "> Nav"),
    ],
)
def test_an_answer_is_repeated_with_what_it_was_understood_as(
    piped: Piped, said: str, shown: str
) -> None:
    assert f"\n{shown}\n\n" in piped(said)


def test_an_answer_that_means_nothing_gets_a_hint_and_the_question_again(piped: Piped) -> None:
    shown = piped("xyzzy")
    assert "> xyzzy\n\nDet forstod jeg ikke." in shown
    assert shown.count("Hvem fattet vedtaket?") == 2


def test_an_empty_line_gets_a_hint(piped: Piped) -> None:
    assert "Det forstod jeg ikke." in piped("")


def test_a_number_chooses_nothing_where_a_date_is_asked_for(piped: Piped) -> None:
    shown = piped("1", "2")
    assert "> 2\n\nDet forstod jeg ikke som en dato." in shown
    assert shown.count("   – Brevet har ikke kommet\n") == 2


def test_a_date_is_shown_as_it_was_understood(piped: Piped) -> None:
    assert "> i går → torsdag 19. mars 2026\n\nKlag til kommunen" in piped("1", "i går")


def test_commands_work_as_in_telegram(piped: Piped) -> None:
    assert "Slik bruker du Rettvei" in piped("/hjelp")
    assert "1. Hvem fattet vedtaket? Nav" in piped("2", "/SVAR")
    assert piped("2", "/tilbake").count("Hvem fattet vedtaket?") == 2
    assert "Hva trenger du hjelp til?" in piped("/nytt")
    assert piped("/start klage", flow=None).count("Hvem fattet vedtaket?") == 1
    assert "Hvilket språk vil du bruke?" in piped("/språk")
    assert "Den kommandoen kjenner jeg ikke." in piped("/")


def test_two_messages_of_one_reply_are_told_apart(piped: Piped) -> None:
    shown = piped("/personvern")
    notice = shown.index("Personvern\n")
    again = shown.rindex("Hvem fattet vedtaket?")
    assert "\n─────" in shown[notice:again]
    assert shown.count("─────\n") == 1


def test_after_everything_is_deleted_the_next_line_begins_anew(piped: Piped) -> None:
    shown = piped("1", "/slett", "hei", "/svar", flow="klage")
    assert "er slettet" in shown
    assert "> hei\n\nHei! Jeg er Rettvei." in shown
    assert "Du har ikke svart på noe ennå." in shown


def test_a_session_after_deletion_has_another_id(library: Library) -> None:
    from bot.console.conversation import Conversation

    ids = iter(("a", "b"))
    conversation = Conversation(library, lambda: TODAY, "nn", lambda: next(ids))
    conversation.hear(Command("start"))
    assert conversation.session.id == "a"
    conversation.hear(Command("slett"))
    assert conversation.session == Session("b", "nn")


def test_a_new_day_is_seen_within_the_conversation(piped: Piped) -> None:
    # A day is asked for the greeting, the first answer and the date; then weeks pass.
    days = iter([TODAY] * 3 + [date(2026, 5, 1)])
    shown = piped("1", "12.3.2026", "/hjelp", today=lambda: next(days))
    assert shown.index("Send senest torsdag 2. april 2026.") < shown.index("> /hjelp")
    assert "Fristen gikk ut" in shown[shown.index("> /hjelp") :]


def test_the_conversation_begins_at_the_front_page_unless_a_flow_is_named(piped: Piped) -> None:
    assert piped(flow=None).startswith("Hei! Jeg er Rettvei.")
    assert piped(flow="klage").startswith("Hvem fattet vedtaket?")


def test_a_flow_that_does_not_exist_is_refused_in_one_line(piped: Piped) -> None:
    assert piped(flow="klaage", leaves=2) == ""
    assert piped.errors.getvalue() == (
        "Det er ingen flyt som heter «klaage». Mente du «klage»? Velg mellom: klage, start.\n"
    )


def test_a_flow_that_returns_is_refused_in_one_line(piped: Piped) -> None:
    assert piped(flow="brevet", leaves=2) == ""
    assert piped.errors.getvalue() == (
        "Flyten «brevet» kan ikke startes alene: den kalles fra andre flyter. "
        "Velg mellom: klage, start.\n"
    )


def test_what_would_steer_a_terminal_is_not_repeated(piped: Piped) -> None:
    shown = piped("\x1b[2J\x07hei\x00\u202e")
    assert "> [2Jhei\n" in shown
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", shown)


def test_a_trace_follows_each_screen_and_says_what_is_new(piped: Piped) -> None:
    shown = piped("1", "tull", trace=True)
    first, second, third, *_ = [part for part in shown.split("\n\n") if part.startswith("spor: ")]
    assert first == "spor: klage.hvem: venter på svar"
    assert second.splitlines() == [
        "spor: klage.hvem: svaret er kommunen («Kommunen»)",
        "spor:   → klage.brev",
        "spor: klage.brev: kaller flyten brevet → brevet.mottatt",
        "spor: brevet.mottatt: venter på svar",
    ]
    assert third == "spor: som før"


def test_without_trace_there_is_none(piped: Piped) -> None:
    assert "spor:" not in piped("1", "12.3.2026")


def test_the_language_to_begin_in_is_the_one_asked_for(piped: Piped) -> None:
    assert "12 March 2026" in piped("1", "12.3.2026", locale="en")
