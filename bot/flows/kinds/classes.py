"""Values that conditions cannot tell apart: of each class one is enough to prove a flow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.facts import Facts
from bot.flows.conditions import Leaf, Situation
from bot.flows.references import Ref
from bot.flows.values import Value


def one_of_each_class(
    values: Iterable[Value], ref: Ref, leaves: Sequence[Leaf], facts: Facts, today: date
) -> tuple[Value, ...]:
    """Return the first value of each class: those for which the same conditions hold.

    Args:
        values: what can be answered.
        ref: the question.
        leaves: the conditions that read it.
        facts: what they look up.
        today: the day they are decided on.
    """
    found: dict[tuple[bool, ...], Value] = {}
    for value in values:
        situation = Situation({ref: value}, facts, frozenset(), today)
        found.setdefault(tuple(leaf.holds(situation) for leaf in leaves), value)
    return tuple(found.values())
