"""The values that can make a difference: choices, and what else can be given by its boundaries.

Which values those are is known by each kind of question, in `bot.flows.kinds`.
"""

from __future__ import annotations

from datetime import date

from bot.flows.model import Question
from bot.flows.proof.effort import Effort, to_find_values
from bot.flows.proof.ground import Ground
from bot.flows.references import Ref
from bot.flows.values import Value


class Domains:
    """The values worth trying as the answer to each question, as of a day.

    Args:
        ground: the flows, and what reads their answers.
        today: the day the conversations are held.
        effort: what may be looked at to find them.
    """

    def __init__(self, ground: Ground, today: date, effort: Effort) -> None:
        self._ground = ground
        self._today = today
        self._effort = effort
        self._known: dict[Ref, tuple[Value, ...]] = {}

    def values(self, question: Question) -> tuple[Value, ...]:
        """Return the values to try, choices first.

        Raises:
            TooManyStatesError: so many conditions read the answer that they cannot all be tried.
        """
        if question.ref not in self._known:
            given: tuple[Value, ...] = ()
            if question.input is not None:
                read = tuple(self._ground.conditions.get(question.ref, ()))
                facts = self._ground.facts
                self._effort.spend(to_find_values(question.input, read, facts), question.ref)
                given = question.input.matters(question.ref, read, facts, self._today)
            choices = tuple(each.id for each in question.choices if each.holds(self._today))
            self._known[question.ref] = (*choices, *given)
        return self._known[question.ref]
