"""Rules on what names something else: targets, calls, answers, placeholders, the start."""

from pathlib import Path

import pytest

from tests.flows.slips import BREVET, START, Slip, prove
from tests.library import library, loaded, outcome

ANSWER_IS = "{svar: hvem, er: helfo}"
LATE = "{frist: anke, fra: [mottatt], er: utløpt}"
RESULTS = "{kjent: anke, ukjent: anke}"
PHONE = "{instans.helfo.telefon}"
SLIPS = [
    # RV301
    Slip("{tekst: Kommunen, til: kalt}", "{tekst: Kommunen, til: ¤kalltt}", "RV301",
         "finnes ikke i flyten «start». Mente du «kalt»?"),
    Slip("      - {ellers: anke}", "      - {ellers: ¤anka}", "RV301", "Mente du «anke»?"),
    Slip("    til: kjent\n", "    til: ¤kjemt\n", "RV301", "Mente du «kjent»?", file="brevet"),
    # RV302
    Slip("kall: brevet", "kall: ¤brvet", "RV302", "Mente du «brevet»?"),
    Slip("    kall: brevet\n    til: {kjent: anke, ukjent: anke}",
         "    kall: ¤brevet\n    til: {kjent: anke}", "RV302",
         "kan komme tilbake med «ukjent», men kallet sier ikke hvor",
         right="    kall: brevet\n    til: {kjent: anke, ukjent: klag}"),
    Slip("    kall: brevet\n    til: {kjent: anke, ukjent: anke}",
         "    kall: ¤brevet\n    til: {kjent: anke, ukejnt: anke}", "RV302",
         "aldri tilbake med «ukejnt». Mente du «ukjent»?"),
    Slip("    kall: brevet\n    til: {kjent: anke, ukjent: anke}",
         "    kall: ¤brevet\n    til: {kjent: anke, ukjent: anke, sent: klag}", "RV302",
         "aldri tilbake med «sent»"),
    # RV303
    Slip(f"      - {{når: {ANSWER_IS}, til: klag}}",
         "      - {når: {svar: ¤hven, er: helfo}, til: klag}", "RV303",
         "«start.hven» er ikke et spørsmål i noen flyt. Mente du «start.hvem»?"),
    Slip(f"      - {{når: {ANSWER_IS}, til: klag}}",
         "      - {når: {svar: ¤klag, er: helfo}, til: klag}", "RV303", "er ikke et spørsmål"),
    Slip(f"      - {{når: {ANSWER_IS}, til: klag}}",
         "      - {når: {svar: ¤hvem, er: [helfo, komunen]}, til: klag}", "RV303",
         "Ingen kan svare «komunen» på «start.hvem». Mente du «kommunen»?",
         right="      - {når: {svar: hvem, er: [helfo, kommunen, vet_ikke]}, til: klag}"),
    Slip(f"      - {{når: {ANSWER_IS}, til: klag}}",
         "      - {når: {svar: ¤hvem, er: dato}, til: klag}", "RV303", "Ingen kan svare «dato»",
         right="      - {når: {svar: mottatt, er: dato}, til: klag}"),
    Slip(f"      - {{når: {ANSWER_IS}, til: klag}}",
         "      - {når: {ikke: {alle: [{svar: ¤brevet.hvem, er: a}]}}, til: klag}", "RV303",
         "«brevet.hvem»",
         right="      - {når: {ikke: {alle: [{svar: brevet.mottatt, er: dato}]}}, til: klag}"),
    Slip(f"      - {{når: {LATE}, til: klag}}",
         "      - {når: {frist: anke, fra: ¤[mottatt, hvem], er: utløpt}, til: klag}", "RV303",
         "En frist kan ikke regnes fra «start.hvem»",
         right="      - {når: {frist: anke, fra: [brevet.mottatt], er: løper}, til: klag}"),
    Slip(f"      - {{når: {LATE}, til: klag}}",
         "      - {når: {frist: anke, fra: ¤[hvem], er: utløpt}, til: klag}", "RV303",
         "En frist kan ikke regnes fra «start.hvem»"),
    Slip("    svar: Klag til Helfo\n    tekst: Ring **Helfo** på {instans.helfo.telefon}.\n"
         "    tjeneste: Hjelp til å klage\n    send_til: helfo\n    klageinstans: "
         "{ingen: Svaret er endelig.}\n    frist: {regel: klage, fra: mottatt}\n",
         "    svar: Klag til Helfo\n    tjeneste: Hjelp til å klage\n    send_til: helfo\n"
         "    klageinstans: kommunen\n    frist: {regel: klage, fra: ¤brevet.motatt}\n",
         "RV303", "Mente du «brevet.mottatt»?",
         right="    svar: Klag til Helfo\n    tjeneste: Hjelp til å klage\n    send_til: helfo\n"
         "    klageinstans: kommunen\n    frist: {regel: klage, fra: brevet.mottatt}\n"),
    # RV307
    Slip(f"    tekst: Ring **Helfo** på {PHONE}.", "    tekst: ¤Ring {instans.hefo.telefon}.",
         "RV307", "Mente du «instans.helfo.telefon»?"),
    Slip(f"    tekst: Ring **Helfo** på {PHONE}.", "    tekst: ¤Ring {instans.kommunen.telefon}.",
         "RV307", "står ikke for noe", right="    tekst: Skriv til {instans.kommunen.navn}."),
    Slip(f"    tekst: Ring **Helfo** på {PHONE}.", "    tekst: ¤Ring {}.", "RV307", "«{}»"),
    Slip(f"    tekst: Ring **Helfo** på {PHONE}.", "    tekst: ¤Ring {instans.helfo.telefon.",
         "RV307", "mangler sin make"),
    Slip(f"    tekst: Ring **Helfo** på {PHONE}.", "    tekst: ¤Ring } til Helfo {.", "RV307",
         "mangler sin make"),
    Slip(f"    tekst: Ring **Helfo** på {PHONE}.", "    tekst: ¤Ring {{instans.helfo.navn}}.",
         "RV307", "mangler sin make"),
    Slip("    - Vent på brevet.", "    - ¤Vent på {brevet}.", "RV307", "«{brevet}»", file="fakta",
         right="    - Vent på brevet fra {instans.helfo.navn}."),
    # RV403
    Slip(f"    tekst: Ring **Helfo** på {PHONE}.", "    tekst: ¤Ring **Helfo.", "RV403",
         "Fet skrift"),
    Slip("      - Skriv hva du er uenig i.", "      - ¤Se [her](https://www.nav.no).", "RV403",
         "«her»", right="      - Se [skjemaet hos Nav](https://www.nav.no)."),
    Slip("    - Vent på brevet.", "    - ¤Se [siden om brev](http://nav.no).", "RV403", "https://",
         file="fakta"),
]  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS, ids=str)
def test_one_slip_gives_one_diagnostic_where_it_stands(slip: Slip, tmp_path: Path) -> None:
    prove(tmp_path, slip)


