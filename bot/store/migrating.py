"""Bringing a database file to the schema of this version, or leaving it as it was."""

from __future__ import annotations

import glob
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path

from yoyo import read_migrations
from yoyo.backends.core.sqlite3 import SQLiteBackend
from yoyo.connections import DatabaseURI
from yoyo.internalmigrations import upgrade
from yoyo.migrations import default_migration_table

from bot.store.protocol import StoreError
from bot.store.schema import MIGRATIONS, compare, refuse_unknown
from bot.store.sqlite_file import PATIENCE, check_folder, connect, in_words


def migrate(
    path: Path, migrations: Path = MIGRATIONS, patience: timedelta = PATIENCE
) -> tuple[str, ...]:
    """Apply the migrations that a database lacks; make the file, for this user alone, if none is.

    All of them are applied in one transaction: a failure or an interruption leaves the schema as
    it was, and no file where none was.

    Args:
        path: the database file.
        migrations: the folder with the migrations.
        patience: how long to wait for a database that another process has locked.

    Returns:
        The ids of the migrations applied, in order.

    Raises:
        StoreError: the file cannot be used or a migration failed; nothing has changed.
        StoreBusyError: the database stayed locked by another process.
    """
    with _made_if_missing(path):
        try:
            with _Backend(path, patience) as backend:
                return _apply(backend, path, migrations)
        except sqlite3.DatabaseError as error:
            raise in_words(path, error) from error


def _apply(backend: _Backend, path: Path, migrations: Path) -> tuple[str, ...]:
    with backend.transaction():
        refuse_unknown(path, compare(backend.connection, migrations))
        # yoyo's own tables would otherwise be made outside the transaction.
        upgrade(backend)
        lacking = backend.to_apply(read_migrations(glob.escape(str(migrations))))
        backend.apply_migrations(lacking)
        return tuple(migration.id for migration in lacking)


@contextmanager
def _made_if_missing(path: Path) -> Iterator[None]:
    """Make an empty file that only this user can read; take it away again if the body fails."""
    check_folder(path)
    made = True
    try:
        # What is said in the chats is about health: nobody else's business on this machine.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        made = False
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be made ({error.strerror}); "
            "give this user write access to the folder or name another file"
        ) from error
    try:
        yield
    except BaseException:
        if made:
            path.unlink()
        raise


class _Backend(SQLiteBackend):  # type: ignore[misc]  # yoyo ships no types
    """yoyo's SQLite backend, all in one transaction on one connection.

    As it comes, it applies a migration on a second connection and records it afterwards on the
    first, so that a crash between the two leaves a schema that no run can repair; its lock is a
    row that outlives a killed process. Here the transaction is the lock.
    """

    def __init__(self, path: Path, patience: timedelta) -> None:
        self._patience = patience
        uri = DatabaseURI("sqlite", None, None, None, None, str(path), {})
        super().__init__(uri, default_migration_table)

    def connect(self, dburi: DatabaseURI) -> sqlite3.Connection:
        """Connect to the file, which may have any name and is never created."""
        return connect(Path(dburi.database), self._patience)

    def begin(self) -> None:
        """Begin as the only writer."""
        self.execute("BEGIN IMMEDIATE")
        self._in_transaction = True

    def copy(self) -> nullcontext[_Backend]:
        """Stay in this connection's transaction; a migration becomes a savepoint in it."""
        return nullcontext(self)

    def log_migration(self, migration: object, operation: str) -> None:
        """Keep no log: it would hold the names of the user and the machine."""
