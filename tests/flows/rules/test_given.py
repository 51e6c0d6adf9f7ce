"""RV315: what was not asked on the way is not read, unless somebody has said what holds then."""

from pathlib import Path

import pytest

from tests.every_kind import PLACES
from tests.library import FACTS, outcome, proved

ENDS = f"""
  a: {outcome("A")}
  b: {outcome("B")}
  c: {outcome("C")}
"""
PENGER = "{svar: gjelder, er: penger}"
ASKED = "{svar: gjelder, besvart: ja}"
NOT_ASKED = "{svar: gjelder, besvart: nei}"


def flow(routes: str) -> str:
    """Two of three are asked what it is about before the ways part."""
    return f"""
flyt: start
tittel: Start
start: hvem
steg:
  hvem:
    spørsmål: Hvem har skrevet brevet?
    valg:
      nav: {{tekst: Nav, til: gjelder}}
      helfo: {{tekst: Helfo, til: haster}}
    vet_ikke: {{til: gjelder}}
  gjelder:
    spørsmål: Hva gjelder det?
    valg:
      penger: {{tekst: Penger, til: haster}}
    vet_ikke: {{til: haster}}
  haster:
    spørsmål: Haster det?
    valg:
      ja:
        tekst: Ja
        til:
{routes}
    vet_ikke: {{til: c}}
{ENDS}"""


def found(folder: Path, text: str, facts: str = FACTS) -> list[tuple[str, str]]:
    diagnostics = proved(folder, facts=facts, start=text).diagnostics
    return [(each.code, each.message) for each in diagnostics if each.code.startswith("RV31")]


def codes(folder: Path, *conditions: str) -> list[str]:
    routes = [f"          - {{når: {each}, til: a}}" for each in conditions]
    return [
        code for code, _ in found(folder, flow("\n".join([*routes, "          - {ellers: b}"])))
    ]


def test_the_shortest_conversation_that_was_not_asked_is_told(tmp_path: Path) -> None:
    ways = f"          - {{når: {PENGER}, til: a}}\n          - {{ellers: b}}"
    ((code, message),) = found(tmp_path, flow(ways))
    assert code == "RV315"
    assert "«start.gjelder»" in message
    assert "start.hvem = helfo, start.haster = ja." in message
    assert "{svar: start.gjelder, besvart: nei}" in message


@pytest.mark.parametrize(
    "condition",
    [
        PENGER,
        f"{{ikke: {PENGER}}}",
        f"{{alle: [{NOT_ASKED}, {PENGER}]}}",
        f"{{en_av: [{ASKED}, {PENGER}]}}",
        f"{{alle: [{PENGER}, {{svar: hvem, er: [nav, helfo]}}]}}",
        f"{{en_av: [{PENGER}, {{svar: hvem, er: nav}}]}}",
        f"{{ikke: {{alle: [{{svar: hvem, er: [helfo, vet_ikke]}}, {PENGER}]}}}}",
    ],
)
def test_a_condition_that_hangs_on_what_was_not_asked_is_told_once(
    tmp_path: Path, condition: str
) -> None:
    assert codes(tmp_path, condition) == ["RV315"]


@pytest.mark.parametrize(
    "condition",
    [
        ASKED,
        NOT_ASKED,
        f"{{alle: [{ASKED}, {PENGER}]}}",
        f"{{alle: [{PENGER}, {ASKED}]}}",
        f"{{en_av: [{NOT_ASKED}, {PENGER}]}}",
        f"{{alle: [{{svar: hvem, er: nav}}, {PENGER}]}}",
        f"{{en_av: [{{svar: hvem, er: helfo}}, {PENGER}]}}",
        f"{{ikke: {{alle: [{ASKED}, {PENGER}]}}}}",
        f"{{alle: [{{en_av: [{PENGER}, {{svar: hvem, er: nav}}]}}, {ASKED}]}}",
    ],
)
def test_a_condition_that_says_what_holds_for_those_not_asked_is_right(
    tmp_path: Path, condition: str
) -> None:
    assert codes(tmp_path, condition) == []


def test_who_was_not_asked_can_be_taken_by_a_way_above(tmp_path: Path) -> None:
    assert codes(tmp_path / "above", NOT_ASKED, PENGER) == []
    assert codes(tmp_path / "below", PENGER, NOT_ASKED) == ["RV315"]


def test_an_answer_read_by_many_ways_of_one_list_is_told_at_the_first(tmp_path: Path) -> None:
    assert codes(tmp_path, PENGER, "{svar: gjelder, er: vet_ikke}") == ["RV315"]