@pytest.mark.parametrize("limits", ["{}", "{tidligst: 2020-01-01}"])
def test_a_deadline_runs_only_from_days_that_have_come(tmp_path: Path, limits: str) -> None:
    start = START.replace("{senest: i dag, tidligst: 2020-01-01}", limits)
    found = loaded(tmp_path, start=start, brevet=BREVET).diagnostics
    assert [f"{item.position.line}:{item.position.column} {item.code}" for item in found] == [
        "21:34 RV303",
        "27:137 RV303",
        "34:32 RV303",
    ]
    assert "Spørsmålet må ha «dato: {senest: i dag}»." in found[0].message


def test_a_flow_that_starts_in_a_step_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    start = START.replace("start: hvem\n", "start: hven\n")
    (found,) = loaded(tmp_path, start=start, brevet=BREVET).diagnostics
    assert (str(found.position), found.code) == ("flyt/start.yaml:4:8", "RV301")
    assert "starter i «hven», men det steget finnes ikke. Mente du «hvem»?" in found.message


def test_a_call_of_a_flow_that_never_returns_must_not_say_where_to_go_on(tmp_path: Path) -> None:
    ends = f"flyt: slutt\ntittel: Slutt\nstart: a\nsteg:\n  a: {outcome()}\n"
    start = f"""
        flyt: start
        tittel: Start
        start: videre
        steg:
          videre:
            kall: slutt
            til: etter
          etter: {outcome()}
        """
    (found,) = loaded(tmp_path, start=start, slutt=ends).diagnostics
    assert (str(found.position), found.code) == ("flyt/start.yaml:6:11", "RV302")
    assert "kommer aldri tilbake: den har ingen «retur»" in found.message


