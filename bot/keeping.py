"""The commands of operators that look after the database: its key, copies of it, its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.arguments import fail

if TYPE_CHECKING:
    from bot.settings import Settings

T = TypeVar("T")

Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace what is there.")]


def key() -> None:
    """Make a key for RETTVEI_KEY.

    It locks what is stored about people. Keep it where the database is not. To exchange a key,
    put the new one before the old one with a comma between them, restart, run `rettvei rekey`,
    and then take the old one away.
    """
    from bot.store import new_key

    typer.echo(new_key())


def rekey() -> None:
    """Encrypt all that is stored anew.

    The first key of RETTVEI_KEY locks it from then on. The bot may go on meanwhile. Afterwards
    the other keys of RETTVEI_KEY can be taken away.
    """
    from bot.store.opening import rekey_store, sqlite_path
    from bot.store.sqlite.key_file import key_file

    settings = _settings()
    done = _told(lambda: rekey_store(settings.database_url, settings.masters()))
    typer.echo(
        f"Encrypted anew: {done.chats} chats, {done.calls} waiting calls, {done.aside} updates "
        "set aside."
    )
    path = sqlite_path(settings.database_url)
    if settings.masters().keys:
        typer.echo("Only the first key of RETTVEI_KEY is needed now.")
        if path is not None and key_file(path).exists():
            typer.echo(f"{key_file(path)} opens nothing any more: delete it.")


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    overwrite: Overwrite = False,
) -> None:
    """Copy the SQLite database, while the bot goes on.

    The copy is complete and looked over, or it is not made. The key is not in it: keep that
    elsewhere. For PostgreSQL use pg_dump.
    """
    from bot.store.sqlite.copying import back_up

    settings = _settings()
    path = _file_of(settings, "pg_dump")
    chats = _told(lambda: back_up(path, file, settings.masters(), overwrite=overwrite))
    typer.echo(f"{file}: a sound copy with {chats} chats. The key is not in it.")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `rettvei backup` made.")],
    overwrite: Overwrite = False,
) -> None:
    """Put a copy in the place of the SQLite database.

    Stop the bot first. The copy is looked over before anything is replaced.
    """
    from bot.store.sqlite import copying

    settings = _settings()
    path = _file_of(settings, "pg_restore")
    chats = _told(lambda: copying.restore(file, path, settings.masters(), overwrite=overwrite))
    typer.echo(f"{path}: {chats} chats restored from {file}.")


def move(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The SQLite database.")],
) -> None:
    """Move all from SQLite to PostgreSQL.

    FILE is the SQLite database, DATABASE_URL the PostgreSQL one. Stop the bot first. All
    arrives, or nothing does; the file stays as it is.
    """
    from bot.store.opening import sqlite_path

    settings = _settings()
    if sqlite_path(settings.database_url) is not None:
        fail("DATABASE_URL names a file. Set it to the PostgreSQL database that all is to move to.")
    from bot.store.moving import move as move_all

    moved = _told(lambda: move_all(file, settings.database_url, settings.masters()))
    typer.echo(
        f"Moved and counted: {moved['chats']} chats, {moved['outbox']} waiting calls, "
        f"{moved['updates']} ids of updates, {moved['counts']} counts. {file} is as it was."
    )


def _file_of(settings: Settings, instead: str) -> Path:
    from bot.store.opening import sqlite_path

    path = sqlite_path(settings.database_url)
    if path is None:
        fail(f"DATABASE_URL names a PostgreSQL database. Use {instead} for that.")
    return path


def _settings() -> Settings:
    from bot.settings import SettingsError, read_settings

    try:
        return read_settings()
    except SettingsError as error:
        fail(str(error))


def _told(work: Callable[[], T]) -> T:
    """Do work; what the database refuses is told in one line."""
    from bot.store import StoreError

    try:
        return work()
    except StoreError as error:
        fail(str(error))
