"""Rules on the shape of flows and texts: circles, what is reached, what fits on a screen."""

from pathlib import Path

import pytest

from bot.source import Severity
from tests.flows.slips import BREVET, START, Slip, prove, written
from tests.library import library, loaded, outcome


def words(count: int) -> str:
    return " ".join(["ord"] * count)


def sentences(count: int) -> str:
    return " ".join("ord." if index % 10 == 9 else "Ord" for index in range(count))


def choices(count: int) -> str:
    return "".join(f"      v{i}: {{tekst: Valg {i}, til: kalt}}\n" for i in range(count))


def steps(count: int) -> str:
    return "    neste:\n" + "".join(f"      - Gjør {i}.\n" for i in range(count))


ASKS = "    spørsmål: Hvem har skrevet brevet?\n"
HELP = "    hjelp: Navnet står øverst.\n"
NEXT = "    neste:\n      - Skriv hva du er uenig i.\n"
LABEL = "{tekst: Kommunen, til: kalt}"
UNKNOWN = "    vet_ikke: {til: kalt}\n"
ONE_CHOICE = "      kommunen: {tekst: Kommunen, til: kalt}\n"
SLIPS = [
    # RV401, both limits and both sides of each
    Slip(ASKS, f"    spørsmål: ¤{words(13)}\n", "RV401", "13 ord i spørsmålet; sikt mot høyst 12",
         right=f"    spørsmål: {words(12)}\n", warns=True),
    Slip(ASKS, f"    spørsmål: ¤{words(20)}\n", "RV401", "20 ord", warns=True),
    Slip(ASKS, f"    spørsmål: ¤{words(21)}\n", "RV401", "grensen er 20"),
    Slip(HELP, f"    hjelp: ¤{sentences(31)}\n", "RV401", "31 ord i hjelpen",
         right=f"    hjelp: {sentences(30)}\n", warns=True),
    Slip(HELP, f"    hjelp: ¤{sentences(50)}\n", "RV401", "50 ord", warns=True),
    Slip(HELP, f"    hjelp: ¤{sentences(51)}\n", "RV401", "grensen er 50"),
    Slip(LABEL, f"{{tekst: ¤{'a' * 29}, til: kalt}}", "RV401", "29 tegn på knappen",
         right=f"{{tekst: {'a' * 28}, til: kalt}}", warns=True),
    Slip(LABEL, f"{{tekst: ¤{'a' * 34}, til: kalt}}", "RV401", "34 tegn", warns=True),
    Slip(LABEL, f"{{tekst: ¤{'a' * 35}, til: kalt}}", "RV401", "grensen er 34"),
    Slip(UNKNOWN, f"    vet_ikke: {{tekst: ¤{'a' * 35}, til: kalt}}\n", "RV401", "grensen er 34"),
    Slip(ASKS + HELP + "    valg:\n", f"    spørsmål: ¤Hvem?\n    valg:\n{choices(4)}", "RV401",
         "6 valg i spørsmålet; sikt mot høyst 5",
         right=f"    spørsmål: Hvem?\n    valg:\n{choices(3)}", warns=True),
    Slip(ASKS + HELP + "    valg:\n", f"    spørsmål: ¤Hvem?\n    valg:\n{choices(5)}", "RV401",
         "7 valg", warns=True),
    Slip(ASKS + HELP + "    valg:\n", f"    spørsmål: ¤Hvem?\n    valg:\n{choices(6)}", "RV401",
         "grensen er 7"),
    Slip(NEXT, steps(5).replace("- ", "- ¤", 1), "RV401", "5 steg under «neste»",
         right=steps(4), warns=True),
    Slip(NEXT, steps(6).replace("- ", "- ¤", 1), "RV401", "6 steg", warns=True),
    Slip(NEXT, steps(7).replace("- ", "- ¤", 1), "RV401", "grensen er 6"),
    # RV402
    Slip(LABEL, "{tekst: ¤HELFO, til: kalt}", "RV402", "«helfo» og «kommunen» har samme tekst",
         right="{tekst: Helfo Vest, til: kalt}"),
    Slip(LABEL, "{tekst: ¤'Helfo ', til: kalt}", "RV402", "samme tekst"),
    Slip(UNKNOWN, "    vet_ikke: {tekst: ¤Helfo, til: kalt}\n", "RV402", "samme tekst",
         right="    vet_ikke: {tekst: Ingen av dem, til: kalt}\n"),
    Slip(ONE_CHOICE + UNKNOWN,
         "      kommunen: {tekst: Vet  ikke, til: kalt}\n    vet_ikke: ¤{til: kalt}\n",
         "RV402", "«kommunen» og «vet_ikke»",
         right="      kommunen: {tekst: Vet du, til: kalt}\n    vet_ikke: {til: kalt}\n"),
    # RV304
    Slip("  mottatt:\n    spørsmål: Når fikk du brevet?\n    dato: {senest: i dag, "
         "tidligst: 2020-01-01}\n    valg:\n      ikke_kommet: {tekst: Det har ikke kommet, frist: "
         "ikke_startet, til: klag}\n    vet_ikke: {til: klag}\n",
         "  mottatt:\n    ¤spørsmål: Når fikk du brevet?\n    dato: {senest: i dag}\n"
         "    vet_ikke: {til: hvem}\n",
         "RV304", "i ring: hvem → mottatt → hvem"),
    Slip("      - {når: {svar: hvem, er: helfo}, til: klag}\n      - {når: {frist: anke, fra: "
         "[mottatt], er: utløpt}, til: klag}\n      - {når: {i_dag: {før: 2027-01-01}}, til: "
         "klag}\n      - {ellers: anke}\n  kalt:\n    kall: brevet\n    til: {kjent: anke, ukjent: "
         "anke}\n",
         "      - {ellers: kalt}\n  kalt:\n    kall: ¤brevet\n"
         "    til: {kjent: hvem, ukjent: anke}\n",
         "RV304", "i ring: hvem → mottatt → kalt → hvem"),
    # RV305
    Slip("  anke: {svar", "  løs:\n    ¤svar: Ingen vei\n    tjeneste: Ingen\n    send_til: helfo\n"
         "    klageinstans: helfo\n    frist: {ingen: Nei.}\n    neste: [Vent.]\n"
         "    kilder: [loven]\n  anke: {svar",
         "RV305", "Ingen vei fører til steget «løs»"),
]  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS, ids=str)
def test_one_slip_gives_one_diagnostic_where_it_stands(slip: Slip, tmp_path: Path) -> None:
    prove(tmp_path, slip)


