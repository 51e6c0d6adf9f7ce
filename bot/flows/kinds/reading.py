"""What every kind of question needs to be read."""

from __future__ import annotations

from dataclasses import dataclass

from bot.facts import FactsReader, Text
from bot.facts.reader import text
from bot.flows.references import Ref
from bot.flows.routes import RoutesReader
from bot.source import Fields, Report, Scalar

RESERVED = frozenset({"vet_ikke", "dato", "tilbake", "nytt"})
"""Words of the language, which can be no step's and no choice's id."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question being read.

    Attributes:
        ref: the question.
        routes: reads where its ways lead.
        facts: tells which facts exist.
        report: where everything wrong is noted.
    """

    ref: Ref
    routes: RoutesReader
    facts: FactsReader
    report: Report

    def text(self, scalar: Scalar, *context: str) -> Text:
        """Make a text of the question, named for translators by what it stands in."""
        return text(".".join((self.ref.flow, self.ref.step, *context)), scalar)

    def maybe(self, scalar: Scalar | None, *context: str) -> Text | None:
        """Make a text of the question, if it was written."""
        return None if scalar is None else self.text(scalar, *context)

    def whole(self, fields: Fields, key: str) -> int | None:
        """Read a whole number from 0, or None if there is none; anything else is reported."""
        found = fields.text(key)
        if found is None:
            return None
        number = whole_number(found.text)
        if number is None:
            self.report.error(
                found.position,
                "RV222",
                f"«{key}» må være et helt tall uten mellomrom, fra 0 til {MOST}.",
            )
        return number


MOST = 999_999_999
"""The largest number that can be asked for or compared with."""


def whole_number(text: str) -> int | None:
    """Return a number as authors write it, `0` to `999999999`; None for anything else."""
    plain = text.isascii() and text.isdigit() and len(text) <= len(str(MOST))
    return int(text) if plain and str(int(text)) == text else None
