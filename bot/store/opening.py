"""Which database an address means, and opening it.

The driver of PostgreSQL takes half a second to load: only who uses it waits for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.store.keys import Masters
from bot.store.protocol import KEEP, Store
from bot.store.rekeying import Rekeyed
from bot.store.sqlite import SqliteStore, migrate
from bot.store.sqlite.key_file import key_file

SQLITE: Final = "sqlite:///"


def sqlite_path(url: str) -> Path | None:
    """Return the file an address means; None if it means another kind of database."""
    return Path(url.removeprefix(SQLITE)) if url.startswith(SQLITE) else None


async def open_store(
    url: str, clock: Callable[[], datetime], masters: Masters, keep: timedelta = KEEP
) -> Store:
    """Open a database that `migrate_store` has made; neither create nor migrate one.

    Args:
        url: `sqlite:///` and a path, or `postgresql://` and what libpq takes after it.
        clock: gives the time now, with a time zone.
        masters: the operator's keys.
        keep: how long a chat may be silent before all about it is deleted.

    Raises:
        StoreError: the database cannot be used as it is.
    """
    path = sqlite_path(url)
    if path is not None:
        return SqliteStore.open(path, clock, masters, keep=keep)
    from bot.store.postgres import PostgresStore, place_of, require_key

    require_key(place_of(url), masters)
    return await PostgresStore.open(url, clock, masters, keep=keep)


def migrate_store(url: str, masters: Masters) -> tuple[str, ...]:
    """Bring a database to the schema of this version, or leave it as it was.

    Returns:
        The ids of the migrations applied, in order.

    Raises:
        StoreError: it cannot be used, or a migration failed; nothing has changed.
    """
    path = sqlite_path(url)
    if path is not None:
        return migrate(path, masters=masters)
    from bot.store.postgres import migrate as migrate_server

    return migrate_server(url, masters)


def rekey_store(url: str, masters: Masters) -> Rekeyed:
    """Seal all that a database holds anew, beside processes that go on.

    Raises:
        StoreError: the database cannot be used as it is.
        StoreKeyError: no key opens it; nothing was changed.
    """
    path = sqlite_path(url)
    if path is not None:
        from bot.store.sqlite.rekeying import rekey

        return rekey(path, masters)
    from bot.store.postgres.rekeying import rekey as rekey_server

    return rekey_server(url, masters)


def key_in_use(url: str, masters: Masters) -> str | None:
    """Say in one line where the key of a database is, unless the operator has set it.

    Returns:
        The line; None if RETTVEI_KEY holds the key.
    """
    file = made_key(url)
    if masters.keys or file is None:
        return None
    seen = open_to_others(file) or "readable by this user alone"
    return (
        f"Key: in {file}, made because RETTVEI_KEY is not set, and {seen}. "
        f"Keep a copy of it away from the database.{in_checkout(file)}"
    )


def disk_of_its_own(url: str) -> str:
    """Return a sentence on a database file, which no other machine has; empty for a server."""
    path = sqlite_path(url)
    if path is None:
        return ""
    return (
        f" It is the file {path} on this machine: where each process has a disk of its own, as on "
        "a host with a Procfile, set DATABASE_URL to a PostgreSQL database."
    )


def made_key(url: str) -> Path | None:
    """Return where the key is that is made when the operator sets none; None on a server."""
    path = sqlite_path(url)
    return None if path is None else key_file(path)


def in_checkout(file: Path) -> str:
    """Return a sentence on a key file that git could take in; empty if it lies in no checkout."""
    folders = Path(os.path.realpath(file)).parents
    if not any((folder / ".git").exists() for folder in folders):
        return ""
    return (
        f" It lies in a git checkout: never commit it. See that .gitignore names {file.name}, or "
        "let DATABASE_URL name a file elsewhere, or set RETTVEI_KEY."
    )


def open_to_others(file: Path) -> str | None:
    """Say what to do about a key file that others than its owner can use.

    Returns:
        The words; None if nobody else can, or the file is not there.
    """
    try:
        mode = file.stat().st_mode & 0o777
    except OSError:
        return None
    if os.name != "posix" or not mode & 0o077:
        return None
    return f"open to other users of this machine (mode {mode:o}): run `chmod 600 {file}`"
