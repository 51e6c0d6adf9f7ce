"""A trace says each thing that was decided on the way, and why."""

from datetime import date
from pathlib import Path
from shutil import copyfile, copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog import Given, Session, View
from bot.dialog.trace import explain
from bot.flows import Library, Ref, load, walk
from tests.library import lenient

TODAY = date(2026, 3, 20)
FLOWS = Path(__file__).parents[1] / "console" / "flyt"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    loaded = load(FLOWS, tmp_path_factory.mktemp("tekster"))
    assert loaded.library is not None, loaded.diagnostics
    return loaded.library


def session(*answers: Given, flow: str = "klage") -> Session:
    return Session("s", "nb", 1, flow, answers)


KOMMUNEN = Given("klage", "hvem", "kommunen")
NAV = Given("klage", "hvem", "nav")


def mottatt(day: date) -> Given:
    return Given("brevet", "mottatt", day=day)


def test_a_question_without_an_answer_waits(library: Library) -> None:
    assert explain(library, session(), TODAY) == ("klage.hvem: venter på svar",)


def test_an_answer_a_call_and_where_they_lead_are_told(library: Library) -> None:
    assert explain(library, session(KOMMUNEN), TODAY) == (
        "klage.hvem: svaret er kommunen («Kommunen»)",
        "  → klage.brev",
        "klage.brev: kaller flyten brevet → brevet.mottatt",
        "brevet.mottatt: venter på svar",
    )


def test_a_guard_that_holds_is_told_with_what_it_looked_at(library: Library) -> None:
    told = explain(library, session(KOMMUNEN, mottatt(date(2026, 1, 2))), TODAY)
    dates = (
        "utløpt, regnet fra 2026-01-02 (brevet.mottatt), ender 2026-01-23, flyttes ikke, "
        "går ut 2026-01-23"
    )
    in_time = "(i dag er fra 2026-01-01 eller i dag er til og med 2019-12-31)"
    guard = f"(fristen klage er utløpt og ikke klage.hvem er nav og {in_time})"
    assert told[3:] == (
        "brevet.mottatt: svaret er 2026-01-02",
        "  → brevet.ferdig_kjent",
        "brevet.ferdig_kjent: går tilbake til klage.brev med «kjent»",
        f"  når {guard}: ja → klage.svar_sent",
        f"    fristen klage: {dates}",
        "    klage.hvem: svaret er kommunen",
        "    i dag: 2026-03-20",
        "klage.svar_sent: framme ved svaret «Klag, selv om det er sent»",
        "  frist: klage, 3 uker",
        f"  frist: {dates}",
    )


def test_a_guard_that_does_not_hold_is_told_before_the_way_that_was_taken(
    library: Library,
) -> None:
    told = explain(library, session(NAV, mottatt(date(2026, 1, 2))), TODAY)
    guard = next(index for index, line in enumerate(told) if line.startswith("  når"))
    assert told[guard].endswith(": nei")
    assert told[guard + 2] == "    klage.hvem: svaret er nav"
    assert told[guard + 4 :][:2] == (
        "  ellers → klage.svar_tidsnok",
        "klage.svar_tidsnok: framme ved svaret «Klag til kommunen»",
    )


def test_a_deadline_in_the_days_won_by_a_holiday_says_so(library: Library) -> None:
    at = session(KOMMUNEN, mottatt(date(2026, 3, 12)))
    assert explain(library, at, date(2026, 4, 2))[-1] == (
        "  frist: løper, regnet fra 2026-03-12 (brevet.mottatt), ender 2026-04-02, flyttes, "
        "går ut 2026-04-07"
    )
    assert explain(library, at, date(2026, 4, 3))[-1].endswith(
        "går ut 2026-04-07, i dag er i de ekstra dagene"
    )


def test_a_deadline_that_has_not_begun_and_one_that_is_unknown_say_why(library: Library) -> None:
    not_come = session(KOMMUNEN, Given("brevet", "mottatt", "ikke_kommet"))
    unknown = session(KOMMUNEN, Given("brevet", "mottatt", "vet_ikke"))
    assert explain(library, not_come, TODAY)[-1] == (
        "  frist: ikke_startet, svaret sier at den ikke har begynt"
    )
    assert explain(library, unknown, TODAY)[-1] == (
        "  frist: ukjent, ingen av svarene gir en dag å regne fra"
    )


def test_the_result_of_a_call_decides_the_way_on(library: Library) -> None:
    told = explain(library, session(KOMMUNEN, Given("brevet", "mottatt", "vet_ikke")), TODAY)
    assert told[4:8] == (
        "  → brevet.ferdig_ukjent",
        "brevet.ferdig_ukjent: går tilbake til klage.brev med «ukjent»",
        "  → klage.svar_tidsnok",
        "klage.svar_tidsnok: framme ved svaret «Klag til kommunen»",
    )


def test_a_date_that_is_withheld_since_its_source_is_old_is_told(library: Library) -> None:
    at = session(KOMMUNEN, mottatt(date(2026, 12, 30)))
    withheld = "  frist: kilden skulle vært kontrollert på nytt, så datoen vises ikke"
    assert withheld not in explain(library, at, date(2026, 12, 31))
    assert explain(library, at, date(2027, 1, 1))[-1] == withheld


