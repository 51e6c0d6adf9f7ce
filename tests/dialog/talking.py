"""A small library and a person who talks to it; every step is stored and read back before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.dialog import (
    Command,
    DeadlineView,
    Event,
    Press,
    Reply,
    Said,
    Screen,
    Session,
    decode,
    encode,
    reply,
)
from bot.flows import Library
from bot.texts import to_plain
from tests.library import FACTS, TODAY, library

START = """
flyt: start
tittel: Start
helse: ja
start: tema
steg:
  tema:
    spørsmål: Hva trenger du hjelp til?
    valg:
      klage: {tekst: Klage på et vedtak, til: klage}
      anke: {tekst: Anke, til: anke}
      flytte: {tekst: Flytte til utlandet, til: flytte}
    vet_ikke: {til: tips}
  flytte:
    spørsmål: Når skal du flytte?
    dato: {tidligst: 2020-01-01}
    til: tips
  klage: {kall: klage}
  anke: {kall: anke}
  tips:
    svar: Ring pasientombudet
    tjeneste: Råd om rettigheter
    send_til: {ingen: Ring 800 43 159.}
    klageinstans: {ingen: Her er det ingen klage.}
    frist: {ingen: Du kan ringe når du vil.}
    neste: [Finn fram brevet før du ringer.]
    kilder: [siden]
"""

KLAGE = """
flyt: klage
tittel: Klage på et vedtak
helse: ja
start: hvem
steg:
  hvem:
    spørsmål: Hvem har skrevet brevet?
    hjelp: Avsenderen står øverst i brevet.
    valg:
      helfo: {tekst: Helfo, forklaring: Reise og medisin., til: helfo_gjelder}
      kommunen: {tekst: Kommunen, til: kommunen_gjelder}
    vet_ikke: {til: mottatt}
  helfo_gjelder:
    spørsmål: Hva gjelder brevet fra Helfo?
    valg:
      reise: {tekst: Reise, til: mottatt}
      medisin: {tekst: Medisin på blå resept, til: mottatt}
  kommunen_gjelder:
    spørsmål: Hva gjelder brevet fra kommunen?
    valg:
      hjelp: {tekst: Hjelp hjemme, til: mottatt}
      plass: {tekst: Plass på sykehjem, til: plass}
  mottatt:
    kall: brevet
    til: haster
  haster:
    spørsmål: Haster det?
    valg:
      ja: {tekst: Ja, til: svar_helfo}
      nei:
        tekst: Nei
        til:
          - når: {svar: hvem, er: kommunen}
            til: svar_kommunen
          - {ellers: svar_helfo}
  svar_helfo:
    svar: Klag til Helfo
    tekst: Du kan be Helfo se på saken på nytt.
    tjeneste: Reise og medisin
    send_til: helfo
    klageinstans: {ingen: Svaret er endelig.}
    frist: {regel: klage, fra: [brevet.mottatt, brevet.brevdato]}
    neste: [Skriv hva du er uenig i., Legg ved brevet.]
    kilder: [siden]
  svar_kommunen:
    svar: Klag til kommunen
    tjeneste: Hjelp hjemme
    send_til: kommunen
    klageinstans: helfo
    frist: {regel: klage, fra: [brevet.mottatt, brevet.brevdato]}
    neste: [Skriv hva du er uenig i.]
    kilder: [siden]
  plass:
    svar: Be om plass på ny
    tjeneste: Plass på sykehjem
    send_til: kommunen
    klageinstans: {ingen: Her er det ingen klage.}
    frist: {ingen: "Du kan søke når du vil."}
    neste: [Skriv en ny søknad.]
    kilder: [siden]
"""

BREVET = """
flyt: brevet
tittel: Når brevet kom
start: mottatt
steg:
  mottatt:
    spørsmål: Når fikk du brevet?
    dato: {senest: i dag}
    valg:
      muntlig: {tekst: Jeg fikk det muntlig, til: muntlig}
      ikke_kommet: {tekst: Brevet har ikke kommet, frist: ikke_startet, til: ferdig}
    vet_ikke: {til: brevdato}
    til: ferdig
  muntlig:
    spørsmål: Hvor fikk du svaret?
    valg:
      telefon: {tekst: På telefon, til: brevdato}
      mote: {tekst: I et møte, til: brevdato}
  brevdato:
    spørsmål: Hvilken dato står i brevet?
    dato: {senest: i dag}
    vet_ikke: {til: ferdig}
    til: ferdig
  ferdig: {retur: ferdig}
