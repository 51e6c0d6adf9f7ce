"""What becomes of conversations under way, told of before other flows are put in use."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

import pytest

from bot.dialog import Fitted
from bot.flows import Library, Ref
from bot.migration import Compared, Kind, as_json, as_text, compare, positions
from tests.dialog.talking import KLAGE, START, small_library
from tests.dialog.test_renames import WITHOUT_THE_SENDER
from tests.every_kind import KINDS_FACTS, every_kind
from tests.every_kind import START as EVERY_KIND
from tests.library import TODAY, library


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return small_library(tmp_path_factory.mktemp("small"))


def counts(compared: Compared) -> dict[Kind, int]:
    return {kind: seen.count for kind, seen in compared.by_kind.items() if seen.count}


def test_every_place_is_a_question_or_an_outcome_with_the_answers_that_lead_to_it(
    small: Library,
) -> None:
    found = positions(small, small, TODAY)

    assert found.are_all
    begun = {each.at for each in found.found if not each.answers}
    # A conversation can begin in three flows, by a link.
    assert begun == {Ref.parse(n, "") for n in ("start.tema", "klage.hvem", "anke.klagesvar")}
    assert {each.at for each in found.found} == {
        step.ref
        for flow in small.flows.values()
        for step in flow.steps.values()
        if type(step).__name__ in ("Question", "Outcome")
    }
    one = next(each for each in found.found if each.at == Ref("brevet", "muntlig"))
    assert one.answers[-1] == (Ref("brevet", "mottatt"), "muntlig")


def test_where_there_are_too_many_each_situation_is_tried_once_and_that_is_said(
    small: Library,
) -> None:
    whole = positions(small, small, TODAY)
    found = positions(small, small, TODAY, most=5)

    assert not found.are_all
    assert len(found.found) < len(whole.found)
    assert found.count == whole.count
    assert {each.at for each in found.found} == {each.at for each in whole.found}
    told = list(as_text(compare(small, small, TODAY, most=5)))
    assert told[1].startswith("I alt er det ")


def test_flows_that_have_not_changed_keep_everything(small: Library) -> None:
    compared = compare(small, small, TODAY)

    assert counts(compared) == {Kind.KEPT: compared.tried}
    assert compared.wrong == {}
    *_, last = as_text(compared)
    assert last == "Ingen samtale stopper, og ingen mister svar uten å få vite det."


def test_each_kind_of_change_is_told_with_an_example(small: Library, tmp_path: Path) -> None:
    klage = (
        KLAGE.replace("  haster:\n", "  ille:\n    het_før: [haster]\n")
        .replace("til: haster\n", "til: ille\n")
        .replace("medisin: {tekst", "tann: {tekst")
    )
    start = START.replace("start: tema", "start: forst").replace(
        "steg:\n",
        "steg:\n  forst:\n    spørsmål: Hei?\n    valg: {hei: {tekst: Hei, til: tema}}\n",
    )
    changed = small_library(tmp_path, klage=klage, start=start)

    compared = compare(small, changed, TODAY)

    seen = compared.by_kind
    assert set(counts(compared)) == {Kind.KEPT, Kind.RENAMED, Kind.MOVED, Kind.ASKED_AGAIN}
    assert "klage.haster → klage.ille" in seen[Kind.RENAMED].changes
    assert "start.tema → start.forst" in seen[Kind.MOVED].changes
    change = "klage.helfo_gjelder: medisin passer ikke lenger"
    many, nearest = seen[Kind.ASKED_AGAIN].changes[change]
    assert nearest.answers[-1] == (Ref("klage", "helfo_gjelder"), "medisin")
    text = "\n".join(as_text(compared))
    assert f"{many}: {change}. For eksempel i «brevet.mottatt» fra «klage»" in text
    told = json.loads(as_json(compared))
    assert told["kinds"]["renamed"]["count"] == seen[Kind.RENAMED].count
    assert told["all"] is True
    assert told["wrong"] == []


def test_a_flow_that_is_gone_makes_who_began_there_begin_again(
    small: Library, tmp_path: Path
) -> None:
    start = START.replace("      anke: {tekst: Anke, til: anke}\n", "")
    start = start.replace("  anke: {kall: anke}\n", "")
    compared = compare(small, small_library(tmp_path, anke=None, start=start), TODAY)

    assert list(compared.by_kind[Kind.BEGINS_AGAIN].changes) == ["flyten anke finnes ikke"]
    assert compared.wrong == {}


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("tall: {minst: 0, høyst: 120", "tall: {minst: 0, høyst: 119", "start.alder: noen tall"),
        ("tidligst: 2020-01-01", "tidligst: 2020-01-02", "start.mottatt: noen datoer"),
        ("vask: {tekst: Å vaske huset}", "rydd: {tekst: Å rydde}", "start.hjelp: [vask]"),
        ("1804: Bodø, ", "1806: Narvik, ", "start.bor: noen kommuner"),
    ],
)
def test_answers_just_outside_a_limit_that_has_moved_are_found(
    tmp_path: Path, before: str, after: str, lost: str
) -> None:
    assert (EVERY_KIND + KINDS_FACTS).count(before) == 1
    old = every_kind(tmp_path / "old")
    text = EVERY_KIND.replace(before, after).replace(
        "[vask]", "[rydd]" if "rydd" in after else "[vask]"
    )
    new = library(tmp_path / "new", facts=KINDS_FACTS.replace(before, after), start=text)

    changes = compare(old, new, TODAY).by_kind[Kind.ASKED_AGAIN].changes

    assert f"{lost} passer ikke lenger" in changes


def test_answers_lost_without_a_word_are_told_as_wrong(small: Library, tmp_path: Path) -> None:
    changed = small_library(tmp_path, klage=WITHOUT_THE_SENDER)
    assert compare(small, changed, TODAY).wrong == {}

    with patch("bot.dialog.reply.what_changed", return_value=()):
        compared = compare(small, changed, TODAY)

    assert list(compared.wrong) == ["mister svar uten å få vite det"]
    *_, last = as_text(compared)
    assert last.startswith("Feil: mister svar uten å få vite det. For eksempel i ")


def test_an_error_is_told_and_does_not_stop_the_rest(small: Library) -> None:
    def breaks(*_: object) -> Fitted:
        raise ValueError

    with patch("bot.migration.fate.fit", breaks):
        compared = compare(small, small, TODAY)

    assert list(compared.wrong) == ["ValueError"]
    assert "Feil: ValueError. For eksempel i " in list(as_text(compared))[-1]
