"""What every kind of question needs to be read."""

from __future__ import annotations

from dataclasses import dataclass

from bot.facts import FactsReader, Text
from bot.facts.texts import Wording, text
from bot.flows.former import FormerNames
from bot.flows.references import Ref
from bot.flows.routes import RoutesReader
from bot.source import Report, Scalar

RESERVED = frozenset({"vet_ikke", "dato", "tilbake", "nytt"})
"""Words of the language, which can be no step's and no choice's id."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question being read.

    Attributes:
        ref: the question.
        routes: reads where its ways lead.
        facts: tells which facts exist.
        former: gathers what choices were called before.
        report: where everything wrong is noted.
    """

    ref: Ref
    routes: RoutesReader
    facts: FactsReader
    former: FormerNames
    report: Report

    def text(self, written: Wording | Scalar, *context: str) -> Text:
        """Make a text of the question, named for translators by what it stands in."""
        return text(".".join((self.ref.flow, self.ref.step, *context)), written)

    def maybe(self, written: Wording | None, *context: str) -> Text | None:
        """Make a text of the question, if it was written."""
        return None if written is None else self.text(written, *context)
