"""What can come from a person, whatever the channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Press:
    """A button was pressed.

    Attributes:
        session: the session the button was made in.
        revision: the screen it stood on.
        option: the id of what was pressed.
    """

    session: str
    revision: int
    option: str


@dataclass(frozen=True, slots=True)
class Said:
    """A text was typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command was given, without its slash: `start` with a flow as argument, `tilbake` …."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something came that is neither text nor a button: a picture, a voice, a place."""


Event: TypeAlias = Press | Said | Command | Unreadable
