"""RV112: a rate that can be over is stated; a condition or a promise is made without it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.flows import load
from bot.source import Severity
from tests.library import FACTS, outcome

RATES = """\
satser:
  tak:
    navn: Taket
    sikkerhet: høy
    innhold: [{beløp: 3278, fra_og_med: 2026-01-01, til_og_med: 2026-12-31, kilder: [loven]}]
  time:
    navn: En time
    sikkerhet: høy
    innhold: [{beløp: 443, fra_og_med: 2026-01-01, til_og_med: 2026-12-31, kilder: [loven]}]
  fast:
    navn: Det faste
    sikkerhet: høy
    innhold: [{beløp: 100, fra_og_med: 2020-01-01, kilder: [loven]}]
  kommer:
    navn: Det som kommer
    sikkerhet: høy
    innhold: [{beløp: 500, fra_og_med: 2027-01-01, kilder: [loven]}]
"""
STEP = "[Skriv hva du er uenig i.]"

STATEMENTS = (
    "Taket er {sats.tak}.",
    "Taket er {sats.tak} i året.",
    "En time koster {sats.time}, og teller mot frikort.",
    "Prøver koster {sats.time}.",
    "Timer kan koste opptil {sats.time} om dagen.",
    "For en time betaler man {sats.time}.",
    "Man får {sats.time} for hver kilometer.",
    "Det er {sats.tak} eller {sats.time}.",
    "Gebyret er inntil {sats.tak}, og inntil {sats.time} på poliklinikk.",
    "Man betaler {sats.tak} av prisen, men høyst {sats.time} for hver gang.",
    "Er du usikker? Ring. Taket er {sats.tak}.",
    "**Taket** er {sats.tak}.",
)
CONDITIONS = (
    "Har du betalt {sats.tak} i år?",
    "Har du betalt {sats.tak} i år, er resten gratis.",
    "Betaler du {sats.tak}, får du frikort.",
    "Er prisen {sats.tak}, kan du klage.",
    "Da er prisen høyst {sats.tak}.",
    "Er du ferdig? Da dekkes {sats.tak}.",
    "Alt over {sats.tak} dekkes.",
    "Har husstanden under {sats.tak}?",
    "Husstander med inntekt inntil {sats.tak} betaler lite.",
    "Den som har betalt {sats.tak}, betaler ikke mer.",
    "De som får {sats.tak}, kan klage.",
    "Hjelpen er billig der prisen er høyst {sats.tak}.",
    "Prisen er {sats.tak} hvis du har lav inntekt.",
    "Prisen er {sats.tak} når du har frikort.",
    "Prisen er {sats.tak} om du har lav inntekt.",
    "Hjelp som koster {sats.tak}, er dekket.",
    "Resten er gratis, for taket er {sats.tak}.",
    "Inntekten må være {sats.tak}.",
    "Kravet er {sats.tak} i inntekt.",
    "Prisen er mindre enn {sats.tak}.",
    "{sats.tak}",
    "Taket er {sats.tak}, og alt over {sats.time} dekkes.",
)


def told(folder: Path, step: str, shared: str = "", day: date | None = None) -> list[int]:
    """Return the lines of `start` and of the facts at which the rule tells of something."""
    written = folder / "flyt"
    (written / "fakta").mkdir(parents=True)
    (written / "fakta" / "fakta.yaml").write_text(FACTS + RATES + shared, "utf-8")
    start = f"flyt: start\ntittel: S\nhelse: nei\nstart: a\nsteg:\n{step}"
    (written / "start.yaml").write_text(start, "utf-8")
    found = load(written, folder / "tekster", day).diagnostics
    assert {each.code for each in found if each.severity is Severity.ERROR} <= {"RV112"}, found
    return [each.position.line for each in found if each.code == "RV112"]


def says(text: str) -> str:
    return f"  a: {outcome()}\n".replace(STEP, f'["{text}"]')


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_statement_may_have_a_rate_that_ends(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, says(text)) == []


@pytest.mark.parametrize("text", CONDITIONS)
def test_a_condition_or_a_promise_may_not(text: str, tmp_path: Path) -> None:
    assert 6 in told(tmp_path, says(text))


@pytest.mark.parametrize("text", CONDITIONS)
def test_it_may_with_a_rate_that_does_not_end(text: str, tmp_path: Path) -> None:
    fast = text.replace("{sats.tak}", "{sats.fast}").replace("{sats.time}", "{sats.fast}")
    assert told(tmp_path, says(fast)) == []


def test_the_name_of_a_rate_is_no_amount(tmp_path: Path) -> None:
    assert told(tmp_path, says("Har du spurt om {sats.tak.navn}?")) == []


def test_a_rate_that_has_not_begun_is_not_known_either(tmp_path: Path) -> None:
    text = says("Har du betalt {sats.kommer}?")
    assert told(tmp_path / "before", text, day=date(2026, 12, 31)) == [6]
    assert told(tmp_path / "after", text, day=date(2027, 1, 1)) == []


ASKED = f"""\
  a:
    spørsmål: Hva er det?
    hjelp: Taket er 1.
    valg:
      ja: {{tekst: Ja, forklaring: Prisen er 2., til: ut}}
    vet_ikke: {{til: ut}}
  ut: {outcome()}
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Hva er det?", "Taket er {sats.tak}. Er det nådd?", 7),
        ("Prisen er 2.", '"Prisen er {sats.tak}."', 10),
        ("tekst: Ja", 'tekst: "Det er {sats.tak}"', 10),
        ("Hva er det?", '"{tekst.taket} Er det nådd?"', 7),
    ],
)
def test_what_is_asked_and_chosen_is_a_condition_also_where_it_states(
    old: str, new: str, line: int, tmp_path: Path
) -> None:
    assert ASKED.count(old) == 1
    shared = "tekster:\n  taket: Taket er {sats.tak}.\n"
    assert told(tmp_path, ASKED.replace(old, new), shared) == [line]


