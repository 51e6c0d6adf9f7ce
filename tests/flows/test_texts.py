from pathlib import Path

from bot.flows.texts import flow_texts
from tests.flows.slips import BREVET, START
from tests.library import library


def test_every_text_of_a_flow_is_told_in_the_order_it_stands(tmp_path: Path) -> None:
    made = library(tmp_path, start=START, brevet=BREVET)
    assert [f"{text.context}: {text.source}" for text in flow_texts(made.flows["start"])] == [
        "start.tittel: Start",
        "start.emneord: klage",
        "start.emneord: brev",
        "start.hvem: Hvem har skrevet brevet?",
        "start.hvem.hjelp: Navnet står øverst.",
        "start.hvem.helfo: Helfo",
        "start.hvem.helfo.forklaring: Helfo er staten.",
        "start.hvem.kommunen: Kommunen",
        "start.mottatt: Når fikk du brevet?",
        "start.mottatt.ikke_kommet: Det har ikke kommet",
        "start.anke: Anke",
        "start.anke.tjeneste: Hjelp til å klage",
        "start.anke.klageinstans: Svaret er endelig.",
        "start.anke.neste: Skriv hva du er uenig i.",
        "start.klag: Klag til Helfo",
        "start.klag.tekst: Ring **Helfo** på {instans.helfo.telefon}.",
        "start.klag.tjeneste: Hjelp til å klage",
        "start.klag.klageinstans: Svaret er endelig.",
        "start.klag.neste: Skriv hva du er uenig i.",
    ]


def test_each_text_knows_the_line_it_stands_on(tmp_path: Path) -> None:
    made = library(tmp_path, start=START, brevet=BREVET)
    places = {text.context: text.position.line for text in flow_texts(made.flows["start"])}
    assert (places["start.tittel"], places["start.hvem.kommunen"]) == (2, 11)