LATE = "{{frist: klage, fra: {}, er: utløpt}}"
BREV = """
flyt: start
tittel: Start
start: mottatt
steg:
  mottatt:
    spørsmål: Når fikk du brevet?
    dato: {senest: i dag}
    valg:
      muntlig: {tekst: Jeg fikk det muntlig, til: muntlig}
    vet_ikke: {til: haster}
    til: haster
  muntlig:
    spørsmål: Når fikk du svaret?
    dato: {senest: i dag}
    vet_ikke: {til: klag}
    til: haster
  haster:
    spørsmål: Haster det?
    valg:
      ja:
        tekst: Ja
        til:
          - {når: %s, til: klag}
          - {ellers: b}
    vet_ikke: {til: c}
  klag: %s
%s"""


def brev(condition: str, starts: str) -> str:
    return BREV % (condition, outcome("Klag", f"{{regel: klage, fra: {starts}}}"), ENDS)


def test_a_deadline_needs_one_of_its_questions_to_be_asked(tmp_path: Path) -> None:
    either, late = "[muntlig, mottatt]", LATE.format("mottatt")
    assert found(tmp_path / "one", brev(LATE.format(either), either)) == []
    ((code, message),) = found(tmp_path / "condition", brev(LATE.format("muntlig"), either))
    assert (code, "«start.muntlig»" in message) == ("RV315", True)
    ((code, message),) = found(tmp_path / "outcome", brev(late, "muntlig"))
    assert (code, "Fristen regnes fra «start.muntlig»" in message) == ("RV315", True)
    assert ": start.mottatt = " in message


def test_a_deadline_may_run_from_what_was_asked_on_each_way_by_another_question(
    tmp_path: Path,
) -> None:
    each = """
flyt: start
tittel: Start
start: hvem
steg:
  hvem:
    spørsmål: Hvem har skrevet brevet?
    valg:
      nav: {tekst: Nav, til: fra_nav}
    vet_ikke: {til: fra_andre}
  fra_nav:
    spørsmål: Når fikk du brevet?
    dato: {senest: i dag}
    vet_ikke: {til: klag}
    til: klag
  fra_andre:
    spørsmål: Når fikk du det?
    dato: {senest: i dag}
    vet_ikke: {til: klag}
    til: klag
  klag: """
    both = outcome("Klag", "{regel: klage, fra: [fra_nav, fra_andre]}")
    one = outcome("Klag", "{regel: klage, fra: [fra_nav]}")
    assert found(tmp_path / "both", f"{each}{both}\n") == []
    ((code, message),) = found(tmp_path / "one", f"{each}{one}\n")
    assert code == "RV315"
    assert ": start.hvem = vet_ikke, start.fra_andre = vet_ikke." in message


def test_a_municipality_in_a_text_is_wrong_only_where_nobody_was_asked(tmp_path: Path) -> None:
    def placed(step: str) -> str:
        ends = {each: outcome(each.upper()) for each in ("a", "b", "c")}
        ends[step] = ends[step].replace("neste: [", "neste: ['Ring {svar.bor.fylke}.', ")
        written = "".join(f"  {each}: {text}\n" for each, text in ends.items())
        return f"""
flyt: start
tittel: Start
start: hvem
steg:
  hvem:
    spørsmål: Hvem har skrevet brevet?
    valg:
      nav: {{tekst: Nav, til: bor}}
      helfo: {{tekst: Helfo, til: c}}
    vet_ikke: {{til: a}}
  bor:
    spørsmål: Hvor bor du?
    kommune: ja
    vet_ikke: {{til: b}}
    til: a
{written}""".replace("{svar.bor", "{svar.start.bor")

    facts = FACTS + PLACES
    assert found(tmp_path / "asked", placed("b"), facts) == []
    assert found(tmp_path / "some", placed("a"), facts) == []
    ((code, message),) = found(tmp_path / "nobody", placed("c"), facts)
    assert (code, "«start.bor»" in message) == ("RV315", True)


@pytest.mark.parametrize("shown", ["{svar.start.nar}", "{tekst.om}"])
def test_a_date_shown_by_itself_or_by_a_shared_text_must_have_been_asked_for(
    shown: str, tmp_path: Path
) -> None:
    facts = (
        FACTS
        + 'tekster:\n  om: {deg: Om deg., andre: "Om {tekst.dag}."}\n  dag: "{svar.start.nar}"\n'
    )
    start = f"""
    flyt: start
    tittel: Start
    start: hvem
    steg:
      hvem:
        spørsmål: Hvem gjelder det?
        valg:
          meg: {{tekst: Meg, til: nar}}
          mor: {{tekst: Moren min, for_andre: ja, til: uspurt}}
      nar: {{spørsmål: Når?, dato: {{}}, vet_ikke: {{til: spurt}}, til: spurt}}
      spurt: {outcome().replace("Skriv hva du er uenig i.", f'"Skriv {shown}"')}
      uspurt: {outcome().replace("Skriv hva du er uenig i.", f'"Skriv {shown}"')}
    """
    diagnostics = proved(tmp_path, facts=facts, start=start).diagnostics
    (told,) = [each for each in diagnostics if each.code == "RV315"]
    assert told.position.line == 12
