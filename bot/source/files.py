"""Reading what lies in a folder of authors: whatever it is, it neither blocks nor fills memory."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from bot.source.diagnostics import Position, Report
from bot.source.system import why
from bot.source.yaml import MAX_BYTES, is_too_large

ShowPath: TypeAlias = Callable[[Path], str]
"""Returns the path of a file as diagnostics name it."""


def from_folder(folder: Path) -> ShowPath:
    """Return what names files by the folder they are read from, wherever that lies."""

    def show(path: Path) -> str:
        return (Path(folder.name) / path.relative_to(folder)).as_posix()

    return show


def read_bytes(path: Path, shown: str, report: Report) -> bytes | None:
    """Read a file that is no larger than a file may be.

    Args:
        path: the file, or whatever has a file's name: a pipe would block, a device never end.
        shown: the path to show in diagnostics.
        report: where it is noted that it cannot be read.

    Returns:
        The bytes, or None if they cannot be read.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            report.error(
                Position(shown),
                "RV000",
                "Filen kan ikke leses: det er en mappe eller noe annet enn en vanlig fil.",
            )
            return None
        if is_too_large(found.st_size, shown, report):
            return None
        with path.open("rb") as file:
            # Some systems' files are longer than they say; one byte too many is seen as such.
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        report.error(Position(shown), "RV000", f"Filen kan ikke leses: {why(error)}.")
        return None


def is_showable(name: str) -> bool:
    """Whether a file's name is text: a system may hold any bytes for one."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def showable(name: str) -> str:
    """Return a file's name as text that can be written, each strange byte as its number."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
