"""The flows change while somebody is in the middle of a conversation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.dialog import Press, Said, Session, View, show
from tests.dialog.talking import KLAGE, START, Person, small_library
from tests.library import FACTS, TODAY

WITHOUT_THE_SENDER = KLAGE.replace("start: hvem", "start: helfo_gjelder").replace(
    KLAGE[KLAGE.index("  hvem:") : KLAGE.index("  helfo_gjelder:")], ""
)
"""The first question is gone, and what was asked second comes first."""

WITHOUT_THE_SENDER = WITHOUT_THE_SENDER.replace(
    """          - når: {svar: hvem, er: kommunen}
            til: svar_kommunen
""",
    """          - når: {svar: helfo_gjelder, er: reise}
            til: svar_kommunen
""",
).replace(KLAGE[KLAGE.index("  kommunen_gjelder:") : KLAGE.index("  mottatt:\n")], "")
WITHOUT_THE_SENDER = WITHOUT_THE_SENDER[: WITHOUT_THE_SENDER.index("  plass:")]

URGENCY_FIRST = KLAGE.replace("start: hvem", "start: haster_forst").replace(
    "steg:\n",
    """steg:
  haster_forst:
    spørsmål: Haster det veldig?
    valg:
      reise: {tekst: Ja, til: hvem}
      nei: {tekst: Nei, til: hvem}
