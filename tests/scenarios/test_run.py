from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.flows import Library
from bot.scenarios import Result, coverage, read_scenarios, run
from bot.source import Report
from tests.library import library, outcome

FLOWS = {
    "start": f"""
        flyt: start
        tittel: Start
        start: hvem
        steg:
          hvem:
            spørsmål: Hvem har skrevet brevet?
            valg:
              helfo: {{tekst: Helfo, til: mottatt}}
              kommunen: {{tekst: Kommunen, til: ring}}
            vet_ikke: {{til: ring}}
          mottatt:
            spørsmål: Når fikk du brevet?
            dato: {{senest: i dag}}
            valg:
              ikke_kommet: {{tekst: Det har ikke kommet, frist: ikke_startet, til: klag}}
            vet_ikke: {{til: klag}}
            til: klag
          klag: {outcome("Klag til Helfo", "{regel: klage, fra: mottatt}")}
          ring:
            svar: Ring kommunen
            tjeneste: Veiledning
            send_til: {{ingen: Ring først.}}
            klageinstans: helfo
            frist: {{ingen: Her er det ingen frist.}}
            neste: [Ring kommunen.]
            kilder: [loven]
        """,
    "annet": f"""
        flyt: annet
        tittel: Noe annet
        start: vei
        steg:
          vei:
            spørsmål: Hvilken vei vil du gå?
            valg:
              denne: {{tekst: Denne, til: her}}
              spør: {{tekst: En annen, til: spør}}
          her: {outcome("Her er du")}
          spør:
            kall: hjelper
            til: her
        """,
    "hjelper": """
        flyt: hjelper
        tittel: Hjelper
        start: kom
        steg:
          kom: {retur: ferdig}
        """,
}
SITUATION = """
scenarier:
  - situasjon: Helfo sa nei til tannlegen.
    dag: 2026-08-10
"""
RIGHT = (
    "svar: start.klag, send_til: helfo, klageinstans: ingen, frist: klage, status: løper, "
    "send_senest: 2026-08-29, utløper: 2026-08-31"
)
"""Four weeks from Saturday 1 August; the last day is moved from a Saturday to a Monday."""

TAKEN = "Valg: en dato, ikke_kommet, vet_ikke."

Run = Callable[..., Result]


@pytest.fixture
def flows(tmp_path: Path) -> Library:
    return library(tmp_path / "flyter", **FLOWS)


def read(folder: Path, text: str) -> tuple[str, ...]:
    report = Report()
    (folder / "saker.yaml").write_text(text, encoding="utf-8")
    read_scenarios(folder, report)
    return tuple(f"{said.position} {said.code} {said.message}" for said in report.sorted())


@pytest.fixture
def case(tmp_path: Path, flows: Library) -> Run:
    def run_it(answers: str, expected: str, *, flow: str | None = None) -> Result:
        folder = tmp_path / "scenarier"
        folder.mkdir(exist_ok=True)
        begins = f"    flyt: {flow}\n" if flow else ""
        text = f"{SITUATION}{begins}    svar: {{{answers}}}\n    ventet: {{{expected}}}\n"
        (folder / "saker.yaml").write_text(text, encoding="utf-8")
        report = Report()
        (scenario,) = read_scenarios(folder, report)
        assert report.sorted() == ()
        return run(flows, scenario)

    return run_it


def test_a_case_that_comes_out_as_expected_has_no_differences(case: Run) -> None:
    result = case("start.hvem: helfo, start.mottatt: 2026-08-01", RIGHT)
    assert result.differences == ()


def test_a_case_tells_the_conversation_that_led_to_its_answer(case: Run) -> None:
    result = case("start.hvem: helfo, start.mottatt: 2026-08-01", "svar: start.klag")
    assert result.conversation == (
        "Hvem har skrevet brevet? helfo",
        "Når fikk du brevet? 2026-08-01",
        "Klag til Helfo",
    )


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("svar", "start.ring", "svar: ventet start.ring, men fikk start.klag."),
        ("send_til", "kommunen", "send_til: ventet kommunen, men fikk helfo."),
        ("klageinstans", "helfo", "klageinstans: ventet helfo, men fikk ingen."),
        ("frist", "anke", "frist: ventet anke, men fikk klage."),
        ("frist", "ingen", "frist: ventet ingen, men fikk klage."),
        ("status", "utløpt", "status: ventet utløpt, men fikk løper."),
        ("send_senest", "2026-08-31", "send_senest: ventet 2026-08-31, men fikk 2026-08-29."),
        ("utløper", "2026-08-29", "utløper: ventet 2026-08-29, men fikk 2026-08-31."),
        ("sier", "[Gå til retten]", "Teksten sier ikke «Gå til retten»."),
    ],
)
def test_each_thing_that_comes_out_otherwise_is_told_alone(
    case: Run, field: str, wrong: str, said: str
) -> None:
    result = case("start.hvem: helfo, start.mottatt: 2026-08-01", f"{field}: {wrong}")
    assert result.differences == (said,)


