"""A slip is told once, where it stands, however much of the flows it breaks."""

from pathlib import Path

import pytest

from tests.library import FACTS, loaded, outcome, proved

TEXTS = """
satser:
  tak:
    navn: Taket
    sikkerhet: høy
    innhold: [{beløp: 100, kilder: [loven]}]
tekster:
  rabatt: Har du lav inntekt, betaler du lite.
"""

LONG = "Du betaler høyst {sats.tak} for alt du får hjelp til av oss her hjemme"
"""Fourteen words; the placeholder has to stand for one or two of them."""

SENT = outcome("Ring", "{regel: anke, fra: brevet.mottatt}").replace("helfo", "kommunen")

START = f"""
flyt: start
tittel: Start
start: hva
steg:
  hva:
    spørsmål: Hva gjelder det?
    hjelp: {LONG}.
    valg:
      en: {{tekst: Den ene, til: brev}}
      to: {{tekst: Den andre, til: brev}}
    vet_ikke: {{til: brev}}
  brev:
    kall: brevet
    til:
      - når:
          frist: klage
          fra: brevet.mottatt
          er: utløpt
        til: sent
      - {{ellers: klag}}
  sent: {SENT}
  klag: {outcome("Klag", "{regel: klage, fra: brevet.mottatt}")}
"""

BREVET = """
flyt: brevet
tittel: Brevet
start: mottatt
steg:
  mottatt:
    spørsmål: Når fikk du brevet?
    hjelp: "Se brevet. {tekst.rabatt} {sats.tak} er det meste. Se på datoen øverst."
    dato: {senest: i dag}
    vet_ikke: {til: ferdig}
    til: ferdig
  ferdig: {retur: ferdig}
"""


def told(folder: Path, slips: dict[str, str]) -> list[tuple[str, str, int]]:
    """Return code, file and line of all that is told once each text is another."""
    files = {"facts": FACTS + TEXTS, "start": START, "brevet": BREVET}
    for right, wrong in slips.items():
        there = [name for name, text in files.items() if right in text]
        assert there, right
        files[there[0]] = files[there[0]].replace(right, wrong, 1)
    found = proved(folder, **files).diagnostics
    return [(each.code, each.position.file, each.position.line) for each in found]


def test_nothing_is_told_where_nothing_is_wrong(tmp_path: Path) -> None:
    assert told(tmp_path, {}) == []


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("\n  mottatt:", "\n  motatt:", "RV301"),
        ("\n  loven:", "\n  lovn:", "RV102"),
        ("\n  helfo:", "\n  hefo:", "RV102"),
        ("\n  klage:", "\n  kalge:", "RV102"),
        ("\n  tak:", "\n  takk:", "RV307"),
        ("\n  rabatt:", "\n  rabat:", "RV307"),
        ("satser:", "sater:", "RV011"),
        ("tekster:", "tekter:", "RV011"),
        ("instanser:", "instaner:", "RV011"),
        ("beløp:", "belop:", "RV011"),
        ("uker: 4", "ukr: 4", "RV011"),
        ("Hva gjelder det?", '"Hva gjelder {duu}?"', "RV307"),
    ],
)
def test_a_slip_in_what_a_thing_is_called_is_told_once(
    tmp_path: Path, right: str, wrong: str, code: str
) -> None:
    assert [each[0] for each in told(tmp_path, {right: wrong})] == [code]


def test_a_name_that_stands_in_many_places_is_pointed_out_in_some_of_them(tmp_path: Path) -> None:
    known = FACTS.replace("\n  loven:", "\n  lovn:")
    (found,) = proved(tmp_path, facts=known + TEXTS, start=START, brevet=BREVET).diagnostics
    assert "Mente du «lovn»?" in found.message
    assert found.message.endswith(
        "Navnet står også i flyt/fakta/fakta.yaml:46, flyt/fakta/fakta.yaml:50, "
        "flyt/fakta/fakta.yaml:64 og 2 steder til."
    )


def test_two_slips_are_told_apart(tmp_path: Path) -> None:
    slips = {"til: sent": "til: sen", "{ellers: klag}": "{ellers: kalg}"}
    assert told(tmp_path, slips) == [
        ("RV301", "flyt/start.yaml", 19),
        ("RV301", "flyt/start.yaml", 20),
    ]


def test_what_a_condition_reads_is_told_on_its_line(tmp_path: Path) -> None:
    slip = {"fra: brevet.mottatt\n": "fra: brevet.motatt\n"}
    assert told(tmp_path, slip) == [("RV303", "flyt/start.yaml", 17)]


def test_conditions_that_say_the_same_are_told_once(tmp_path: Path) -> None:
    again = "- {når: {frist: klage, fra: brevet.mottatt, er: utløpt}, til: klag}\n      "
    slip = {"- {ellers: klag}": f"{again}- {{ellers: klag}}"}
    assert [each[0] for each in told(tmp_path, slip)] == ["RV310"]


@pytest.mark.parametrize(
    ("said", "code"), [("{}", "RV010"), ("[ja]", "RV010"), ("nei", "RV221"), ("jaa", "RV010")]
)
def test_a_question_on_municipality_that_says_something_else_is_told_once(
    tmp_path: Path, said: str, code: str
) -> None:
    slip = {"dato: {senest: i dag}": f"kommune: {said}"}
    assert [each[0] for each in told(tmp_path, slip)] == [code]


def test_a_choice_or_a_result_that_many_ways_name_is_told_once(tmp_path: Path) -> None:
    way = "[{når: {svar: hva, er: en}, til: klag}, {ellers: sent}]"
    start = START.replace("{ellers: klag}", "{ellers: igjen}")
    start += "  igjen: {kall: brevet, til: {ferdig: om_igjen}}\n"
    start += "  om_igjen: {kall: brevet, til: {ferdig: til_slutt}}\n"
    start += f"  til_slutt: {{kall: brevet, til: {way}}}\n  sist: {{kall: brevet, til: {way}}}\n"
    start = start.replace("til: sent\n", "til: sist\n")
    files = {"facts": FACTS + TEXTS, "start": start, "brevet": BREVET}
    assert proved(tmp_path / "riktig", **files).diagnostics == ()
    renamed = {**files, "start": start.replace("      en: {", "      enn: {")}
    (found,) = proved(tmp_path / "valg", **renamed).diagnostics
    assert (found.code, "Mente du «enn»?" in found.message) == ("RV303", True)
    returned = {**files, "brevet": BREVET.replace("{retur: ferdig}", "{retur: ferdigg}")}
    (found,) = proved(tmp_path / "retur", **returned).diagnostics
    assert (found.code, "Mente du «ferdigg»?" in found.message) == ("RV302", True)


@pytest.mark.parametrize("key", ["frist", "klageinstans"])
def test_a_reason_for_having_none_with_its_key_misspelt_is_told_once(
    tmp_path: Path, key: str
) -> None:
    text = f"flyt: start\ntittel: Start\nstart: ut\nsteg:\n  ut: {outcome()}\n"
    slip = text.replace(f"{key}: {{ingen:", f"{key}: {{ingne:")
    found = loaded(tmp_path, start=slip).diagnostics
    assert [each.code for each in found] == ["RV011"]
    assert "Mente du «ingen»?" in found[0].message
