import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.content import FLOWS
from bot.flows import Loaded, load
from bot.flows.schema import Kind, Schema, as_text, schema
from bot.source import Fields, Position, Report, Scalar, Severity, read_yaml
from bot.source.fields import is_id
from tests.every_kind import KINDS_FACTS, START, every_kind
from tests.flows.draft7 import as_an_editor_reads, objects, refusals
from tests.flows.every_key import BREVET, CONDITIONS
from tests.flows.generated import libraries
from tests.library import loaded, outcome

SCHEMAS = {kind: schema(kind) for kind in Kind}
SHIPPED = [
    *((Kind.FLOW, path) for path in sorted(FLOWS.glob("*.yaml"))),
    *((Kind.FACTS, path) for path in sorted((FLOWS / "fakta").glob("*.yaml"))),
]


def why_refused(text: str, kind: Kind = Kind.FLOW) -> list[str]:
    root = read_yaml(text.encode(), "fil.yaml", Report())
    assert root is not None, text
    return refusals(as_an_editor_reads(root), SCHEMAS[kind], SCHEMAS[kind])


def reading_errors(found: Loaded) -> list[str]:
    """What is wrong in single parts of the files, which is what a schema can see."""
    return [
        str(each)
        for each in found.diagnostics
        if each.severity is Severity.ERROR and each.code < "RV3"
    ]


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, f"«{old}» does not stand once"
    return text.replace(old, new)


@pytest.mark.parametrize(("kind", "path"), SHIPPED, ids=lambda each: getattr(each, "stem", ""))
def test_every_file_that_is_shipped_is_right(kind: Kind, path: Path) -> None:
    assert why_refused(path.read_text("utf-8"), kind) == []


@pytest.mark.parametrize(("kind", "path"), SHIPPED, ids=lambda each: getattr(each, "stem", ""))
def test_every_file_that_is_shipped_names_its_schema_first(kind: Kind, path: Path) -> None:
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text("utf-8"))
    assert named, f"{path.name} does not begin with the line that names its schema"
    assert (path.parent / named[1]).resolve() == FLOWS / "skjema" / f"{kind}.json"


@pytest.mark.parametrize("kind", Kind)
def test_the_schema_that_lies_beside_the_flows_is_what_the_program_writes(kind: Kind) -> None:
    saved = (FLOWS / "skjema" / f"{kind}.json").read_text("utf-8")
    assert saved == as_text(schema(kind)), f"Write it anew: rettvei schema {kind}"


def test_every_kind_of_question_and_of_condition_is_right(tmp_path: Path) -> None:
    for text in (START, CONDITIONS, BREVET):
        assert why_refused(text) == []
    assert why_refused(KINDS_FACTS, Kind.FACTS) == []


def test_the_keys_are_those_that_the_reader_takes_and_no_others(tmp_path: Path) -> None:
    taken: set[frozenset[str]] = set()
    read = Fields.__init__

    def note(self: Fields, node: Any, what: str, report: Report, known: Any) -> None:
        if not what.startswith(
            ("rådet «", "teksten «", "fareordene «")
        ):  # their name is their one key
            taken.add(frozenset(known))
        read(self, node, what, report, known)

    with patch.object(Fields, "__init__", note):
        load(FLOWS, tmp_path)
        every_kind(tmp_path / "every")
        made = loaded(tmp_path / "more", facts=KINDS_FACTS, start=CONDITIONS, brevet=BREVET)
    assert [str(found) for found in made.diagnostics if "RV2" in found.code] == []
    assert taken == set(_keys_of_the_schemas())


def _keys_of_the_schemas() -> Iterator[frozenset[str]]:
    for whole in SCHEMAS.values():
        conditions = whole.get("definitions", {}).get("vilkår", {}).get("oneOf", [])
        ways = [
            each["oneOf"]
            for each in objects(whole)
            if "oneOf" in each
            and any("når" in part.get("properties", {}) for part in each["oneOf"])
        ]
        # The reader takes the keys of a condition, and of a way, as one, and then tells which fit.
        together = [conditions, *ways] if conditions else []
        for parts in together:
            yield frozenset(name for part in parts for name in part["properties"])
        apart = [id(part) for parts in together for part in parts]
        for each in objects(whole):
            if "properties" in each and id(each) not in apart:
                yield frozenset(each["properties"])


