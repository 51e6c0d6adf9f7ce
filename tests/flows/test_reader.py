from pathlib import Path

import pytest

from bot.flows import Question, Ref, load
from bot.flows.model import Call, DeadlineUse, Outcome, Return
from bot.source import Position
from tests.flows.slips import FILES, Slip, prove, written
from tests.library import FACTS, library, loaded

SLIPS = [
    # The top of a flow
    Slip("tittel: Start", "¤titel: Start", "RV011", "Mente du «tittel»?"),
    Slip("flyt: start", "flyt: ¤klage", "RV201", "filen heter «start.yaml»"),
    Slip("flyt: start", "flyt: ¤Start", "RV015", "små bokstaver"),
    Slip("tittel: Start", "tittel: ¤''", "RV013", "«tittel» er tom", right="tittel: 'Start'"),
    Slip("emneord: [klage, brev]", "emneord: ¤klage", "RV010", "en liste", right=""),
    Slip("emneord:", "helse: ¤kanskje\nemneord:", "RV010", "«nei»", right="helse: ja\nemneord:"),
    Slip("start: hvem\n", "start: ¤Hvem\n", "RV015", "kan ikke være en id"),
    Slip("  kjent:\n", "  ¤KJENT:\n", "RV015", "kan ikke være en id", file="brevet"),
    # Steps
    Slip("  hvem:\n    spørsmål:", "  ¤hvem:\n    sporsmal:", "RV203", "Mente du «spørsmål»?"),
    Slip("  kjent:\n    retur: kjent", "  ¤kjent:\n    retru: kjent", "RV203",
         "Mente du «retur»?", file="brevet"),
    Slip("  kjent:\n    retur: kjent", "  kjent: ¤kjent", "RV010", "må ha nøkler", file="brevet"),
    Slip("    retur: ukjent", "    retur: ukjent\n    ¤til: kjent", "RV011",
         "i steget «ukjent»", file="brevet"),
    Slip("    retur: ukjent", "    retur: ¤Ukjent", "RV015", "«Ukjent»", file="brevet"),
    # Questions
    Slip("    spørsmål: Hvem har skrevet brevet?", "    spørsmål: ¤''", "RV013", "«spørsmål»"),
    Slip("    spørsmål: Hvem har skrevet brevet?\n",
         "    spørsmål: Hvem har skrevet brevet?\n    ¤svar: Nei\n", "RV011", "«svar»"),
    Slip("    hjelp: Navnet", "    ¤hjlep: Navnet", "RV011", "Mente du «hjelp»?"),
    Slip("    valg:\n      helfo:", "    ¤vlag:\n      helfo:", "RV011", "Mente du «valg»?"),
    Slip("    spørsmål: Når kom brevet?\n    dato: {senest: i dag}\n",
         "    ¤spørsmål: Når kom brevet?\n", "RV204", "verken «valg» eller «dato»", file="brevet"),
    Slip("    dato: {senest: i dag}", "    ¤dtao: {senest: i dag}", "RV011",
         "Mente du «dato»?", file="brevet"),
    Slip("    vet_ikke: {til: kalt}", "    vet_ikke: {til: kalt}\n    til: ¤kalt", "RV204",
         "brukes bare med «dato»"),
    Slip("    dato: {senest: i dag}", "    dato: ¤ja", "RV010", "Datoen må ha nøkler",
         file="brevet"),
    Slip("tidligst: 2020-01-01", "tidligst: ¤i fjor", "RV010", "2027-01-31", right=""),
    Slip("{senest: i dag,", "{senest: ¤i morgen,", "RV014", "«i dag»"),
    Slip("    spørsmål: Når kom brevet?\n    dato: {senest: i dag}\n"
         "    vet_ikke: {til: ukjent}\n    til: kjent\n",
         "    ¤spørsmål: Når kom brevet?\n    dato: {senest: i dag}\n    vet_ikke: {til: ukjent}\n",
         "RV012", "mangler nøkkelen «til»", file="brevet"),
    # Choices
    Slip("      helfo: {tekst: Helfo,", "      ¤dato: {tekst: Helfo,", "RV202", "et annet navn",
         right="      helfo: {tekst: Staten,"),
    Slip("      helfo: {tekst: Helfo,", "      ¤vet_ikke: {tekst: Helfo,", "RV202",
         "et ord i språket"),
    Slip("{tekst: Kommunen, til: kalt}", "¤{til: kalt}", "RV012", "«tekst»"),
    Slip("{tekst: Kommunen, til: kalt}", "¤{tekst: Kommunen}", "RV012", "«til»"),
    Slip("{tekst: Kommunen, til: kalt}", "{tekst: Kommunen, ¤tli: kalt}", "RV011", "«til»?"),
    Slip("{tekst: Kommunen, til: kalt}", "¤kalt", "RV010", "Valget «kommunen» må ha nøkler"),
    Slip("{tekst: Kommunen, til: kalt}", "{tekst: Kommunen, til: ¤''}", "RV013", "tom"),
    Slip("{tekst: Kommunen, til: kalt}", "{tekst: Kommunen, til: ¤Kalt}", "RV015", "«Kalt»"),
    Slip("frist: ikke_startet", "frist: ¤ikke_starta", "RV014", "Mente du «ikke_startet»?"),
    Slip("    vet_ikke: {til: kalt}", "    vet_ikke: ¤kalt", "RV010", "må ha nøkler",
         right="    vet_ikke: {tekst: Jeg vet ikke, til: kalt}"),
    Slip("    vet_ikke: {til: kalt}", "    vet_ikke: {til: kalt, ¤frist: ikke_startet}", "RV011",
         "«frist» er ikke en nøkkel"),
    # Calls
    Slip("    kall: brevet\n", "    kall: ¤[brevet]\n", "RV010", "en tekst"),
    Slip("    til: {kjent: anke, ukjent: anke}", "    til: ¤{}", "RV013", "tom",
         right="    til: {kjent: klag, ukjent: anke}"),
    Slip("    kall: brevet\n", "    kall: brevet\n    ¤hjelp: Her\n", "RV011", "kallet «kalt»"),
    # Outcomes
    Slip("    svar: Klag til Helfo\n    tekst: Ring **Helfo** på {instans.helfo.telefon}.\n"
         "    tjeneste: Hjelp til å klage\n", "    ¤svar: Klag til Helfo\n", "RV012",
         "Svaret «klag» mangler nøkkelen «tjeneste»",
         right="    svar: Klag til Helfo\n    tjeneste: Hjelp til å klage\n"),
    Slip("    svar: Klag til Helfo", "    svar: ¤''", "RV013", "«svar»"),
    Slip("    send_til: helfo\n", "    send_til: ¤hefo\n", "RV102", "Mente du «helfo»?",
         right="    send_til: {ingen: Du trenger ikke sende noe.}\n"),
    Slip("    send_til: helfo\n", "    send_til: ¤[helfo]\n", "RV010", "en tekst"),
    Slip("    klageinstans: {ingen: Svaret er endelig.}\n",
         "    klageinstans: {ingen: ¤''}\n", "RV013", "«ingen» er tom",
         right="    klageinstans: kommunen\n"),
    Slip("    frist: {regel: klage, fra: mottatt}", "    frist: {regel: ¤klge, fra: mottatt}",
         "RV102", "Mente du «klage»?", right="    frist: {ingen: Det er ingen frist.}"),
    Slip("    frist: {regel: klage, fra: mottatt}", "    frist: ¤{regel: klage}", "RV012", "«fra»"),
    Slip("    frist: {regel: klage, fra: mottatt}", "    frist: ¤ingen", "RV010",
         "Skriv «frist: {ingen: grunnen}»."),
    Slip("    frist: {regel: klage, fra: mottatt}", "    frist: ¤klage", "RV010",
         "eller «frist: {ingen: grunnen}» når det ikke er noen."),
    Slip("    klageinstans: {ingen: Svaret er endelig.}\n", "    klageinstans: ¤ingen\n", "RV010",
         "Skriv «klageinstans: {ingen: grunnen}»."),
    Slip("    frist: {regel: klage, fra: mottatt}", "    frist: {regel: klage, fra: ¤[]}",
         "RV013", "«fra» er tom", right="    frist: {regel: klage, fra: [mottatt]}"),
    Slip("    neste:\n      - Skriv hva du er uenig i.\n", "    neste: ¤Skriv.\n", "RV010",
         "en liste"),
    Slip("      - Skriv hva du er uenig i.\n", "      - ¤{skriv: alt}\n", "RV010", "en tekst"),
    Slip("    kilder: [loven]\n", "    kilder: [¤lovn]\n", "RV102", "Mente du «loven»?"),
    Slip("    kilder: [loven]\n", "    kilder: ¤[]\n", "RV013", "«kilder» er tom"),
]  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS, ids=str)
def test_one_slip_gives_one_diagnostic_where_it_stands(slip: Slip, tmp_path: Path) -> None:
    prove(tmp_path, slip)