def test_no_deadline_is_told_with_its_reason(library: Library) -> None:
    at = session(Given("start", "tema", "råd"), flow="start")
    assert explain(library, at, TODAY)[-1] == "  frist: ingen, «Du kan ringe når du vil.»"


def test_an_answer_that_is_no_longer_taken_is_told(library: Library) -> None:
    at = session(KOMMUNEN, mottatt(date(2026, 3, 21)))
    assert explain(library, at, TODAY)[-1] == (
        "brevet.mottatt: svaret 2026-03-21 tas ikke imot, venter på et nytt"
    )


def test_a_view_and_a_change_are_told_last(library: Library) -> None:
    at = session(KOMMUNEN)
    hvem = KOMMUNEN.ref
    assert explain(library, at.at(View.SUMMARY), TODAY)[-1] == "viser svarene som er gitt"
    assert explain(library, at.at(View.LANGUAGE), TODAY)[-1] == "viser språkene"
    assert explain(library, at.at(View.FORGET), TODAY)[-1] == "spør om alt skal slettes"
    assert explain(library, at.at(View.STEP, hvem), TODAY)[-1] == "endrer svaret på klage.hvem"


def test_a_trace_is_in_bokmaal_whatever_the_person_reads(library: Library) -> None:
    at = session(KOMMUNEN, mottatt(date(2026, 3, 12)))
    english = Session(at.id, "en", at.revision, at.flow, at.answers)
    assert explain(library, english, TODAY) == explain(library, at, TODAY)


TWO_WAYS = """
flyt: start
tittel: To veier
start: hvem
steg:
  hvem:
    spørsmål: Hvem?
    valg:
      a: {tekst: A, til: brev}
      b: {tekst: B, til: vil}
  brev: {kall: brevet, til: vil}
  vil:
    spørsmål: Vil du?
    valg:
      ja:
        tekst: Ja
        til:
          - {når: {frist: klage, fra: [brevet.mottatt], er: utløpt}, til: sent}
          - {når: {svar: brevet.mottatt, er: ikke_kommet}, til: sent}
          - {ellers: ferdig}
      nei: {tekst: Nei, til: ferdig}
  sent:
    svar: Svar
    tjeneste: Hjelp
    send_til: kommunen
    klageinstans: statsforvalteren
    frist: {regel: klage, fra: [brevet.mottatt]}
    neste: [Skriv.]
    kilder: [loven]
  ferdig:
    svar: Svar
    tjeneste: Hjelp
    send_til: kommunen
    klageinstans: statsforvalteren
    frist: {regel: klage, fra: [brevet.mottatt]}
    neste: [Skriv.]
    kilder: [loven]
"""


@pytest.fixture(scope="module")
def two_ways(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("flyt")
    copytree(FLOWS / "fakta", folder / "fakta")
    copyfile(FLOWS / "brevet.yaml", folder / "brevet.yaml")
    (folder / "start.yaml").write_text(TWO_WAYS, encoding="utf-8")
    with lenient():  # not all are asked about the letter
        loaded = load(folder, folder / "tekster")
    assert loaded.library is not None, loaded.diagnostics
    return loaded.library


def test_an_answer_that_is_not_on_the_way_counts_for_no_guard(two_ways: Library) -> None:
    kept = mottatt(date(2026, 1, 2))
    at = session(Given("start", "hvem", "b"), kept, Given("start", "vil", "ja"), flow="start")
    assert explain(two_ways, at, TODAY)[3:9] == (
        "  når fristen klage er utløpt: nei",
        "    fristen klage: ukjent, ingen av svarene gir en dag å regne fra",
        "  når brevet.mottatt er ikke_kommet: nei",
        "    brevet.mottatt: ikke svart",
        "  ellers → start.ferdig",
        "start.ferdig: framme ved svaret «Svar»",
    )


HVEM = st.sampled_from([None, "a", "b"])
MOTTATT = st.one_of(
    st.sampled_from([None, "ikke_kommet", "vet_ikke"]),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
)
VIL = st.sampled_from([None, "ja", "nei"])


@given(hvem=HVEM, mottatt=MOTTATT, vil=VIL, today=st.dates(date(2025, 6, 1), date(2027, 3, 1)))
def test_the_trace_goes_where_the_conversation_goes(
    two_ways: Library, hvem: str | None, mottatt: str | date | None, vil: str | None, today: date
) -> None:
    answers = {"start.hvem": hvem, "brevet.mottatt": mottatt, "start.vil": vil}
    told_to = [Given.of(Ref.parse(ref, ""), value) for ref, value in answers.items() if value]
    told = explain(two_ways, session(*told_to, flow="start"), today)
    steps = [line.partition(":")[0] for line in told if not line.startswith(" ")]
    values = {answer.ref: answer.value for answer in told_to}
    assert steps == [str(ref) for ref in walk(two_ways, "start", values, today).steps]
    ways = [line.rpartition("→ ")[2] for line in told if "→ " in line]
    assert ways == steps[1:]
