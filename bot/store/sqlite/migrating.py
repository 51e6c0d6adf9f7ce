"""Bringing a database file to the schema of this version, or leaving it as it was."""

from __future__ import annotations

import glob
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from yoyo import read_migrations
from yoyo.backends.core.sqlite3 import SQLiteBackend
from yoyo.connections import DatabaseURI
from yoyo.internalmigrations import upgrade
from yoyo.migrations import default_migration_table

from bot.store.errors import StoreError
from bot.store.keys import Masters, new_secrets
from bot.store.sqlite.file import PATIENCE, check_folder, connect, in_words
from bot.store.sqlite.key_file import key_file, make_key_file, remove_key_file, with_key_beside
from bot.store.sqlite.plain import has_plain, seal_plain
from bot.store.sqlite.schema import MIGRATIONS, compare, refuse_unknown
from bot.store.sqlite.secrets import read_secrets, unlock, write_secrets
from bot.store.times import to_micros

_REBUILD: Final = 1
"""Stands in the header of a file while deleted plain text may be left in it."""


def migrate(
    path: Path,
    migrations: Path = MIGRATIONS,
    patience: timedelta = PATIENCE,
    masters: Masters | None = None,
) -> tuple[str, ...]:
    """Apply the migrations that a database lacks; make the file, for this user alone, if none is.

    All of them are applied in one transaction: a failure or an interruption leaves the schema as
    it was, and no file where none was. What a version before encryption has stored is sealed.

    Args:
        path: the database file.
        migrations: the folder with the migrations.
        patience: how long to wait for a database that another process has locked.
        masters: the operator's keys; with none, a key file is made beside a database that has
            none yet.

    Returns:
        The ids of the migrations applied, in order.

    Raises:
        StoreError: the file cannot be used or a migration failed; nothing has changed.
        StoreBusyError: the database stayed locked by another process.
        StoreKeyError: the key of the database is missing or another one.
    """
    with _made_if_missing(path), _key_only_if_used(path):
        try:
            with _Backend(path, patience) as backend:
                applied = _apply(backend, path, migrations, masters or Masters())
                _rebuild(backend.connection)
                return applied
        except sqlite3.DatabaseError as error:
            raise in_words(path, error) from error


def _apply(backend: _Backend, path: Path, migrations: Path, masters: Masters) -> tuple[str, ...]:
    with backend.transaction():
        refuse_unknown(path, compare(backend.connection, migrations))
        # yoyo's own tables would otherwise be made outside the transaction.
        upgrade(backend)
        lacking = backend.to_apply(read_migrations(glob.escape(str(migrations))))
        backend.apply_migrations(lacking)
        _seal(backend.connection, path, masters)
        return tuple(migration.id for migration in lacking)


def _seal(db: sqlite3.Connection, path: Path, masters: Masters) -> None:
    """Give the database its secrets, or see that the key for them is there; seal what is not."""
    found = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'secrets'").fetchone()
    if found is None:
        return
    keys = with_key_beside(path, masters)
    if not read_secrets(db):
        write_secrets(db, new_secrets(keys if keys.keys else make_key_file(path)))
        keys = with_key_beside(path, masters)
    sealer = unlock(path, keys, db)
    if has_plain(db):
        seal_plain(db, sealer, to_micros(datetime.now(UTC)))
        db.execute(f"PRAGMA user_version = {_REBUILD}")


def _rebuild(db: sqlite3.Connection) -> None:
    """Leave nothing of what was stored in plain in the file, if anything may be."""
    if db.execute("PRAGMA user_version").fetchone() == (_REBUILD,):
        db.execute("VACUUM")
        db.execute("PRAGMA user_version = 0")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _key_only_if_used(path: Path) -> Iterator[None]:
    """Take a key file that was made away again if the body fails: nothing is sealed with it."""
    there_before = key_file(path).exists()
    try:
        yield
    except BaseException:
        if not there_before:
            remove_key_file(path)
        raise


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
