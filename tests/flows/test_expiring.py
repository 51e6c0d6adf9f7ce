"""What expires is listed by its last day, with where it is used and what is seen after it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.flows.expiring import Expiring, expiring, expiring_lines
from tests.library import FACTS, library, outcome

RATES = """\
satser:
  tak:
    navn: Taket
    sikkerhet: høy
    innhold: [{beløp: 3278, til_og_med: 2026-12-31, kilder: [loven]}]
  time:
    navn: En time
    sikkerhet: høy
    innhold: [{beløp: 443, til_og_med: 2027-01-15, kilder: [siden]}]
  fast:
    navn: Det faste
    sikkerhet: høy
    innhold: [{beløp: 100, fra_og_med: 2020-01-01, kilder: [siden]}]
tekster:
  nådd:
    med_sats: "Har du betalt {sats.tak}? Da er resten gratis."
    uten_sats: "{instans.helfo.navn} vet hva taket er."
  faste: Det faste er {sats.fast}.
"""
OLD = "Har du betalt 3 278 kroner? Da er resten gratis."
STEP = "Skriv hva du er uenig i."
START = f"""
flyt: start
tittel: Start
start: hva
steg:
  hva:
    spørsmål: Hva gjelder det?
    hjelp: En time koster {{sats.time}}.
    valg:
      pris: {{tekst: Prisen, til: pris}}
      klage: {{tekst: En klage, til: mottatt}}
  mottatt:
    spørsmål: Når fikk du brevet?
    dato: {{senest: i dag}}
    vet_ikke: {{til: anke}}
    til: anke
  pris: {outcome("Prisen").replace(STEP, '"{tekst.nådd} Taket er {sats.tak}. {tekst.faste}"')}
  anke: {outcome("Anke", "{regel: anke, fra: mottatt}").replace(STEP, '"{tekst.nådd}"')}
"""


def found(folder: Path, today: date, days: int) -> dict[str, Expiring]:
    made = library(folder, facts=FACTS + RATES, start=START)
    return {each.id: each for each in expiring(made, today, days)}


@pytest.mark.parametrize(
    ("today", "days", "ids"),
    [
        (date(2026, 12, 1), 29, []),
        (date(2026, 12, 1), 30, ["tak", "siden"]),
        (date(2026, 12, 31), 0, ["tak", "siden"]),
        (date(2026, 12, 1), 45, ["tak", "siden", "time"]),
        (date(2027, 2, 1), 0, ["tak", "siden", "time"]),
        (date(2030, 1, 1), 0, ["tak", "siden", "time", "loven"]),
    ],
)
def test_what_is_over_and_what_soon_will_be_comes_by_its_day(
    today: date, days: int, ids: list[str], tmp_path: Path
) -> None:
    assert [*found(tmp_path, today, days)] == ids


def test_a_rate_is_over_the_day_after_its_last(tmp_path: Path) -> None:
    assert not found(tmp_path / "a", date(2026, 12, 31), 0)["tak"].is_over
    assert found(tmp_path / "b", date(2027, 1, 1), 0)["tak"].is_over


def test_a_rate_tells_where_it_stands_and_what_is_read_then(tmp_path: Path) -> None:
    tak, time = (found(tmp_path, date(2026, 12, 1), 60)[each] for each in ("tak", "time"))
    assert (tak.kind, tak.name, tak.last_day) == ("sats", "Taket", date(2026, 12, 31))
    assert (tak.outcomes, tak.elsewhere) == (("start.pris", "start.anke"), ())
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in tak.shown] == [
        "I opplysninger leser folk «3 278 kroner (til og med 31. desember 2026)».",
        f"I stedet for «{OLD}» leser folk «Helfo vet hva taket er.»",
    ]
    assert (time.outcomes, time.elsewhere) == ((), ("start.hva",))


def test_a_source_tells_what_is_withheld_and_what_is_marked(tmp_path: Path) -> None:
    siden = found(tmp_path, date(2026, 12, 1), 30)["siden"]
    assert (siden.kind, siden.outcomes) == ("kilde", ("start.pris", "start.anke"))
    assert siden.shown == (
        "Under «Kilder» leser folk «Bør kontrolleres på nytt.»",
        "Ingen dato vises for fristene anke.",
        "«(kan være endret)» står etter frist.anke, sats.time, sats.fast.",
    )


def test_the_lines_tell_how_far_away_each_day_is(tmp_path: Path) -> None:
    today = date(2027, 1, 14)
    made = library(tmp_path, facts=FACTS + RATES, start=START)
    lines = [*expiring_lines(expiring(made, today, 1), today)]
    assert [line for line in lines if not line.startswith(" ")] == [
        "2026-12-31, for 14 dager siden",
        "2027-01-15, om 1 dag",
        "2 er over, 1 er snart over.",
    ]
    assert "  sats «tak» (Taket): start.pris, start.anke" in lines


def test_nothing_that_expires_is_told_in_one_line(tmp_path: Path) -> None:
    today = date(2026, 8, 1)
    made = library(tmp_path, facts=FACTS + RATES, start=START)
    assert [*expiring_lines(expiring(made, today, 0), today)] == ["0 er over, 0 er snart over."]
