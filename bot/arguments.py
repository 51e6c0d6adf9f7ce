"""What several commands share: folders, days, and refusals in one line."""

from __future__ import annotations

import gc
from collections.abc import Container
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.content import FLOWS, TEXTS, from_here
from bot.facts.calendar import FIRST_DAY, LAST_HELD
from bot.flows import Library, Loaded, load
from bot.source import Severity
from bot.source.diagnostics import did_you_mean

Flows = Annotated[
    Path,
    typer.Option(
        "--flyt",
        metavar="DIR",
        help="The folder with the flows, if not its own.",
        show_default=False,
    ),
]
Texts = Annotated[
    Path,
    typer.Option(
        "--tekster",
        metavar="DIR",
        help="The folder with the translations, if not its own.",
        show_default=False,
    ),
]
Today = Annotated[
    str | None,
    typer.Option("--today", metavar="DATE", help="Hold it as of a day, such as 2026-03-31."),
]


def load_from(
    flyt: Path,
    tekster: Path,
    *,
    today: date | None = None,
    about: Container[str] | None = None,
) -> Loaded:
    """Load two folders, or leave with an exit code and one line if one is not there."""
    for option, folder in (("--flyt", flyt), ("--tekster", tekster)):
        if not folder.is_dir():
            fail(f"there is no folder {folder}. Name the right one with {option} DIR.")
    # Next to nothing of what is read is thrown away, so there is nothing to collect.
    gc.disable()
    try:
        return load(flyt, tekster, today, about=about, show=from_here)
    finally:
        gc.enable()


def library_from(flyt: Path, tekster: Path) -> Library:
    """Return the library of two folders, or leave with one line if it does not pass the check."""
    loaded = load_from(flyt, tekster)
    if loaded.library is None:
        first, *more = (d for d in loaded.diagnostics if d.severity is Severity.ERROR)
        named = [f"--flyt {flyt}"] * (flyt != FLOWS) + [f"--tekster {tekster}"] * (tekster != TEXTS)
        rest = f"Se alle {len(more) + 1} med: {' '.join(['rettvei check', *named])}" if more else ""
        fail(f"{first} {rest}")
    return loaded.library


def known_flow(library: Library, flow: str) -> str:
    """Return the id of a flow that exists, or leave with one line."""
    if flow not in library.flows:
        known = did_you_mean(flow, library.flows)
        fail(f"there is no flow «{flow}».{known} They are: {', '.join(library.flows)}.")
    return flow


def day_of(written: str | None) -> date:
    """Return the day that was written, or today; leave with one line if none can be held on it."""
    if written is None:
        from bot.surroundings import today

        return today()
    try:
        day = date.fromisoformat(written)
    except ValueError:
        fail(f"--today «{written}» is not a day. Write year, month and day, such as 2026-03-31.")
    if not FIRST_DAY <= day <= LAST_HELD:
        fail(f"--today «{written}» is too far away. Write a day from {FIRST_DAY} to {LAST_HELD}.")
    return day


def fail(line: str, code: int = 2) -> NoReturn:
    """Leave with an exit code and one line that says what is wrong and what to do."""
    typer.echo(f"rettvei: {' '.join(line.split())}", err=True)
    raise typer.Exit(code)
