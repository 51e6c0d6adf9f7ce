"""The conversation without a terminal: an answer a line in, screens as text out."""

from __future__ import annotations

import shutil
from typing import TextIO

from bot.console.front import Answer
from bot.console.paper import Paper, Style
from bot.dialog import Screen


class Piped:
    """Reads lines and writes a transcript.

    Args:
        stdin: an answer or a command on each line.
        stdout: where the transcript goes; flushed after each piece.
    """

    def __init__(self, stdin: TextIO, stdout: TextIO) -> None:
        self._stdin = stdin
        self._stdout = stdout
        self._paper = Paper(
            self._write, lambda: shutil.get_terminal_size().columns, lists_options=True
        )

    def show(self, screens: tuple[Screen, ...], toast: str | None) -> None:
        """Write the screens with what can be chosen."""
        self._paper.show(screens, toast)

    def refresh(self, screen: Screen, toast: str | None) -> None:
        """Write the screen again: on paper nothing changes that stands."""
        self._paper.show((screen,), toast)

    def ask(self, session: str, revision: int) -> Answer | None:  # noqa: ARG002 (lines press nothing)
        """Read a line; None at the end of the input."""
        line = self._stdin.readline()
        return Answer.typed(line) if line else None

    def answered(self, answer: Answer, chosen: str | None) -> None:
        """Repeat the answer, so that the transcript can be read."""
        self._paper.answered(answer, chosen)

    def trace(self, lines: tuple[str, ...]) -> None:
        """Write how the reply came about."""
        self._paper.trace(lines)

    def tell(self, lines: tuple[str, ...]) -> None:
        """Write what became of a saved change."""
        self._paper.tell(lines)

    def goodbye(self, text: str) -> None:
        """Say goodbye."""
        self._write(Style.NORMAL, f"{text}\n")

    def _write(self, style: Style, text: str) -> None:  # noqa: ARG002 (a pipe has no styles)
        self._stdout.write(text)
        self._stdout.flush()
