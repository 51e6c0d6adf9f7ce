"""Finds what leads back to itself: steps, flows that call each other, texts inside texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bot.source import Position


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
        path = {root: None}
        pending = [onward(root)]
        while pending:
            target, position = next(pending[-1], (None, None))
            if target is None or position is None:
                settled.add(path.popitem()[0])
                pending.pop()
            elif target in path:
                way = list(path)
                yield " → ".join([*way[way.index(target) :], target]), position
            elif target not in settled:
                path[target] = None
                pending.append(onward(target))
