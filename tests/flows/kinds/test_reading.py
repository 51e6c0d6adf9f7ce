"""What is written wrong in the kinds of questions, and in conditions on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.flows import Ref
from bot.flows.model import Question
from tests.every_kind import KINDS_FACTS, START, every_kind
from tests.library import FACTS, loaded

NUMBER = "tall: {minst: 0, høyst: 120, enhet: år}"
WHEN = "{svar: alder, under: 18}"


def diagnostics(folder: Path, old: str, new: str, facts: str = KINDS_FACTS) -> list[str]:
    assert START.count(old) == 1, f"«{old}» does not stand once"
    made = loaded(folder, facts=facts, start=START.replace(old, new))
    return [str(found) for found in made.diagnostics if "RV308" not in str(found)]


def test_the_example_has_nothing_wrong(tmp_path: Path) -> None:
    made = every_kind(tmp_path)
    kinds = [
        step.input.key
        for step in made.flows["start"].steps.values()
        if isinstance(step, Question) and step.input is not None
    ]
    assert kinds == ["flervalg", "tall", "beløp", "kommune", "dato"]
    none = made.step(Ref("start", "hjelp"))
    assert isinstance(none, Question)
    assert [choice.id for choice in none.choices] == ["ingen", "vet_ikke"]


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        (NUMBER, f"{NUMBER}\n    beløp: {{}}", "RV221", "«beløp» kan ikke stå sammen med «tall»"),
        ("    kommune: ja\n", "    kommune: nei\n", "RV221", "Skriv «kommune: ja»"),
        (
            "    ingen: {til: ring}\n",
            "    ingen: {til: ring}\n    valg:\n      x: {tekst: X, til: ring}\n",
            "RV221",
            "«valg» kan ikke stå sammen med «flervalg»",
        ),
        (NUMBER, f"{NUMBER}\n    ingen: {{til: ring}}", "RV221", "«ingen» hører til «flervalg»"),
        (NUMBER, "tall: {minst: tolv}", "RV222", "«minst» må være et helt tall"),
        (NUMBER, "tall: {minst: -1}", "RV222", "«minst» må være et helt tall"),
        (NUMBER, "tall: {høyst: 1 000}", "RV222", "uten mellomrom og punktum"),
        (NUMBER, "tall: {minst: 9, høyst: 8}", "RV222", "Ingen tall er både minst 9 og høyst 8"),
        (NUMBER, "tall: {mist: 9}", "RV011", "Mente du «minst»?"),
        ("    ingen: {til: ring}\n", "", "RV223", "mangler «ingen: {til: steg}»"),
        ("      vask: {tekst: Å vaske huset}\n", "      ingen: {tekst: Nei}\n", "RV202", "«ingen»"),
        (WHEN, "{svar: alder, under: 18, er: 3}", "RV230", "ser på hver sin ting"),
        (WHEN, "{svar: hvem, under: 18}", "RV231", "«start.hvem»: det spørsmålet har ikke «tall»"),
        (WHEN, "{svar: alder, har_en_av: [dusj]}", "RV231", "har ikke «flervalg»"),
        (WHEN, "{svar: alder, før: 2026-01-01}", "RV231", "har ikke «dato»"),
        (WHEN, "{svar: alder, siste: {uker: 2}}", "RV231", "har ikke «dato»"),
        (WHEN, "{svar: alder, fylke: Oslo}", "RV231", "har ikke «kommune»"),
        (WHEN, "{svar: hjelp, har_alle: [dusk]}", "RV232", "Mente du «dusj»?"),
        (WHEN, "{svar: hjelp, har_en_av: ingen}", "RV232", "skriv «er: ingen»"),
        (WHEN, "{svar: hjelp, er: dusj}", "RV232", "Skriv «har_en_av: [dusj]»"),
        (WHEN, "{svar: bor, fylke: Nordlan}", "RV233", "Mente du «Nordland»?"),
        (WHEN, "{svar: bor, kommune: Herøy}", "RV233", "Mente du «Herøy i Nordland» eller «"),
        (WHEN, "{svar: bor, helseregion: Helse Norr}", "RV233", "Mente du «Helse Nord»?"),
        (WHEN, "{svar: alder, minst: 121}", "RV234", "tar imot fra 0 til 120"),
        (WHEN, "{svar: alder, under: 0}", "RV234", "tar imot fra 0 til 120"),
        (WHEN, "{svar: alder, minst: 9, under: 9}", "RV235", "både minst 9 og under 9"),
        (
            WHEN,
            "{svar: mottatt, før: 2026-01-01, til_og_med: 2026-01-01}",
            "RV235",
            "hver sin grense på samme side",
        ),
        (WHEN, "{svar: mottatt, etter: 2026-01-01, før: 2026-01-01}", "RV235", "Bytt om datoene"),
        (WHEN, "{svar: mottatt, siste: {uke: 2}}", "RV011", "Mente du «uker»?"),
        (WHEN, "{svar: mottatt, siste: {uker: 0}}", "RV106", "et helt tall fra 1"),
        (WHEN, "{svar: alder, besvart: jo}", "RV014", "Skriv «ja» eller «nei»"),
        (WHEN, "{svar: alder}", "RV012", "mangler nøkkelen «er»"),
        (WHEN, "{svar: alder, er: 121}", "RV303", "Ingen kan svare «121»"),
        (WHEN, "{svar: alder, er: dato}", "RV303", "Ingen kan svare «dato»"),
        (WHEN, "{svar: aldre, under: 18}", "RV303", "Mente du «start.alder»?"),
        (WHEN, "{i_dag: {før: 2027-01-01}, minst: 3}", "RV208", "«minst» kan ikke stå sammen"),
        ("fra: mottatt", "fra: alder", "RV303", "En frist kan ikke regnes fra «start.alder»"),
        (
            "bor i {svar.start.bor.navn}",
            "bor i {svar.start.bor.by}",
            "RV307",
            "Mente du «svar.start.bor.fylke»",
        ),
    ],
)
def test_one_slip_is_told_once_with_what_to_write(
    tmp_path: Path, old: str, new: str, code: str, says: str
) -> None:
    found = diagnostics(tmp_path, old, new)
    assert len(found) == 1, found
    assert code in found[0]
    assert says in found[0]


@pytest.mark.parametrize(
    "when",
    [
        "{svar: alder, er: 3}",
        "{svar: alder, er: [3, tall, vet_ikke]}",
        "{svar: inntekt, minst: 100000, under: 200000}",
        "{svar: hjelp, er: [ingen, flervalg]}",
        "{svar: bor, er: [kommune, utlandet]}",
        "{svar: bor, kommune: [Herøy i Nordland, 5628, Oslo]}",
        "{svar: bor, statsforvalter: Statsforvalteren i Nordland}",
        "{svar: mottatt, etter: 2026-01-01, til_og_med: 2026-12-31}",
        "{svar: mottatt, til_og_med: 9999-12-31}",
        "{svar: mottatt, etter: 9999-12-31}",
        "{svar: mottatt, siste: {virkedager: 10}}",
        "{svar: mottatt, kommende: {måneder: 1}}",
        "{svar: mottatt, besvart: nei}",
        "{en_av: [{svar: bor, fylke: Oslo}, {ikke: {svar: hjelp, har_en_av: mat}}]}",
    ],
)
def test_these_are_right(tmp_path: Path, when: str) -> None:
    assert diagnostics(tmp_path, WHEN, when) == []


def test_asking_for_a_municipality_where_there_are_none_is_told(tmp_path: Path) -> None:
    found = diagnostics(tmp_path, "fylke: [Finnmark]", "er: kommune", facts=FACTS)
    assert len(found) == 1
    assert "RV224" in found[0]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("1804: Bodø", "180: Bodø", "«180» er ikke et kommunenummer"),
        ("5610: Kárášjohka - Karasjok", "1804: Karasjok", "står også på «Bodø» i Nordland"),
        ("1804: Bodø", '1804: ""', "Kommune 1804 mangler navn"),
        ('kommuner: {"0301": Oslo}', "kommuner: []", "en linje til hver"),
    ],
)
def test_a_slip_in_the_list_of_municipalities_is_told(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert KINDS_FACTS.count(old) == 1
    made = loaded(tmp_path, facts=KINDS_FACTS.replace(old, new), start=START)
    found = [str(item) for item in made.diagnostics if "RV225" in str(item)]
    assert len(found) == 1, made.diagnostics
    assert says in found[0]