""",
)
"""A new first question, one of whose choices has the id of a choice of another question."""

WITHOUT_TRAVEL = KLAGE.replace(
    "      reise: {tekst: Reise, til: mottatt}\n",
    "      tann: {tekst: Tannlege, til: mottatt}\n",
)
"""A choice is gone."""


@pytest.fixture
def midway(person: Person) -> Person:
    """Somebody who is asked whether it is urgent."""
    person.starts("klage")
    person.presses("Helfo", "Reise")
    person.says("3. august")
    return person


def meets(person: Person, folder: Path, **changed: str | None) -> None:
    person.library = small_library(folder, facts=FACTS, **changed)


def test_a_flow_that_only_reads_otherwise_goes_on_as_if_nothing_had_happened(
    midway: Person, tmp_path: Path
) -> None:
    meets(midway, tmp_path, klage=KLAGE.replace("Haster det?", "Haster saken?"))

    midway.presses("Nei")

    assert midway.step == "klage.svar_helfo"
    assert midway.session.library == midway.library.version
    assert "endret siden sist" not in midway.reads


def test_answers_to_a_step_that_is_gone_are_gone_and_the_rest_holds(
    midway: Person, tmp_path: Path
) -> None:
    meets(midway, tmp_path, klage=WITHOUT_THE_SENDER)

    midway.presses("Ja")

    assert midway.step == "klage.svar_helfo"
    assert midway.answers == {
        "klage.helfo_gjelder": "reise",
        "brevet.mottatt": "2026-08-03",
        "klage.haster": "ja",
    }


def test_a_choice_that_is_gone_is_asked_again_and_later_answers_hold(
    midway: Person, tmp_path: Path
) -> None:
    meets(midway, tmp_path, klage=WITHOUT_TRAVEL)

    midway.presses("Ja")
    assert midway.step == "klage.helfo_gjelder"
    assert midway.reads.startswith("Innholdet er endret siden sist.")
    assert "klage.helfo_gjelder" not in midway.answers

    midway.presses("Tannlege")
    assert midway.step == "klage.haster"
    assert midway.answers == {
        "klage.hvem": "helfo",
        "klage.helfo_gjelder": "tann",
        "brevet.mottatt": "2026-08-03",
    }


def test_a_press_never_answers_a_question_that_was_not_on_the_screen(
    person: Person, tmp_path: Path
) -> None:
    person.starts("klage")
    person.presses("Helfo")
    meets(person, tmp_path, klage=URGENCY_FIRST)

    person.does(Press(person.session.id, person.session.revision, "reise"))

    assert person.step == "klage.haster_forst"
    assert person.answers == {"klage.hvem": "helfo"}
    assert person.last.closed is None


@pytest.mark.parametrize("text", ["ja", "1", "3. mars", "bestemor"])
def test_a_text_never_answers_a_question_that_was_not_on_the_screen(
    person: Person, tmp_path: Path, text: str
) -> None:
    person.starts("klage")
    person.presses("Helfo")
    meets(person, tmp_path, klage=URGENCY_FIRST)

    person.says(text)

    assert person.step == "klage.haster_forst"
    assert person.answers == {"klage.hvem": "helfo"}
    assert person.reads.startswith("Innholdet er endret siden sist.")


def test_a_new_day_that_leads_elsewhere_is_told_before_anything_is_answered(
    tmp_path: Path,
) -> None:
    by_day = START.replace(
        "klage: {tekst: Klage på et vedtak, til: klage}",
        """klage:
        tekst: Klage på et vedtak
        til:
          - når: {i_dag: {før: 2026-08-11}}
            til: flytte
          - {ellers: klage}""",
    )
    person = Person(small_library(tmp_path, start=by_day), today=date(2026, 8, 10))
    person.starts()
    person.presses("Klage på et vedtak")
    assert person.step == "start.flytte"

    person.today = date(2026, 8, 11)
    person.says("3. august")

    assert person.step == "klage.hvem"
    assert person.reads.startswith("Innholdet er endret siden sist.")


def test_the_flow_one_began_in_being_gone_leads_to_the_start(
    person: Person, tmp_path: Path
) -> None:
    person.starts("anke")
    meets(
        person,
        tmp_path,
        anke=None,
        start=START.replace("      anke: {tekst: Anke, til: anke}\n", "").replace(
            "  anke: {kall: anke}\n", ""
        ),
    )

    person.says("3. august")

    assert person.step == "start.tema"
    assert (person.session.flow, person.session.answers) == ("start", ())


def test_a_flow_that_was_called_being_gone_leaves_the_answers_that_hold(
    person: Person, tmp_path: Path
) -> None:
    person.starts()
    person.presses("Anke")
    meets(
        person,
        tmp_path,
        anke=None,
        start=START.replace("  anke: {kall: anke}\n", "").replace("til: anke}", "til: tips}"),
    )

    person.says("3. august")

    assert person.step == "start.tips"
    assert person.answers == {"start.tema": "anke"}


def test_a_flow_that_begins_elsewhere_now_asks_what_is_new_and_keeps_the_rest(
    midway: Person, tmp_path: Path
) -> None:
    meets(midway, tmp_path, klage=URGENCY_FIRST)

    midway.presses("Ja")
    assert midway.step == "klage.haster_forst"
    midway.presses("Nei")

    assert midway.step == "klage.haster"
    assert midway.answers["klage.helfo_gjelder"] == "reise"


@pytest.mark.parametrize("text", [WITHOUT_THE_SENDER, WITHOUT_TRAVEL, URGENCY_FIRST])
@pytest.mark.parametrize("view", ["svar", "sprak"])
def test_an_open_view_stays_open_and_its_buttons_work(
    midway: Person, tmp_path: Path, text: str, view: str
) -> None:
    midway.commands(view)
    meets(midway, tmp_path, klage=text)

    midway.does(Press(midway.session.id, midway.session.revision, ":videre"))
    midway.does(Press(midway.session.id, midway.session.revision, ":videre"))

    assert midway.session.view is View.STEP


def test_a_change_that_was_begun_ends_when_its_question_is_gone(
    midway: Person, tmp_path: Path
) -> None:
    midway.commands("svar")
    midway.presses("Endre svar 1")
    meets(midway, tmp_path, klage=WITHOUT_THE_SENDER)

    midway.presses("Kommunen")

    assert midway.step == "klage.haster"
    assert "klage.hvem" not in midway.answers


def test_showing_a_session_that_another_library_saved_shows_where_it_is_now(
    midway: Person, tmp_path: Path
) -> None:
    meets(midway, tmp_path, klage=WITHOUT_TRAVEL)

    assert show(midway.library, midway.session, TODAY).step == "helfo_gjelder"


def test_a_language_that_is_spoken_no_more_is_bokmål(person: Person) -> None:
    person.session = Session("s1", "xx")

    person.does(Said("hei"))

    assert person.reads.startswith("Hei! Jeg er Rettvei.")
