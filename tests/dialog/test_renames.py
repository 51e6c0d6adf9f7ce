"""Flows, steps and choices change their names while somebody is in the middle of a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.dialog import Given, Press, Session, View, show
from tests.dialog.talking import BREVET, FLOWS, KLAGE, START, Person, small_library
from tests.dialog.test_danger import WITH_DANGER
from tests.every_kind import KINDS_FACTS, every_kind
from tests.every_kind import START as EVERY_KIND
from tests.library import TODAY, library

FLOW = {
    "start": START.replace("kall: klage", "kall: klag"),
    "klage": None,
    "klag": KLAGE.replace("flyt: klage\n", "flyt: klag\nhet_før: [klage]\n"),
}
STEPS = {
    "klage": KLAGE.replace("start: hvem", "start: avsender")
    .replace("  hvem:\n", "  avsender:\n    het_før: [hvem]\n")
    .replace("svar: hvem", "svar: avsender")
    .replace("til: haster\n", "til: ille\n")
    .replace("  haster:\n", "  ille:\n    het_før: [haster]\n")
    .replace("  svar_helfo:\n", "  til_helfo:\n    het_før: [svar_helfo]\n")
    .replace("svar_helfo}", "til_helfo}")
}
CHOICES = {
    "klage": KLAGE.replace("helfo: {tekst", "etaten: {het_før: [helfo], tekst")
    .replace("      ja: {tekst: Ja, ", "      haster: {tekst: Ja, het_før: [ja], ")
    .replace("reise: {", "tur: {het_før: [reise], ")
}
MOVED = {
    "klage": KLAGE.replace("fra: [brevet.mottatt, ", "fra: [brevet.kom, "),
    "brevet": BREVET.replace("start: mottatt", "start: kom").replace(
        "  mottatt:\n", "  kom:\n    het_før: [post.kommet, mottatt]\n"
    ),
}
ALL = {
    **FLOW,
    "klag": STEPS["klage"]
    .replace("flyt: klage\n", "flyt: klag\nhet_før: [klage]\n")
    .replace("helfo: {tekst", "etaten: {het_før: [helfo], tekst")
    .replace("reise: {", "tur: {het_før: [reise], "),
}
"""The flow, its steps and their choices all have other names."""


Changed = Mapping[str, str | None]
"""Flows that are other than they were, or gone."""


@pytest.fixture
def midway(person: Person) -> Person:
    """Somebody who is asked whether it is urgent."""
    person.starts("klage")
    person.presses("Helfo", "Reise")
    person.says("3. august")
    return person


def meets(person: Person, folder: Path, changed: Changed) -> None:
    flows = {**FLOWS, **changed}
    person.library = library(folder, **{name: text for name, text in flows.items() if text})


@pytest.mark.parametrize(
    ("changed", "step", "answers"),
    [
        (FLOW, "klag.svar_helfo", ["klag.hvem", "klag.helfo_gjelder", "brevet.mottatt"]),
        (STEPS, "klage.til_helfo", ["klage.avsender", "klage.helfo_gjelder", "brevet.mottatt"]),
        (MOVED, "klage.svar_helfo", ["klage.hvem", "klage.helfo_gjelder", "brevet.kom"]),
        (ALL, "klag.til_helfo", ["klag.avsender", "klag.helfo_gjelder", "brevet.mottatt"]),
    ],
    ids=["a flow", "steps", "a question in a called flow", "all at once"],
)
def test_a_button_drawn_before_a_renaming_is_pressed_as_if_nothing_had_happened(
    midway: Person,
    tmp_path: Path,
    changed: Changed,
    step: str,
    answers: list[str],
) -> None:
    meets(midway, tmp_path, changed)

    midway.presses("Ja")

    assert midway.step == step
    assert list(midway.answers)[:3] == answers
    assert "endret siden sist" not in midway.reads


def test_answers_and_buttons_keep_their_meaning_when_choices_are_renamed(
    midway: Person, tmp_path: Path
) -> None:
    meets(midway, tmp_path, CHOICES)

    midway.does(Press(midway.session.id, midway.session.revision, "ja"))

    assert midway.step == "klage.svar_helfo"
    assert midway.answers == {
        "klage.hvem": "etaten",
        "klage.helfo_gjelder": "tur",
        "brevet.mottatt": "2026-08-03",
        "klage.haster": "haster",
    }
    assert midway.last.closed is not None
    assert midway.last.closed.chosen == "Ja"


def test_a_session_in_a_flow_that_was_renamed_begins_in_that_flow(
    midway: Person, tmp_path: Path
) -> None:
    meets(midway, tmp_path, FLOW)

    midway.commands("tilbake")

    assert midway.session.flow == "klag"
    assert midway.step == "brevet.mottatt"


def test_a_change_that_was_begun_goes_on_under_the_new_name(midway: Person, tmp_path: Path) -> None:
    midway.commands("svar")
    midway.presses("Endre svar 1")
    meets(midway, tmp_path, ALL)

    midway.presses("Kommunen")

    assert midway.answers["klag.avsender"] == "kommunen"
    assert midway.step == "klag.kommunen_gjelder"


def test_ticks_and_their_buttons_follow_when_what_can_be_ticked_is_renamed(tmp_path: Path) -> None:
    person = Person(every_kind(tmp_path / "before"))
    person.starts()
    person.presses("Meg")
    person.ticks("Mat og handling")
    drawn = {option.label: option.id for option in person.screen.options}
    text = EVERY_KIND.replace("mat: {tekst", "handle: {het_før: [mat], tekst")
    assert text != EVERY_KIND
    person.library = library(
        tmp_path / "after", facts=KINDS_FACTS, start=text.replace(", mat]", ", handle]")
    )

    ticked = [option.id for option in show(person.library, person.session, TODAY).choices]
    assert "-handle" in ticked
    person.does(Press(person.session.id, person.session.revision, drawn["✓ Mat og handling"]))
    assert not any(option.chosen for option in person.screen.options)


BOTH = START.replace("  tema:\n", "  tema:\n    het_før: [før, etter]\n").replace(
    "klage: {tekst: Klage på et vedtak", "klage: {het_før: [ja], tekst: Klage på et vedtak"
).replace("anke: {tekst: Anke,", "anke: {het_før: [nei], tekst: Anke,")  # fmt: skip
"""A question that was two."""


@pytest.mark.parametrize(("other", "kept"), [("ja", {"start.tema": "klage"}), ("nei", {})])
def test_two_questions_that_became_one_are_asked_again_if_they_were_answered_in_two_ways(
    tmp_path: Path, other: str, kept: dict[str, str]
) -> None:
    answers = (Given("start", "før", "ja"), Given("start", "etter", other))
    person = Person(small_library(tmp_path, start=BOTH))
    person.session = Session("s1", "nb", 3, answers=answers, library="old")

    person.commands("svar")

    assert person.answers == kept
    lost = "passer ikke lenger, og er tatt bort: «Hva trenger du hjelp til?»"
    assert (lost in person.reads) is (not kept)


def test_what_no_longer_holds_is_named_and_asked_again(midway: Person, tmp_path: Path) -> None:
    meets(midway, tmp_path, {"klage": KLAGE.replace("reise: {", "tann: {")})

    midway.presses("Ja")

    assert midway.step == "klage.helfo_gjelder"
    assert midway.reads.startswith(
        "Innholdet er endret siden sist. Her er det som gjelder nå.\n\n"
        "Svarene på disse spørsmålene passer ikke lenger, og er tatt bort: "
        "«Hva gjelder brevet fra Helfo?»"
    )


WITHOUT_THE_SENDER = (
    KLAGE.replace("start: hvem", "start: mottatt")
    .replace(KLAGE[KLAGE.index("  hvem:") : KLAGE.index("  mottatt:\n")], "")
    .replace("          - når: {svar: hvem, er: kommunen}\n            til: svar_kommunen\n", "")
    .replace("- {ellers: svar_helfo}", "- {når: {i_dag: {før: 2026-01-01}}, til: svar_kommunen}\n"
             "          - {ellers: svar_helfo}")
)  # fmt: skip
WITHOUT_THE_SENDER = WITHOUT_THE_SENDER[: WITHOUT_THE_SENDER.index("  plass:")]


def test_answers_to_questions_that_are_gone_are_told_of_where_the_conversation_goes_on(
    midway: Person, tmp_path: Path
) -> None:
    meets(midway, tmp_path, {"klage": WITHOUT_THE_SENDER})

    midway.presses("Ja")

    assert midway.step == "klage.svar_helfo"
    assert midway.reads.startswith(
        "Innholdet er endret siden sist. Her er det som gjelder nå.\n\n"
        "2 av spørsmålene du svarte på, er tatt bort. De svarene er slettet."
    )
    midway.presses("Tilbake")
    assert "endret siden sist" not in midway.reads


@pytest.mark.parametrize("option", ["mat", "-mat", ":ferdig", ":finnes_ikke"])
def test_what_is_lost_is_told_even_by_a_button_that_only_changes_the_screen(
    tmp_path: Path, option: str
) -> None:
    person = Person(every_kind(tmp_path / "before"))
    person.starts()
    person.presses("Meg")
    who = EVERY_KIND[EVERY_KIND.index("  hvem:") : EVERY_KIND.index("  hjelp:")]
    text = EVERY_KIND.replace(who, "").replace("start: hvem", "start: hjelp")
    person.library = library(tmp_path / "after", facts=KINDS_FACTS, start=text)
    person.does(Press(person.session.id, person.session.revision, option))
    assert person.step == "start.hjelp"
    assert "Ett av spørsmålene du svarte på, er tatt bort." in person.reads
    assert person.reads.startswith("Innholdet er endret siden sist.")


def test_a_button_of_an_older_message_does_not_hide_what_was_lost(
    midway: Person, tmp_path: Path
) -> None:
    meets(midway, tmp_path, {"klage": WITHOUT_THE_SENDER})

    midway.does(Press(midway.session.id, midway.session.revision - 1, "reise"))

    assert "2 av spørsmålene" in midway.reads
    assert midway.step == "klage.haster"


def test_to_begin_anew_is_not_met_with_what_was_lost(midway: Person, tmp_path: Path) -> None:
    meets(midway, tmp_path, {"klage": WITHOUT_THE_SENDER})

    midway.commands("nytt")

    assert midway.reads.startswith("Hei! Jeg er Rettvei.")


def test_a_flow_that_is_gone_is_told_of_at_the_start(person: Person, tmp_path: Path) -> None:
    person.starts("anke")
    changed = START.replace("      anke: {tekst: Anke, til: anke}\n", "")
    meets(person, tmp_path, {"anke": None, "start": changed.replace("  anke: {kall: anke}\n", "")})

    person.says("3. august")

    assert person.step == "start.tema"
    assert "Det du holdt på med, finnes ikke her lenger. Vi begynner på nytt." in person.reads


def test_the_numbers_of_a_summary_drawn_before_a_change_choose_nothing(
    midway: Person, tmp_path: Path
) -> None:
    midway.commands("svar")
    meets(midway, tmp_path, {"klage": KLAGE.replace("Haster det?", "Haster saken?")})

    midway.presses("Endre svar 2")

    assert midway.session.view is View.SUMMARY
    assert midway.session.changing is None
    assert midway.reads.startswith("Innholdet er endret siden sist.")
    midway.presses("Endre svar 2")
    assert midway.step == "klage.helfo_gjelder"


def test_nothing_that_was_lost_comes_before_whom_to_call(midway: Person, tmp_path: Path) -> None:
    flows = {**FLOWS, "klage": WITHOUT_THE_SENDER}
    midway.library = library(tmp_path, facts=WITH_DANGER, **flows)

    midway.says("Mamma puster ikke!")

    assert midway.session.view is View.DANGER
    assert "113" in midway.reads.partition("2 av spørsmålene du svarte på")[0]
    assert midway.reads.endswith("De svarene er slettet.")


def test_a_topic_that_is_offered_is_gone_to_under_its_new_name(
    person: Person, tmp_path: Path
) -> None:
    person.starts()
    person.session = person.session.but(view=View.TOPICS, about="klage")
    meets(person, tmp_path, FLOW)

    person.does(Press(person.session.id, person.session.revision, "tema_klage"))

    assert person.step == "klag.hvem"


def test_a_link_to_a_flow_that_was_renamed_leads_there(person: Person, tmp_path: Path) -> None:
    meets(person, tmp_path, FLOW)

    person.starts("klage")

    assert (person.session.flow, person.step) == ("klag", "klag.hvem")