def test_help_beneath_a_question_may_state(tmp_path: Path) -> None:
    assert told(tmp_path, ASKED.replace("Taket er 1.", '"Taket er {sats.tak}."')) == []


GUARD = 'tekster:\n  nådd:\n    med_sats: "{}"\n    uten_sats: "{}"\n'
FIRST = (FACTS + RATES).count("\n") + 3
PROMISE = "Har du betalt {sats.tak} i år? Da er resten gratis."
ASK = "Ring {instans.helfo.telefon}. De vet hva taket er."


@pytest.mark.parametrize(
    ("known", "unknown", "lines"),
    [
        (PROMISE, ASK, []),
        (PROMISE, "Spør hva taket er.", [FIRST + 1]),
        (PROMISE, "Har du betalt {sats.time}? Ring {instans.helfo.telefon}.", [FIRST + 1]),
        (PROMISE, "Ring {instans.helfo.telefon}. Taket er {sats.tak}.", []),
        ("Spør hva taket er.", ASK, [FIRST]),
    ],
)
def test_a_promise_is_replaced_by_who_knows(
    known: str, unknown: str, lines: list[int], tmp_path: Path
) -> None:
    assert told(tmp_path, says("{tekst.nådd}"), GUARD.format(known, unknown)) == lines


def test_both_who_ask_for_themselves_and_for_others_are_told_who_knows(tmp_path: Path) -> None:
    shared = GUARD.format(PROMISE, "").replace(
        'uten_sats: ""', "uten_sats: {deg: 'Ring {instans.helfo.navn}.', andre: Spør hva det er.}"
    )
    assert told(tmp_path, says("{tekst.nådd}"), shared) == [FIRST + 1]


def test_a_text_for_both_is_told_of_once(tmp_path: Path) -> None:
    assert told(tmp_path, says("Har {du} betalt {sats.tak}?")) == [6]


def test_a_shared_sentence_is_told_of_where_it_stands_and_not_where_it_is_shared(
    tmp_path: Path,
) -> None:
    shared = f'tekster:\n  a: "{PROMISE}"\n'
    assert told(tmp_path, says("{tekst.a} {tekst.a}"), shared) == [FIRST - 1]


def test_a_statement_shared_into_a_condition_is_told_of_there(tmp_path: Path) -> None:
    shared = "tekster:\n  a: taket er {sats.tak}\n  b: Og {tekst.a}.\n"
    assert told(tmp_path / "hvis", says("Gjelder det hvis {tekst.a}?"), shared) == [6]
    assert told(tmp_path / "og", says("Husk at {tekst.a}. {tekst.b}"), shared) == []


def test_texts_that_double_at_each_turn_are_looked_at_in_time(tmp_path: Path) -> None:
    inside = "".join(f'  t{n}: "{{tekst.t{n + 1}}} {{tekst.t{n + 1}}}"\n' for n in range(60))
    shared = f'tekster:\n{inside}  t60: "Taket er {{sats.tak}}."\n'
    written = tmp_path / "flyt" / "fakta"
    written.mkdir(parents=True)
    (written / "fakta.yaml").write_text(FACTS + RATES + shared, "utf-8")
    start = f"flyt: start\ntittel: S\nstart: a\nsteg:\n{says('{tekst.t0}')}"
    (tmp_path / "flyt" / "start.yaml").write_text(start, "utf-8")
    found = load(tmp_path / "flyt", tmp_path / "tekster").diagnostics
    assert "RV112" not in {each.code for each in found}