def test_a_flow_is_read_with_its_steps_in_the_order_written(tmp_path: Path) -> None:
    made = library(tmp_path, start=FILES["start"], brevet=FILES["brevet"])
    flow = made.flows["start"]
    assert (flow.title.source, flow.start, flow.health) == ("Start", "hvem", False)
    assert [word.source for word in flow.keywords] == ["klage", "brev"]
    assert list(flow.steps) == ["hvem", "mottatt", "kalt", "anke", "klag"]
    assert flow.results == ()
    assert made.flows["brevet"].results == ("kjent", "ukjent")
    assert isinstance(made.step(Ref("brevet", "kjent")), Return)


def test_a_question_has_its_choices_in_order_and_the_unknown_last(tmp_path: Path) -> None:
    made = library(tmp_path, start=FILES["start"], brevet=FILES["brevet"])
    question = made.step(Ref("start", "hvem"))
    assert isinstance(question, Question)
    assert [choice.id for choice in question.choices] == ["helfo", "kommunen", "vet_ikke"]
    first, _, unknown = question.choices
    assert first.label is not None
    assert (first.label.source, first.label.context) == ("Helfo", "start.hvem.helfo")
    assert first.explanation is not None
    assert unknown.label is None
    assert question.help is not None
    assert question.help.source == "Navnet står øverst."
    assert question.day is None
    assert question.choice("nav") is None


