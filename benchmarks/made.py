"""Libraries of any size, made by rule and right, as large ones written by people would be.

A library of n steps is a front page of menus and many flows of about fifty steps. Each flow asks
who it is about, what it is about and how it stands, calls the shared flow `brevet` for the day of
the letter, and parts by answers, deadlines and the result of the call. So the proof has dates,
calls, returns and conditions over earlier answers at every place, and no way is longer than
people bear.
"""

from __future__ import annotations

from pathlib import Path

FACTS = """\
kilder:
  loven:
    tittel: Loven § 1
    adresse: https://lovdata.no/lov/1
    kontrollert: 2026-07-01
    neste_kontroll: 2029-12-31
instanser:
  helfo:
    navn: Helfo
    nett: https://www.helsenorge.no
    sikkerhet: høy
    kilder: [loven]
frister:
  klage:
    navn: Klage etter loven
    løper_fra: dagen du fikk brevet
    sikkerhet: lov
    flyttes: ja
    innhold:
      - til_og_med: 2026-12-31
        lengde: {uker: 3}
        hjemmel: loven § 1 slik den var
        kilder: [loven]
      - fra_og_med: 2027-01-01
        lengde: {uker: 6}
        hjemmel: loven § 1
        kilder: [loven]
    for_sent: sen
    ikke_startet: vent
råd:
  sen: [Send klagen likevel.]
  vent: [Vent på brevet.]
"""

BREVET = """\
flyt: brevet
tittel: Brevet
helse: nei
start: mottatt
steg:
  mottatt:
    spørsmål: Når fikk du brevet?
    dato: {senest: i dag}
    valg:
      ikke_kommet: {tekst: Det har ikke kommet, frist: ikke_startet, til: ukjent}
    vet_ikke: {til: ukjent}
    til: kjent
  kjent: {retur: kjent}
  ukjent: {retur: ukjent}
"""

_WIDTH = 7
"""The most buttons on one question."""

_TOPICS = 5
STEPS_OF_A_FLOW = 3 + 9 * _TOPICS


def write(folder: Path, steps: int) -> int:
    """Write a library of about so many steps into a folder; return how many it has."""
    (folder / "fakta").mkdir(parents=True)
    (folder / "fakta" / "fakta.yaml").write_text(FACTS, encoding="utf-8")
    (folder / "brevet.yaml").write_text(BREVET, encoding="utf-8")
    flows = [f"tema_{number}" for number in range(max(1, round(steps / STEPS_OF_A_FLOW)))]
    for name in flows:
        (folder / f"{name}.yaml").write_text(_flow(name), encoding="utf-8")
    start, menus = _front_page(flows)
    (folder / "start.yaml").write_text(start, encoding="utf-8")
    return len(flows) * STEPS_OF_A_FLOW + menus + 3


def _front_page(flows: list[str]) -> tuple[str, int]:
    lines = ["flyt: start", "tittel: Start", "helse: nei", "start: meny_0", "steg:"]
    steps = 0
    level = [f"til_{name}" for name in flows]
    for name in flows:
        lines.append(f"  til_{name}: {{kall: {name}}}")
        steps += 1
    menus: list[list[str]] = []
    while len(level) > 1 or not menus:
        groups = [level[at : at + _WIDTH] for at in range(0, len(level), _WIDTH)]
        level = [f"m{len(menus) + place}" for place in range(1, len(groups) + 1)]
        menus += groups
    # The last one made is where it starts.
    for index, targets in enumerate(menus, start=1):
        name = "meny_0" if index == len(menus) else f"m{index}"
        lines += [f"  {name}:", "    spørsmål: Hva gjelder det?", "    valg:"]
        lines += [
            f"      v{place}: {{tekst: Tema {place}, til: {target}}}"
            for place, target in enumerate(targets)
        ]
        lines.append(f"    vet_ikke: {{til: {targets[0]}}}")
        steps += 1
    return "\n".join(lines) + "\n", steps


def _flow(name: str) -> str:
    topics = [f"s{number}" for number in range(_TOPICS)]
    lines = [
        f"flyt: {name}",
        f"tittel: Tema {name}",
        "helse: nei",
        "start: hvem",
        "steg:",
        "  hvem:",
        "    spørsmål: Hvem gjelder det?",
        "    valg:",
        "      meg: {tekst: Meg, til: hva}",
        "      andre: {tekst: En jeg hjelper, til: hva}",
        "    vet_ikke: {til: hva}",
        "  hva:",
        "    spørsmål: Hva gjelder det?",
        "    valg:",
        *(
            f"      v{place}: {{tekst: Sak {place}, til: {topic}_ny}}"
            for place, topic in enumerate(topics)
        ),
        "    vet_ikke: {til: usikker}",
        f"  usikker: {_outcome('Spør Helfo', deadline=False)}",
    ]
    for topic in topics:
        lines += _topic(topic)
    return "\n".join(lines) + "\n"


def _stands(state: str) -> str:
    return f"{{frist: klage, fra: brevet.mottatt, er: {state}}}"


def _topic(topic: str) -> list[str]:
    first = f"{{svar: {topic}_ny, er: nei}}"
    return [
        f"  {topic}_ny:",
        "    spørsmål: Har du klaget før?",
        "    valg:",
        f"      ja: {{tekst: Ja, til: {topic}_brev}}",
        f"      nei: {{tekst: Nei, til: {topic}_brev}}",
        f"    vet_ikke: {{til: {topic}_brev}}",
        f"  {topic}_brev:",
        "    kall: brevet",
        "    til:",
        f"      kjent: {topic}_hast",
        "      ukjent:",
        f"        - {{når: {{svar: brevet.mottatt, er: ikke_kommet}}, til: {topic}_vent}}",
        f"        - {{ellers: {topic}_uten}}",
        f"  {topic}_hast:",
        "    spørsmål: Haster det?",
        "    valg:",
        f"      ja: {{tekst: Ja, til: {topic}_straks}}",
        "      nei:",
        "        tekst: Nei",
        "        til:",
        f"          - {{når: {_stands('utløpt')}, til: {topic}_sent}}",
        f"          - {{når: {{alle: [{first}, {_stands('løper')}]}}, til: {topic}_klag}}",
        f"          - {{ellers: {topic}_igjen}}",
        f"    vet_ikke: {{til: {topic}_klag}}",
        f"  {topic}_vent: {_outcome('Vent på brevet')}",
        f"  {topic}_uten: {_outcome('Ring og spør')}",
        f"  {topic}_straks: {_outcome('Ring i dag')}",
        f"  {topic}_sent: {_outcome('Klag likevel')}",
        f"  {topic}_klag: {_outcome('Klag til Helfo')}",
        f"  {topic}_igjen: {_outcome('Klag på nytt')}",
    ]


def _outcome(title: str, *, deadline: bool = True) -> str:
    runs = "{regel: klage, fra: brevet.mottatt}" if deadline else "{ingen: Her er det ingen frist.}"
    return (
        f"{{svar: {title}, tjeneste: Hjelp til å klage, send_til: helfo, "
        f"klageinstans: {{ingen: Svaret er endelig.}}, frist: {runs}, "
        "neste: [Skriv hva du er uenig i.], kilder: [loven]}"
    )
