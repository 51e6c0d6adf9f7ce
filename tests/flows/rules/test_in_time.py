"""What is told grows no faster than what is written, however flows hang together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.flows.proof.telling import why_lines
from tests.library import FACTS, TODAY, library, loaded, outcome, proved

UT = f"  ut: {outcome()}\n"
MANY = 120


def start(steps: Iterable[str], first: str = "s0") -> str:
    return f"flyt: start\ntittel: Start\nstart: {first}\nsteg:\n{''.join(steps)}{UT}"


def asked(name: str, to: str, other: str) -> str:
    return (
        f"  {name}: {{spørsmål: Hva?, valg: {{x: {{tekst: X, til: {to}}}}}, "
        f"vet_ikke: {{til: {other}}}}}\n"
    )


def after(number: int) -> str:
    return f"s{number + 1}" if number < MANY - 1 else "ut"


def test_a_long_ring_is_told_by_its_ends(tmp_path: Path) -> None:
    steps = (asked(f"s{n}", f"s{(n + 1) % MANY}", "ut") for n in range(MANY))
    (found,) = loaded(tmp_path, start=start(steps)).diagnostics
    assert found.code == "RV304"
    assert "s0 → s1 → " in found.message
    assert f" → s7 → … ({MANY - 9} til) → s{MANY - 1} → s0." in found.message


@pytest.mark.parametrize("size", [2, 8, 9, 10])
def test_a_short_ring_is_told_whole(tmp_path: Path, size: int) -> None:
    steps = (asked(f"s{n}", f"s{(n + 1) % size}", "ut") for n in range(size))
    (found,) = loaded(tmp_path, start=start(steps)).diagnostics
    named = [*(f"s{n}" for n in range(size)), "s0"]
    told = found.message.partition("i ring: ")[2].partition(". ")[0]
    assert told.replace("… (1 til)", "s8").split(" → ") == named


def test_results_without_a_way_are_told_once_for_each_call(tmp_path: Path) -> None:
    calls = (f"  s{n}: {{kall: f, til: {{r0: {after(n)}}}}}\n" for n in range(MANY))
    ends = "".join(f"  u{n}: {{retur: r{n}}}\n" for n in range(9))
    ways = "".join(f"      v{n}: {{tekst: V{n}, til: u{n}}}\n" for n in range(9))
    f = (
        "flyt: f\ntittel: F\nstart: a\nsteg:\n  a:\n    spørsmål: Hva?\n"
        f"    valg:\n{ways}    vet_ikke: {{til: u0}}\n{ends}"
    )
    found = loaded(tmp_path, start=start(calls), f=f).diagnostics
    told = [each.message for each in found if each.code == "RV302"]
    assert len(told) == MANY
    assert all("«r1», «r2», «r3» og 5 til" in each for each in told)


def test_of_a_long_conversation_the_end_is_shown(tmp_path: Path) -> None:
    steps = [asked(f"s{n}", after(n) if n < MANY - 1 else "e", "ut") for n in range(MANY)]
    gap = "  e: {spørsmål: Hva?, valg: {x: {tekst: X, til: [{når: {svar: s0, er: vet_ikke}, til: ut}]}}, vet_ikke: {til: ut}}\n"  # noqa: E501
    (told,) = (
        each.message
        for each in proved(tmp_path, start=start([*steps, gap])).diagnostics
        if each.code == "RV311"
    )
    assert f": {MANY - 20} svar, og så start.s{MANY - 20} = x, " in told
    assert told.count(" = ") == 21


def test_what_leads_past_each_of_many_questions_is_shown(tmp_path: Path) -> None:
    """Each outcome counts a deadline from another question, and all are come to past it."""
    size = 40
    steps = [asked(f"s{n}", f"u{n}", f"s{n + 1}" if n < size - 1 else "ut") for n in range(size)]
    steps += (f"  u{n}: {outcome(deadline=f'{{regel: klage, fra: d{n}}}')}\n" for n in range(size))
    steps += (
        f"  d{n}: {{spørsmål: Når?, dato: {{senest: i dag}}, vet_ikke: {{til: ut}}, til: ut}}\n"
        for n in range(size)
    )
    told = [
        each.message
        for each in proved(tmp_path, start=start(steps)).diagnostics
        if each.code == "RV315"
    ]
    assert len(told) == size
    for number in range(size):
        (message,) = (each for each in told if f"«start.d{number}»" in each)
        assert f"start.s{number} = x. " in message
        assert message.count(" = vet_ikke") == min(number, 19 if number >= 20 else number)


def test_a_text_filled_with_more_than_can_be_shown_is_told(tmp_path: Path) -> None:
    facts = f"{FACTS}tekster:\n  lang: {'Dette er hjelp. ' * 200}\n"
    steps = asked("s0", "ut", "ut").replace(
        "spørsmål: Hva?", f"spørsmål: Hva?, hjelp: '{'{tekst.lang} ' * 400}'"
    )
    found = loaded(tmp_path, facts=facts, start=start([steps])).diagnostics
    assert {"RV401", "RV408"} <= {each.code for each in found}
    assert all(len(each.message) < 1000 for each in found)


def test_a_conversation_is_told_where_thousands_differ_in_their_days(tmp_path: Path) -> None:
    steps, number = "", 0
    for group in range(6):
        for _ in range(3):
            last = number % 3 == 2
            to = f"e{group}" if last else f"s{number + 1}"
            steps += (
                f"  s{number}: {{spørsmål: Når?, dato: {{senest: i dag}}, vet_ikke: {{til: {to}}}, "
                f"til: {to}}}\n"
            )
            number += 1
        to = f"s{number}" if group < 5 else "ut"
        read = ", ".join(f"{{svar: s{number - n}, før: 2020-0{n}-01}}" for n in (1, 2, 3))
        steps += (
            f"  e{group}: {{spørsmål: Hva?, valg: {{x: {{tekst: X, til: ["
            f"{{når: {{en_av: [{read}]}}, til: {to}}}, {{ellers: {to}}}"
            f"]}}}}, vet_ikke: {{til: {to}}}}}\n"
        )
    allowed = outcome()[1:-1].replace(
        ", tjeneste", " # rettvei: tillat RV407 fordi ja\n    tjeneste"
    )
    parts = allowed.replace(", send_til", "\n    send_til").replace(
        ", klageinstans", "\n    klageinstans"
    )
    parts = parts.replace(", frist", "\n    frist").replace(", neste", "\n    neste")
    text = start([steps]).replace(
        UT, f"  ut:\n    {parts.replace(', kilder', chr(10) + '    kilder')}\n"
    )
    made = library(tmp_path, start=text)
    told = [*why_lines(made, "start.ut", TODAY)]
    assert sum(line.endswith("24 spørsmål") for line in told) == 10
