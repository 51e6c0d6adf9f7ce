"""The commands of operators that look after the database."""

from __future__ import annotations

import typer


def key() -> None:
    """Make a key for RETTVEI_KEY, which locks what is stored.

    Keep it where the database is not. To exchange a key, put the new one before the old one with
    a comma between them, restart, run `rettvei rekey`, and then take the old one away.
    """
    from bot.store import new_key

    typer.echo(new_key())
