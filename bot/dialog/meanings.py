"""What a typed text can turn out to mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bot.dialog.screen import Option
from bot.dialog.terms import Terms
from bot.dialog.topics import Topics
from bot.flows.values import Value


@dataclass(frozen=True, slots=True)
class Picked:
    """The text means this option.

    Attributes:
        says_more: whether a word in a longer text was meant, which may go on about something.
    """

    option: Option
    says_more: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """The text may mean one of these answers, or this one if the person says so."""

    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """The text means nothing here; this says what can be written instead."""

    text: str


Understood: TypeAlias = Picked | Offer | Terms | Topics | Hint | Value
