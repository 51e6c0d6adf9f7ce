"""Bringing a server's database to the schema of this version, or leaving it as it was."""

from __future__ import annotations

import glob
from contextlib import nullcontext
from typing import Final

import psycopg
from yoyo import read_migrations
from yoyo.backends.core.postgresql import PostgresqlPsycopgBackend
from yoyo.connections import DatabaseURI
from yoyo.internalmigrations import upgrade
from yoyo.migrations import default_migration_table

from bot.store.errors import StoreKeyError
from bot.store.keys import Masters, new_secrets
from bot.store.postgres.schema import APPLIED, LEDGER, MIGRATIONS, TABLES, refuse_unknown
from bot.store.postgres.secrets import read_secrets, unlock, write_secrets
from bot.store.postgres.server import connecting, in_words, place_of

_ONE_AT_A_TIME: Final = 0x5265747476656931
"""The number of the lock that migrations hold: any, as long as it is always the same."""


def migrate(url: str, masters: Masters) -> tuple[str, ...]:
    """Apply the migrations that a database lacks.

    All of them are applied in one transaction: a failure or an interruption leaves the schema as
    it was. Of several releases at once, one does it and the others wait.

    Args:
        url: of the database.
        masters: the operator's keys; there must be one.

    Returns:
        The ids of the migrations applied, in order.

    Raises:
        StoreError: the database cannot be used or a migration failed; nothing has changed.
        StoreKeyError: the key of the database is missing or another one.
    """
    place = place_of(url)
    require_key(place, masters)
    try:
        with _Backend(url) as backend, backend.transaction():
            return _apply(backend, place, masters)
    except psycopg.Error as error:
        raise in_words(place, error) from error


def require_key(place: str, masters: Masters) -> None:
    """Refuse to go on without a key: there is no place beside a server's database for one.

    Raises:
        StoreKeyError: none is set.
    """
    if not masters.keys:
        raise StoreKeyError(
            f"{place}: needs a key for what is stored about people; make one with `rettvei key` "
            "and set RETTVEI_KEY"
        )


def _apply(backend: _Backend, place: str, masters: Masters) -> tuple[str, ...]:
    db = backend.connection
    tables = {name for (name,) in db.execute(TABLES)}
    applied = {name for (name,) in db.execute(APPLIED)} if LEDGER in tables else set()
    refuse_unknown(place, tables, applied)
    upgrade(backend)
    lacking = backend.to_apply(read_migrations(glob.escape(str(MIGRATIONS))))
    backend.apply_migrations(lacking)
    if not read_secrets(db):
        write_secrets(db, new_secrets(masters))
    unlock(place, masters, db)
    return tuple(migration.id for migration in lacking)


class _Backend(PostgresqlPsycopgBackend):  # type: ignore[misc]  # yoyo ships no types
    """yoyo's PostgreSQL backend, all in one transaction on one connection.

    As it comes, its lock is a row that outlives a killed process.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        uri = DatabaseURI("postgresql+psycopg", None, None, None, None, "", {})
        super().__init__(uri, default_migration_table)

    def connect(self, dburi: DatabaseURI) -> psycopg.Connection:  # noqa: ARG002 (the base's)
        """Connect as the address says, whatever it holds."""
        return psycopg.connect(**connecting(self._url))

    def begin(self) -> None:
        """Begin as the only one that migrates."""
        self.execute("BEGIN")
        self.execute("SET LOCAL client_min_messages = warning")
        self._in_transaction = True
        self.execute("SET LOCAL lock_timeout = '30s'")
        self.execute(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})")

    def copy(self) -> nullcontext[_Backend]:
        """Stay in this connection's transaction; a migration becomes a savepoint in it."""
        return nullcontext(self)

    def log_migration(self, migration: object, operation: str) -> None:
        """Keep no log: it would hold the names of the user and the machine."""
