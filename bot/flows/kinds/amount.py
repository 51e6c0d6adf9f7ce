"""An amount in whole kroner.

    inntekt:
      spørsmål: Hvor mye tjente du i fjor?
      beløp: {minst: 0}
      vet_ikke: {til: ring}
      til:
        - {når: {svar: inntekt, minst: 100000, under: 200000}, til: midt}
        - {ellers: annet}

Øre are dropped. That changes no condition: an amount is at least, or below, a whole number of
kroner exactly when its whole kroner are. Conditions: `er: beløp`, `minst`, `under`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.facts import Facts
from bot.flows.conditions import AN_AMOUNT, Leaf
from bot.flows.kinds.number import numbers_that_matter, read_limits
from bot.flows.kinds.reading import Reading
from bot.flows.references import Ref
from bot.flows.route import Route
from bot.flows.values import Value
from bot.flows.whole import whole_number
from bot.source import Fields, Node

_HIGHEST = 100_000_000


@dataclass(frozen=True, slots=True)
class AmountInput:
    """An amount can be given: `beløp: {minst: 0}`.

    Attributes:
        least: the smallest that is taken, in kroner.
        most: the largest that is taken, in kroner.
        routes: where an amount leads.
    """

    key: ClassVar[str] = AN_AMOUNT

    least: int
    most: int
    routes: tuple[Route, ...]

    def accepts(self, value: Value, today: date) -> bool:  # noqa: ARG002 (as all kinds)
        """Whether a value is an amount within the limits."""
        return isinstance(value, int) and self.least <= value <= self.most

    def written(self, text: str) -> Value | None:
        """Return the amount an author means by a text in a case: `12000`."""
        return whole_number(text)

    def matters(
        self, ref: Ref, leaves: Sequence[Leaf], facts: Facts, today: date
    ) -> tuple[Value, ...]:
        """Return the amounts that conditions tell apart, the smallest of each class."""
        return numbers_that_matter(self.least, self.most, ref, leaves, facts, today)


def read_amount_input(reading: Reading, node: Node, fields: Fields) -> AmountInput | None:
    """Read `beløp` and its `til`."""
    inner = Fields(node, "beløpet", reading.report, ("minst", "høyst"))
    limits = read_limits(reading, inner, _HIGHEST)
    routes = reading.routes.required(fields)
    return AmountInput(*limits, routes) if limits else None