def test_every_difference_of_a_case_is_told(case: Run) -> None:
    result = case(
        "start.hvem: helfo, start.mottatt: 2026-08-01", "svar: start.ring, status: ukjent"
    )
    assert len(result.differences) == 2


def test_words_of_the_text_are_found_however_they_are_marked_up(case: Run) -> None:
    result = case("start.hvem: helfo, start.mottatt: 2026-08-01", "sier: [23 32 70 00, 29. august]")
    assert result.differences == ()


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-08-09", "løper"), ("2026-06-01", "utløpt"), ("ikke_kommet", "ikke_startet")],
)
def test_a_deadline_is_told_where_it_stands(case: Run, day: str, state: str) -> None:
    right = case(f"start.hvem: helfo, start.mottatt: {day}", f"status: {state}")
    wrong = case(f"start.hvem: helfo, start.mottatt: {day}", "status: ukjent")
    assert right.differences == ()
    assert wrong.differences == (f"status: ventet ukjent, men fikk {state}.",)


def test_a_deadline_without_a_day_has_no_dates(case: Run) -> None:
    answers = "start.hvem: helfo, start.mottatt: vet_ikke"
    assert case(answers, "frist: klage, status: ukjent").differences == ()
    result = case(answers, "send_senest: 2026-08-29, utløper: 2026-08-31")
    assert result.differences == (
        "send_senest: ventet 2026-08-29, men fikk ingen.",
        "utløper: ventet 2026-08-31, men fikk ingen.",
    )


def test_what_has_no_deadline_and_no_recipient_is_expected_as_none(case: Run) -> None:
    result = case("start.hvem: kommunen", "send_til: ingen, klageinstans: helfo, frist: ingen")
    assert result.differences == ()


def test_a_deadline_expected_where_there_is_none_is_told(case: Run) -> None:
    result = case("start.hvem: kommunen", "frist: klage, status: løper, utløper: 2026-08-31")
    assert result.differences == (
        "frist: ventet klage, men fikk ingen.",
        "status: ventet løper, men fikk ingen.",
        "utløper: ventet 2026-08-31, men fikk ingen.",
    )


def test_an_answer_to_a_question_that_never_comes_is_told(case: Run) -> None:
    result = case("start.hvem: kommunen, start.mottatt: 2026-08-01", "svar: start.ring")
    assert result.differences == (
        "Svaret på «start.mottatt» blir ikke brukt: samtalen kommer aldri til det spørsmålet.",
    )


def test_an_answer_to_a_question_that_does_not_exist_is_told(case: Run) -> None:
    result = case("start.hvem: kommunen, bort.vekk: ja", "svar: start.ring")
    assert result.differences == (
        "Svaret på «bort.vekk» blir ikke brukt: samtalen kommer aldri til det spørsmålet.",
    )


def test_a_question_the_case_does_not_answer_is_told_with_what_it_takes(case: Run) -> None:
    result = case("start.hvem: helfo", "svar: start.klag")
    assert result.differences == (
        f"Samtalen stopper i «start.mottatt», som saken ikke svarer på. {TAKEN}",
    )
    assert result.conversation[-1] == "Når fikk du brevet?"


def test_an_answer_the_question_does_not_take_is_told_with_what_it_takes(case: Run) -> None:
    result = case("start.hvem: nav", "svar: start.klag")
    assert result.differences == (
        "«nav» er ikke et svar på «start.hvem». Valg: helfo, kommunen, vet_ikke.",
    )


def test_a_date_where_none_is_asked_for_is_no_answer(case: Run) -> None:
    result = case("start.hvem: 2026-08-01", "svar: start.klag")
    assert result.differences == (
        "«2026-08-01» er ikke et svar på «start.hvem». Valg: helfo, kommunen, vet_ikke.",
    )


def test_a_day_that_has_not_come_is_told_to_be_out_of_range(case: Run) -> None:
    result = case("start.hvem: helfo, start.mottatt: 2026-08-11", "svar: start.klag")
    assert result.differences == (
        "«start.mottatt» tar ikke imot dagen 2026-08-11: den er for tidlig eller for sen.",
    )


def test_a_case_can_begin_in_any_flow_that_ends_by_itself(case: Run) -> None:
    assert case("annet.vei: denne", "svar: annet.her", flow="annet").differences == ()


@pytest.mark.parametrize("flow", ["borte", "hjelper"])
def test_a_flow_that_no_conversation_can_begin_in_is_told(case: Run, flow: str) -> None:
    result = case("annet.vei: denne", "svar: annet.her", flow=flow)
    assert result.differences == (f"Flyten «{flow}» finnes ikke.",)
    assert result.walk is None


