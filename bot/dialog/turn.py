"""What an event changes, before it is shown."""

from __future__ import annotations

import msgspec

from bot.dialog.screen import Screen
from bot.dialog.session import Session
from bot.flows import Ref


class Turn(msgspec.Struct, frozen=True):
    """The session after an event, and what to say about it.

    Attributes:
        notices: messages of their own, before the next screen.
        before: lines that stand first on the next screen.
        lost: the questions whose answers no longer hold, to be named there.
        chosen: what was chosen on the screen that is left, as a person reads it.
        forgets: whether everything about the person goes.
        toast: says that a button on the screen was pressed or not, while the screen stays.
        unmatched: whether a text was typed that could not be understood.
        removes: whether what was typed is better deleted where it stands.
        lasting: whether a line must be read that is said once, whatever is shown next.
    """

    session: Session
    notices: tuple[Screen, ...] = ()
    before: tuple[str, ...] = ()
    lost: tuple[Ref, ...] = ()
    chosen: str | None = None
    forgets: bool = False
    toast: str | None = None
    unmatched: bool = False
    removes: bool = False
    lasting: bool = False
