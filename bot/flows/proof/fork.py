"""What happens where ways part: which routes are taken, overlap, leave a gap or read too early."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from bot.flows.conditions import (
    AllOf,
    AnyOf,
    Condition,
    IsAnswered,
    Leaf,
    Not,
    Situation,
    leaves,
    read_by,
)
from bot.flows.model import Route
from bot.flows.proof.effort import to_look_at
from bot.flows.proof.state import Witness
from bot.flows.references import Ref


@dataclass(slots=True)
class Fork:
    """What was seen at one list of routes.

    Attributes:
        chosen: for each route the first state in which it was taken, and the value answered.
        overlaps: pairs of routes whose conditions held together, and where first.
        gap: where no route was open.
        unasked: questions that had not been asked where the condition of a route hung on their
            answer, with the route, and where first.
        parts: what it takes to look at all its conditions.
    """

    routes: tuple[Route, ...]
    chosen: dict[int, Witness] = field(default_factory=dict)
    overlaps: dict[tuple[int, int], Witness] = field(default_factory=dict)
    gap: Witness | None = None
    unasked: dict[tuple[int, tuple[Ref, ...]], Witness] = field(default_factory=dict)
    parts: int = 0
    _reads: frozenset[Ref] = frozenset()

    def __post_init__(self) -> None:
        """Find what its conditions read."""
        conditions = (route.condition for route in self.routes if route.condition is not None)
        parts = [leaf for each in conditions for leaf in leaves(each)]
        self.parts = to_look_at(parts)
        self._reads = frozenset(ref for leaf in parts for ref in read_by(leaf))

    def take(self, situation: Situation, at: Witness) -> Route | None:
        """Return the route that is taken, if one is open, and note what was seen."""
        open_routes = [
            index
            for index, route in enumerate(self.routes)
            if route.condition is not None and route.condition.holds(situation)
        ]
        for pair in pairwise(open_routes):
            self.overlaps.setdefault(pair, at)
        otherwise = [index for index, route in enumerate(self.routes) if route.condition is None]
        taken = next(iter([*open_routes, *otherwise]), None)
        if not self._reads <= situation.answers.keys():
            self._note_unasked(situation, at, len(self.routes) if taken is None else taken)
        if taken is None:
            self.gap = self.gap or at
            return None
        self.chosen.setdefault(taken, at)
        return self.routes[taken]

    def _note_unasked(self, situation: Situation, at: Witness, before: int) -> None:
        """Note what the conditions above the route taken hang on and nobody was asked.

        Those below it decide nothing here; the one that is taken holds by what was answered, or
        by what was not, and then it hangs on it too.
        """
        for index, route in enumerate(self.routes[: before + 1]):
            if route.condition is None or decided(route.condition, situation) is not None:
                continue
            for leaf in leaves(route.condition):
                if _leaf_decided(leaf, situation) is None:
                    self.unasked.setdefault((index, read_by(leaf)), at)


def decided(condition: Condition, situation: Situation) -> bool | None:
    """Whether a condition holds; None if that hangs on an answer to what was not asked.

    It does not hang on it where another part settles the whole: in `alle` one that does not hold,
    in `en_av` one that does. So `besvart` guards what stands beside it.
    """
    match condition:
        case AllOf(parts):
            return _settled((decided(part, situation) for part in parts), by=False)
        case AnyOf(parts):
            return _settled((decided(part, situation) for part in parts), by=True)
        case Not(part):
            found = decided(part, situation)
            return None if found is None else not found
        case _:
            return _leaf_decided(condition, situation)


def _settled(parts: Iterable[bool | None], *, by: bool) -> bool | None:
    found = set(parts)
    if by in found:
        return by
    return None if None in found else not by


def _leaf_decided(leaf: Leaf, situation: Situation) -> bool | None:
    refs = read_by(leaf)
    is_asked = isinstance(leaf, IsAnswered) or not refs
    if is_asked or any(ref in situation.answers for ref in refs):
        return leaf.holds(situation)
    return None
