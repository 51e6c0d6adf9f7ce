"""What several commands share: folders, days, and refusals in one line."""

from __future__ import annotations

import gc
from collections.abc import Callable, Container, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.content import FLOWS, TEXTS, from_here
from bot.facts.calendar import FIRST_DAY, LAST_HELD
from bot.flows import Library, Loaded, Outcome, load
from bot.source import Severity
from bot.source.diagnostics import did_you_mean, nearest

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
    typer.Option(
        "--today",
        envvar="RETTVEI_TODAY",
        metavar="DATE",
        help="Hold it as of a day, such as 2026-03-31.",
    ),
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


def known_outcome(library: Library, named: str) -> str:
    """Return the name of an outcome that exists, `flyt.steg`, or leave with one line.

    The line lists the outcomes of the flow that was named or meant; else the flows.
    """
    by_flow: dict[str, list[str]] = {}
    for flow in library.flows.values():
        for step in flow.steps.values():
            if isinstance(step, Outcome):
                by_flow.setdefault(flow.id, []).append(step.ref.step)
    flow_id, _, step_id = named.partition(".")
    if step_id not in by_flow.get(flow_id, ()):
        fail(f"there is no outcome «{named}».{_outcome_meant(by_flow, flow_id, step_id)}")
    return named


def _outcome_meant(by_flow: Mapping[str, Sequence[str]], flow_id: str, step_id: str) -> str:
    """Return what may have been meant by the name of an outcome that does not exist."""
    # An outcome may be named without its flow, or be in another one.
    elsewhere = [flow for flow, steps in by_flow.items() if (step_id or flow_id) in steps]
    if len(elsewhere) == 1:
        return f" Mente du «{elsewhere[0]}.{step_id or flow_id}»?"
    flow = flow_id if flow_id in by_flow else nearest(flow_id, by_flow)
    if flow is None:
        return f" Write flyt.steg. The flows that have outcomes: {', '.join(by_flow)}."
    step = nearest(step_id, by_flow[flow]) if step_id else None
    likely = f"{flow}.{step}" if step else flow if flow != flow_id else ""
    meant = f" Mente du «{likely}»?" if likely else ""
    return f"{meant} Those of {flow}: {', '.join(f'{flow}.{each}' for each in by_flow[flow])}."


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


def calendar_of(written: str | None) -> Callable[[], date]:
    """Return what tells the day: always the one that was written, or each time the one it is."""
    day = day_of(written)
    if written is not None:
        return lambda: day
    from bot.surroundings import today

    return today


def fail(line: str, code: int = 2) -> NoReturn:
    """Leave with an exit code and one line that says what is wrong and what to do."""
    typer.echo(f"rettvei: {' '.join(line.split())}", err=True)
    raise typer.Exit(code)
