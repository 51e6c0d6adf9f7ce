"""A small library in which one conversation meets every kind of question and of condition."""

from __future__ import annotations

from pathlib import Path

from bot.flows import Library
from tests.library import FACTS, library, outcome

PLACES = """\
fylker:
  nordland:
    navn: Nordland
    statsforvalter: Statsforvalteren i Nordland
    helseregion: Helse Nord
    kilder: [siden]
    kommuner: {1804: Bodø, 1818: Herøy, 1841: Fauske - Fuossko}
  finnmark:
    navn: Finnmark
    statsforvalter: Statsforvalteren i Troms og Finnmark
    helseregion: Helse Nord
    kilder: [siden]
    kommuner: {5628: Deatnu - Tana, 5610: Kárášjohka - Karasjok}
  oslo:
    navn: Oslo
    statsforvalter: Statsforvalteren i Østfold, Buskerud, Oslo og Akershus
    helseregion: Helse Sør-Øst
    kilder: [siden]
    kommuner: {"0301": Oslo}
  møre_og_romsdal:
    navn: Møre og Romsdal
    statsforvalter: Statsforvalteren i Møre og Romsdal
    helseregion: Helse Midt-Norge
    kilder: [siden]
    kommuner: {1515: Herøy, 1514: Sande}
"""

RATES = """\
satser:
  tak:
    navn: Egenandelstak
    sikkerhet: middels
    innhold:
      - {beløp: 3278, til_og_med: 2026-12-31, kilder: [siden]}
      - {prosent: 7.7, fra_og_med: 2027-01-01, til_og_med: 2027-12-31, kilder: [loven]}
      - {tall: "2,5", fra_og_med: 2028-01-01, kilder: [loven]}
"""

SHARED = """\
tekster:
  ring: Ring {instans.helfo.telefon}. Du betaler høyst {sats.tak}.
"""

KINDS_FACTS = FACTS + PLACES + RATES + SHARED

START = f"""
flyt: start
tittel: Hjelp hjemme
start: hvem
steg:
  hvem:
    spørsmål: Hvem trenger hjelp?
    valg:
      meg: {{tekst: Meg, til: hjelp}}
      andre: {{tekst: En jeg er glad i, til: hjelp}}
    vet_ikke: {{til: ring}}
  hjelp:
    spørsmål: Hva trengs det hjelp til?
    flervalg:
      dusj: {{tekst: Å dusje}}
      mat: {{tekst: Mat og handling, forklaring: Å lage mat og å kjøpe den.}}
      vask: {{tekst: Å vaske huset}}
    ingen: {{til: ring}}
    vet_ikke: {{til: ring}}
    til: alder
  alder:
    spørsmål: Hvor gammel er den som trenger hjelp?
    tall: {{minst: 0, høyst: 120, enhet: år}}
    vet_ikke: {{til: ring}}
    til:
      - {{når: {{svar: alder, under: 18}}, til: barn}}
      - {{ellers: inntekt}}
  inntekt:
    spørsmål: Hvor mye var inntekten i fjor?
    beløp: {{minst: 0}}
    vet_ikke: {{til: bor}}
    til: bor
  bor:
    spørsmål: Hvilken kommune gjelder det?
    kommune: ja
    valg:
      utlandet: {{tekst: Jeg bor i utlandet, til: ring}}
    vet_ikke: {{til: ring}}
    til: mottatt
  mottatt:
    spørsmål: Når fikk du brevet?
    dato: {{senest: i dag, tidligst: 2020-01-01}}
    vet_ikke: {{til: ring}}
    til:
      - når: {{alle: [{{svar: hjelp, har_alle: [dusj, mat]}}, {{svar: alder, minst: 67}}]}}
        til: mye
      - når: {{alle: [{{svar: hjelp, har_en_av: [vask]}}, {{svar: bor, fylke: [Finnmark]}}]}}
        til: nord
      - {{ellers: vanlig}}
  barn: {outcome("Hjelp til barn")}
  ring: {outcome("Ring kommunen")}
  mye:
    svar: Klag til kommunen
    tekst: Klagen går til {{svar.bor.statsforvalter}}. Du bor i {{svar.start.bor.navn}}.
    tjeneste: Hjelp hjemme
    send_til: kommunen
    klageinstans: {{ingen: "{{svar.start.bor.statsforvalter}}"}}
    frist: {{regel: klage, fra: mottatt}}
    neste: [Skriv hva du er uenig i.]
    kilder: [loven]
  nord: {outcome("Spør i Finnmark")}
  vanlig: {outcome("Søk kommunen")}
""".replace("{svar.bor.", "{svar.start.bor.")


def every_kind(folder: Path) -> Library:
    """Build the library."""
    return library(folder, facts=KINDS_FACTS, start=START)
