"""Sealing a database file anew: its secrets with another key, and its rows with another secret."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from bot.store.keys import Masters, next_secret
from bot.store.rekeying import Rekeyed, sealed_anew
from bot.store.sealing import Kind, Sealer
from bot.store.sqlite.file import PATIENCE, in_words
from bot.store.sqlite.key_file import with_key_beside
from bot.store.sqlite.schema import usable
from bot.store.sqlite.secrets import read_secrets, unlock, write_secrets

_AT_ONCE: Final = 500
_CHATS: Final = "SELECT id, chat, session, screen FROM chats WHERE id > ? ORDER BY id LIMIT ?"
_OUTBOX: Final = "SELECT id, chat, call FROM outbox WHERE id > ? ORDER BY id LIMIT ?"
_ASIDE: Final = (
    "SELECT update_id, chat, what FROM set_aside WHERE update_id > ? ORDER BY update_id LIMIT ?"
)
_SET_CHAT: Final = "UPDATE chats SET session = ?, screen = ? WHERE id = ?"
_SET_CALL: Final = "UPDATE outbox SET call = ? WHERE id = ?"
_SET_ASIDE: Final = "UPDATE set_aside SET what = ? WHERE update_id = ?"
_LOWEST: Final = -(2**63)


def rekey(path: Path, masters: Masters) -> Rekeyed:
    """Seal all anew, a little at a time, beside processes that go on.

    Args:
        path: the database file.
        masters: the operator's keys: the first seals from now on.

    Raises:
        StoreError: the database cannot be used as it is.
        StoreKeyError: no key opens it; nothing was changed.
    """
    keys = with_key_beside(path, masters)
    try:
        with closing(usable(path, PATIENCE)) as db:
            unlock(path, keys, db)
            with _Transaction(db):
                relocked = keys.relock(read_secrets(db))
                write_secrets(db, [*relocked, next_secret(keys, relocked)])
            sealer = unlock(path, keys, db)
            done = Rekeyed(
                chats=_all(db, sealer, _CHATS, (Kind.SESSION, Kind.SCREEN), _SET_CHAT),
                calls=_all(db, sealer, _OUTBOX, (Kind.CALL,), _SET_CALL),
                aside=_all(db, sealer, _ASIDE, (Kind.ASIDE,), _SET_ASIDE),
            )
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return done
    except sqlite3.DatabaseError as error:
        raise in_words(path, error) from error


def _all(
    db: sqlite3.Connection, sealer: Sealer, query: str, kinds: tuple[Kind, ...], update: str
) -> int:
    """Seal all rows of a table anew; return how many there were to seal."""
    last, count = _LOWEST, 0
    while True:
        with _Transaction(db):
            rows = db.execute(query, (last, _AT_ONCE)).fetchall()
            for number, chat, *values in rows:
                anew = sealed_anew(sealer, chat, kinds, values)
                if anew is not None:
                    db.execute(update, (*anew, number))
                    count += 1
        if not rows:
            return count
        last = rows[-1][0]


class _Transaction:
    """A transaction as the only writer."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_: object) -> None:
        self._db.execute("COMMIT" if kind is None else "ROLLBACK")
