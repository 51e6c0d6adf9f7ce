"""What an author saves is taken into the open conversation, and no answer is lost by it."""

import json
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.console.conversation import Conversation
from bot.console.taking_in import said_of
from bot.console.watching import Folders, Saved
from bot.dialog import Command, Given, Press, Said
from tests.console.conftest import TODAY, Piped
from tests.console.saving import Author, Told, refused
from tests.console.test_processes import GOODBYE, HINT, Pty
from tests.every_kind import KINDS_FACTS, START, every_kind
from tests.library import library

WHEN, WHEN_NOW = "Når fikk du brevet?", "Når kom brevet?"
NAV = "      nav: {tekst: Nav, til: brev}\n"
NAV_READ = "              - {ikke: {svar: hvem, er: nav}}\n"


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path)


def paragraphs(shown: str) -> list[str]:
    return shown.split("\n\n")


def test_a_question_that_reads_otherwise_is_shown_again_and_then_answered(
    author: Author, piped: Piped
) -> None:
    saved = author.saves("klage", "Hvem fattet vedtaket?", "Hvem skrev brevet?")
    shown = paragraphs(piped("nav", watch=Told([saved])))
    at = shown.index("Tatt inn: klage.yaml.")
    assert shown[at + 1] == "Hvem skrev brevet?"
    assert shown.index("> nav → Nav") > at
    assert shown[shown.index("> nav → Nav") + 1] == WHEN


def test_a_change_elsewhere_takes_one_line(author: Author, piped: Piped) -> None:
    saved = author.saves("brevet", WHEN, WHEN_NOW)
    shown = paragraphs(piped("nav", watch=Told([saved])))
    at = shown.index("Tatt inn: brevet.yaml.")
    assert shown[at + 1 : at + 3] == ["> nav → Nav", WHEN_NOW]


def test_answers_that_still_hold_are_kept(author: Author, piped: Piped) -> None:
    saved = author.saves("brevet", WHEN, WHEN_NOW)
    shown = piped("nav", "/svar", watch=Told([None, saved]))
    assert "1. Hvem fattet vedtaket? Nav" in shown


def test_an_answer_to_a_question_that_is_gone_is_not_taken_for_an_answer_to_another(
    author: Author, piped: Piped
) -> None:
    author.writes("klage", NAV_READ, "")
    saved = author.saves("klage", NAV, "")
    shown = piped("nav", "kommunen", watch=Told([None, saved]))
    after = shown[shown.index("Tatt inn") :]
    assert after.count("Hvem fattet vedtaket?") == 1
    assert "> kommunen\n\nInnholdet er endret siden sist." in after


def test_what_does_not_pass_is_told_and_the_conversation_goes_on(
    author: Author, piped: Piped
) -> None:
    saved = author.saves("brevet", "til: ferdig_ukjent", "til: ferdig_ukjnt")
    shown = paragraphs(piped("nav", watch=Told([saved])))
    told, answer, question, *_ = shown[shown.index("> nav → Nav") - 1 :]
    assert told.startswith("Ikke tatt inn: brevet.yaml. Samtalen går videre")
    assert "\nflyt/brevet.yaml:10:21: RV301 feil: Steget «ferdig_ukjnt» finnes ikke" in told
    assert (answer, question) == ("> nav → Nav", WHEN)


def test_nothing_is_looked_for_when_the_input_ends(author: Author, piped: Piped) -> None:
    saved = author.saves("brevet", WHEN, WHEN_NOW)
    assert "Tatt inn" not in piped(watch=Told([saved]))


def test_as_json_the_screens_stay_alone(author: Author, piped: Piped) -> None:
    saved = author.saves("klage", "Hvem fattet vedtaket?", "Hvem skrev brevet?")
    out = piped('{"press": "nav"}', json=True, watch=Told([saved]))
    screens = [json.loads(line) for line in out.splitlines()]
    assert [screen["step"] for screen in screens] == ["hvem", "hvem", "mottatt"]
    assert screens[1]["text"].startswith("Hvem skrev brevet?")
    assert piped.errors.getvalue() == "Tatt inn: klage.yaml.\n"


