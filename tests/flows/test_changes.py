"""What a step is on each day: parts replaced from or until a date, and choices with dates."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts import Text
from bot.flows import DeadlineUse, Loaded, Outcome, Question, Ref, walk
from bot.flows.changes import Change, outcome_versions
from bot.flows.proof import days_that_matter, explore, ways
from bot.flows.proof.telling import paths_lines, why_lines
from bot.flows.statistics import statistics
from bot.flows.texts import flow_texts
from bot.source import Position
from tests.library import SPLIT, TODAY, library, loaded, proved

BEFORE = SPLIT - timedelta(days=1)
HVEM = Ref("start", "hvem")

START = """
flyt: start
tittel: Start
start: hvem
steg:
  hvem:
    spørsmål: Hvem har skrevet brevet?
    hjelp: Se øverst.
    valg:
      helfo: {tekst: Helfo, til: mottatt}
      nav: {tekst: Nav, gjelder: {til_og_med: 2026-12-31}, til: mottatt}
      nye: {tekst: Nav, gjelder: {fra_og_med: 2027-01-01}, til: ring}
    vet_ikke: {til: mottatt}
    endringer:
      - {fra_og_med: 2027-07-01, hjelp: Se nederst.}
      - {til_og_med: 2026-06-30, spørsmål: Hvem skrev det?}
  mottatt:
    spørsmål: Når fikk du brevet?
    dato: {senest: i dag}
    vet_ikke: {til: ut}
    til: ut
  ut:
    svar: Send anken til Helfo
    tjeneste: Anke
    send_til: helfo
    klageinstans: helfo
    frist: {ingen: Ring og spør.}
    neste: [Skriv anken.]
    kilder: [siden]
    endringer:
      - fra_og_med: 2027-01-01
        svar: Send anken til kommunen
        tekst: Det er nytt fra nyttår.
        send_til: kommunen
        frist: {regel: anke, fra: mottatt}
        kilder: [loven]
      - til_og_med: 2027-06-30
        neste: [Skriv anken for hånd., Legg ved brevet.]
  ring:
    svar: Ring kommunen
    tjeneste: Råd
    send_til: kommunen
    klageinstans: {ingen: Her er det ingen klage.}
    frist: {ingen: Du kan ringe når du vil.}
    neste: [Ring.]
    kilder: [siden]