def test_cases_of_every_file_are_read_in_the_order_of_their_paths(tmp_path: Path) -> None:
    (tmp_path / "under").mkdir()
    for name in ("b", "under/c", "a"):
        text = SITUATION.replace("Helfo sa nei til tannlegen.", name)
        (tmp_path / f"{name}.yaml").write_text(
            f"{text}    svar: {{hvem: kommunen}}\n    ventet: {{svar: ring}}\n", encoding="utf-8"
        )
    report = Report()
    scenarios = read_scenarios(tmp_path, report)
    assert report.sorted() == ()
    assert [scenario.situation for scenario in scenarios] == ["a", "b", "under/c"]
    assert scenarios[2].position.file == f"{tmp_path.name}/under/c.yaml"
    assert {scenario.flow for scenario in scenarios} == {"start"}
    assert {scenario.today for scenario in scenarios} == {date(2026, 8, 10)}


@pytest.mark.parametrize(
    ("wrong", "code", "said"),
    [
        ("    svar: {hvem: helfo}", "RV012", "Saken mangler nøkkelen «ventet»."),
        ("    ventet: {svar: ring}", "RV012", "Saken mangler nøkkelen «svar»."),
        ("    svar: helfo\n    ventet: {svar: ring}", "RV601", "«svar» må ha ett svar per linje"),
        (
            "    svar: {hvem: [helfo]}\n    ventet: {svar: ring}",
            "RV601",
            "«svar» må ha ett svar per linje",
        ),
        ("    svar: {}\n    ventet: {}", "RV602", "«ventet» er tom"),
        ("    svar: {}\n    ventet: {svra: ring}", "RV011", "Mente du «svar»?"),
        ("    svar: {}\n    ventet: {status: løpr}", "RV014", "Mente du «løper»?"),
        ("    svar: {}\n    ventet: {utløper: 1. mai}", "RV010", "en dato på formen"),
        ("    svar: {}\n    ventet: {sier: ring}", "RV010", "en liste"),
        ("    svar: {}\n    ventet: ring", "RV010", "«ventet» må ha nøkler"),
        ("    svr: {}\n    ventet: {svar: ring}", "RV011", "Mente du «svar»?"),
    ],
)
def test_what_is_written_wrong_in_a_case_is_told(
    tmp_path: Path, wrong: str, code: str, said: str
) -> None:
    (found,) = read(tmp_path, f"{SITUATION}{wrong}\n")
    assert f" {code} " in found
    assert said in found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("saker: []\n", "RV011"),
        ("scenarier: []\n", "RV013"),
        ("scenarier: ingen\n", "RV010"),
        ("scenarier:\n  - bare en tekst\n", "RV010"),
    ],
)
def test_a_file_that_holds_no_cases_is_told(tmp_path: Path, text: str, code: str) -> None:
    assert f" {code} " in read(tmp_path, text)[0]


def test_a_file_that_is_not_yaml_does_not_hide_the_cases_of_another(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("scenarier: [\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(
        f"{SITUATION}    svar: {{hvem: kommunen}}\n    ventet: {{svar: ring}}\n", encoding="utf-8"
    )
    report = Report()
    assert len(read_scenarios(tmp_path, report)) == 1
    assert [said.position.file for said in report.sorted()] == [f"{tmp_path.name}/a.yaml"]


def test_a_day_written_without_hyphens_is_no_day(case: Run) -> None:
    result = case("start.hvem: helfo, start.mottatt: 20260801", "svar: start.klag")
    assert result.differences == (f"«20260801» er ikke et svar på «start.mottatt». {TAKEN}",)


def test_coverage_counts_choices_and_outcomes_and_names_those_not_visited(
    case: Run, flows: Library
) -> None:
    results = [
        case("start.hvem: helfo, start.mottatt: 2026-08-01", "svar: start.klag"),
        case("start.hvem: vet_ikke", "svar: start.ring"),
        case("annet.vei: denne", "svar: annet.her", flow="borte"),
    ]
    found = coverage(flows, results)
    assert (found.choices, found.outcomes) == (8, 3)
    assert found.choices_missed == (
        "annet.vei.denne",
        "annet.vei.spør",
        "start.hvem.kommunen",
        "start.mottatt.ikke_kommet",
        "start.mottatt.vet_ikke",
    )
    assert found.outcomes_missed == ("annet.her",)


def test_an_outcome_is_not_visited_by_a_case_that_stops_before_it(
    case: Run, flows: Library
) -> None:
    found = coverage(flows, [case("start.hvem: helfo", "svar: start.klag")])
    assert "start.klag" in found.outcomes_missed
    assert "start.mottatt.dato" in found.choices_missed
    assert "start.hvem.helfo" not in found.choices_missed


def test_nothing_is_missed_when_every_choice_and_outcome_is_visited(
    case: Run, flows: Library
) -> None:
    ways = [
        ("start.hvem: helfo, start.mottatt: 2026-08-01", None),
        ("start.hvem: helfo, start.mottatt: ikke_kommet", None),
        ("start.hvem: helfo, start.mottatt: vet_ikke", None),
        ("start.hvem: kommunen", None),
        ("start.hvem: vet_ikke", None),
        ("annet.vei: denne", "annet"),
        ("annet.vei: spør", "annet"),
    ]
    found = coverage(flows, [case(answers, "frist: ingen", flow=flow) for answers, flow in ways])
    assert (found.choices_missed, found.outcomes_missed) == ((), ())
