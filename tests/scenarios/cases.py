"""A small library and a way to run one case in it, for the tests of cases."""

from collections.abc import Callable
from pathlib import Path

from bot.flows import Library
from bot.scenarios import Result, read_scenarios, run
from bot.source import Report
from tests.library import outcome

FLOWS = {
    "start": f"""
        flyt: start
        tittel: Start
        start: hvem
        steg:
          hvem:
            spørsmål: Hvem har skrevet brevet?
            valg:
              helfo: {{tekst: Helfo, til: mottatt}}
              kommunen: {{tekst: Kommunen, til: ring}}
            vet_ikke: {{til: ring}}
          mottatt:
            spørsmål: Når fikk du brevet?
            dato: {{senest: i dag}}
            valg:
              ikke_kommet: {{tekst: Det har ikke kommet, frist: ikke_startet, til: klag}}
            vet_ikke: {{til: klag}}
            til: klag
          klag: {outcome("Klag til Helfo", "{regel: klage, fra: mottatt}")}
          ring:
            svar: Ring kommunen
            tjeneste: Veiledning
            send_til: {{ingen: Ring først.}}
            klageinstans: helfo
            frist: {{ingen: Her er det ingen frist.}}
            neste: [Ring kommunen.]
            kilder: [loven]
        """,
    "annet": f"""
        flyt: annet
        tittel: Noe annet
        start: vei
        steg:
          vei:
            spørsmål: Hvilken vei vil du gå?
            valg:
              denne: {{tekst: Denne, til: her}}
              spør: {{tekst: En annen, til: spør}}
          her: {outcome("Her er du")}
          spør:
            kall: hjelper
            til: her
        """,
    "hjelper": """
        flyt: hjelper
        tittel: Hjelper
        start: kom
        steg:
          kom: {retur: ferdig}
        """,
}
SITUATION = """
scenarier:
  - situasjon: Helfo sa nei til tannlegen.
    dag: 2026-08-10
"""

Run = Callable[..., Result]


def run_case(
    folder: Path, flows: Library, answers: str, expected: str, flow: str | None = None
) -> Result:
    """Write a case into a folder, read it and run it.

    Args:
        folder: a folder of the test's own.
        flows: the library to run in.
        answers: YAML of `svar`, without its braces.
        expected: YAML of `ventet`, without its braces.
        flow: where the case begins; `start` if None.
    """
    folder.mkdir(exist_ok=True)
    begins = f"    flyt: {flow}\n" if flow else ""
    text = f"{SITUATION}{begins}    svar: {{{answers}}}\n    ventet: {{{expected}}}\n"
    (folder / "saker.yaml").write_text(text, encoding="utf-8")
    report = Report()
    (scenario,) = read_scenarios(folder, report)
    assert report.sorted() == ()
    return run(flows, scenario)