def test_a_call_as_the_start_of_a_flow_that_never_returns_is_right(tmp_path: Path) -> None:
    ends = f"flyt: slutt\ntittel: Slutt\nstart: a\nsteg:\n  a: {outcome()}\n"
    library(
        tmp_path,
        start="flyt: start\ntittel: S\nstart: a\nsteg:\n  a: {kall: slutt}\n",
        slutt=ends,
    )


def returning(name: str, *calls: str) -> str:
    """A flow that calls others one after another, and returns."""
    steps = [f"  k{i}: {{kall: {call}, til: k{i + 1}}}\n" for i, call in enumerate(calls)]
    last = f"  k{len(calls)}: {{retur: ferdig}}\n"
    return f"flyt: {name}\ntittel: T\nstart: k0\nsteg:\n{''.join(steps)}{last}"


def test_a_flow_that_calls_itself_is_refused_with_the_circle(tmp_path: Path) -> None:
    start = f"flyt: start\ntittel: S\nstart: a\nsteg:\n  a: {{kall: b, til: e}}\n  e: {outcome()}\n"
    (found,) = loaded(tmp_path, start=start, b=returning("b", "b")).diagnostics
    assert (str(found.position), found.code) == ("flyt/b.yaml:5:14", "RV302")
    assert "i ring: b → b" in found.message


def test_flows_that_call_each_other_are_refused_once_with_the_circle(tmp_path: Path) -> None:
    start = f"flyt: start\ntittel: S\nstart: a\nsteg:\n  a: {{kall: b, til: e}}\n  e: {outcome()}\n"
    result = loaded(
        tmp_path,
        start=start,
        b=returning("b", "c"),
        c=returning("c", "d", "d"),
        d=returning("d", "b"),
    )
    (found,) = result.diagnostics
    assert (found.position.file, found.code) == ("flyt/d.yaml", "RV302")
    assert "i ring: b → c → d → b" in found.message


def test_a_flow_called_twice_without_a_circle_is_right(tmp_path: Path) -> None:
    start = f"flyt: start\ntittel: S\nstart: a\nsteg:\n  a: {{kall: b, til: e}}\n  e: {outcome()}\n"
    library(
        tmp_path, start=start, b=returning("b", "c", "d"), c=returning("c", "d"), d=returning("d")
    )


def test_without_a_start_flow_nobody_can_begin(tmp_path: Path) -> None:
    ends = f"flyt: slutt\ntittel: Slutt\nstart: a\nsteg:\n  a: {outcome()}\n"
    (found,) = loaded(tmp_path, slutt=ends).diagnostics
    assert (str(found.position), found.code) == ("flyt/start.yaml:1:1", "RV306")
    assert "Lag flyt/start.yaml" in found.message


