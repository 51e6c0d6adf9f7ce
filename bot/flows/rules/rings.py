"""Finds what leads back to itself: steps, flows that call each other, texts inside texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bot.source import Position

_NAMED = 8
"""How many names of a long ring are told before its last."""


def rings(
    roots: Iterable[str], onward: Callable[[str], Iterator[tuple[str, Position]]]
) -> Iterator[tuple[str, Position]]:
    """Yield each ring once: its names, `a → b → a`, and where its last part stands.

    Args:
        roots: where to begin; what is reached from them is looked through, too.
        onward: tells what a name leads to, and where that stands.
    """
    settled: set[str] = set()
    for root in roots:
        if root in settled:
            continue
        path = {root: 0}
        way = [root]
        pending = [onward(root)]
        while pending:
            target, position = next(pending[-1], (None, None))
            if target is None or position is None:
                settled.add(path.popitem()[0])
                way.pop()
                pending.pop()
            elif target in path:
                yield _told(way, path[target]), position
            elif target not in settled:
                path[target] = len(way)
                way.append(target)
                pending.append(onward(target))


def _told(way: list[str], begin: int) -> str:
    """Return the names from a place in a way to its end, and back; of many, those at both ends."""
    names = [*way[begin : begin + _NAMED], way[-1], way[begin]]
    left_out = len(way) - begin - _NAMED
    if left_out > 1:
        names.insert(_NAMED, f"… ({left_out - 1} til)")
    elif left_out < 1:
        names = [*way[begin:], way[begin]]
    return " → ".join(names)
