"""Where a conversation can stand, as far as it makes a difference to what can come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bot.flows.references import Ref
from bot.flows.values import Value


@dataclass(frozen=True, slots=True)
class State:
    """A step, the calls it stands in, and the answers given that something ahead reads."""

    ref: Ref
    calls: tuple[Ref, ...]
    answers: frozenset[tuple[Ref, Value]]


Witness: TypeAlias = tuple[State, Value | None]
"""Where something was seen: the state it happened in, and the value answered there."""