def test_only_a_choice_that_says_so_starts_nothing(tmp_path: Path) -> None:
    made = library(tmp_path, start=FILES["start"], brevet=FILES["brevet"])
    assert made.engine.not_started == {(Ref("start", "mottatt"), "ikke_kommet")}


def test_an_outcome_holds_what_stands_in_it(tmp_path: Path) -> None:
    made = library(tmp_path, start=FILES["start"], brevet=FILES["brevet"])
    step = made.step(Ref("start", "klag"))
    assert isinstance(step, Outcome)
    assert step.send_to == "helfo"
    assert not isinstance(step.appeal_body, str)
    assert step.appeal_body.source == "Svaret er endelig."
    assert step.deadline == DeadlineUse("klage", (Ref("start", "mottatt"),), Position(""))
    assert [item.source for item in step.next_steps] == ["Skriv hva du er uenig i."]
    assert step.sources == ("loven",)


def test_a_reference_names_its_own_flow_unless_it_says_another(tmp_path: Path) -> None:
    made = library(tmp_path, start=FILES["start"], brevet=FILES["brevet"])
    step = made.step(Ref("start", "anke"))
    assert isinstance(step, Outcome)
    assert step.deadline == DeadlineUse(
        "anke", (Ref("brevet", "mottatt"), Ref("start", "mottatt")), Position("")
    )


def test_a_call_leads_each_result_its_way(tmp_path: Path) -> None:
    made = library(tmp_path, start=FILES["start"], brevet=FILES["brevet"])
    call = made.step(Ref("start", "kalt"))
    assert isinstance(call, Call)
    assert [route.target for route in call.routes_for("kjent")] == ["anke"]
    assert call.routes_for("annet") == ()


def test_contexts_of_texts_never_hold_a_place_in_a_list(tmp_path: Path) -> None:
    made = library(tmp_path, start=FILES["start"], brevet=FILES["brevet"])
    outcome = made.step(Ref("start", "klag"))
    assert isinstance(outcome, Outcome)
    assert outcome.next_steps[0].context == "start.klag.neste"


def test_a_flow_id_has_at_most_twenty_characters(tmp_path: Path) -> None:
    name = "a" * 21
    found = loaded(tmp_path, **{name: FILES["brevet"].replace("brevet", name)}).diagnostics
    assert [(item.code, item.position.line) for item in found] == [("RV015", 1)]


def test_a_step_with_a_word_of_the_language_as_id_is_refused(tmp_path: Path) -> None:
    slip = Slip("  hvem:\n    spørsmål:", "  ¤vet_ikke:\n    spørsmål:", "RV202", "", None)
    (found, *_) = written(tmp_path, slip, slip.wrong.replace("¤", "")).diagnostics
    assert (str(found.position), found.code) == ("flyt/start.yaml:6:3", "RV202")


def test_an_empty_folder_says_how_to_point_at_another(tmp_path: Path) -> None:
    (found,) = load(tmp_path, tmp_path).diagnostics
    assert (found.code, found.position.file) == ("RV000", tmp_path.name)
    assert "--flyt" in found.message


def test_a_flow_that_is_no_mapping_is_told_once_and_the_others_are_still_read(
    tmp_path: Path,
) -> None:
    files = {"start": FILES["start"].replace("tittel", "titel"), "brevet": "- a\n"}
    found = loaded(tmp_path, facts=FACTS, **files).diagnostics
    assert [f"{item.position} {item.code}" for item in found] == [
        "flyt/brevet.yaml:1:1 RV003",
        "flyt/start.yaml:2:1 RV011",
    ]
