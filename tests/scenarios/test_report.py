"""What a person sees of a run of cases."""

from pathlib import Path

from bot.flows import Library
from bot.scenarios import report
from tests.library import library
from tests.scenarios.cases import FLOWS

RIGHT = """
  - situasjon: Jeg har fått et brev fra kommunen.
    dag: 2026-11-21
    svar: {start.hvem: kommunen}
    ventet: {svar: start.ring}
"""
WRONG = """
  - situasjon: Jeg er uenig med Helfo.
    dag: 2026-11-21
    svar: {start.hvem: helfo, start.mottatt: vet_ikke}
    ventet: {svar: start.ring}
"""


def cases(folder: Path, *texts: str) -> Path:
    written = folder / "saker"
    written.mkdir()
    (written / "a.yaml").write_text("scenarier:" + "".join(texts), "utf-8")
    return written


def test_cases_that_come_out_right_are_counted_and_the_rest_is_named(
    tmp_path: Path, flows: Library
) -> None:
    lines, all_right = report(flows, cases(tmp_path, RIGHT))
    assert all_right
    assert lines[-1] == "1 saker, 0 feil. Valg: 1 av 8. Svar: 1 av 3. Vilkår: 0 av 0."


def test_a_condition_that_no_case_meets_is_named_where_it_stands(tmp_path: Path) -> None:
    late = "[{når: {frist: klage, fra: mottatt, er: utløpt}, til: ring}, {ellers: klag}]"
    start = FLOWS["start"].replace("til: klag\n          klag:", f"til: {late}\n          klag:")
    parted = library(tmp_path / "flyter", **FLOWS | {"start": start})
    lines, _ = report(parted, cases(tmp_path, RIGHT))
    assert lines[-3].startswith("flyt/start.yaml:17:")
    assert lines[-3].endswith(": Ingen sak oppfyller «fristen klage er utløpt».")
    assert lines[-2].endswith(": Ingen sak kommer til dette «ellers».")
    assert lines[-1].endswith(" Vilkår: 0 av 2.")
    assert "Ingen sak velger start.hvem.helfo." in lines
    assert "Ingen sak kommer til start.klag." in lines
    assert "Ingen sak kommer til start.ring." not in lines


def test_a_case_that_fails_shows_its_conversation_and_the_difference(
    tmp_path: Path, flows: Library
) -> None:
    lines, all_right = report(flows, cases(tmp_path, RIGHT, WRONG))
    assert not all_right
    assert lines[0] == "saker/a.yaml:7:5: Jeg er uenig med Helfo."
    assert lines[1:5] == (
        "    Hvem har skrevet brevet? helfo",
        "    Når fikk du brevet? vet_ikke",
        "    Klag til Helfo",
        "  ! svar: ventet start.ring, men fikk start.klag.",
    )


def test_a_case_that_cannot_be_read_is_not_right(tmp_path: Path, flows: Library) -> None:
    lines, all_right = report(flows, cases(tmp_path, RIGHT, "\n  - situasjon: Bare ord.\n"))
    assert not all_right
    assert lines[0].startswith("saker/a.yaml:7:5: RV012")
