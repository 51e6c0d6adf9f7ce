"""What those read who ask for someone else keeps the same limits as what all others read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.flows import Loaded
from bot.flows.proof.telling import why_lines
from bot.flows.statistics import statistics
from tests.library import TODAY, library, loaded, outcome

ASKED = """\
flyt: start
tittel: Start
start: gjelder
steg:
  gjelder:
    spørsmål: Hvem gjelder det?
    valg:
      meg: {tekst: Meg selv, til: hva}
      mor: {tekst: Mor eller far, for_andre: ja, til: hva}
"""


def told(result: Loaded) -> list[str]:
    """Return the codes told, with their severity and line."""
    return [f"{item.code} {item.severity.name} {item.position.line}" for item in result.diagnostics]


def question(folder: Path, **parts: str) -> list[str]:
    whole = {
        "spørsmål": "Hva er det?",
        "valg": "{a: {tekst: Hus, til: klag}, b: {tekst: Hjem, til: klag}}",
        "vet_ikke": "{til: klag}",
    } | parts
    lines = "".join(f"    {key}: {value}\n" for key, value in whole.items())
    return told(loaded(folder, start=f"{ASKED}  hva:\n{lines}  klag: {outcome()}\n"))


def words(count: int) -> str:
    return " ".join(["ord"] * count)


@pytest.mark.parametrize("which", ["deg", "andre"])
def test_a_question_keeps_its_words_in_each_variant(tmp_path: Path, which: str) -> None:
    other = {"deg": "andre", "andre": "deg"}[which]
    found = question(tmp_path, spørsmål=f"{{{which}: {words(13)}, {other}: Hva?}}")
    assert found == ["RV401 WARNING 11"]


def test_one_text_for_both_that_is_too_long_is_told_once(tmp_path: Path) -> None:
    assert question(tmp_path, spørsmål=f'"{words(12)} {{du}}"') == ["RV401 WARNING 11"]
    assert question(tmp_path, spørsmål=f'"{words(9)} {{du}}"') == []
    assert question(tmp_path, spørsmål=f'"{words(10)} {{du}}"') == ["RV401 WARNING 11"]


def test_a_button_keeps_its_characters_in_each_variant(tmp_path: Path) -> None:
    long = "{deg: Kort, andre: En tekst som er mye lengre enn knappen kan vise}"
    found = question(tmp_path, valg=f"{{a: {{tekst: {long}, til: klag}}}}")
    assert found == ["RV401 ERROR 12"]


def test_buttons_alike_to_those_who_ask_for_others_are_told(tmp_path: Path) -> None:
    varied = "{deg: Meg, andre: Hjem}"
    alike = f"{{a: {{tekst: {varied}, til: klag}}, b: {{tekst: Hjem, til: klag}}}}"
    assert question(tmp_path, valg=alike) == ["RV402 ERROR 12"]


def test_markup_and_placeholders_are_whole_in_each_variant(tmp_path: Path) -> None:
    assert question(tmp_path, hjelp='{deg: "Ja.", andre: "**Ja"}') == ["RV403 ERROR 14"]
    assert question(tmp_path, hjelp='{deg: "Ja.", andre: "Til {en}."}') == ["RV307 ERROR 14"]


def test_a_long_sentence_is_told_in_each_variant(tmp_path: Path) -> None:
    found = question(tmp_path, hjelp=f"{{deg: Ja., andre: {words(16)}}}")
    assert found == ["RV405 WARNING 14"]
    assert question(tmp_path, hjelp=f'"{words(13)} {{du}}"') == ["RV405 WARNING 14"]
    assert question(tmp_path, hjelp=f'"{words(12)} {{du}}"') == []


@pytest.mark.parametrize("which", ["deg", "andre"])
def test_an_outcome_is_measured_for_each_reader_and_not_for_both(
    tmp_path: Path, which: str
) -> None:
    many = " ".join(["Ord."] * 100)
    both = f"{{deg: {many}, andre: {many} Ja.}}"
    ut = outcome()[:-1]
    start = f"{ASKED}  hva: {ut}, tekst: {both}}}\n"
    assert told(loaded(tmp_path, start=start)) == []
    other = {"deg": "andre", "andre": "deg"}[which]
    long = f"{{{which}: {many} {many}, {other}: Ja.}}"
    start = f"{ASKED}  hva: {ut}, tekst: {long}}}\n"
    assert told(loaded(tmp_path, start=start)) == ["RV406 ERROR 10"]


@pytest.mark.parametrize("which", ["deg", "andre"])
def test_an_outcome_is_weighed_for_each_reader(tmp_path: Path, which: str) -> None:
    other = {"deg": "andre", "andre": "deg"}[which]
    light = " ".join(["Ord er ord her nå."] * 12)
    heavy = " ".join(["Vanskelige ordsammensetninger brukes ofte nå."] * 12)
    tekst = f"{{{which}: {heavy}, {other}: {light}}}"
    start = f"{ASKED}  hva: {outcome()[:-1]}, tekst: {tekst}}}\n"
    assert told(loaded(tmp_path, start=start)) == ["RV404 WARNING 10"]


@pytest.mark.parametrize("which", ["deg", "andre"])
def test_a_message_is_measured_for_each_reader(tmp_path: Path, which: str) -> None:
    other = {"deg": "andre", "andre": "deg"}[which]
    long = " ".join(["Ord."] * 700)
    found = question(tmp_path, hjelp=f"{{{which}: {long}, {other}: Ja.}}")
    assert "RV408 ERROR 11" in found
    # Long for each, but short enough: they never stand in one message.
    half = " ".join(["Ord."] * 400)
    found = question(tmp_path, hjelp=f"{{{which}: {half}, {other}: {half} Ja.}}")
    assert [code for code in found if "RV408" in code] == []


def test_the_heaviest_variant_stands_in_the_statistics(tmp_path: Path) -> None:
    light = " ".join(["Ord er ord her nå."] * 12)
    heavy = " ".join(["Vanskelige ord brukes ofte nå."] * 12)
    tekst = f"{{deg: {light}, andre: {heavy}}}"
    varied = library(tmp_path, start=f"{ASKED}  hva: {outcome()[:-1]}, tekst: {tekst}}}\n")
    plain = library(tmp_path, start=f"{ASKED}  hva: {outcome()[:-1]}, tekst: {heavy}}}\n")
    assert statistics(varied)[-1].startswith("LIX i svar på 60 ord eller mer (1): ")
    assert statistics(varied)[-1] == statistics(plain)[-1]


def test_a_conversation_for_others_is_told_in_their_words(tmp_path: Path) -> None:
    asked = (
        '  hva: {spørsmål: "Hva vil {du}?", valg: {a: {tekst: {deg: Bo, andre: Flytte}, til: klag}}'
        ", vet_ikke: {til: gjelder_ikke}}\n"
    )
    ends = f"  klag: {outcome()}\n  gjelder_ikke: {outcome('Ring')}\n"
    lines = [*why_lines(library(tmp_path, start=ASKED + asked + ends), "start.klag", TODAY)]
    assert "   Hva vil du? «Bo»" in lines or "   Hva vil den du hjelper? «Flytte»" in lines
