"""Danger comes first: words of danger lead to whom to call, and the conversation waits."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialog import Command, Kind, Press, Said, Session, View, reply
from bot.flows import Library
from tests.dialog.talking import START, Person, arrived, small_library
from tests.library import FACTS, TODAY

DANGER = """\
  nodhjelp:
    navn: Medisinsk nødhjelp
    telefon: "113"
    hvordan: De sender hjelp.
    sikkerhet: høy
    kilder: [siden]
  politiet:
    navn: Politiet
    telefon: "112"
    sikkerhet: høy
    kilder: [siden]
fare:
  liv:
    navn: Fare for liv
    ord: [puster ikke, bevisstløs*]
    tekst: Ring heller én gang for mye.
    neste: ["Ring {instans.nodhjelp.telefon}.", Bli på telefonen.]
    ring: [nodhjelp]
    kilder: [siden]
  vold:
    navn: Vold og overgrep
    ord: [slår meg, vold]
    ikke_ord: [slår meg at]
    tekst: Det er ikke din skyld.
    neste: [Kom deg til et trygt sted.]
    ring: [politiet, nodhjelp]
    kilder: [siden]
"""
WITH_DANGER = FACTS.replace("frister:\n", DANGER + "frister:\n", 1)


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return small_library(tmp_path_factory.mktemp("guarded"), facts=WITH_DANGER)


@pytest.fixture
def somebody(guarded: Library) -> Person:
    return Person(guarded)


def is_told_of_life(person: Person) -> bool:
    return (
        "Fare for liv" in person.reads
        and "Medisinsk nødhjelp: 113. De sender hjelp." in person.reads
        and "1. Ring 113." in person.reads
    )


def test_words_of_danger_on_a_question_lead_straight_to_whom_to_call(somebody: Person) -> None:
    somebody.starts("klage")
    somebody.presses("Helfo")

    somebody.says("Mamma puster ikke!")

    assert is_told_of_life(somebody)
    assert somebody.screen.kind is Kind.NOTICE
    assert somebody.answers == {"klage.hvem": "helfo"}
    assert "Samtalen din venter." in somebody.reads


def test_one_press_goes_back_to_where_the_conversation_was(somebody: Person) -> None:
    somebody.starts("klage")
    somebody.presses("Helfo")
    somebody.says("Mamma puster ikke!")

    somebody.presses("Tilbake til samtalen")

    assert somebody.step == "klage.helfo_gjelder"
    assert (somebody.session.view, somebody.session.about) == (View.STEP, "")


@pytest.mark.parametrize(
    ("events", "step"),
    [
        ([], "start.tema"),
        ([Command("start", "anke")], "anke.klagesvar"),
        ([Command("start"), Said("flytte til utlandet")], "start.flytte"),
        ([Command("start"), Command("sprak")], "start.tema"),
        ([Command("start"), Said("vet ikke")], "start.tips"),
        ([Command("start"), Said("vet ikke"), Command("svar")], "start.tips"),
    ],
    ids=["nothing shown", "date", "choice or date", "languages", "outcome", "summary"],
)
def test_words_of_danger_are_heard_wherever_they_are_typed(
    somebody: Person, events: list[Command | Said], step: str
) -> None:
    for event in events:
        somebody.does(event)

    somebody.says("hun er bevistløs")

    assert is_told_of_life(somebody)
    somebody.presses("Tilbake til samtalen")
    assert somebody.step == step


def test_words_of_danger_are_heard_while_an_answer_is_being_changed(somebody: Person) -> None:
    somebody.starts("klage")
    somebody.presses("Helfo")
    somebody.commands("svar")
    somebody.presses("Endre svar 1")

    somebody.says("han slår meg")

    assert "Politiet: 112" in somebody.reads
    somebody.presses("Tilbake til samtalen")
    assert somebody.step == "klage.hvem"
    assert "Svaret ditt nå: Helfo" in somebody.reads


def test_a_label_typed_as_it_stands_goes_before_a_word_of_danger(tmp_path: Path) -> None:
    start = START.replace("{tekst: Anke, til", "{tekst: Vold og anke, til")
    person = Person(small_library(tmp_path, facts=WITH_DANGER, start=start))
    person.starts()

    person.says("vold og anke")
    assert person.step == "anke.klagesvar"
    person.starts()
    person.says("vold")
    assert person.session.view is View.DANGER


def test_two_dangers_are_shown_together_the_first_with_what_to_do(somebody: Person) -> None:
    somebody.starts()

    somebody.says("Han slår meg. Mamma puster ikke.")

    assert somebody.reads.index("Fare for liv") < somebody.reads.index("Vold og overgrep")
    assert "1. Ring 113." in somebody.reads
    assert "Kom deg til et trygt sted." not in somebody.reads


def test_what_means_something_else_is_an_ordinary_answer(somebody: Person) -> None:
    somebody.starts("klage")

    somebody.says("det slår meg at det er Helfo")

    assert somebody.session.view is View.STEP


@pytest.mark.parametrize("way", ["/hast", "Haster det?", "det haster", "akutt", "Nødhjelp!"])
def test_all_dangers_are_shown_in_short_when_none_is_named(somebody: Person, way: str) -> None:
    somebody.starts()
    if way.startswith("/"):
        somebody.commands(way[1:])
    else:
        somebody.says(way)

    assert "Fare for liv:\n\n• Medisinsk nødhjelp: 113" in somebody.reads
    assert "Vold og overgrep:\n\n• Politiet: 112\n• Medisinsk nødhjelp: 113" in somebody.reads

    somebody.presses("Vold og overgrep")

    assert "1. Kom deg til et trygt sted." in somebody.reads
    assert [option.label for option in somebody.screen.choices] == ["Fare for liv"]
    somebody.presses("Tilbake til samtalen")
    assert somebody.step == "start.tema"


def test_the_start_screen_has_a_button_for_when_it_is_urgent(somebody: Person) -> None:
    somebody.starts()

    assert somebody.screen.tools[0].label == "Haster det?"
    assert "skriv /hast." in somebody.reads
    somebody.presses("Haster det?")
    assert somebody.session.view is View.DANGER


def test_the_emergency_line_names_the_casualty_clinic_too(somebody: Person) -> None:
    somebody.starts("klage")

    assert "Fare for liv? Ring 113. Kan det ikke vente? Ring legevakten: 116 117." in somebody.reads


def test_an_outcome_says_so_again_after_danger(guarded: Library) -> None:
    person = arrived(guarded, "3.8.2026")
    before = person.reads

    person.says("puster ikke")
    person.presses("Tilbake til samtalen")

    assert person.reads == before


def test_a_danger_that_is_no_more_when_the_flows_change_shows_them_all(
    somebody: Person, tmp_path: Path
) -> None:
    somebody.starts()
    somebody.says("han slår meg")
    facts = WITH_DANGER.replace("  vold:\n    navn", "  slag:\n    navn")
    somebody.library = small_library(tmp_path, facts=facts)

    somebody.does(Said("hva nå"))

    assert "Haster det?" in somebody.reads
    assert [option.label for option in somebody.screen.choices] == [
        "Fare for liv",
        "Vold og overgrep",
    ]


def test_without_dangers_nothing_speaks_of_them(person: Person) -> None:
    person.starts()

    person.says("puster ikke")

    assert person.step == "start.tema"
    assert "/hast" not in person.reads
    person.commands("hast")
    assert "Den kommandoen kjenner jeg ikke." in person.reads


def test_nothing_typed_is_kept(guarded: Library) -> None:
    session = reply(guarded, Session("s1", "nb"), Said("Kari puster ikke"), TODAY).session
    assert session is not None
    assert session.about == "liv"
    assert "Kari" not in repr(session)
    back = reply(guarded, session, Press("s1", session.revision, ":videre"), TODAY).session
    assert back is not None
    assert back.about == ""
