"""What can come from a person, whatever the channel."""

from __future__ import annotations

from typing import TypeAlias

import msgspec


class Press(msgspec.Struct, frozen=True, gc=False):
    """A button was pressed.

    Attributes:
        session: the session the button was made in.
        revision: the screen it stood on.
        option: the id of what was pressed.
    """

    session: str
    revision: int
    option: str


class Said(msgspec.Struct, frozen=True, gc=False):
    """A text was typed."""

    text: str


class Command(msgspec.Struct, frozen=True, gc=False):
    """A command was given, without its slash: `start` with a flow as argument, `tilbake` …."""

    name: str
    argument: str = ""


class Unreadable(msgspec.Struct, frozen=True, gc=False):
    """Something came that is neither text nor a button: a picture, a voice, a changed message.

    Attributes:
        text: what is written with it. It is no answer, but danger is heard in it.
    """

    text: str = ""


class Touched(msgspec.Struct, frozen=True, gc=False):
    """Something was done to what was written before, and nobody may wait for an answer.

    Attributes:
        text: what stands there now. It is answered if it speaks of danger or gives away who wrote.
    """

    text: str


Event: TypeAlias = Press | Said | Command | Unreadable | Touched
