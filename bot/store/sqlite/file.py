"""Connections to a database file, and its troubles in words for an operator."""

from __future__ import annotations

import os
import sqlite3
import stat
from datetime import timedelta
from pathlib import Path
from typing import Final

from bot.store.errors import StoreBusyError, StoreError

PATIENCE: Final = timedelta(seconds=5)
"""How long a database that another process has locked is waited for."""

_PRIMARY_CODE: Final = 0xFF
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_NO_ACCESS: Final = "no read and write access; give this user both, to the file and its folder"
_IN_USE: Final = "in use by another process; stop the bot first. Nothing was changed"
_LOCKED: Final = "locked by another process; stop that process or try again later"
_IN_WORDS: Final = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _NO_ACCESS,
    sqlite3.SQLITE_CANTOPEN: _NO_ACCESS,
    sqlite3.SQLITE_PERM: _NO_ACCESS,
    sqlite3.SQLITE_NOTADB: "not an SQLite database; name another file",
    sqlite3.SQLITE_CORRUPT: "the database is damaged; put a backup in its place",
    sqlite3.SQLITE_FULL: "the disk is full; make room on it",
}


def connect(path: Path, patience: timedelta) -> sqlite3.Connection:
    """Connect to a database file that exists; never create one.

    The connection is in autocommit mode: transactions are begun and ended by statements.

    Args:
        path: the file.
        patience: how long a statement waits for another process's lock.

    Raises:
        StoreError: the folder or the file is missing, is something else or may not be written.
        sqlite3.Error: it cannot be opened; see `in_words`.
    """
    check_folder(path)
    mode = _mode(path)
    if mode is None:
        raise StoreError(
            f"{path}: no database there; run `rettvei release` to make it, or, where release had a "
            "disk of its own, set DATABASE_URL to a PostgreSQL database"
        )
    if not stat.S_ISREG(mode):
        raise StoreError(f"{path}: not a file; name another one")
    # SQLite would open it for reading and leave files of this user beside it. Opening it here to
    # see would, on closing, drop the locks that this process has on it.
    effective = os.access in os.supports_effective_ids
    if not os.access(path, os.R_OK | os.W_OK, effective_ids=effective):
        raise StoreError(f"{path}: {_NO_ACCESS}")
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=patience.total_seconds(),
        isolation_level=None,
    )


def keep_others_out(path: Path, db: sqlite3.Connection) -> None:
    """Have a database to oneself until the connection is closed.

    Raises:
        StoreBusyError: another process has it open, be it idle.
        sqlite3.Error: it cannot be used.
    """
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    # Another command may be there for a moment; a bot does not go away by waiting.
    db.execute("PRAGMA busy_timeout = 1000")
    try:
        db.execute("BEGIN EXCLUSIVE")
        db.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if is_busy(error):
            raise StoreBusyError(f"{path}: {_IN_USE}") from error
        raise


def check_folder(path: Path) -> None:
    """Refuse a database file whose folder does not exist.

    Raises:
        StoreError: the folder is missing, or cannot be looked at.
    """
    mode = _mode(path.parent)
    if mode is None or not stat.S_ISDIR(mode):
        raise StoreError(f"{path}: its folder does not exist; make it or name another file")


def is_busy(error: sqlite3.Error) -> bool:
    """Whether the error says that another process holds the lock."""
    return _code(error) in _BUSY


def in_words(path: Path, error: sqlite3.DatabaseError) -> StoreError:
    """Say in one line what is wrong with a database file and what to do about it.

    Raises:
        sqlite3.Error: the error itself, where the fault is not the file's but the program's.
    """
    if type(error) not in {sqlite3.OperationalError, sqlite3.DatabaseError}:
        raise error
    text = _IN_WORDS.get(
        _code(error), f"{error}; nothing was changed; check the disk and try again"
    )
    kind = StoreBusyError if is_busy(error) else StoreError
    return kind(f"{path}: {text}")


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StoreError(f"{path}: {_NO_ACCESS}") from error


def _code(error: sqlite3.Error) -> int:
    """The primary result code, without the detail of the extended one; 0 if Python's own."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & _PRIMARY_CODE
