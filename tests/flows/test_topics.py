"""The way to a topic answers what chooses it, and leaves the rest to the person."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.flows.topics import Topic
from tests.library import library, outcome

TODAY = date(2026, 8, 3)


def topic(folder: Path, start: str, day: date = TODAY, **flows: str) -> Topic:
    """Return the topic `mal` of a start with these steps."""
    text = f"flyt: start\ntittel: Start\nstart: hva\nsteg:\n{start}  annet: {outcome()}\n"
    goal = f"flyt: mal\ntittel: Målet\nstart: svar\nsteg:\n  svar: {outcome('Målet')}\n"
    return library(folder, start=text, mal=goal, **flows).topics_on(day)["mal"]


def way(found: Topic) -> list[str]:
    return [f"{ref}={choice}" for ref, choice in found.way]


MENU = """
  hva:
    spørsmål: Hva?
    valg:
      a: {tekst: A, til: b}
      c: {tekst: C, til: annet}
    vet_ikke: {til: ut}
"""


def test_a_way_is_the_choices_that_lead_there(tmp_path: Path) -> None:
    found = topic(tmp_path, MENU + "  b: {kall: mal}\n  ut: {kall: mal}\n")

    assert way(found) == ["start.hva=a"]
    assert [name.source for name in found.names] == ["Målet"]


def test_nobody_is_said_not_to_know(tmp_path: Path) -> None:
    found = topic(tmp_path, MENU + f"  b: {outcome('B')}\n  ut: {{kall: mal}}\n")

    assert way(found) == []


def test_one_who_does_not_know_is_led_only_by_words_of_its_own(tmp_path: Path) -> None:
    other = MENU.replace("vet_ikke: {til: ut}", "vet_ikke: {tekst: Noe annet, til: ut}")
    further = f"  b: {outcome('B')}\n  ut: {{kall: mal}}\n"

    assert way(topic(tmp_path / "a", other + further)) == ["start.hva=vet_ikke"]
    assert way(topic(tmp_path / "b", other.replace("tekst: Noe annet, ", "") + further)) == []


def test_a_way_goes_by_the_choices_of_the_day(tmp_path: Path) -> None:
    changed = MENU.replace(
        "a: {tekst: A, til: b}",
        "a: {tekst: A, til: b, gjelder: {til_og_med: 2026-08-05}}\n"
        "      ny: {tekst: Ny, til: b, gjelder: {fra_og_med: 2026-08-06}}",
    )
    further = f"  b: {{kall: mal}}\n  ut: {outcome('Ut')}\n"

    assert way(topic(tmp_path / "a", changed + further, date(2026, 8, 5))) == ["start.hva=a"]
    assert way(topic(tmp_path / "b", changed + further, date(2026, 8, 6))) == ["start.hva=ny"]


def test_a_question_of_yes_or_no_is_left_to_the_person(tmp_path: Path) -> None:
    asked = """
  b:
    spørsmål: Har du fått brev?
    valg:
      ja: {tekst: Ja, til: ut}
      nei: {tekst: Nei, til: annet}
  ut: {kall: mal}
"""
    found = topic(tmp_path, MENU.replace("vet_ikke: {til: ut}", "vet_ikke: {til: annet}") + asked)

    assert way(found) == ["start.hva=a"]


def test_a_date_on_the_way_is_left_to_the_person(tmp_path: Path) -> None:
    asked = "  b: {spørsmål: Når?, dato: {}, vet_ikke: {til: annet}, til: ut}\n  ut: {kall: mal}\n"
    start = MENU.replace("vet_ikke: {til: ut}", "vet_ikke: {til: annet}") + asked

    assert way(topic(tmp_path, start)) == ["start.hva=a"]


def test_a_way_goes_through_a_flow_that_comes_back(tmp_path: Path) -> None:
    between = """
flyt: imellom
tittel: Imellom
start: kjent
steg:
  kjent:
    spørsmål: Kjent?
    valg:
      ja: {tekst: Ja, til: ut}
      nei: {tekst: Nei, til: ut}
  ut: {retur: ferdig}
"""
    start = MENU.replace("vet_ikke: {til: ut}", "vet_ikke: {til: annet}")
    steps = "  b: {kall: imellom, til: ut}\n  ut: {kall: mal}\n"

    found = topic(tmp_path, start + steps, imellom=between)

    assert way(found) == ["start.hva=a"]


def test_flows_that_come_back_and_the_start_are_no_topics(tmp_path: Path) -> None:
    back = "flyt: hjem\ntittel: Hjem\nstart: ut\nsteg:\n  ut: {retur: ferdig}\n"
    start = f"""
        flyt: start
        tittel: Start
        start: hjem
        steg:
          hjem: {{kall: hjem, til: svar}}
          svar: {outcome()}
        """
    assert dict(library(tmp_path, start=start, hjem=back).topics_on(TODAY)) == {}