def test_a_file_saved_between_two_lines_is_read(author: Author, piped: Piped) -> None:
    def today() -> date:
        # The first question is shown on this day; the author saves before it is answered.
        if WHEN in (author.flows / "brevet.yaml").read_text("utf-8"):
            author.writes("brevet", WHEN, WHEN_NOW)
        return TODAY

    watch = Folders((author.flows, author.texts), author.load)
    assert f"Tatt inn: brevet.yaml.\n\n> nav → Nav\n\n{WHEN_NOW}\n" in piped(
        "nav", today=today, watch=watch
    )


def begun(author: Author, *said: str) -> Conversation:
    conversation = Conversation(author.library, lambda: TODAY, "nb", lambda: "s0")
    conversation.hear(Command("start", "klage"))
    for text in said:
        conversation.hear(Said(text))
    return conversation


def test_an_answer_that_is_not_accepted_for_a_while_holds_again(author: Author) -> None:
    conversation = begun(author, "nav")
    whole = author.library
    author.writes("klage", NAV_READ, "")
    author.writes("klage", NAV, "")
    asked = conversation.take_in(author.library)
    assert asked is not None
    assert asked.step == "hvem"
    conversation.shown(asked)
    back = conversation.take_in(whole)
    assert back is not None
    assert back.step == "mottatt"
    assert conversation.session.answers == (Given("klage", "hvem", "nav"),)


def test_a_screen_shown_again_is_answered_at_once(author: Author) -> None:
    conversation = begun(author, "nav")
    author.writes("klage", NAV_READ, "")
    author.writes("klage", NAV, "")
    asked = conversation.take_in(author.library)
    assert asked is not None
    assert conversation.asks_anew(asked)
    conversation.shown(asked)
    assert not conversation.asks_anew(asked)
    assert conversation.hear(Said("kommunen")).screens[-1].step == "mottatt"


def test_a_flow_that_is_gone_leads_to_the_front_page(author: Author) -> None:
    conversation = begun(author, "nav")
    author.writes("start", "{tekst: Klage på et vedtak, til: klage}", "{tekst: Klage, til: ring}")
    author.writes("start", "  klage: {kall: klage}\n", "")
    for flow in ("klage", "brevet"):
        (author.flows / f"{flow}.yaml").unlink()
    asked = conversation.take_in(author.library)
    assert asked is not None
    assert (asked.flow, asked.step) == ("start", "tema")


def test_nothing_is_shown_again_after_everything_is_deleted(author: Author) -> None:
    conversation = begun(author, "nav")
    conversation.hear(Command("slett"))
    author.writes("start", "Hva trenger du hjelp til?", "Hva gjelder det?")
    assert conversation.take_in(author.library) is None
    assert "Hva gjelder det?" in conversation.hear(Said("hei")).screens[-1].text


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["a.yaml"], "a.yaml"),
        (["a.yaml", "b.yaml"], "a.yaml og b.yaml"),
        (["a.yaml", "b.yaml", "c.yaml"], "a.yaml, b.yaml og c.yaml"),
        (["a.yaml", "b.yaml", "c.yaml", "d.yaml"], "a.yaml, b.yaml og 2 filer til"),
    ],
)
def test_the_files_are_named_until_they_are_many(names: list[str], said: str) -> None:
    first, *_ = said_of(refused(*names, errors=1))
    assert first.startswith(f"Ikke tatt inn: {said}. ")


def test_a_refused_file_that_is_taken_away_leaves_all_as_it_was(author: Author) -> None:
    assert said_of(Saved((), author.load())) == ("Tatt inn: alt er som før.",)


