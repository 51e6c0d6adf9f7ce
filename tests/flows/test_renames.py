"""What flows, steps and choices were called before."""

from pathlib import Path

import pytest

from bot.flows import Library, Ref
from bot.source import Severity
from tests.library import library, loaded, outcome

START = f"""
flyt: start
het_før: [forside, begynn]
tittel: Start
start: hvem
steg:
  hvem:
    spørsmål: Hvem?
    het_før: [sender, post.sender]
    valg:
      helfo: {{tekst: Helfo, het_før: [etaten, nav], til: hva}}
    vet_ikke: {{het_før: [usikker], til: hva}}
  hva:
    spørsmål: Hva?
    flervalg:
      dusj: {{tekst: Å dusje, het_før: [bad]}}
      mat: {{tekst: Mat}}
    ingen: {{het_før: [intet], til: kalt}}
    til: kalt
  kalt: {{kall: brevet, het_før: [ringt], til: svar}}
  svar: {outcome().replace("{svar: ", "{het_før: [slutt], svar: ", 1)}
"""

BREVET = """
flyt: brevet
het_før: [post]
tittel: Brevet
start: kom
steg:
  kom:
    spørsmål: Når?
    het_før: [mottatt]
    valg: {nå: {tekst: Nå, til: ferdig}}
    vet_ikke: {til: ferdig}
  ferdig: {retur: ferdig, het_før: [slutt]}
"""


@pytest.fixture
def made(tmp_path: Path) -> Library:
    return library(tmp_path, start=START, brevet=BREVET)


@pytest.mark.parametrize("old", ["forside", "begynn", "start"])
def test_a_flow_is_found_by_each_name_it_had(made: Library, old: str) -> None:
    assert made.renames.flow(old) == "start"


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("start.sender", "start.hvem"),
        ("forside.hvem", "start.hvem"),
        ("forside.sender", "start.hvem"),  # the step before its flow, or after it
        ("begynn.ringt", "start.kalt"),
        ("start.slutt", "start.svar"),
        ("brevet.slutt", "brevet.ferdig"),
        ("post.mottatt", "brevet.kom"),
        ("post.sender", "start.hvem"),  # its own name counts before that of the flow it was in
        ("post.noe", "brevet.noe"),
        ("start.hva", "start.hva"),
        ("noe.annet", "noe.annet"),
    ],
)
def test_a_step_is_found_through_its_names_and_those_of_its_flow(
    made: Library, old: str, now: str
) -> None:
    assert str(made.renames.step(Ref.parse(old, ""))) == now


def test_answers_are_told_in_the_names_that_choices_have_now(made: Library) -> None:
    hvem, hva = Ref("start", "hvem"), Ref("start", "hva")
    value = made.renames.value
    assert [value(hvem, old) for old in ("etaten", "nav", "helfo", "usikker", "bad")] == [
        *["helfo"] * 3,
        "vet_ikke",
        "bad",
    ]
    assert value(hva, frozenset({"bad", "mat"})) == frozenset({"dusj", "mat"})
    assert value(hva, "intet") == "ingen"
    assert value(hva, 3) == 3


@pytest.mark.parametrize(
    ("old", "wrong", "told"),
    [
        ("[forside, begynn]", "[brevet]", "RV330"),
        ("[forside, begynn]", "[start]", "RV330"),
        ("[forside, begynn]", "[post]", "RV331"),
        ("[forside, begynn]", "[a.b]", "RV015"),
        ("[forside, begynn]", "[]", "RV013"),
        ("[forside, begynn]", "forside", "RV010"),
        ("[sender, post.sender]", "[hva]", "RV330"),
        ("[sender, post.sender]", "[brevet.kom]", "RV330"),
        ("[sender, post.sender]", "[start.hvem]", "RV330"),
        ("[sender, post.sender]", "[brevet.mottatt]", "RV331"),
        ("[sender, post.sender]", "[sender, start.sender]", "RV331"),
        ("[sender, post.sender]", "[post.a.b]", "RV015"),
        ("[sender, post.sender]", "[post.]", "RV015"),
        ("[sender, post.sender]", "[.sender]", "RV015"),
        ("[etaten, nav]", "[vet_ikke]", "RV330"),
        ("[usikker]", "[nav]", "RV331"),
        ("[etaten, nav]", "[start.etaten]", "RV015"),
        ("[bad]", "[mat]", "RV330"),
        ("[bad]", "[ingen]", "RV330"),
    ],
)
def test_a_name_that_cannot_be_followed_is_told_once_where_it_stands(
    tmp_path: Path, old: str, wrong: str, told: str
) -> None:
    text = START.replace(old, wrong)
    found = loaded(tmp_path, start=text, brevet=BREVET).diagnostics
    line = next(n for n, each in enumerate(START.splitlines()) if old in each)
    wrongs = [item for item in found if item.severity is Severity.ERROR]
    assert [(item.code, item.position.line) for item in wrongs] == [(told, line)], wrongs
