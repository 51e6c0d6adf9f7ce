"""Facts that change on a date: which version holds on a day, and where versions fail to meet.

Write `Dated(value, …)`, not `Dated[int](value, …)`, and the same for `Timeline`: Python 3.11 cannot
build a subscripted class that is both frozen and slotted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value and the days it holds, both ends counted.

    Attributes:
        value: What holds.
        valid_from: The first day it holds; None when it always did.
        valid_until: The last day it holds; None when no end is known.

    Raises:
        ValueError: `valid_until` is before `valid_from`.
    """

    value: T
    valid_from: date | None = None
    valid_until: date | None = None

    def __post_init__(self) -> None:
        if self.first > self.last:
            msg = f"valid until {self.valid_until}, which is before it is valid: {self.valid_from}"
            raise ValueError(msg)

    @property
    def first(self) -> date:
        """The first day it holds, as a day: `date.min` when it always did."""
        return self.valid_from or date.min

    @property
    def last(self) -> date:
        """The last day it holds, as a day: `date.max` when no end is known."""
        return self.valid_until or date.max

    def holds(self, day: date) -> bool:
        """Tell whether this version holds on a day."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Gap:
    """Days on which no version holds, both ends counted.

    Attributes:
        first: The first such day; None when nothing holds before.
        last: The last such day; None when nothing holds after.
    """

    first: date | None
    last: date | None

    @property
    def is_between(self) -> bool:
        """Whether versions hold on both sides; a gap at an end is natural for a rate."""
        return self.first is not None and self.last is not None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Days on which more than one version holds, both ends counted.

    Attributes:
        first: The first such day; None when it is all days up to `last`.
        last: The last such day; None when it is all days from `first`.
    """

    first: date | None
    last: date | None


Problem = Gap | Overlap


def problems(versions: Iterable[Dated[T]]) -> tuple[Problem, ...]:
    """Find the days on which not exactly one version holds, in order of their first day.

    The order of the versions does not matter. Gaps before the first and after the last version
    are told too; see `Gap.is_between`.
    """
    # Only the days on which a version starts, or on which one has ended, can change the count.
    changes: dict[date, int] = {date.min: 0}
    for version in versions:
        changes[version.first] = changes.get(version.first, 0) + 1
        if version.last < date.max:
            after = version.last + timedelta(days=1)
            changes[after] = changes.get(after, 0) - 1

    found: list[Problem] = []
    holding = 0
    kind: type[Gap] | type[Overlap] | None = None
    since: date | None = None
    for day in sorted(changes):
        holding += changes[day]
        now = Gap if holding == 0 else Overlap if holding > 1 else None
        if now is kind:
            continue
        if kind is not None:
            found.append(kind(since, day - timedelta(days=1)))
        kind, since = now, day if day > date.min else None
    if kind is not None:
        found.append(kind(since, None))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Timeline(Generic[T]):
    """The versions of one fact through time, at most one on a day.

    Attributes:
        versions: In any order; days without a version are allowed.

    Raises:
        ValueError: Two versions hold on the same day.
    """

    versions: tuple[Dated[T], ...]

    def __post_init__(self) -> None:
        for problem in problems(self.versions):
            if isinstance(problem, Overlap):
                msg = f"two versions hold from {problem.first} until {problem.last}"
                raise ValueError(msg)

    def at(self, day: date) -> T | None:
        """Return the value that holds on a day, or None when none does."""
        return next((version.value for version in self.versions if version.holds(day)), None)

    def nearest(self, day: date) -> Dated[T]:
        """Return the version that holds on a day, else the last one before it, else the first.

        Raises:
            ValueError: There is no version at all.
        """
        begun = [version for version in self.versions if version.first <= day]
        if begun:
            return max(begun, key=lambda version: version.first)
        return min(self.versions, key=lambda version: version.first)

    @property
    def latest(self) -> Dated[T]:
        """The version that holds last.

        Raises:
            ValueError: There is no version at all.
        """
        return self.nearest(date.max)
