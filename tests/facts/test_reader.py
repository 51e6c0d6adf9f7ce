from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.facts import Certainty, Confidence, Facts, FactsReader, Length, Unit
from bot.source import Report
from tests.flows.slips import FILES, Slip, prove
from tests.library import FACTS, SPLIT, library, loaded
from tests.source.reading import tree

TERMS = "      - lengde: {uker: 4}\n        hjemmel: loven § 1\n        kilder: [loven]\n"
LOVEN = "    kontrollert: 2026-07-01\n    neste_kontroll: 2029-12-31\n"
LATE = "    for_sent: sen_klage\n    ikke_startet: brevet_ikke_kommet\n  anke:"
SLIPS = [
    # Kinds and ids
    Slip("kilder:\n  loven:", "¤kildr:\n  loven:", "RV011", "Mente du «kilder»?"),
    Slip("  kommunen:\n", "  ¤Kommunen:\n", "RV015", "kan ikke være en id"),
    # Sources
    Slip("    tittel: Loven § 1\n", "    ¤tittle: Loven § 1\n", "RV011", "Mente du «tittel»?"),
    Slip("https://lovdata.no/lov/1", "¤http://lovdata.no/lov/1", "RV103", "https://"),
    Slip("    tittel: Loven § 1\n    adresse: https://lovdata.no/lov/1\n",
         "    ¤tittel: Loven § 1\n", "RV012", "«loven» mangler nøkkelen «adresse»"),
    Slip(LOVEN, "    kontrollert: ¤1. juli\n    neste_kontroll: 2029-12-31\n", "RV010",
         "2027-01-31"),
    Slip(LOVEN, "    kontrollert: 2026-07-01\n    neste_kontroll: ¤2026-07-01\n", "RV104",
         "må komme etter",
         right="    kontrollert: 2026-07-01\n    neste_kontroll: 2026-07-02\n"),
    # Authorities
    Slip("    sikkerhet: høy\n", "    sikkerhet: ¤lav\n", "RV014", "«høy» eller «middels»"),
    Slip("    nett: https://www.helsenorge.no\n", "    nett: ¤www.helsenorge.no\n", "RV103",
         "https://"),
    Slip("    telefon: 23 32 70 00\n", "    ¤tlf: 23 32 70 00\n    telefon: 23 32 70 00\n", "RV011",
         "«tlf»"),
    Slip("    sikkerhet: høy\n    kilder: [siden]\n", "    sikkerhet: høy\n    kilder: [¤sidn]\n",
         "RV102", "Mente du «siden»?"),
    Slip("  kommunen:\n    navn: Kommunen\n", "  kommunen:\n    navn: ¤''\n", "RV013", "«navn»"),
    # Deadlines
    Slip("    sikkerhet: lov\n", "    sikkerhet: ¤sikker\n", "RV014", "«lov»"),
    Slip("    flyttes: nei\n", "    flyttes: ¤no\n", "RV010", "«ja» eller «nei»", right=""),
    Slip("{uker: 4}", "{¤ukr: 4}", "RV011", "Mente du «uker»?"),
    Slip("{uker: 4}", "{uker: ¤fire}", "RV106", "helt tall", right="{virkedager: 4}"),
    Slip("{uker: 4}", "{uker: ¤0}", "RV106", "fra 1 til 400", right="{dager: 1}"),
    Slip("{uker: 4}", "{uker: ¤401}", "RV106", "fra 1 til 400", right="{dager: 400}"),
    Slip("{uker: 4}", "{uker: ¤-4}", "RV106", "helt tall"),
    Slip("{uker: 4}", "{uker: ¤²}", "RV106", "helt tall"),
    Slip("{uker: 4}", "{uker: ¤4000000000000}", "RV106", "fra 1 til 400"),
    Slip("{uker: 4}", "¤{uker: 4, dager: 1}", "RV106", "én enhet"),
    Slip("{uker: 4}", "¤{}", "RV106", "én enhet"),
    Slip("{uker: 4}", "¤4 uker", "RV010", "«uker»"),
    Slip(TERMS, "      - ¤hjemmel: loven § 1\n        kilder: [loven]\n", "RV012", "«lengde»"),
    Slip(TERMS, "      - ¤lengde: {uker: 4}\n        kilder: [loven]\n", "RV012", "«hjemmel»"),
    Slip("        hjemmel: loven § 1\n        kilder: [loven]\n",
         "        hjemmel: loven § 1\n        kilder: [¤loev]\n", "RV102",
         "finnes ikke under «kilder»"),
    Slip("        hjemmel: loven § 2\n", "        ¤hjemel: loven § 2\n", "RV011", "«hjemmel»?"),
    Slip("    innhold:\n      - til_og_med: 2026-12-31\n",
         "    innhold:\n      ¤- til_og_med: 2026-12-30\n", "RV105",
         "et hull fra 2026-12-31 til og med 2026-12-31"),
    Slip("    innhold:\n      - til_og_med: 2026-12-31\n",
         "    innhold:\n      ¤- til_og_med: 2027-01-01\n", "RV105",
         "to innhold samtidig fra 2027-01-01 til og med 2027-01-01"),
    Slip("    innhold:\n      - til_og_med: 2026-12-31\n",
         "    innhold:\n      ¤- fra_og_med: 2020-01-01\n        til_og_med: 2026-12-31\n", "RV105",
         "et hull til og med 2019-12-31"),
    Slip("      - fra_og_med: 2027-01-01\n",
         "      - fra_og_med: 2027-01-01\n        til_og_med: ¤2026-01-01\n", "RV105", "Bytt om"),
    Slip(LATE, "    for_sent: ¤sen_klag\n    ikke_startet: brevet_ikke_kommet\n  anke:", "RV102",
         "Mente du «sen_klage»?"),
    Slip("  klage:\n    navn: Klage etter loven\n    løper_fra: dagen du fikk brevet\n",
         "  klage:\n    ¤navn: Klage etter loven\n", "RV012", "«løper_fra»"),
    # Advice
    Slip("  sen_klage:\n    - Send klagen likevel. Skriv hvorfor den er sen.\n",
         "  sen_klage: ¤Send klagen likevel.\n", "RV010", "Rådet «sen_klage» må være en liste"),
    Slip("    - Vent på brevet.\n", "    - ¤''\n", "RV013", "tom"),
    Slip("    - Vent på brevet.\n", "    - ¤[a]\n", "RV010", "en tekst"),
]  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS, ids=str)
def test_one_slip_gives_one_diagnostic_where_it_stands(slip: Slip, tmp_path: Path) -> None:
    in_facts = Slip(slip.old, slip.wrong, slip.code, slip.says, slip.right, "fakta")
    prove(tmp_path, in_facts)


