"""A proof looks at no more than it may, whatever makes it large, and says so where it stops."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.source import Diagnostic
from tests.library import outcome, proved

UT = f"  ut: {outcome()}\n"


def asked(name: str, to: str, more: str = "") -> str:
    return (
        f"  {name}: {{spørsmål: Hva?, valg: {{x: {{tekst: X, til: {to}}}}}, "
        f"vet_ikke: {{til: {to}}}{more}}}\n"
    )


def row(size: int, last: str = "ut", more: str = "") -> str:
    """Write questions in a row; `{n}` in `more` is the number of each."""
    after = [*(f"s{number}" for number in range(1, size)), last]
    return "".join(asked(f"s{n}", to, more.format(n=n)) for n, to in enumerate(after))


def fork(name: str, condition: str) -> str:
    return (
        f"  {name}: {{spørsmål: Hva?, valg: {{x: {{tekst: X, til: [{{når: {condition}, til: ut}}, "
        f"{{ellers: ut}}]}}}}, vet_ikke: {{til: ut}}}}\n"
    )


def many_answers(size: int) -> str:
    read = ", ".join(f"{{svar: s{n}, er: x}}" for n in range(size))
    return row(size, "e") + fork("e", f"{{alle: [{read}]}}")


def many_conditions(size: int) -> str:
    never = "{alle: [{svar: s0, er: x}, {svar: s1, er: x}, {svar: s0, er: vet_ikke}]}, "
    return row(6, "e") + fork("e", f"{{en_av: [{never * size}{{svar: s3, er: x}}]}}")


def many_days(size: int) -> str:
    first = date(2027, 1, 1)
    changes = (
        f", endringer: [{{fra_og_med: {first + timedelta(n)}, hjelp: Se.}}]" for n in range(size)
    )
    return "".join(
        asked(f"s{n}", f"s{n + 1}" if n < size - 1 else "ut", change)
        for n, change in enumerate(changes)
    )


def many_lengths(size: int) -> str:
    units = ("dager", "uker", "måneder", "virkedager")
    read = ", ".join(f"{{svar: d, siste: {{{units[n % 4]}: {n // 4 + 1}}}}}" for n in range(size))
    return (
        "  s0: {spørsmål: Når?, valg: {x: {tekst: X, til: d}}, vet_ikke: {til: d}}\n"
        "  d: {spørsmål: Når?, dato: {senest: i dag}, vet_ikke: {til: e}, til: e}\n"
        + fork("e", f"{{en_av: [{read}]}}")
    )


def many_marks(size: int) -> str:
    marks = ", ".join(f"m{n}: {{tekst: M{n}}}" for n in range(size))
    ways = "".join(f"{{når: {{svar: s0, har_alle: [m0, m{n}]}}, til: ut}}, " for n in range(1, 3))
    return (
        f"  s0: {{spørsmål: Hva?, flervalg: {{{marks}}}, ingen: {{til: ut}}, "
        f"vet_ikke: {{til: ut}}, til: [{ways}{{ellers: ut}}]}}\n"
    )


LARGE = {
    "answers read at once": (many_answers, 3, 12),
    "conditions looked at": (many_conditions, 3, 390),
    "days on which something changes": (many_days, 2, 60),
    "lengths of time": (many_lengths, 2, 12),
    "choices made together": (many_marks, 3, 12),
}


def told(folder: Path, steps: str) -> list[Diagnostic]:
    text = f"flyt: start\ntittel: Start\nstart: s0\nsteg:\n{steps}{UT}"
    found = proved(folder, start=text).diagnostics
    return [item for item in found if item.code in ("RV314", "RV301", "RV001")]


@pytest.mark.parametrize("case", LARGE)
def test_what_takes_more_than_may_be_is_refused_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.setattr("bot.flows.proof.followed.MOST_EFFORT", 8_000)
    write, little, much = LARGE[case]
    assert told(tmp_path, write(little)) == []
    (found,) = told(tmp_path, write(much))
    assert (found.code, found.position.file) == ("RV314", "flyt/start.yaml")
    assert found.position.line > 4


def test_hundreds_of_lengths_are_refused_before_they_are_compared(tmp_path: Path) -> None:
    assert [item.code for item in told(tmp_path, many_lengths(300))] == ["RV314"]
