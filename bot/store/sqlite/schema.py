"""Which version of the schema a database has, compared with the one this code needs."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from enum import Enum
from pathlib import Path
from typing import Final

from bot.store.errors import StoreError
from bot.store.sqlite.file import connect

MIGRATIONS: Final = Path(__file__).parents[1] / "migrations" / "sqlite"
"""The migrations of this version, one .sql file each, named so that they sort in order."""

_LEDGER: Final = "_yoyo_migration"


class Schema(Enum):
    """How a database's schema relates to this version of the code."""

    CURRENT = "current"
    OLDER = "older"
    """Migrations are missing; an empty database misses them all."""

    NEWER = "newer"
    """Migrations were applied that this version does not know."""

    FOREIGN = "foreign"
    """There are tables, but no record of migrations: another program's database."""


def compare(connection: sqlite3.Connection, migrations: Path) -> Schema:
    """Compare a database with the migrations of this version, only reading.

    Raises:
        sqlite3.Error: the database cannot be read.
    """
    tables = {
        name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
    }
    if _LEDGER not in tables:
        return Schema.FOREIGN if tables else Schema.OLDER
    known = {file.stem for file in migrations.glob("*.sql")}
    applied = {row[0] for row in connection.execute("SELECT migration_id FROM _yoyo_migration")}
    if applied - known:
        return Schema.NEWER
    return Schema.OLDER if known - applied else Schema.CURRENT


def usable(path: Path, patience: timedelta, migrations: Path = MIGRATIONS) -> sqlite3.Connection:
    """Connect to a database that this version can read and write.

    Args:
        path: the database file.
        patience: how long a statement waits for another process's lock.
        migrations: the folder of the migrations that must have been applied, and no others.

    Raises:
        StoreError: the file cannot be used, or the schema is not this version's.
        sqlite3.Error: it cannot be read.
    """
    connection = connect(path, patience)
    try:
        schema = compare(connection, migrations)
        refuse_unknown(path, schema)
        if schema is Schema.OLDER:
            raise StoreError(f"{path}: made by an older version of Rettvei; run `rettvei release`")
        connection.execute("PRAGMA secure_delete = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def refuse_unknown(path: Path, schema: Schema) -> None:
    """Refuse a database that no version up to this one has made.

    Raises:
        StoreError: the schema is newer, or another program's.
    """
    if schema is Schema.NEWER:
        raise StoreError(
            f"{path}: this database was made by a newer version of Rettvei; "
            "install that version or name another file"
        )
    if schema is Schema.FOREIGN:
        raise StoreError(f"{path}: the database of another program; name another file")
