"""How screens stand on a page of text: wrapped, with the choices listed below."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.console.front import Answer
from bot.dialog import Option, Screen
from bot.texts import to_plain

WIDEST = 80
"""Columns: longer lines are hard to follow, however wide the terminal is."""

_NARROWEST = 20
_BETWEEN = "─" * _NARROWEST
_ALL_BOLD = re.compile(r"\*\*(?:(?!\*\*).)+\*\*", re.DOTALL)
_MARKER = re.compile(r"(?:•|[0-9]{1,9}\.) ")


class Style(StrEnum):
    """What may stand out; nothing depends on it."""

    NORMAL = ""
    STRONG = "bold"
    QUIET = "dim"


@dataclass(frozen=True, slots=True)
class Row:
    """An option as it is listed: `1. Kommunen`, or `– Tilbake`.

    Attributes:
        marker: the number that can be typed, or a dash where a number means something else.
        apart: whether a blank line stands before it.
    """

    option: Option
    marker: str
    apart: bool

    def wrapped(self, pointer: str, width: int) -> str:
        """Return its lines after a pointer of two columns."""
        lead = f"{pointer}{self.marker:>2} "
        return "\n".join(_wrapped_line(self.option.label, lead, " " * len(lead), width))


def rows(screen: Screen) -> tuple[Row, ...]:
    """Return the options of a screen in the order they are listed: choices, then tools."""
    choices = (
        Row(choice, f"{number}." if screen.numbers_choose else "–", number == 1)
        for number, choice in enumerate(screen.choices, 1)
    )
    tools = (Row(tool, "–", index == 0) for index, tool in enumerate(screen.tools))
    return (*choices, *tools)


def wrap(text: str, width: int) -> str:
    """Wrap text between words; lists keep their indent, and addresses are never cut.

    Args:
        text: plain text, as `to_plain` gives it.
        width: columns there are.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        marker = _MARKER.match(line)
        indent = " " * marker.end() if marker else ""
        lines.extend(_wrapped_line(line, "", indent, width))
    return "\n".join(lines)


def _headings(text: str) -> frozenset[str]:
    """Return the paragraphs of marked-up text that are bold from end to end, as plain text."""
    parts = (part for part in text.split("\n\n") if _ALL_BOLD.fullmatch(part))
    return frozenset(map(to_plain, parts))


def _wrapped_line(line: str, lead: str, indent: str, width: int) -> list[str]:
    return textwrap.wrap(
        line,
        max(_NARROWEST, min(width, WIDEST)),
        initial_indent=lead,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [lead.rstrip()]


class Paper:
    """Writes a conversation downwards, never changing what stands.

    Args:
        write: writes text in a style, at once.
        width: the columns there are now.
        lists_options: whether what can be chosen is written too, since nothing else shows it.
    """

    def __init__(
        self,
        write: Callable[[Style, str], None],
        width: Callable[[], int],
        *,
        lists_options: bool,
    ) -> None:
        self._write = write
        self._width = width
        self._lists_options = lists_options

    def show(self, screens: tuple[Screen, ...], toast: str | None) -> None:
        """Write screens, a blank line after each part, and a line between two messages."""
        if toast is not None:
            self.paragraph(toast)
        for index, screen in enumerate(screens):
            if index:
                self._write(Style.QUIET, _BETWEEN + "\n\n")
            headings = _headings(screen.text)
            for block in to_plain(screen.text).split("\n\n"):
                self.paragraph(block, Style.STRONG if block in headings else Style.NORMAL)
            if self._lists_options and screen.options:
                self._write(Style.NORMAL, self._listed(screen) + "\n\n")

    def paragraph(self, text: str, style: Style = Style.NORMAL) -> None:
        """Write wrapped text, and a blank line."""
        self._write(style, wrap(text, self._width()) + "\n\n")

    def answered(self, answer: Answer, chosen: str | None) -> None:
        """Write an answer, with what it was understood as unless it says so itself."""
        meant = "" if chosen is None or chosen == answer.shown else f" → {chosen}"
        self._write(Style.STRONG, f"> {answer.shown}{meant}\n\n")

    def trace(self, lines: tuple[str, ...]) -> None:
        """Write how a reply came about; not wrapped, so that a line can be searched for."""
        if lines:
            self._write(Style.QUIET, "".join(f"spor: {line}\n" for line in lines) + "\n")

    def tell(self, lines: tuple[str, ...]) -> None:
        """Write lines to an author, each wrapped, and a blank line after the last."""
        for line in lines:
            self._write(Style.QUIET, wrap(line, self._width()) + "\n")
        self._write(Style.NORMAL, "\n")

    def _listed(self, screen: Screen) -> str:
        lines: list[str] = []
        for row in rows(screen):
            if row.apart and lines:
                lines.append("")
            lines.append(row.wrapped("  ", self._width()))
        return "\n".join(lines)