@pytest.mark.parametrize("kind", Kind)
def test_every_key_is_described_with_an_example_that_is_right(kind: Kind) -> None:
    whole = SCHEMAS[kind]
    described = [
        (name, part) for each in objects(whole) for name, part in each.get("properties", {}).items()
    ]
    assert len(described) > 30
    for name, part in described:
        assert re.fullmatch(r"[A-ZÆØÅÉ«].*\.", part["description"]), name
        assert part["examples"], name
        for example in part["examples"]:
            assert refusals(example, part, whole) == [], (name, example)


OUTCOME = outcome(deadline="{regel: klage, fra: dag}")
SMALL = f"""\
flyt: start
tittel: Start
start: dag
steg:
  dag:
    spørsmål: Når?
    dato: {{senest: i dag}}
    valg: {{aldri: {{tekst: Aldri, til: ut}}}}
    vet_ikke: {{til: ut}}
    til: [{{når: {{svar: dag, er: dato}}, til: ut}}, {{ellers: ut}}]
  mange:
    spørsmål: Hva?
    flervalg: {{a: {{tekst: A}}, b: {{tekst: B}}}}
    ingen: {{til: ut}}
    til: ut
  ut: {OUTCOME}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tittel: Start", "titel: Start"),
        ("tittel: Start", "tittel: [Start]"),
        ("tittel: Start", "tittel:"),
        ("tittel: Start", "tittel: Start\nhelse: true"),
        ("tittel: Start", "tittel: Start\nemneord: []"),
        ("start: dag", "start: Dag"),
        ("flyt: start", "flyt: en_flyt_med_for_langt_navn"),
        ("  mange:", "  vet_ikke:"),
        ("senest: i dag", "senest: i går"),
        ("senest: i dag", "tidligst: 1.1.2020"),
        ("senest: i dag", "tidlig: 2020-01-01"),
        ("dato: {senest: i dag}", "dato: {}\n    tall: {}"),
        ("dato: {senest: i dag}", "dato: {}\n    ingen: {til: ut}"),
        ("    dato: {senest: i dag}\n", ""),
        ("valg: {aldri: {tekst: Aldri, til: ut}}", "valg: {}"),
        ("valg: {aldri: {tekst: Aldri, til: ut}}", "valg: {tilbake: {tekst: Aldri, til: ut}}"),
        ("tekst: Aldri, til: ut", "tekst: Aldri"),
        ("tekst: Aldri, til: ut", "tekst: Aldri, frist: utløpt, til: ut"),
        ("vet_ikke: {til: ut}", "vet_ikke: ut"),
        ("svar: dag, er: dato", "svar: dag"),
        ("svar: dag, er: dato", "svar: dag, er: dato, minst: 5"),
        ("svar: dag, er: dato", "svar: dag, er: dato, fra: dag"),
        ("svar: dag, er: dato", "svar: dag, minst: -1"),
        ("svar: dag, er: dato", "svar: dag, fra_og_med: 2026-01-01, etter: 2026-01-01"),
        ("svar: dag, er: dato", "svar: dag, før: 2026-01-01, til_og_med: 2026-01-01"),
        ("svar: dag, er: dato", "svar: dag, siste: {uker: 1, dager: 1}"),
        ("svar: dag, er: dato", "svar: dag, siste: {uker: 401}"),
        ("svar: dag, er: dato", "frist: klage, fra: dag, er: ute"),
        ("svar: dag, er: dato", "i_dag: {}"),
        ("svar: dag, er: dato", "alle: []"),
        ("{ellers: ut}", "{ellers: ut, til: ut}"),
        ("    ingen: {til: ut}\n", ""),
        (", b: {tekst: B}", ""),
        ("a: {tekst: A}", "ingen: {tekst: A}"),
        ("    flervalg:", "    valg: {c: {tekst: C, til: ut}}\n    flervalg:"),
        ("  mange:", "  annet: {}\n  mange:"),
        ("  mange:", "  annet: {spørsmål: Hva?}\n  mange:"),
        ("  mange:", "  annet: {kall: brevet, retur: kjent}\n  mange:"),
        ("  mange:", "  annet: {kall: brevet, til: {}}\n  mange:"),
        ("svar: Klag til Helfo, ", ""),
        ("tjeneste: Hjelp til å klage, ", ""),
        ("send_til: helfo, ", "send_til: helfo, endringer: [{fra_og_med: 2027-01-01}], "),
        ("send_til: helfo, ", "send_til: helfo, endringer: [{svar: Ring}], "),
        ("send_til: helfo, ", ""),
        ("send_til: helfo", "send_til: {}"),
        ("klageinstans: {ingen: Svaret er endelig.}, ", ""),
        ("frist: {regel: klage, fra: dag}, ", ""),
        ("frist: {regel: klage, fra: dag}", "frist: {regel: klage}"),
        ("frist: {regel: klage, fra: dag}", "frist: {regel: klage, fra: dag, ingen: Nei.}"),
        ("neste: [Skriv hva du er uenig i.], ", ""),
        ("neste: [Skriv hva du er uenig i.]", "neste: Skriv hva du er uenig i."),
        (", kilder: [loven]", ""),
        ("kilder: [loven]", "kilder: []"),
    ],
)
def test_a_slip_in_a_flow_is_refused_as_the_reader_does(tmp_path: Path, old: str, new: str) -> None:
    slip = changed(SMALL, old, new)
    assert why_refused(SMALL) == []
    assert why_refused(slip) != []
    assert reading_errors(loaded(tmp_path, start=slip, brevet=BREVET))


LITTLE = f"flyt: start\ntittel: Start\nstart: ut\nsteg:\n  ut: {outcome()}\n"
ONE_OF_EACH = """\
kilder:
  loven:
    tittel: Loven § 1
    adresse: https://lovdata.no/lov/1
    kontrollert: 2026-07-01
    neste_kontroll: 2029-12-31
