"""A sentence is in one language, whatever of it is translated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from shutil import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import TEXTS
from bot.dialog import Screen, Session
from bot.flows import Library
from tests.dialog.talking import KLAGE, Person, small_library
from tests.dialog.test_languages import texts_of, tour, write_catalogue
from tests.library import FACTS, library, outcome

RATES = """
satser:
  gebyr:
    navn: Gebyret hos Helfo
    sikkerhet: høy
    innhold:
      - {beløp: 3278, fra_og_med: 2020-01-01, kilder: [loven]}
tekster:
  ring: "Ring {instans.helfo.navn} på {instans.helfo.telefon} om {sats.gebyr.navn}."
"""
HELD = """
    tekst: >-
      Du fikk brevet {svar.brevet.mottatt}, og fristen er {frist.klage.lengde}.
      Det koster {sats.gebyr}. {tekst.ring}
"""
HOLDING = KLAGE.replace("\n    tekst: Du kan be Helfo se på saken på nytt.\n", HELD)
ENDS = re.compile(
    r"\n+|(?<=[.!?])\*{0,2} |\*\*|\]\(|^(?:\d\.|- \w+:|-) |(?<=nå: )|(?<=now: )", re.MULTILINE
)
"""Where a sentence ends; what is named before a colon is none, nor is a source before its day."""


def made(folder: Path) -> Library:
    return small_library(folder, facts=FACTS + RATES, klage=HOLDING)


def shouted(source: str) -> str:
    """What stands for the translation of a text: it differs from it, and has the same numbers."""
    return "".join(
        part if part.startswith("{") else part.upper() for part in re.split(r"(\{[^}]*\})", source)
    )


def translated(
    folder: Path, chosen: Callable[[int], bool], make: Callable[[Path], Library] = made
) -> Library:
    """A library in English, the bot's own words as they are shipped, with some texts translated."""
    entries = [
        (text.context, text.source, shouted(text.source))
        for number, text in enumerate(texts_of(make(folder)))
        if chosen(number)
    ]
    write_catalogue(folder, "en", "flyt", entries)
    own = Path("en") / "LC_MESSAGES" / "bot.po"
    copy(TEXTS / own, folder / "tekster" / own)
    return make(folder)


def sentences(screens: Iterable[Screen]) -> Iterator[str]:
    for screen in screens:
        yield from filter(None, map(str.strip, ENDS.split(screen.text)))
        yield from (option.label for option in screen.options)
        yield from screen.outcome.deadline.derivation if screen.outcome else ()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """Every sentence of a tour, in bokmål and in English."""
    everything = translated(tmp_path_factory.mktemp("all"), lambda _: True)
    nothing = made(tmp_path_factory.mktemp("nothing"))
    line = everything.catalogues.words("en").pgettext(
        "language", "Noe av teksten er ikke oversatt ennå, og står på bokmål."
    )
    return frozenset(
        (*sentences(tour(nothing, "nb")), *sentences(tour(everything, "en")), *ENDS.split(line))
    )


@settings(max_examples=15)
@given(st.sets(st.integers(0, 120)), st.booleans())
def test_every_sentence_is_whole_in_bokmål_or_in_the_language(
    tmp_path_factory: pytest.TempPathFactory,
    whole: frozenset[str],
    numbers: set[int],
    are_translated: bool,
) -> None:
    some = translated(
        tmp_path_factory.mktemp("some"), lambda number: (number in numbers) is are_translated
    )
    assert sorted(set(sentences(tour(some, "en"))) - whole) == []


def test_a_text_that_is_not_translated_holds_dates_and_amounts_in_bokmål(tmp_path: Path) -> None:
    person = Person(translated(tmp_path, lambda _: False), session=Session("s1", "en"))
    person.starts("klage")
    for said in ("Helfo", "Reise", "3 August 2026", "Ja"):
        person.says(said)
    assert "Du fikk brevet 3. august 2026, og fristen er 4 uker." in person.reads
    assert "Det koster 3\u00a0278\u00a0kroner." in person.reads
    assert "Fristen er 4 uker fra dagen du fikk brevet." in person.reads
    assert "Send it no later than Monday 31 August 2026." in person.reads


SEVERAL = f"""
flyt: start
tittel: Start
start: barn
steg:
  barn:
    spørsmål: Hvor mange barn?
    tall: {{minst: 0, høyst: 9000, enhet: unge barn}}
    vet_ikke: {{til: hva}}
    til: hva
  hva:
    spørsmål: Hva trenger du?
    flervalg:
      mat: {{tekst: Mat}}
      hus: {{tekst: Hus}}
    ingen: {{til: klag}}
    vet_ikke: {{til: klag}}
    til: klag
  klag: {outcome("Klag til Helfo")}
"""


def several(folder: Path) -> Library:
    return library(folder, start=SEVERAL)


@pytest.mark.parametrize(
    ("are_translated", "chosen", "count"),
    [(False, "Mat og Hus", "1\u00a0200 unge barn"), (True, "MAT and HUS", "1,200 UNGE BARN")],
)
def test_an_answer_of_several_parts_is_in_one_language(
    tmp_path: Path, are_translated: bool, chosen: str, count: str
) -> None:
    person = Person(
        translated(tmp_path, lambda _: are_translated, several), session=Session("s1", "en")
    )
    person.starts()
    person.says("1200")
    for option in ("mat", "hus"):
        person.presses(shouted(option.title()) if are_translated else option.title())
    person.presses("Done")
    person.commands("svar")
    assert chosen in person.reads
    assert count in person.reads