def read(*sources: str) -> tuple[Facts, list[str]]:
    report = Report()
    reader = FactsReader(report)
    for source in sources:
        reader.add(tree(source))
    facts = reader.facts()
    return facts, [f"{item.position} {item.code} {item.message}" for item in report.sorted()]


def test_facts_may_lie_in_several_files_in_any_order() -> None:
    head, tail = FACTS.split("frister:\n")
    together, apart = read(FACTS)[0], read("frister:\n" + tail, head)
    assert apart[1] == []
    assert list(apart[0].deadlines) == list(together.deadlines)
    assert list(apart[0].authorities) == list(together.authorities)


def test_an_id_stands_once_over_all_files_but_may_name_things_of_two_kinds() -> None:
    _, found = read(FACTS, "råd:\n  sen_klage: [Vent.]\n  klage: [Vent.]\n")
    (said,) = found
    assert said.startswith("fil.yaml:2:3 RV101 «sen_klage» står allerede under «råd» i fil.yaml:")


def test_what_an_authority_does_not_have_is_none() -> None:
    facts, _ = read(FACTS)
    helfo, kommunen = facts.authorities["helfo"], facts.authorities["kommunen"]
    assert (helfo.phone, helfo.web) == ("23 32 70 00", "https://www.helsenorge.no")
    assert helfo.how is not None
    assert helfo.confidence is Confidence.HIGH
    assert (kommunen.phone, kommunen.post, kommunen.web, kommunen.how) == (None,) * 4
    assert kommunen.sources == ("siden",)


def test_a_deadline_holds_its_terms_by_date_and_its_advice() -> None:
    facts, _ = read(FACTS)
    rule = facts.deadlines["anke"]
    before, after = rule.terms.at(SPLIT - timedelta(days=1)), rule.terms.at(SPLIT)
    assert before is not None
    assert after is not None
    assert (before.length, after.length) == (Length(8, Unit.WEEKS), Length(3, Unit.MONTHS))
    assert after.sources == ("loven", "siden")
    assert (rule.certainty, rule.rolls_over) == (Certainty.USUAL, False)
    assert [item.source for item in rule.not_started] == [
        "Vent på brevet.",
        "Ring og spør når det kommer.",
    ]
    assert [item.context for item in rule.late] == ["fakta.råd.sen_klage"]


def test_a_deadline_moves_from_days_off_unless_it_says_otherwise() -> None:
    facts, _ = read(FACTS.replace("    flyttes: nei\n", ""))
    assert facts.deadlines["anke"].rolls_over


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("dager", Unit.DAYS),
        ("virkedager", Unit.WORKING_DAYS),
        ("uker", Unit.WEEKS),
        ("måneder", Unit.MONTHS),
    ],
)
def test_a_length_is_counted_in_the_unit_it_names(unit: str, expected: Unit) -> None:
    facts, _ = read(FACTS.replace("{uker: 4}", f"{{{unit}: 7}}"))
    terms = facts.deadlines["klage"].terms.at(date(2026, 1, 1))
    assert terms is not None
    assert terms.length == Length(7, expected)


def test_hours_are_counted_by_the_twenty_four() -> None:
    facts, _ = read(
        FACTS.replace("{uker: 4}", "{timer: 48}").replace("flyttes: ja", "flyttes: nei")
    )
    terms = facts.deadlines["klage"].terms.at(date(2026, 1, 1))
    assert terms is not None
    assert terms.length == Length(2, Unit.TWENTY_FOUR_HOURS)


def test_a_source_is_due_the_day_after_its_next_check() -> None:
    facts, _ = read(FACTS)
    last = facts.sources["siden"].next_check
    assert not facts.due_for_review(("loven", "siden"), last)
    assert facts.due_for_review(("loven", "siden"), last + timedelta(days=1))
    assert not facts.due_for_review(("loven",), last + timedelta(days=1))
    assert not facts.due_for_review((), date.max)


def test_facts_that_cannot_be_read_are_told_once_and_not_at_each_reference(tmp_path: Path) -> None:
    (found,) = loaded(
        tmp_path, facts=FACTS + "råd: {}\n", start=FILES["start"], brevet=FILES["brevet"]
    ).diagnostics
    assert (found.position.file, found.code) == ("flyt/fakta/fakta.yaml", "RV006")
    (found,) = loaded(
        tmp_path, facts="kilder: [\n", start=FILES["start"], brevet=FILES["brevet"]
    ).diagnostics
    assert (found.position.file, found.code) == ("flyt/fakta/fakta.yaml", "RV002")


def test_the_minimal_facts_make_a_library(tmp_path: Path) -> None:
    made = library(tmp_path, start=FILES["start"], brevet=FILES["brevet"])
    assert set(made.facts.sources) == {"loven", "siden"}
