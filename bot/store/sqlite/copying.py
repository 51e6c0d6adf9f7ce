"""Copies of a database file: made while the bot runs, looked over, and put back."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from bot.store.errors import StoreError
from bot.store.keys import Masters
from bot.store.sqlite.file import PATIENCE, check_folder, in_words, keep_others_out
from bot.store.sqlite.key_file import with_key_beside
from bot.store.sqlite.schema import usable
from bot.store.sqlite.secrets import unlock

_PAGES: Final = 2000
"""How much is copied while nobody else may write."""

_COUNT: Final = "SELECT (SELECT count(*) FROM chats), (SELECT count(*) FROM outbox)"


def back_up(path: Path, copy: Path, masters: Masters, *, overwrite: bool = False) -> int:
    """Copy a database as it is at one moment, while others go on using it.

    The copy holds no key. It is complete and sound, or it is not there.

    Args:
        path: the database file.
        copy: where the copy goes.
        masters: the operator's keys; the key file beside the database is one more.
        overwrite: whether a file that is there may be replaced.

    Returns:
        How many chats it holds.

    Raises:
        StoreError: the database cannot be used, or the copy cannot be made.
    """
    _refuse_to_overwrite(copy, overwrite=overwrite)
    making = copy.with_name(f"{copy.name}.part")
    keys = with_key_beside(path, masters)
    try:
        with closing(usable(path, PATIENCE)) as db:
            _make(making)
            with closing(sqlite3.connect(making, isolation_level=None)) as target:
                db.backup(target, pages=_PAGES)
                # As one file, with nothing beside it.
                target.execute("PRAGMA journal_mode = DELETE")
                chats = _look_over(making, target, path, keys)
        making.replace(copy)
    except sqlite3.DatabaseError as error:
        raise in_words(path, error) from error
    except OSError as error:
        raise StoreError(f"{copy}: cannot be made ({error.strerror})") from error
    finally:
        with suppress(OSError):
            making.unlink()
    return chats


def restore(copy: Path, path: Path, masters: Masters, *, overwrite: bool = False) -> int:
    """Put a copy in the place of a database, whole or not at all.

    Args:
        copy: what `back_up` made.
        path: the database file.
        masters: the operator's keys; the key file beside the database is one more.
        overwrite: whether a database that is there may be replaced.

    Returns:
        How many chats it holds.

    Raises:
        StoreError: the copy is not sound, or the database cannot be replaced.
        StoreBusyError: another process has the database open.
        StoreKeyError: the copy was made with another key.
    """
    _refuse_to_overwrite(path, overwrite=overwrite)
    if not copy.is_file():
        raise StoreError(f"{copy}: no copy there; name a file that `rettvei backup` made")
    keys = with_key_beside(path, masters)
    there = path.exists()
    try:
        with closing(usable(copy, PATIENCE)) as source:
            chats = _look_over(copy, source, copy, keys)
            if not there:
                _make(path)
            with closing(sqlite3.connect(path, isolation_level=None)) as target:
                if there:
                    # A bot that goes on would seal with keys that the copy does not hold.
                    keep_others_out(path, target)
                source.backup(target)
    except BaseException as error:
        if not there:
            with suppress(OSError):
                path.unlink()
        if isinstance(error, sqlite3.DatabaseError):
            raise in_words(path, error) from error
        raise
    return chats


def _refuse_to_overwrite(path: Path, *, overwrite: bool) -> None:
    check_folder(path)
    if path.exists() and not overwrite:
        raise StoreError(f"{path}: is there already; name another file or add --overwrite")


def _make(path: Path) -> None:
    """Make an empty file that only this user can read."""
    with suppress(FileNotFoundError):
        path.unlink()
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be made ({error.strerror}); give this user write access to the folder"
        ) from error


def _look_over(file: Path, db: sqlite3.Connection, path: Path, masters: Masters) -> int:
    """Refuse a database that is not whole or that the key does not open; count its chats."""
    (found,) = db.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise StoreError(f"{file}: the database is damaged; use another copy")
    unlock(path, masters, db)
    chats, _ = db.execute(_COUNT).fetchone()
    return int(chats)