def test_ticks_stay_when_the_question_reads_otherwise(tmp_path: Path) -> None:
    conversation = Conversation(every_kind(tmp_path), lambda: TODAY, "nb", lambda: "s0")
    for event in (Command("start"), Said("meg"), Press("s0", 2, "mat")):
        conversation.hear(event)
    asked = conversation.screen
    assert [choice.chosen for choice in asked.choices].count(True) == 1
    text = START.replace("Mat og handling", "Mat")
    changed = library(tmp_path, facts=KINDS_FACTS, start=text)
    again = conversation.take_in(changed)
    assert again is not None
    conversation.shown(again)
    now = conversation.screen
    assert [choice.label for choice in now.choices if choice.chosen] == ["✓ Mat"]


@pytest.mark.parametrize(("errors", "lines"), [(1, 1), (10, 10), (11, 10), (500, 10)])
def test_at_most_ten_lines_say_what_is_wrong(errors: int, lines: int) -> None:
    _, *told = said_of(refused("a.yaml", errors=errors))
    assert len(told) == lines
    shown = sum(line.startswith("flyt/a.yaml:") for line in told)
    rest = [line for line in told if not line.startswith("flyt/a.yaml:")]
    assert rest == (
        [f"… og {errors - shown} feil til. Se alle med rettvei check."] if errors > shown else []
    )


def test_in_a_terminal_a_saved_file_is_taken_in_while_somebody_types(author: Author) -> None:
    command = (sys.executable, "-m", "bot", "chat", "klage", "--watch", "--today", str(TODAY))
    folders = ("--flyt", str(author.flows), "--tekster", str(author.texts))
    with Pty({}, (*command, *folders)) as terminal:
        terminal.wait_for(HINT)
        terminal.press("na")
        terminal.wait_for("na")
        author.writes("klage", "Hvem fattet vedtaket?", "Hvem skrev brevet?")
        terminal.wait_for("Tatt inn: klage.yaml.\n\nHvem skrev brevet?")
        terminal.wait_for("> na")
        terminal.wait_for(HINT)
        author.writes("brevet", WHEN, f"{WHEN}\n    farge: blå")
        terminal.wait_for("Ikke tatt inn: brevet.yaml.")
        terminal.wait_for("flyt/brevet.yaml:7:5:")
        terminal.wait_for("RV011 feil:")
        terminal.wait_for("> na")
        terminal.wait_for(HINT)
        terminal.press("v\r")
        terminal.wait_for(f"> nav → Nav\n\n{WHEN}")
        terminal.wait_for(HINT)
        author.writes("brevet", "\n    farge: blå", "")
        author.writes("klage", NAV_READ, "")
        author.writes("klage", NAV, "")
        terminal.wait_for("Hvem skrev brevet?")
        terminal.wait_for(HINT)
        terminal.press("1\r")
        terminal.wait_for(f"> 1 → Kommunen\n\n{WHEN}")
        terminal.wait_for(HINT)
        terminal.press("\x04")
        terminal.wait_for(GOODBYE)
        assert terminal.leaves() == 0


def test_a_renamed_step_goes_on_as_if_nothing_had_happened(author: Author) -> None:
    conversation = begun(author, "nav")
    author.writes("klage", "start: hvem", "start: avsender")
    author.writes("klage", "  hvem:\n", "  avsender:\n    het_før: [hvem]\n")
    author.writes("klage", "svar: hvem", "svar: avsender")
    assert conversation.take_in(author.library) is None
    assert conversation.hear(Command("svar")).screens[-1].text.count("Nav") == 1
    assert [given.ref.step for given in conversation.session.answers] == ["avsender"]


def test_what_a_change_takes_away_is_told_once(author: Author) -> None:
    conversation = begun(author, "nav")
    author.writes("klage", NAV_READ, "")
    author.writes("klage", NAV, "")
    asked = conversation.take_in(author.library)
    assert asked is not None
    lost = "Svarene på disse spørsmålene passer ikke lenger"
    assert lost in asked.text
    conversation.shown(asked)
    assert lost not in conversation.hear(Said("kommunen")).screens[-1].text