def test_a_question_that_leads_to_itself_is_a_circle(tmp_path: Path) -> None:
    start = f"""
        flyt: start
        tittel: S
        start: a
        steg:
          a:
            spørsmål: Ja?
            valg:
              igjen: {{tekst: Spør igjen, til: a}}
              ferdig: {{tekst: Ferdig, til: e}}
            vet_ikke: {{til: e}}
          e: {outcome()}
        """
    (found,) = loaded(tmp_path, start=start).diagnostics
    assert (str(found.position), found.code) == ("flyt/start.yaml:6:5", "RV304")
    assert "i ring: a → a" in found.message


def test_a_circle_that_only_a_condition_closes_is_a_circle(tmp_path: Path) -> None:
    slip = Slip("      - {når: {svar: hvem, er: helfo}, til: klag}\n",
                "      - {når: {svar: hvem, er: helfo}, til: hvem}\n", "RV304", "")  # fmt: skip
    assert [item.code for item in written(tmp_path, slip, slip.wrong).diagnostics] == ["RV304"]


def test_two_circles_are_told_each(tmp_path: Path) -> None:
    start = f"""
        flyt: start
        tittel: S
        start: a
        steg:
          a: {{spørsmål: A?, valg: {{x: {{tekst: X, til: b}}, y: {{tekst: Y, til: e}}}}}}
          b: {{spørsmål: B?, valg: {{x: {{tekst: X, til: a}}, y: {{tekst: Y, til: b}}}}}}
          e: {outcome()}
        """
    diagnostics = loaded(tmp_path, start=start).diagnostics
    found = [item for item in diagnostics if item.severity is Severity.ERROR]
    assert [item.code for item in found] == ["RV304", "RV304"]
    assert {item.message.split(". ")[0] for item in found} == {
        "Her går veien i ring: a → b → a",
        "Her går veien i ring: b → b",
    }


def test_ways_that_part_and_meet_again_are_no_circle(tmp_path: Path) -> None:
    start = f"""
        flyt: start
        tittel: S
        start: a
        steg:
          a: {{spørsmål: A?, valg: {{x: {{tekst: X, til: b}}, y: {{tekst: Y, til: c}}}}}}
          b: {{spørsmål: B?, valg: {{x: {{tekst: X, til: c}}, y: {{tekst: Y, til: e}}}}}}
          c: {{spørsmål: C?, valg: {{x: {{tekst: X, til: e}}, y: {{tekst: Y, til: e}}}}}}
          e: {outcome()}
        """
    library(tmp_path, start=start)


def test_a_flow_that_returns_but_is_never_called_is_told(tmp_path: Path) -> None:
    start = f"flyt: start\ntittel: S\nstart: e\nsteg:\n  e: {outcome()}\n"
    (found,) = loaded(tmp_path, start=start, brevet=BREVET).diagnostics
    assert (str(found.position), found.code) == ("flyt/brevet.yaml:1:1", "RV305")
    assert "ingen flyt kaller den" in found.message


def test_a_flow_that_ends_in_outcomes_needs_no_caller(tmp_path: Path) -> None:
    start = f"flyt: start\ntittel: S\nstart: e\nsteg:\n  e: {outcome()}\n"
    library(tmp_path, start=start, annen=start.replace("flyt: start", "flyt: annen"))


def test_slips_in_several_files_are_told_in_one_run_in_order(tmp_path: Path) -> None:
    start = START.replace("tittel", "titel").replace("kall:", "kal:")
    brevet = BREVET.replace("dato:", "dtao:")
    found = loaded(tmp_path, start=start, brevet=brevet).diagnostics
    assert [f"{item.position} {item.code}" for item in found] == [
        "flyt/brevet.yaml:7:5 RV011",
        "flyt/start.yaml:2:1 RV011",
        "flyt/start.yaml:24:3 RV203",
    ]


def test_slips_that_rules_find_are_told_in_one_run_in_order(tmp_path: Path) -> None:
    start = (
        START.replace("til: kalt}", "til: kallt}", 1)
        .replace("kall: brevet", "kall: brevt")
        .replace("{instans.helfo.telefon}", "{instans}")
        .replace("tekst: Kommunen", "tekst: Helfo")
    )
    orders = [
        [f"{item.position} {item.code}" for item in found]
        for found in (loaded(tmp_path, start=start, brevet=BREVET).diagnostics for _ in range(2))
    ]
    assert orders[0] == [
        "flyt/start.yaml:11:25 RV402",
        "flyt/start.yaml:11:37 RV301",
        "flyt/start.yaml:25:11 RV302",
        "flyt/start.yaml:30:12 RV307",
    ]
    assert orders[1] == orders[0]
