"""What is drawn, before anyone has chosen how: boxes, and the arrows between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a box stands for, in the word that the key of a picture says."""

    QUESTION = "Spørsmål"
    CALL = "Egen flyt"
    OUTCOME = "Svar"
    RETURN = "Tilbake til flyten som spurte"


@dataclass(frozen=True, slots=True)
class Node:
    """A box.

    Attributes:
        id: a step's or a flow's, so of `a-zæøå0-9_`.
        title: what people read.
        note: what more tells it from another with the same title; may be empty.
        name: what authors call it; may be empty.
    """

    id: str
    kind: Kind
    title: str
    note: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One reason to follow an arrow.

    Attributes:
        choices: the labels of what can be pressed; none where nothing is asked.
        guard: when the way is taken, in words; empty if always.
    """

    choices: tuple[str, ...]
    guard: str = ""

    @property
    def label(self) -> str:
        """The choices on one line."""
        return " / ".join(self.choices)


@dataclass(frozen=True, slots=True)
class Arrow:
    """All the ways from one box to another.

    Attributes:
        ways: each with a guard of its own.
    """

    source: str
    target: str
    ways: tuple[Way, ...] = ()

    @property
    def is_labelled(self) -> bool:
        """Whether something stands on it."""
        return any(way.label or way.guard for way in self.ways)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture without places; the arrows make no circle.

    Attributes:
        start: the id of the box where it begins.
        nodes: in the order they are read.
        arrows: from each box, in the order they are read; one from a box to another.
    """

    title: str
    start: str
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]


def arrows_from(source: str, ways: Iterable[tuple[str, Way]]) -> tuple[Arrow, ...]:
    """Gather the ways out of a box: one arrow to each target, one way on it for each guard.

    Args:
        source: the box.
        ways: where each leads, in the order they are read.
    """
    targets: dict[str, dict[str, dict[str, None]]] = {}
    for target, way in ways:
        targets.setdefault(target, {}).setdefault(way.guard, {}).update(dict.fromkeys(way.choices))
    return tuple(
        Arrow(source, target, tuple(Way(tuple(choices), guard) for guard, choices in found.items()))
        for target, found in targets.items()
    )