"""

ANKE = """
flyt: anke
tittel: Anke
start: klagesvar
steg:
  klagesvar:
    spørsmål: Når fikk du svaret på klagen?
    dato: {senest: i dag}
    vet_ikke: {til: svar}
    til: svar
  svar:
    svar: Anke til Trygderetten
    tjeneste: Anke
    send_til: helfo
    klageinstans: {ingen: Svaret er endelig.}
    frist: {regel: anke, fra: klagesvar}
    neste: [Skriv anken.]
    kilder: [siden]
"""

FLOWS = {"start": START, "klage": KLAGE, "brevet": BREVET, "anke": ANKE}


def small_library(folder: Path, *, facts: str = FACTS, **changed: str | None) -> Library:
    """Build the library of these tests, with some flows other than they are, or gone (None)."""
    flows = {**FLOWS, **changed}
    return library(folder, facts=facts, **{name: text for name, text in flows.items() if text})


@dataclass
class Person:
    """Somebody who talks to a library; what the last event led to is kept.

    Each event is answered twice, from a session that was stored and read back, and must be
    answered alike.
    """

    library: Library
    today: date = TODAY
    session: Session = field(default_factory=lambda: Session("s1", "nb"))
    last: Reply = field(default_factory=lambda: Reply(None))

    def does(self, event: Event) -> Screen:
        """Let something happen, and return the last screen that is shown."""
        kept = encode(self.session)
        self.last = reply(self.library, decode(kept), event, self.today)
        assert self.last == reply(self.library, decode(kept), event, self.today)
        if self.last.session is not None:
            assert decode(encode(self.last.session)) == self.last.session
            self.session = self.last.session
        if self.last.screens:
            self._screen = self.last.screens[-1]
        if self.last.refreshed is not None:
            self._screen = self.last.refreshed
        return self._screen

    @property
    def screen(self) -> Screen:
        """What was shown last."""
        return self._screen

    def starts(self, flow: str = "") -> Screen:
        """Begin, by a link to a flow if one is named."""
        return self.does(Command("start", flow))

    def commands(self, name: str) -> Screen:
        """Give a command."""
        return self.does(Command(name))

    def says(self, text: str) -> Screen:
        """Type a text."""
        return self.does(Said(text))

    def presses(self, *labels: str) -> Screen:
        """Press buttons by what stands on them, one screen after another."""
        for label in labels:
            found = [option.id for option in self.screen.options if option.label == label]
            assert len(found) == 1, (label, [option.label for option in self.screen.options])
            self.does(Press(self.session.id, self.session.revision, found[0]))
        return self.screen

    def ticks(self, label: str) -> str | None:
        """Press a button that changes the screen where it stands; return the line beside it."""
        self.presses(label)
        assert self.last.refreshed is not None
        assert self.last.screens == ()
        return self.last.toast

    @property
    def reads(self) -> str:
        """The last screen as it is read."""
        return to_plain(self.screen.text)

    @property
    def step(self) -> str:
        """The step the last screen shows, as `flyt.steg`."""
        return f"{self.screen.flow}.{self.screen.step}"

    @property
    def answers(self) -> dict[str, str]:
        """The answers kept, by question."""
        return {str(given.ref): str(given.value) for given in self.session.answers}


def arrived(library: Library, received: str | None, today: date = TODAY) -> Person:
    """Return somebody who has arrived at Helfo's outcome; None: the letter has not come."""
    person = Person(library, today)
    person.starts("klage")
    person.presses("Helfo", "Reise")
    if received is None:
        person.presses("Brevet har ikke kommet")
    else:
        person.says(received)
    person.presses("Ja")
    return person


def deadline(person: Person) -> DeadlineView:
    """Return the deadline of the outcome that was shown last."""
    assert person.screen.outcome is not None
    return person.screen.outcome.deadline
