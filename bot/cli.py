"""Every command a person types."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.content import FLOWS, TEXTS
from bot.flows import load

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

Flows = Annotated[Path, typer.Option("--flyt", metavar="DIR", help="The folder with the flows.")]
Texts = Annotated[
    Path, typer.Option("--tekster", metavar="DIR", help="The folder with the translations.")
]


@app.callback()
def rettvei() -> None:
    """Guided help on Telegram, from one plain question to the right answer."""


@app.command()
def check(flyt: Flows = FLOWS, tekster: Texts = TEXTS) -> None:
    """Report everything that is wrong in the flows; exit 1 if any of it blocks."""
    loaded = load(flyt, tekster)
    for diagnostic in loaded.diagnostics:
        typer.echo(str(diagnostic))
    if loaded.library is None:
        raise typer.Exit(1)
    typer.echo(f"{len(loaded.library.flows)} flyter, ingen feil.")


def main() -> None:
    """Run the command line."""
    app()
