"""The secrets of a server's database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import psycopg

from bot.store.errors import StoreKeyError
from bot.store.keys import Locked, Masters, Purpose
from bot.store.sealing import Sealer

SECRETS: Final = "SELECT id, purpose, sealed FROM secrets ORDER BY id"


def as_locked(rows: Iterable[Sequence[Any]]) -> list[Locked]:
    """Return the secrets that were read."""
    return [Locked(number, Purpose(purpose), bytes(sealed)) for number, purpose, sealed in rows]


def opened(place: str, masters: Masters, locked: Sequence[Locked]) -> Sealer:
    """Open the secrets of a database with the operator's keys.

    Raises:
        StoreKeyError: no key does.
    """
    try:
        return masters.sealer(locked)
    except StoreKeyError as error:
        raise StoreKeyError(f"{place}: {error}") from None


def unlock(place: str, masters: Masters, db: psycopg.Connection[Any]) -> Sealer:
    """Read the secrets of a database and open them.

    Raises:
        StoreKeyError: no key does.
        psycopg.Error: they cannot be read.
    """
    return opened(place, masters, read_secrets(db))


def read_secrets(db: psycopg.Connection[Any]) -> list[Locked]:
    """Return the secrets of a database, the oldest first."""
    return as_locked(db.execute(SECRETS).fetchall())


def write_secrets(db: psycopg.Connection[Any], locked: Iterable[Locked]) -> None:
    """Add secrets to a database, or seal those anew that it has."""
    for one in locked:
        db.execute(
            "INSERT INTO secrets (id, purpose, sealed) VALUES (%s, %s, %s) "
            "ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed",
            (one.id, one.purpose.value, one.sealed),
        )
