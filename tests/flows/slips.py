"""Slips: one thing written wrong in flows that are right gives one diagnostic, in its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.flows import Loaded
from bot.source import Severity
from tests.library import FACTS, loaded, outcome

MARK = "¤"
"""Stands in what is written wrong, where the diagnostic must point; it is taken out before use."""

START = f"""\
flyt: start
tittel: Start
emneord: [klage, brev]
start: hvem
steg:
  hvem:
    spørsmål: Hvem har skrevet brevet?
    hjelp: Navnet står øverst.
    valg:
      helfo: {{tekst: Helfo, forklaring: Helfo er staten., til: mottatt}}
      kommunen: {{tekst: Kommunen, til: kalt}}
    vet_ikke: {{til: kalt}}
  mottatt:
    spørsmål: Når fikk du brevet?
    dato: {{senest: i dag, tidligst: 2020-01-01}}
    valg:
      ikke_kommet: {{tekst: Det har ikke kommet, frist: ikke_startet, til: klag}}
    vet_ikke: {{til: klag}}
    til:
      - {{når: {{svar: hvem, er: helfo}}, til: klag}}
      - {{når: {{frist: anke, fra: [mottatt], er: utløpt}}, til: klag}}
      - {{når: {{i_dag: {{før: 2027-01-01}}}}, til: klag}}
      - {{ellers: anke}}
  kalt:
    kall: brevet
    til: {{kjent: anke, ukjent: anke}}
  anke: {outcome("Anke", "{regel: anke, fra: [brevet.mottatt, mottatt]}")}
  klag:
    svar: Klag til Helfo
    tekst: Ring **Helfo** på {{instans.helfo.telefon}}.
    tjeneste: Hjelp til å klage
    send_til: helfo
    klageinstans: {{ingen: Svaret er endelig.}}
    frist: {{regel: klage, fra: mottatt}}
    neste:
      - Skriv hva du er uenig i.
    kilder: [loven]
"""

BREVET = """\
flyt: brevet
tittel: Brevet
start: mottatt
steg:
  mottatt:
    spørsmål: Når kom brevet?
    dato: {senest: i dag}
    vet_ikke: {til: ukjent}
    til: kjent
  kjent:
    retur: kjent
  ukjent:
    retur: ukjent
"""

FILES = {"start": START, "brevet": BREVET, "fakta": FACTS}


@dataclass(frozen=True, slots=True)
class Slip:
    """Something written wrong in one of `FILES`.

    Attributes:
        old: what stands there, once.
        wrong: what is written instead, with `MARK` where the diagnostic must point.
        code: the code of the diagnostic.
        says: the part of its message that helps.
        right: another way to write it that is right, or None: `old` is the example.
        file: the file it stands in.
        warns: whether it does not block.
    """

    old: str
    wrong: str
    code: str
    says: str
    right: str | None = None
    file: str = "start"
    warns: bool = False

    def __str__(self) -> str:
        return f"{self.code} {self.wrong.strip()}"


def written(folder: Path, slip: Slip, new: str) -> Loaded:
    """Load the files with the slip's place written as `new`."""
    assert FILES[slip.file].count(slip.old) == 1, f"«{slip.old}» does not stand once"
    files = FILES | {slip.file: FILES[slip.file].replace(slip.old, new)}
    facts = files.pop("fakta")
    return loaded(folder, facts=facts, **files)


def prove(folder: Path, slip: Slip) -> None:
    """Show that the slip gives its one diagnostic in its place, and that the right way gives none.

    Raises:
        AssertionError: it does not.
    """
    text = FILES[slip.file].replace(slip.old, slip.wrong)
    before, mark, _ = text.partition(MARK)
    assert mark, "the slip says nowhere where the diagnostic must point"
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    name = "fakta/fakta" if slip.file == "fakta" else slip.file

    result = written(folder, slip, slip.wrong.replace(MARK, ""))
    found = [f"{item.position} {item.code}" for item in result.diagnostics]
    assert found == [f"flyt/{name}.yaml:{line}:{column} {slip.code}"], result.diagnostics
    assert slip.says in result.diagnostics[0].message
    assert result.diagnostics[0].severity is (Severity.WARNING if slip.warns else Severity.ERROR)
    assert (result.library is None) is not slip.warns

    right = written(folder, slip, slip.old if slip.right is None else slip.right)
    assert right.diagnostics == ()
    assert right.library is not None
