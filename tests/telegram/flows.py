"""A small complaint for these tests; its labels hold what HTML would take for markup."""

from tests.library import outcome

START = """
    flyt: start
    tittel: Start
    start: tema
    steg:
      tema:
        spørsmål: Hva trenger du hjelp til?
        valg:
          klage: {tekst: Klage, til: klage}
        vet_ikke: {til: klage}
      klage:
        kall: klage
    """

KLAGE = f"""
    flyt: klage
    tittel: Klage
    start: hvem
    steg:
      hvem:
        spørsmål: Hvem har skrevet brevet?
        valg:
          helfo: {{tekst: Helfo, til: mottatt}}
          kommunen: {{tekst: Kommunen, til: gjelder}}
        vet_ikke: {{til: finn}}
      gjelder:
        spørsmål: Hva gjelder brevet?
        valg:
          hjelp: {{tekst: "<b>Hjelp</b> & omsorg", til: mottatt}}
          plass: {{tekst: Plass på sykehjem, til: mottatt}}
        vet_ikke: {{til: mottatt}}
      mottatt:
        spørsmål: Når fikk du brevet?
        dato: {{senest: i dag}}
        vet_ikke: {{til: finn}}
        til:
          - {{når: {{frist: klage, fra: mottatt, er: utløpt}}, til: sent}}
          - {{ellers: i_tide}}
      i_tide: {outcome("Klag til Helfo", "{regel: klage, fra: mottatt}")}
      sent: {outcome("Klag selv om det er sent", "{regel: klage, fra: mottatt}")}
      finn: {outcome("Finn ut hvem som skrev brevet")}
    """

TEMA = "Hva trenger du hjelp til?"
HVEM = "Hvem har skrevet brevet?"
GJELDER = "Hva gjelder brevet?"
NAAR = "Når fikk du brevet?"
I_TIDE = "Klag til Helfo"
SENT = "Klag selv om det er sent"
FINN = "Finn ut hvem som skrev brevet"
