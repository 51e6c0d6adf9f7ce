"""What the loop of a conversation asks of each way to show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.console.watching import Saved
from bot.dialog import Command, Event, Said, Screen


@dataclass(frozen=True, slots=True)
class Answer:
    """What was done, and how it is shown afterwards: as it was typed, or the label chosen."""

    event: Event
    shown: str

    @classmethod
    def typed(cls, line: str) -> Answer:
        """Read a line: a command if it begins with a slash, else something said."""
        text = line.strip()
        if not text.startswith("/"):
            return cls(Said(text), visible(text))
        name, _, argument = text.removeprefix("/").partition(" ")
        return cls(Command(name.lower(), argument.strip()), visible(text))


def visible(text: str) -> str:
    """Return text on one line, without what would steer a terminal."""
    return "".join(mark for mark in " ".join(text.split()) if mark.isprintable())


class Front(Protocol):
    """A way to show a conversation and to hear what is answered."""

    def show(self, screens: tuple[Screen, ...], toast: str | None) -> None:
        """Show new screens; what can be pressed belongs to the last."""

    def refresh(self, screen: Screen, toast: str | None) -> None:
        """Show that the buttons of the last screen have changed."""

    def ask(self, session: str, revision: int) -> Answer | Saved | None:
        """Wait for an answer, or a saved change; None when there is none to come.

        What was typed when a change came stands there when it is asked again.

        Args:
            session: the id that a press carries.
            revision: the revision that a press carries.

        Raises:
            KeyboardInterrupt: the person wants to leave.
        """

    def answered(self, answer: Answer, chosen: str | None) -> None:
        """Show the answer, and the label or date it was understood as."""

    def trace(self, lines: tuple[str, ...]) -> None:
        """Show how the last reply came about."""

    def tell(self, lines: tuple[str, ...]) -> None:
        """Tell an author what became of a saved change."""

    def goodbye(self, text: str) -> None:
        """Say goodbye."""
