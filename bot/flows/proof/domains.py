"""The values that can make a difference: choices, and what else can be given by its boundaries.

Which values those are is known by each kind of question, in `bot.flows.kinds`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.facts import Facts
from bot.flows.conditions import Leaf, read_by
from bot.flows.kinds import Input, MunicipalityInput, SeveralInput
from bot.flows.model import Flow, Question
from bot.flows.proof.days import all_leaves
from bot.flows.proof.effort import Effort
from bot.flows.references import Ref
from bot.flows.values import Value


class Domains:
    """The values worth trying as the answer to each question, as of a day.

    Args:
        flows: every flow.
        facts: the deadlines that conditions read.
        today: the day the conversations are held.
        effort: what may be looked at to find them.
    """

    def __init__(
        self, flows: Mapping[str, Flow], facts: Facts, today: date, effort: Effort
    ) -> None:
        self._today = today
        self._effort = effort
        self._facts = facts
        self._read: dict[Ref, dict[Leaf, None]] = {}
        for leaf in all_leaves(flows):
            for ref in read_by(leaf):
                self._read.setdefault(ref, {})[leaf] = None
        self._known: dict[Ref, tuple[Value, ...]] = {}

    def values(self, question: Question) -> tuple[Value, ...]:
        """Return the values to try, choices first.

        Raises:
            TooManyStatesError: so many conditions read the answer that they cannot all be tried.
        """
        if question.ref not in self._known:
            given: tuple[Value, ...] = ()
            if question.input is not None:
                read = tuple(self._read.get(question.ref, ()))
                self._effort.spend(_tried(question.input, read, self._facts), question.ref)
                given = question.input.matters(question.ref, read, self._facts, self._today)
            choices = tuple(each.id for each in question.choices if each.holds(self._today))
            self._known[question.ref] = (*choices, *given)
        return self._known[question.ref]


def _tried(asked: Input, read: Sequence[Leaf], facts: Facts) -> int:
    """Return how often conditions are tried, at most, to find the values that matter."""
    match asked:
        case SeveralInput():
            values = 2 ** len(asked.ids)
        case MunicipalityInput():
            values = len(facts.municipalities)
        case _:
            # Each condition has two edges at most, with a value on each side; the date of an edge
            # is found by halving.
            values = 4 * len(read) + 20
    return values * len(read)