instanser:
  helfo: {navn: Helfo, telefon: 23 32 70 00, nett: "https://a.no", sikkerhet: høy, kilder: [loven]}
frister:
  klage:
    navn: Klage
    løper_fra: dagen du fikk brevet
    sikkerhet: lov
    innhold: [{lengde: {uker: 4}, hjemmel: loven § 1, kilder: [loven]}]
    for_sent: sen
    ikke_startet: sen
råd: {sen: [Send klagen likevel.]}
fylker:
  nordland:
    navn: Nordland
    statsforvalter: Statsforvalteren
    helseregion: Helse Nord
    kilder: [loven]
    kommuner: {1804: Bodø}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kilder:\n", "kilde:\n"),
        ("adresse: https", "adresse: http"),
        ("kontrollert: 2026-07-01", "kontrollert: 1. juli"),
        ("kontrollert: 2026-07-01", "kontrollert: 2026-13-01"),
        ("kontrollert: 2026-07-01", "kontrollert: 2026-07-32"),
        ("    neste_kontroll: 2029-12-31\n", ""),
        ("sikkerhet: høy", "sikkerhet: lav"),
        ("telefon:", "tlf:"),
        ('"https://a.no"', "a.no"),
        ("sikkerhet: lov", "sikkerhet: sikker"),
        ("    løper_fra: dagen du fikk brevet\n", ""),
        ("lengde: {uker: 4}", "lengde: 4"),
        ("lengde: {uker: 4}", "lengde: {uker: 0}"),
        ("lengde: {uker: 4}", "lengde: {uker: 4, dager: 1}"),
        ("hjemmel: loven § 1, ", ""),
        ("    for_sent: sen\n", ""),
        ("    for_sent: sen\n", "    for_sent: sen\n    flyttes: kanskje\n"),
        ("sen: [Send klagen likevel.]", "sen: Send klagen likevel."),
        ("1804: Bodø", "184: Bodø"),
        ("    helseregion: Helse Nord\n", ""),
    ],
)
def test_a_slip_in_facts_is_refused_as_the_reader_does(tmp_path: Path, old: str, new: str) -> None:
    slip = changed(ONE_OF_EACH, old, new)
    assert why_refused(ONE_OF_EACH, Kind.FACTS) == []
    assert why_refused(slip, Kind.FACTS) != []
    assert not reading_errors(loaded(tmp_path, facts=ONE_OF_EACH, start=LITTLE))
    assert reading_errors(loaded(tmp_path, facts=slip, start=LITTLE))


@given(libraries())
def test_every_flow_that_can_be_made_of_the_language_is_right(flows: dict[str, Any]) -> None:
    for name, flow in flows.items():
        text = yaml.safe_dump(flow, allow_unicode=True)
        assert why_refused(text) == [], name


@given(st.text("aøå_0A-é\n", max_size=32) | st.from_regex(r"[a-zæøå][a-zæøå0-9_]{28,30}"))
def test_the_schema_and_the_reader_take_the_same_ids(name: str) -> None:
    pattern: Schema = SCHEMAS[Kind.FLOW]["properties"]["start"]
    takes = refusals(name, pattern, SCHEMAS[Kind.FLOW]) == []
    assert takes is is_id(Scalar(name, Position("fil.yaml"), is_quoted=True), Report())
