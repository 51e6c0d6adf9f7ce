"""Sealing what versions before encryption have stored in plain."""

from __future__ import annotations

import sqlite3
from typing import Final

import msgspec

from bot.store.coding import encode_call, seal_aside, seal_screen
from bot.store.records import Call, SetAside, Shown
from bot.store.sealing import Kind, Sealer
from bot.store.times import HOUR, from_micros

_CHATS: Final = "SELECT chat, session, message_id, revision FROM plain_chats"
_OUTBOX: Final = """
    SELECT id, chat, method, parameters, cosmetic, shows, closes, attempts, due_at, queued_at
    FROM plain_outbox ORDER BY id
"""
_ASIDE: Final = """
    SELECT chat, update_id, at, kind, error, place, library, step FROM plain_set_aside
"""
_TABLES: Final = ("plain_chats", "plain_outbox", "plain_set_aside")


def has_plain(db: sqlite3.Connection) -> bool:
    """Whether something was stored in plain, and has not been sealed."""
    found = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'plain_chats'").fetchone()
    return found is not None


def seal_plain(db: sqlite3.Connection, sealer: Sealer, now: int) -> None:
    """Seal all that was stored in plain and drop the tables it stood in.

    Args:
        db: in a transaction.
        sealer: of this database.
        now: from when on a chat counts as silent; it was not kept when it last spoke.
    """
    _seal_chats(db, sealer, now)
    _seal_outbox(db, sealer, now)
    for chat, update_id, at, *what in db.execute(_ASIDE):
        update = SetAside(update_id, from_micros(at), *what)
        db.execute(
            "INSERT INTO set_aside (update_id, chat, at, what) VALUES (?, ?, ?, ?)",
            seal_aside(sealer, sealer.chat(chat), update),
        )
    for table in _TABLES:
        db.execute(f"DROP TABLE {table}")


def _seal_chats(db: sqlite3.Connection, sealer: Sealer, now: int) -> None:
    for chat, session, message_id, revision in db.execute(_CHATS):
        key = sealer.chat(chat)
        sealed = None if session is None else sealer.seal(Kind.SESSION, key, session)
        shown = None if message_id is None else Shown(message_id, revision)
        screen = None if shown is None else seal_screen(sealer, key, shown)
        db.execute(
            "INSERT INTO chats (chat, session, screen, hour) VALUES (?, ?, ?, ?)",
            (key, sealed, screen, now // HOUR),
        )


def _seal_outbox(db: sqlite3.Connection, sealer: Sealer, now: int) -> None:
    for row_id, chat, method, parameters, cosmetic, shows, closes, *rest in db.execute(_OUTBOX):
        key = sealer.chat(chat)
        call = Call(method, msgspec.json.decode(parameters), bool(cosmetic), shows, closes)
        attempts, due_at, queued_at = rest
        db.execute(
            "INSERT INTO outbox (id, chat, call, cosmetic, attempts, due_at, queued_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                row_id,
                key,
                sealer.seal(Kind.CALL, key, encode_call(call)),
                call.cosmetic,
                attempts,
                due_at,
                queued_at or now,
            ),
        )
    # A late sender of the older version must not find its row's id on another row.
    db.execute("DELETE FROM sqlite_sequence WHERE name = 'outbox'")
    db.execute(
        "INSERT INTO sqlite_sequence (name, seq) "
        "SELECT 'outbox', seq FROM sqlite_sequence WHERE name = 'plain_outbox'"
    )
