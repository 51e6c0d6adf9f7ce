"""The values that can make a difference: choices, and what else can be given by its boundaries.

Which values those are is known by each kind of question, in `bot.flows.kinds`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.facts import Facts
from bot.flows.conditions import Leaf, read_by
from bot.flows.model import Flow, Question
from bot.flows.proof.days import all_leaves
from bot.flows.references import Ref
from bot.flows.values import Value


class Domains:
    """The values worth trying as the answer to each question, as of a day.

    Args:
        flows: every flow.
        facts: the deadlines that conditions read.
        today: the day the conversations are held.
    """

    def __init__(self, flows: Mapping[str, Flow], facts: Facts, today: date) -> None:
        self._today = today
        self._facts = facts
        self._read: dict[Ref, dict[Leaf, None]] = {}
        for leaf in all_leaves(flows):
            for ref in read_by(leaf):
                self._read.setdefault(ref, {})[leaf] = None
        self._known: dict[Ref, tuple[Value, ...]] = {}

    def values(self, question: Question) -> tuple[Value, ...]:
        """Return the values to try, choices first."""
        if question.ref not in self._known:
            given: tuple[Value, ...] = ()
            if question.input is not None:
                read = tuple(self._read.get(question.ref, ()))
                given = question.input.matters(question.ref, read, self._facts, self._today)
            choices = tuple(each.id for each in question.choices if each.holds(self._today))
            self._known[question.ref] = (*choices, *given)
        return self._known[question.ref]
