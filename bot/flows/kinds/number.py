"""A whole number.

    alder:
      spørsmål: Hvor gammel er du?
      tall: {minst: 0, høyst: 120, enhet: år}
      vet_ikke: {til: ring}
      til:
        - {når: {svar: alder, minst: 67}, til: over}
        - {ellers: under}

`enhet` is shown after the number, and may be typed after it. Conditions: `er: tall`, `er: 5`,
`minst`, `under`, and both together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.facts import Facts, Text
from bot.facts.texts import read_wording
from bot.flows.conditions import A_NUMBER, AnswerIs, Leaf, NumberIs
from bot.flows.kinds.classes import one_of_each_class
from bot.flows.kinds.reading import Reading
from bot.flows.references import Ref
from bot.flows.route import Route
from bot.flows.values import Value
from bot.flows.whole import read_whole, whole_number
from bot.source import Fields, Node

_HIGHEST = 9_999


@dataclass(frozen=True, slots=True)
class NumberInput:
    """A whole number can be given: `tall: {minst: 0, høyst: 120, enhet: år}`.

    Attributes:
        least: the smallest that is taken.
        most: the largest that is taken.
        unit: what is counted, as it stands after the number; None says nothing.
        routes: where a number leads.
    """

    key: ClassVar[str] = A_NUMBER

    least: int
    most: int
    unit: Text | None
    routes: tuple[Route, ...]

    def accepts(self, value: Value, today: date) -> bool:  # noqa: ARG002 (as all kinds)
        """Whether a value is a number within the limits."""
        return isinstance(value, int) and self.least <= value <= self.most

    def written(self, text: str) -> Value | None:
        """Return the number an author means by a text in a case: `67`."""
        return whole_number(text)

    def matters(
        self, ref: Ref, leaves: Sequence[Leaf], facts: Facts, today: date
    ) -> tuple[Value, ...]:
        """Return the numbers that conditions tell apart, the smallest of each class."""
        return numbers_that_matter(self.least, self.most, ref, leaves, facts, today)


def read_number_input(reading: Reading, node: Node, fields: Fields) -> NumberInput | None:
    """Read `tall` and its `til`."""
    inner = Fields(node, "tallet", reading.report, ("minst", "høyst", "enhet"))
    limits = read_limits(reading, inner, _HIGHEST)
    unit = reading.maybe(read_wording(inner, "enhet"), "enhet")
    routes = reading.routes.required(fields)
    return NumberInput(*limits, unit, routes) if limits else None


def read_limits(reading: Reading, inner: Fields, most: int) -> tuple[int, int] | None:
    """Read `minst` and `høyst`, from 0 to `most` where nothing is said."""
    low, high = read_whole(inner, "minst"), read_whole(inner, "høyst")
    if ("minst" in inner and low is None) or ("høyst" in inner and high is None):
        return None
    limits = (low or 0, most if high is None else high)
    if limits[0] > limits[1]:
        reading.report.error(
            inner.at("minst"),
            "RV222",
            f"Ingen tall er både minst {limits[0]} og høyst {limits[1]}, så ingen kan svare. "
            "Bytt om tallene.",
        )
        return None
    return limits


def numbers_that_matter(
    least: int, most: int, ref: Ref, leaves: Sequence[Leaf], facts: Facts, today: date
) -> tuple[Value, ...]:
    """Return the smallest number of each class that some conditions tell apart."""
    edges = {least, most, *(edge for leaf in leaves for edge in _edges(leaf))}
    values = sorted(edge for edge in edges if least <= edge <= most)
    return one_of_each_class(values, ref, leaves, facts, today)


def _edges(leaf: Leaf) -> Iterator[int]:
    """Yield the first number of each stretch over which a condition stays as it is."""
    match leaf:
        case NumberIs(_, least, below):
            yield from (edge for edge in (least, below) if edge is not None)
        case AnswerIs(_, words):
            for number in filter(None, map(whole_number, words)):
                yield from (number, number + 1)
            if "0" in words:
                yield from (0, 1)
        case _:
            pass
