"""What becomes of all conversations, gathered by kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.flows import Library
from bot.flows.proof.explore import MOST_STATES
from bot.migration.fate import Kind, fate
from bot.migration.positions import Position, positions


@dataclass(slots=True)
class Seen:
    """What was seen of one kind of fate.

    Attributes:
        count: how many positions have it.
        changes: what is other than it was, with how many positions it happens to, and the one
            with the fewest answers among them.
    """

    count: int = 0
    changes: dict[str, tuple[int, Position]] = field(default_factory=dict)

    def add(self, position: Position, changes: tuple[str, ...]) -> None:
        """Add a position."""
        self.count += 1
        for change in changes:
            before, shortest = self.changes.get(change, (0, position))
            nearer = min(shortest, position, key=lambda each: len(each.answers))
            self.changes[change] = (before + 1, nearer)


@dataclass(frozen=True, slots=True)
class Compared:
    """What becomes of conversations.

    Attributes:
        tried: how many positions were tried.
        count: how many there are; more than were tried if `are_all` does not hold.
        by_kind: what was seen, for each kind.
        wrong: what must not be, with the first position it happens to.
    """

    old: str
    new: str
    today: date
    tried: int
    count: int
    are_all: bool
    by_kind: Mapping[Kind, Seen]
    wrong: Mapping[str, Position]


def compare(old: Library, new: Library, today: date, most: int = MOST_STATES) -> Compared:
    """Replay every position that some flows can have saved in others.

    The person says something, and is answered, once for each step where conversations come to
    stand and each kind of fate there; where the rest come to stand, and with which answers, is
    found for all of them.

    Args:
        old: the flows that have saved them.
        new: the flows they go on in.
        today: the day it is.
        most: how many positions are tried at most.

    Raises:
        TooManyStatesError: the old flows have more situations than can be followed.
    """
    found = positions(old, new, today, most)
    by_kind = {kind: Seen() for kind in Kind}
    wrong: dict[str, Position] = {}
    spoken: set[tuple[object, ...]] = set()
    for position in found.found:
        quiet = fate(old, new, position, today, speaks=False)
        place = (quiet.kind, position.at, quiet.at)
        told = quiet
        if place not in spoken:
            spoken.add(place)
            told = fate(old, new, position, today, speaks=True)
        by_kind[told.kind].add(position, told.changes)
        if told.wrong is not None:
            wrong.setdefault(told.wrong, position)
    return Compared(
        old.version,
        new.version,
        today,
        len(found.found),
        found.count,
        found.are_all,
        by_kind,
        wrong,
    )