"""


def told(result: Loaded) -> list[str]:
    return [f"{item.code} {item.position.line}" for item in result.diagnostics]


def changed(folder: Path, *changes: str) -> list[str]:
    listed = "".join(f"      - {change}\n" for change in changes)
    whole = START.split("    endringer:\n      - fra_og_med: 2027-01-01\n")
    rest = whole[1][whole[1].index("  ring:") :]
    return told(loaded(folder, start=f"{whole[0]}    endringer:\n{listed}{rest}"))


def test_an_outcome_is_what_it_is_on_the_day(tmp_path: Path) -> None:
    made = library(tmp_path, start=START)

    def there(today: date) -> Outcome:
        found = walk(made, "start", {HVEM: "helfo", Ref("start", "mottatt"): "vet_ikke"}, today)
        assert isinstance(found.at, Outcome)
        return found.at

    old, new, later = there(BEFORE), there(SPLIT), there(date(2027, 7, 1))
    assert [each.title.source for each in (old, new, later)] == [
        "Send anken til Helfo",
        "Send anken til kommunen",
        "Send anken til kommunen",
    ]
    assert (old.send_to, new.send_to, later.send_to) == ("helfo", "kommunen", "kommunen")
    assert isinstance(old.deadline, Text)
    assert new.deadline == DeadlineUse("anke", (Ref("start", "mottatt"),), Position(""))
    assert (old.sources, new.sources) == (("siden",), ("loven",))
    assert old.text is None
    assert new.text is not None
    assert [len(each.next_steps) for each in (old, new, later)] == [2, 2, 1]
    assert old.service is new.service
    assert (old.appeal_body, new.appeal_body) == ("helfo", "helfo")


def test_a_choice_is_shown_and_taken_on_its_days_only(tmp_path: Path) -> None:
    made = library(tmp_path, start=START)
    for today, choice, other in ((BEFORE, "nav", "nye"), (SPLIT, "nye", "nav")):
        asked = walk(made, "start", {HVEM: other}, today)
        assert isinstance(asked.at, Question)
        assert asked.at.ref == HVEM
        assert [each.id for each in asked.at.choices] == ["helfo", choice, "vet_ikke"]
        assert walk(made, "start", {HVEM: choice}, today).passed == (HVEM,)
        assert not asked.at.accepts(other, today)
        whole = made.step(HVEM)
        assert isinstance(whole, Question)
        assert not whole.accepts(other, today)


@pytest.mark.parametrize(
    ("today", "question", "help_text"),
    [
        (date(2026, 6, 30), "Hvem skrev det?", "Se øverst."),
        (date(2026, 7, 1), "Hvem har skrevet brevet?", "Se øverst."),
        (date(2027, 6, 30), "Hvem har skrevet brevet?", "Se øverst."),
        (date(2027, 7, 1), "Hvem har skrevet brevet?", "Se nederst."),
    ],
)
def test_a_question_says_what_it_says_on_the_day(
    tmp_path: Path, today: date, question: str, help_text: str
) -> None:
    asked = walk(library(tmp_path, start=START), "start", {}, today).at
    assert isinstance(asked, Question)
    assert asked.help is not None
    assert (asked.text.source, asked.help.source) == (question, help_text)


def test_every_text_of_every_day_is_told_once_and_named_by_its_day(tmp_path: Path) -> None:
    made = library(tmp_path, start=START)
    texts = [f"{text.context}: {text.source}" for text in flow_texts(made.flows["start"])]
    assert len(texts) == len({*texts})
    for each in (
        "start.ut: Send anken til Helfo",
        "start.ut.2027-01-01: Send anken til kommunen",
        "start.ut.2027-01-01.tekst: Det er nytt fra nyttår.",
        "start.ut.frist: Ring og spør.",
        "start.ut.til_2027-06-30.neste: Legg ved brevet.",
        "start.hvem.til_2026-06-30: Hvem skrev det?",
        "start.hvem.2027-07-01.hjelp: Se nederst.",
        "start.hvem.nye: Nav",
    ):
        assert each in texts


def test_like_buttons_are_no_fault_when_they_never_stand_together(tmp_path: Path) -> None:
    assert "RV402" not in " ".join(told(proved(tmp_path, start=START)))
    together = START.replace("til_og_med: 2026-12-31}", "til_og_med: 2027-01-01}")
    assert "RV402 11" in told(proved(tmp_path, start=together))


def test_more_choices_than_go_on_one_screen_are_counted_day_by_day(tmp_path: Path) -> None:
    def questions(more: str) -> list[str]:
        extra = "".join(
            f"      v{n}: {{tekst: V{n}, gjelder: {{{more}}}, til: ut}}\n" for n in range(3)
        )
        found = told(
            loaded(
                tmp_path,
                start=START.replace(
                    "    vet_ikke: {til: mottatt}\n", extra + "    vet_ikke: {til: mottatt}\n", 1
                ),
            )
        )
        return [each for each in found if each.startswith("RV401")]

    assert questions("fra_og_med: 2027-01-01") == []
    extra = questions("fra_og_med: 2027-01-01, til_og_med: 2027-12-31")
    assert extra == []
    assert questions("til_og_med: 2027-03-01") == []


def test_each_version_is_measured(tmp_path: Path) -> None:
    long = " ".join(["Ord."] * 190)
    assert changed(tmp_path, f"{{fra_og_med: 2027-01-01, tekst: {long}}}") == ["RV406 22"]
    heavy = " ".join(["ord"] * 23)
    assert changed(tmp_path, f"{{fra_og_med: 2027-01-01, tekst: {heavy}}}") == ["RV405 30"]
    assert changed(tmp_path, '{til_og_med: 2027-01-01, tekst: "**Ja"}') == ["RV403 30"]
    assert changed(tmp_path, '{til_og_med: 2027-01-01, tekst: "{nei}"}') == ["RV307 30"]
    many = ", ".join(f"Steg {n}." for n in range(7))
    assert changed(tmp_path, f"{{til_og_med: 2027-01-01, neste: [{many}]}}") == ["RV401 30"]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        (["{fra_og_med: 2027-01-01, send_til: borte}"], ["RV102 30"]),
        (["{fra_og_med: 2027-01-01, kilder: [borte]}"], ["RV102 30"]),
        (["{fra_og_med: 2027-01-01, frist: {regel: anke, fra: hvem}}"], ["RV303 30"]),
        (["{fra_og_med: 2027-01-01, til_og_med: 2026-12-31, svar: A}"], ["RV105 30"]),
        (["{fra_og_med: 2027-01-01, til_og_med: 2027-01-01, svar: A}"], []),
        (["{fra_og_med: 2027-01-32, svar: A}"], ["RV010 30"]),
        (["{fra_og_med: 2027-01-01, svar: ''}"], ["RV013 30"]),
        (["{fra_og_med: 2027-01-01, frist: {ingen: A, eller: B}}"], ["RV011 30"]),
        (["{fra_og_med: 2027-01-01, sender_til: helfo}"], ["RV011 30"]),
        (["{fra_og_med: 2027-01-01, het_før: [a]}"], ["RV011 30"]),
        (["{fra_og_med: 2027-01-01}"], ["RV243 30"]),
        (["{svar: A}"], ["RV243 30"]),
        (["svar"], ["RV010 30"]),
        (["{fra_og_med: 2027-01-01, svar: A}", "{til_og_med: 2027-01-01, svar: B}"], ["RV243 31"]),
        (["{fra_og_med: 2027-01-01, svar: A}", "{til_og_med: 2026-12-31, svar: B}"], []),
        (["{fra_og_med: 2027-01-01, svar: A}", "{fra_og_med: 2027-01-01, tekst: B.}"], []),
    ],
)
def test_a_slip_in_a_change_is_told_where_it_stands(
    tmp_path: Path, changes: list[str], codes: list[str]
) -> None:
    found = [each for each in changed(tmp_path, *changes) if not each.startswith("RV108")]
    assert found == codes


def test_facts_that_only_a_version_uses_are_used(tmp_path: Path) -> None:
    def unused(start: str) -> set[str]:
        found = proved(tmp_path, start=start).diagnostics
        return {item.message.split("»")[0][1:] for item in found if item.code == "RV108"}

    only = START.replace(
        "send_til: kommunen\n    klageinstans", "send_til: helfo\n    klageinstans"
    )
    assert {"kommunen", "anke", "loven"}.isdisjoint(unused(only))
    later = (
        "        send_til: kommunen\n        frist: {regel: anke, fra: mottatt}\n"
        "        kilder: [loven]\n"
    )
    assert {"kommunen", "anke", "loven"} <= unused(only.replace(later, ""))


def test_the_proof_is_held_on_both_sides_of_each_day_something_changes(tmp_path: Path) -> None:
    made = library(tmp_path, start=START)
    changes = (date(2026, 7, 1), SPLIT, date(2027, 7, 1))
    # Of days on which the same can happen, the first stands for all.
    assert set(days_that_matter(made.flows, made.facts)) == {date(2026, 6, 30), *changes}


def test_a_condition_on_a_choice_that_no_longer_holds_is_still_proved(tmp_path: Path) -> None:
    forked = START.replace(
        "    vet_ikke: {til: ut}\n    til: ut\n",
        "    vet_ikke:\n      til:\n        - {når: {svar: hvem, er: nav}, til: ring}\n"
        "        - {ellers: ut}\n    til: ut\n",
    )
    assert not [each for each in told(proved(tmp_path, start=forked)) if "RV31" in each]


def test_ways_lead_only_through_what_can_be_chosen_on_the_day(tmp_path: Path) -> None:
    made = library(tmp_path, start=START)

    def outcomes(today: date) -> set[str]:
        return {
            str(ref) for ref in ways(explore(made.flows, made.facts, ["start"], today)).outcomes
        }

    assert outcomes(BEFORE) == {"start.ut"}
    assert outcomes(SPLIT) == {"start.ut", "start.ring"}


def test_what_is_told_to_authors_is_as_of_the_day(tmp_path: Path) -> None:
    made = library(tmp_path, start=START)
    old = "\n".join([*paths_lines(made, "start", BEFORE), *why_lines(made, "start.ut", BEFORE)])
    new = "\n".join([*paths_lines(made, "start", SPLIT), *why_lines(made, "start.ut", SPLIT)])
    assert "start.ut (Send anken til Helfo)" in old
    assert "kommunen" not in old
    assert "start.ut (Send anken til kommunen)" in new
    assert "Helfo)" not in new
    assert [*why_lines(made, "start.ring", BEFORE)][1].startswith("Ingen samtale")


def test_an_outcome_with_versions_is_counted_once_and_weighed_by_the_heaviest(
    tmp_path: Path,
) -> None:
    heavy = " ".join(["Vanskelige ord brukes ofte nå."] * 12)
    plain = library(tmp_path, start=START.replace("Det er nytt fra nyttår.", heavy))
    lines = statistics(plain)
    assert "Svar: 2" in lines
    assert lines[-1].startswith("LIX i svar på 60 ord eller mer (1): ")
    assert lines[-1].endswith("(start.ut)")


dates = st.dates(date(2026, 1, 1), date(2026, 1, 12))
ends = st.none() | dates
periods = st.tuples(ends, ends).filter(
    lambda each: any(each) and (each[0] or date.min) <= (each[1] or date.max)
)


@given(st.lists(st.tuples(periods, st.booleans()), max_size=5), st.data())
def test_on_each_day_exactly_what_holds_then_is_replaced(
    drawn: list[tuple[tuple[date | None, date | None], bool]], data: st.DataObject
) -> None:
    here = Position("a")

    def said(words: str) -> Text:
        return Text("a", words, here)

    base = Outcome(Ref("a", "b"), said("base"), None, said("s"), "x", "x", said("d"), (), (), here)
    changes = [
        Change(period, ("svar",), {"title" if on_title else "text": said(str(n))}, here)
        for n, (period, on_title) in enumerate(drawn)
    ]
    versions = outcome_versions(base, changes)
    day = data.draw(st.dates(date(2025, 12, 20), date(2026, 1, 20)))
    holding = [each for each in versions if each.holds(day)]
    assert len(holding) == (1 if changes else 0)
    assert all(each.value.versions == () for each in versions)
    now = holding[0].value if holding else base
    title, text = base.title, base.text
    for change in changes:
        first, last = change.period
        if (first is None or first <= day) and (last is None or day <= last):
            title = change.parts.get("title", title)
            text = change.parts.get("text", text)
    assert (now.title, now.text) == (title, text)


def test_content_without_dates_is_the_same_object_on_every_day(tmp_path: Path) -> None:
    made = library(tmp_path, start=START)
    step = made.step(Ref("start", "ring"))
    assert made.step_on(Ref("start", "ring"), TODAY) is step
