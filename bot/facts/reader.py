"""Reads the files of `flyt/fakta/` into facts.

Any file may hold any of the kinds; an id stands once over all files. Each kind is read in a module
of its own, which shows how authors write it.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TypeVar

from bot.facts.advice import read_advice
from bot.facts.authorities import read_authority
from bot.facts.danger import read_danger, read_exceptions, read_words
from bot.facts.gathered import Gathered
from bot.facts.helping import read_helping
from bot.facts.model import Facts
from bot.facts.places import Municipality, read_counties
from bot.facts.rates import read_rate
from bot.facts.rules import read_rule
from bot.facts.shared import read_shared_text
from bot.facts.sources import read_source
from bot.facts.terms import read_everyday, read_term
from bot.facts.themes import read_theme
from bot.source import Entry, Report

T = TypeVar("T")


class FactsReader(Gathered):
    """Collects facts from any number of files, and links them when all are read.

    Attributes:
        places: the municipalities, by number, once `facts` has read them.
    """

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.places: dict[str, Municipality] = {}

    def facts(self) -> Facts:
        """Read everything taken in; what cannot be read is reported and left out."""
        sources = self._read("kilder", lambda entry: read_source(entry, self.report))
        authorities = self._read("instanser", lambda entry: read_authority(entry, self))
        advice = self._read("råd", lambda entry: read_advice(entry, self.report))
        deadlines = self._read("frister", lambda entry: read_rule(entry, advice, self))
        rates = self._read("satser", lambda entry: read_rate(entry, self))
        texts = self._read("tekster", lambda entry: read_shared_text(entry, self.report))
        dangers = self._read("fare", lambda entry: read_danger(entry, authorities, self))
        words = self._read("fareord", lambda entry: read_words(entry, self.report))
        exceptions = self._read("fareunntak", lambda entry: read_exceptions(entry, self.report))
        helping = self._read("pårørende", lambda entry: read_helping(entry, self))
        themes = self._read("temaer", lambda entry: read_theme(entry, self))
        terms = self._read("begreper", lambda entry: read_term(entry, self))
        everyday = self._read("hverdagsord", lambda entry: read_everyday(entry, self.report))
        counties, self.places = read_counties(self.of("fylker").values(), self.report, self.sources)
        return Facts(
            MappingProxyType(sources),
            MappingProxyType(authorities),
            MappingProxyType(deadlines),
            MappingProxyType(counties),
            MappingProxyType(self.places),
            MappingProxyType(advice),
            MappingProxyType(rates),
            MappingProxyType(texts),
            MappingProxyType(dangers),
            MappingProxyType(helping),
            MappingProxyType(themes),
            MappingProxyType(terms),
            frozenset(word for each in everyday.values() for word in each),
            MappingProxyType(words),
            MappingProxyType(exceptions),
        )

    def _read(self, kind: str, read: Callable[[Entry], T | None]) -> dict[str, T]:
        found = ((key, read(entry)) for key, entry in self.of(kind).items())
        return {key: value for key, value in found if value is not None}
