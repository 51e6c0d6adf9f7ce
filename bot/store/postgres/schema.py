"""Which version of the schema a server's database has, compared with the one this code needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import psycopg

from bot.store.errors import StoreError
from bot.store.postgres.lane import Connection

MIGRATIONS: Final = Path(__file__).parents[1] / "migrations" / "postgres"
"""The migrations of this version, one .sql file each, named so that they sort in order."""

TABLES: Final = """
    SELECT table_name FROM information_schema.tables
    WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
"""
LEDGER: Final = "_yoyo_migration"
APPLIED: Final = "SELECT migration_id FROM _yoyo_migration"


async def check_schema(place: str, connection: Connection) -> None:
    """Refuse a database that this version cannot use.

    Raises:
        StoreError: the schema is older, newer, or another program's.
        psycopg.Error: the database cannot be read.
    """
    tables = {name for (name,) in await (await connection.execute(TABLES)).fetchall()}
    applied: set[str] = set()
    if LEDGER in tables:
        applied = {name for (name,) in await (await connection.execute(APPLIED)).fetchall()}
    _refuse_unusable(place, tables, applied)


def check_schema_now(place: str, connection: psycopg.Connection[Any]) -> None:
    """Refuse a database that this version cannot use; see `check_schema`.

    Raises:
        StoreError: the schema is older, newer, or another program's.
        psycopg.Error: the database cannot be read.
    """
    tables = {name for (name,) in connection.execute(TABLES)}
    applied = {name for (name,) in connection.execute(APPLIED)} if LEDGER in tables else set()
    _refuse_unusable(place, tables, applied)


def _refuse_unusable(place: str, tables: set[str], applied: set[str]) -> None:
    refuse_unknown(place, tables, applied)
    if LEDGER not in tables:
        raise StoreError(f"{place}: no tables there; run `rettvei release` to make them")
    if known() - applied:
        raise StoreError(f"{place}: made by an older version of Rettvei; run `rettvei release`")


def refuse_unknown(place: str, tables: set[str], applied: set[str]) -> None:
    """Refuse a database that no version up to this one has made.

    Raises:
        StoreError: the schema is newer, or another program's.
    """
    if tables and LEDGER not in tables:
        raise StoreError(
            f"{place}: holds the tables of another program; name an empty database or schema"
        )
    if applied - known():
        raise StoreError(
            f"{place}: this database was made by a newer version of Rettvei; "
            "install that version or name another database"
        )


def known() -> set[str]:
    """Return the ids of the migrations of this version."""
    return {file.stem for file in MIGRATIONS.glob("*.sql")}
