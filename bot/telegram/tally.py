"""Counts what people do, for authors: sums by month and step, with nothing of who it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from bot.dialog import Reply, Session
from bot.flows import UNKNOWN, Library, Outcome, Question, Ref
from bot.store import Count, Store

SHOWN = "shown"
LEFT = "left"
OUTCOME = "outcome"
UNSURE = "unsure"
UNMATCHED = "unmatched"
_QUESTION = "question"
_OUTCOME = "outcome"


class Tally:
    """Counts in memory, and gives the sums to the store now and then.

    So nothing in the database says when one person did what, and no step waits for another to
    be counted. What was not given to the store when a process is killed is lost.

    Args:
        library: the flows.
        today: the day it is in Norway.
    """

    def __init__(self, library: Library, today: Callable[[], date]) -> None:
        self._library = library
        self._today = today
        self._day, self._of_day = date.min, ""
        self._kinds: dict[str, str] = {}
        self._counted: Counter[tuple[str, str, str]] = Counter()

    def note(self, before: Session, answer: Reply) -> str | None:
        """Count what became of an event; return which kind of step came to be shown, if one did.

        Args:
            before: the session as it was; nothing was shown in it if its revision is 0.
            answer: what the event led to.
        """
        after = answer.session
        if after is None:
            return None
        month = self._month()
        if answer.unmatched:
            self._add(month, UNMATCHED, before.shown)
        came_from = before.shown if before.revision else ""
        if after.revision == before.revision or after.shown == came_from:
            return None
        if self._kind(came_from) == _QUESTION:
            self._add(month, LEFT, came_from)
            ref = Ref.parse(came_from, "")
            if any(given.choice == UNKNOWN and given.ref == ref for given in after.answers):
                self._add(month, UNSURE, came_from)
        kind = self._kind(after.shown)
        if kind == _QUESTION:
            self._add(month, SHOWN, after.shown)
        elif kind == _OUTCOME:
            self._add(month, OUTCOME, after.shown)
        return kind

    async def keep(self, store: Store) -> None:
        """Give the sums to the store.

        Raises:
            StoreError: it did not take them; they are given with the next ones.
        """
        counted, self._counted = self._counted, Counter()
        if not counted:
            return
        try:
            await store.count({Count(*what): number for what, number in counted.items()})
        except BaseException:
            self._counted.update(counted)
            raise

    def _month(self) -> str:
        today = self._today()
        if today != self._day:
            self._day, self._of_day = today, f"{today:%Y-%m}"
        return self._of_day

    def _kind(self, shown: str) -> str:
        known = self._kinds.get(shown)
        if known is None:
            known = self._kinds[shown] = _kind_of(self._library, shown)
        return known

    def _add(self, month: str, kind: str, step: str) -> None:
        self._counted[month, kind, step] += 1


def _kind_of(library: Library, shown: str) -> str:
    ref = Ref.parse(shown, "")
    flow = library.flows.get(ref.flow)
    match flow.steps.get(ref.step) if flow is not None else None:
        case Question():
            return _QUESTION
        case Outcome():
            return _OUTCOME
        case _:
            return "other"
