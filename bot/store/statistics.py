"""What authors learn from counts: where people arrive, where they stop, what they do not know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bot.store.records import Count

HIDDEN_UNDER = 5
"""Numbers smaller than this, and not zero, could be about somebody in particular."""


@dataclass(frozen=True, slots=True)
class StepCount:
    """What is counted of a question. None stands for a number too small to show.

    Attributes:
        step: as `flyt.steg`.
        shown: how often it was asked.
        stopped: how often nothing came after it, so far.
        unsure: how often «Vet ikke» was the answer.
        unmatched: how often a text was typed there that could not be understood.
    """

    step: str
    shown: int | None
    stopped: int | None
    unsure: int | None
    unmatched: int | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """What authors see.

    Attributes:
        outcomes: how often each was reached, as `flyt.steg`; the most frequent first.
        steps: the questions, where most people stopped first.
    """

    outcomes: tuple[tuple[str, int | None], ...]
    steps: tuple[StepCount, ...]


def statistics(counts: Mapping[Count, int], since: str = "") -> Statistics:
    """Return what authors may see of what is counted.

    Args:
        counts: all that is counted.
        since: the first month that counts, as `2026-03`; empty for all.
    """
    sums: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for count, number in counts.items():
        if count.month >= since:
            sums[count.kind][count.step] += number
    outcomes = sorted(sums["outcome"].items(), key=lambda one: (-_seen(one[1]), one[0]))
    asked = sums["shown"]
    known = asked.keys() | sums["unmatched"].keys() - sums["outcome"].keys() - {""}
    steps = [
        StepCount(
            step,
            _shown(asked[step]),
            # Somebody may have been asked in the months before.
            _shown(max(asked[step] - sums["left"][step], 0)),
            _shown(sums["unsure"][step]),
            _shown(sums["unmatched"][step]),
        )
        for step in sorted(known)
    ]
    steps.sort(key=lambda step: (-(step.stopped or 0), step.step))
    return Statistics(tuple((step, _shown(number)) for step, number in outcomes), tuple(steps))


def _seen(number: int) -> int:
    """What may decide the order: the small ones are alike."""
    return number if number >= HIDDEN_UNDER else 0


def _shown(number: int) -> int | None:
    return number if number == 0 or number >= HIDDEN_UNDER else None