def test_a_start_flow_that_returns_has_nothing_to_return_to(tmp_path: Path) -> None:
    found = loaded(tmp_path, start=returning("start")).diagnostics
    assert [item.code for item in found] == ["RV306"]
    assert "ingenting å vende tilbake til" in found[0].message


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{sats.egenandelstak}", "er for eksempel {frist.anke.lengde} og {instans.helfo.navn}."),
        ("{instans.xxxxxxxxxx.post}", "er for eksempel {instans.helfo.navn}."),
        ("{frist.xxxxxxxxxx.varighet}", "er for eksempel {frist.anke.lengde}."),
        ("{instans.hefo.telefon}", "Mente du «instans.helfo.telefon»?"),
    ],
)
def test_what_is_offered_for_an_unknown_placeholder_is_there(
    tmp_path: Path, written: str, told: str
) -> None:
    start = START.replace("Navnet står øverst.", f"'Se {written}.'")
    (found,) = loaded(tmp_path, start=start, brevet=BREVET).diagnostics
    assert told in found.message


def coming_back(*results: str) -> str:
    """Write a flow that comes back with these results, one for each choice."""
    choices = "".join(f"      {r}: {{tekst: Er {r}, til: slutt_{r}}}\n" for r in results)
    ends = "".join(f"  slutt_{r}: {{retur: {r}}}\n" for r in results)
    return (
        "flyt: brevet\ntittel: Brevet\nstart: hva\nsteg:\n  hva:\n    spørsmål: Hva er det?\n"
        f"    valg:\n{choices}    vet_ikke: {{til: slutt_{results[0]}}}\n{ends}"
    )


@pytest.mark.parametrize(
    ("results", "called", "told"),
    [
        # (what comes back, the ways of each call, the line that is told and what it says)
        (("ferdig", "ferdi"), ["ut"], (12, "ingen skiller dem. Mente du «ferdig»?")),
        (("kjent", "ukjent"), ["ut", "{kjent: ut, ukjent: ut}"], None),
        (("kjent",), ["ut"], None),
        (("kjent", "annet"), ["ut", "ut"], (12, "«annet» som etter «kjent»")),
    ],
)  # fmt: skip
def test_results_that_every_call_goes_the_same_way_for_are_told(
    tmp_path: Path, results: tuple[str, ...], called: list[str], told: tuple[int, str] | None
) -> None:
    choices = "".join(f"      v{n}: {{tekst: V{n}, til: k{n}}}\n" for n in range(len(called)))
    calls = "".join(f"  k{n}: {{kall: brevet, til: {ways}}}\n" for n, ways in enumerate(called))
    start = (
        "flyt: start\ntittel: Start\nstart: hva\nsteg:\n  hva:\n    spørsmål: Hva?\n    valg:\n"
        f"{choices}    vet_ikke: {{til: ut}}\n{calls}  ut: {outcome()}\n"
    )
    found = loaded(tmp_path, start=start, brevet=coming_back(*results)).diagnostics
    assert [(each.code, each.position.file) for each in found] == [
        ("RV316", "flyt/brevet.yaml") for _ in [told] if told
    ]
    if told:
        assert (found[0].position.line, found[0].severity.name) == (told[0], "WARNING")
        assert told[1] in found[0].message


def test_a_result_that_only_another_begin_comes_back_with_is_told(tmp_path: Path) -> None:
    start = (
        "flyt: start\ntittel: Start\nstart: k\nsteg:\n"
        "  k: {kall: brevet.skilt, til: {a: i, b: i}}\n  i: {kall: brevet, til: ut}\n"
        f"  ut: {outcome()}\n"
    )
    brevet = (
        "flyt: brevet\ntittel: Brevet\nstart: helt\nsteg:\n"
        "  helt:\n    spørsmål: Hva?\n    valg:\n      x: {tekst: X, til: skilt}\n"
        "    vet_ikke: {til: til_aa}\n"
        "  skilt:\n    spørsmål: Hva nå?\n    valg:\n      x: {tekst: X, til: til_a}\n"
        "    vet_ikke: {til: til_b}\n"
        "  til_aa: {retur: aa}\n  til_a: {retur: a}\n  til_b: {retur: b}\n"
    )
    (found,) = loaded(tmp_path, start=start, brevet=brevet).diagnostics
    assert (found.code, found.position.line) == ("RV316", 15)
    assert "«aa» som etter «a»" in found.message
