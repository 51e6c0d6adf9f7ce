"""Flows in which every key and every kind of condition stands: readable, if not worth proving."""

from __future__ import annotations

from typing import Final

from tests.library import outcome

_EARLIER: Final = "{til_og_med: 2026-06-30, tekst: Før., kilder: [siden], neste: [Vent.]}"
_LATER: Final = (
    "{fra_og_med: 2027-01-01, til_og_med: 2027-12-31, svar: Nytt, tjeneste: Ny, send_til: kommunen,"
    " klageinstans: {ingen: Endelig.}, frist: {regel: anke, fra: dag}}"
)

CONDITIONS: Final = f"""\
flyt: start
het_før: [begynn]
tittel: Start
emneord: [hjelp]
helse: nei
start: kalt
steg:
  kalt: {{kall: brevet, til: {{kjent: hvem, ukjent: [{{ellers: hvem}}]}}, het_før: [kalte]}}
  hvem:
    spørsmål: Hvem?
    het_før: [person, brevet.hvem]
    hjelp: {{deg: Si hvem., andre: Si hvem du spør for.}}
    valg:
      meg:
        {{tekst: Meg, het_før: [jeg], forklaring: Deg selv., frist: ikke_startet, til: hjelp}}
      en_annen: {{tekst: En annen, for_andre: ja, til: hjelp}}
      ny: {{tekst: Ny, gjelder: {{fra_og_med: 2027-01-01, til_og_med: 2027-12-31}}, til: hjelp}}
    endringer: [{{til_og_med: 2026-06-30, spørsmål: Hvem da?, hjelp: Si hvem da.}}]
    vet_ikke: {{tekst: Usikker, het_før: [usikker], til: hjelp}}
  hjelp:
    spørsmål: Hva?
    flervalg: {{dusj: {{tekst: Å dusje, het_før: [bad]}}, mat: {{tekst: Mat}}}}
    ingen: {{tekst: Ikke noe, het_før: [intet], til: bor}}
    vet_ikke: {{til: bor}}
    til: bor
  bor: {{spørsmål: Hvor?, kommune: ja, vet_ikke: {{til: dag}}, til: dag}}
  dag:
    spørsmål: Når?
    dato: {{senest: i dag, tidligst: 2020-01-01}}
    vet_ikke: {{til: tall}}
    til: tall
  tall: {{spørsmål: Hvor mange?, tall: {{minst: 0, høyst: "120", enhet: år}}, til: kroner}}
  kroner:
    spørsmål: Hvor mye?
    beløp: {{minst: 0, høyst: 100000}}
    til:
      - {{når: {{svar: hvem, er: [meg, vet_ikke]}}, til: ut}}
      - {{når: {{svar: start.tall, er: 5}}, til: ut}}
      - {{når: {{svar: hjelp, har_en_av: dusj}}, til: ut}}
      - {{når: {{svar: hjelp, har_alle: [dusj, mat]}}, til: ut}}
      - {{når: {{svar: tall, minst: 18, under: 67}}, til: ut}}
      - {{når: {{svar: dag, fra_og_med: 2026-01-01, før: 2027-01-01}}, til: ut}}
      - {{når: {{svar: dag, etter: 2026-01-01, til_og_med: 2027-01-01}}, til: ut}}
      - {{når: {{svar: dag, siste: {{måneder: 3}}}}, til: ut}}
      - {{når: {{svar: dag, kommende: {{virkedager: 3}}}}, til: ut}}
      - {{når: {{svar: bor, kommune: [1804, Bodø]}}, til: ut}}
      - {{når: {{svar: bor, fylke: Nordland}}, til: ut}}
      - {{når: {{svar: bor, statsforvalter: Statsforvalteren i Nordland}}, til: ut}}
      - {{når: {{svar: bor, helseregion: [Helse Nord]}}, til: ut}}
      - {{når: {{svar: brevet.mottatt, besvart: nei}}, til: ut}}
      - {{når: {{frist: anke, fra: dag, er: [utløpt, ukjent]}}, til: ut}}
      - {{når: {{i_dag: {{før: 2027-01-01, fra_og_med: 2026-01-01}}}}, til: ut}}
      - {{når: {{alle: [{{en_av: [{{ikke: {{svar: tall, minst: 18}}}}]}}]}}, til: ut}}
      - {{ellers: ut}}
  ut: {outcome(deadline="{regel: klage, fra: [dag]}")[:-1]}, endringer: [{_EARLIER}, {_LATER}]}}
"""
BREVET: Final = """\
flyt: brevet
tittel: Brevet
start: mottatt
steg:
  mottatt: {spørsmål: Når?, dato: {}, vet_ikke: {til: ukjent}, til: kjent}
  kjent: {retur: kjent, het_før: [kjente]}
  ukjent: {retur: ukjent}
"""
