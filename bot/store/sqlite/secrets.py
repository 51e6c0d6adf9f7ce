"""The secrets of a database file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from bot.store.errors import StoreKeyError
from bot.store.keys import Locked, Masters, Purpose
from bot.store.sealing import Sealer


def unlock(path: Path, masters: Masters, db: sqlite3.Connection) -> Sealer:
    """Open the secrets of a database with the operator's keys.

    Raises:
        StoreKeyError: no key does.
        sqlite3.Error: they cannot be read.
    """
    try:
        return masters.sealer(read_secrets(db))
    except StoreKeyError as error:
        raise StoreKeyError(f"{path}: {error}") from None


def read_secrets(db: sqlite3.Connection) -> list[Locked]:
    """Return the secrets of a database, the oldest first."""
    found = db.execute("SELECT id, purpose, sealed FROM secrets ORDER BY id").fetchall()
    return [Locked(number, Purpose(purpose), sealed) for number, purpose, sealed in found]


def write_secrets(db: sqlite3.Connection, locked: Iterable[Locked]) -> None:
    """Add secrets to a database, or seal those anew that it has."""
    db.executemany(
        "INSERT OR REPLACE INTO secrets (id, purpose, sealed) VALUES (?, ?, ?)",
        [(one.id, one.purpose.value, one.sealed) for one in locked],
    )
