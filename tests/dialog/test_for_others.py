"""Once the conversation is about someone else, every text that has a variant is said in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialog.trace import explain
from bot.flows import Library, Ref, walk
from bot.flows.extract import extract
from tests.dialog.talking import Person
from tests.library import FACTS, TODAY, library

VARIED = FACTS.replace(
    "løper_fra: dagen du fikk brevet", 'løper_fra: "dagen {du} fikk brevet"'
).replace("- Vent på brevet.", "- {deg: Vent på brevet., andre: Be om kopi av brevet.}")

START = """
flyt: start
tittel: Start
start: gjelder
steg:
  gjelder:
    spørsmål: Hvem gjelder det?
    valg:
      meg: {tekst: Meg selv, til: alder}
      mor: {tekst: Mor eller far, for_andre: ja, til: alder}
  alder:
    spørsmål: "Hvor gammel er {du}?"
    hjelp: {deg: Det er alderen din., andre: Det er alderen til den det gjelder.}
    tall: {enhet: {deg: år, andre: leveår}}
    vet_ikke: {tekst: {deg: Husker ikke, andre: Vet ikke det}, til: hjelp}
    til: hjelp
  hjelp:
    spørsmål: Hva er vanskelig?
    flervalg:
      dusj: {tekst: {deg: Å dusje meg, andre: Å dusje mor}, forklaring: "{Du} dusjer."}
      mat: {tekst: Å lage mat}
    ingen: {tekst: {deg: Jeg klarer alt, andre: Alt går bra}, til: brev}
    vet_ikke: {til: brev}
    til: brev
  brev:
    spørsmål: "Når kom brevet {ditt}?"
    dato: {senest: i dag}
    valg:
      nei: {tekst: Ikke ennå, frist: ikke_startet, til: klag}
    vet_ikke: {til: klag}
    til: klag
  klag:
    svar: {deg: Klag til Helfo, andre: Klag for den du hjelper}
    tekst: {deg: Du kan klage., andre: Be om fullmakt først.}
    tjeneste: {deg: Hjelp til deg, andre: Hjelp til en annen}
    send_til: {ingen: {deg: Ring selv., andre: Ring sammen.}}
    klageinstans: {ingen: {deg: Ingen for deg., andre: Ingen for andre.}}
    frist: {regel: klage, fra: brev}
    neste:
      - {deg: Skriv hva du mener., andre: Skriv hva dere mener.}
    kilder: [loven]
"""


@pytest.fixture
def made(tmp_path: Path) -> Library:
    return library(tmp_path, facts=VARIED, start=START)


def person(made: Library, who: str) -> Person:
    talking = Person(made)
    talking.starts()
    talking.presses(who)
    return talking


def test_questions_are_asked_about_the_one_it_is_for(made: Library) -> None:
    assert "Hvor gammel er du?" in person(made, "Meg selv").reads
    other = person(made, "Mor eller far")
    assert "Hvor gammel er den du hjelper?" in other.reads
    assert "Det er alderen til den det gjelder." in other.reads
    assert "alderen din" not in other.reads


def test_labels_are_typed_as_they_are_shown(made: Library) -> None:
    other = person(made, "Mor eller far")
    other.says("vet ikke det")
    assert "Den du hjelper dusjer." in other.reads
    other.says("å dusje mor")
    assert other.answers["start.alder"] == "vet_ikke"
    assert other.answers["start.hjelp"] == "frozenset({'dusj'})"
    own = person(made, "Meg selv")
    own.says("husker ikke")
    own.says("jeg klarer alt")
    assert own.step == "start.brev"
    again = person(made, "Mor eller far")
    again.says("vet ikke det")
    again.says("jeg klarer alt")
    assert again.step == "start.hjelp"


@pytest.mark.parametrize("typed", ["83 år", "83 leveår"])
def test_a_unit_may_be_typed_in_either_variant(made: Library, typed: str) -> None:
    other = person(made, "Mor eller far")
    other.says(typed)
    assert other.answers["start.alder"] == "83"


def test_every_text_of_an_outcome_fits(made: Library) -> None:
    def reads(who: str) -> str:
        talking = person(made, who)
        for said in ("83", "å lage mat", "ferdig", "ikke ennå"):
            talking.says(said)
        assert talking.step == "start.klag"
        return talking.reads

    own, other = reads("Meg selv"), reads("Mor eller far")
    for mine, theirs in (
        ("Klag til Helfo", "Klag for den du hjelper"),
        ("Du kan klage.", "Be om fullmakt først."),
        ("Hjelp til deg", "Hjelp til en annen"),
        ("Ring selv.", "Ring sammen."),
        ("Ingen for deg.", "Ingen for andre."),
        ("Vent på brevet.", "Be om kopi av brevet."),
        ("fra dagen du fikk brevet", "fra dagen den du hjelper fikk brevet"),
    ):
        assert mine in own
        assert mine not in other
        assert theirs in other
        assert theirs not in own


def test_the_summary_says_what_was_asked_and_answered(made: Library) -> None:
    other = person(made, "Mor eller far")
    other.says("83")
    other.commands("svar")
    assert "Hvor gammel er den du hjelper? 83 leveår" in other.reads


def test_changing_whom_it_is_for_changes_the_words(made: Library) -> None:
    other = person(made, "Mor eller far")
    other.says("83")
    other.commands("svar")
    other.presses("Endre svar 1", "Meg selv")
    assert other.step == "start.hjelp"
    assert "Å dusje meg" in other.reads


def test_an_answer_off_the_way_makes_no_conversation_one_for_others(made: Library) -> None:
    gjelder, alder = Ref("start", "gjelder"), Ref("start", "alder")
    assert walk(made, "start", {gjelder: "mor"}, TODAY).for_others
    assert not walk(made, "start", {gjelder: "meg", alder: 5}, TODAY).for_others
    assert not walk(made, "start", {}, TODAY).for_others
    calling = walk(made, "start", {gjelder: "ukjent"}, TODAY)
    assert not calling.for_others


def test_the_trace_says_the_texts_as_they_are_shown(made: Library) -> None:
    other = person(made, "Mor eller far")
    other.says("vet ikke det")
    assert "start.alder: svaret er vet_ikke («Vet ikke det»)" in explain(made, other.session, TODAY)


def test_translators_meet_two_plain_texts_with_two_contexts(made: Library, tmp_path: Path) -> None:
    with (tmp_path / "flyt" / "start.yaml").open("rb") as file:
        told = {context: text for _, _, (context, text), _ in extract(file, (), (), {})}
    assert told["start.alder"] == "Hvor gammel er du?"
    assert told["start.alder.andre"] == "Hvor gammel er den du hjelper?"
    assert told["start.klag.andre"] == "Klag for den du hjelper"
    assert not any("{" in text for text in told.values())


def test_each_variant_has_its_own_translation(tmp_path: Path) -> None:
    texts = tmp_path / "tekster" / "en" / "LC_MESSAGES"
    texts.mkdir(parents=True)
    (texts / "flyt.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "start.alder"\nmsgid "Hvor gammel er du?"\nmsgstr "How old are you?"\n\n'
        'msgctxt "start.alder.andre"\nmsgid "Hvor gammel er den du hjelper?"\n'
        'msgstr "How old are they?"\n',
        encoding="utf-8",
    )
    made = library(tmp_path, facts=VARIED, start=START)
    asked = made.step(Ref("start", "alder"))
    for who, said in (("Meg selv", "How old are you?"), ("Mor eller far", "How old are they?")):
        talking = Person(made)
        talking.starts()
        talking.commands("sprak")
        talking.presses("English", who)
        assert said in talking.reads, asked
