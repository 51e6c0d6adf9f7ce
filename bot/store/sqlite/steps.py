"""What one update does to a database file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Final

from bot.store.coding import priority_of, seal_aside
from bot.store.sealing import Kind, Sealer
from bot.store.times import HOUR
from bot.store.turn import Turn

_FIND: Final = """
    SELECT EXISTS (SELECT 1 FROM updates WHERE update_id = ?1), session, screen, hour
    FROM (SELECT 1) LEFT JOIN chats ON chat = ?2
"""
_SEEN: Final = "INSERT INTO updates (update_id, seen_at) VALUES (?, ?)"
_SAVE: Final = """
    INSERT INTO chats (chat, session, hour) VALUES (?, ?, ?)
    ON CONFLICT (chat) DO UPDATE SET session = excluded.session, hour = excluded.hour
"""
_SAVE_AGAIN: Final = "UPDATE chats SET session = ? WHERE chat = ?"
_QUEUE: Final = """
    INSERT INTO outbox (chat, call, cosmetic, priority, replaceable, queued_at)
    VALUES (?, ?, ?, ?, ?, ?)
"""
_SUPERSEDE: Final = """
    UPDATE outbox SET superseded = 1 WHERE chat = ? AND priority > 0 AND replaceable
"""
_DROP_SUPERSEDED: Final = """
    DELETE FROM outbox WHERE chat = ? AND priority > 0 AND superseded AND NOT claimed
"""
_KEEP_URGENT: Final = "UPDATE outbox SET superseded = 1 WHERE chat = ? AND priority = 0"
_ASIDE: Final = """
    INSERT OR REPLACE INTO set_aside (update_id, chat, at, what) VALUES (?, ?, ?, ?)
"""


def take_step(
    db: sqlite3.Connection,
    sealer: Sealer,
    now: int,
    update_id: int,
    chat: int,
    decide: Callable[[Turn], object],
) -> Turn | None:
    """Handle one update in the transaction that is running; see `Store.step`."""
    key = sealer.chat(chat)
    seen, session, screen, hour = db.execute(_FIND, (update_id, key)).fetchone()
    if seen:
        return None
    turn = Turn.opened(sealer, key, session, screen)
    decide(turn)
    db.execute(_SEEN, (update_id, now))
    if turn.forgot:
        # What is urgent goes out, but nothing is kept of it then.
        db.execute(_KEEP_URGENT, (key,))
        forget(db, key, from_priority=1)
    elif turn.supersedes and db.execute(_SUPERSEDE, (key,)).rowcount:
        db.execute(_DROP_SUPERSEDED, (key,))
    if turn.saved is not None:
        sealed = sealer.seal(Kind.SESSION, key, turn.saved)
        if hour == now // HOUR and not turn.forgot:
            db.execute(_SAVE_AGAIN, (sealed, key))
        else:
            db.execute(_SAVE, (key, sealed, now // HOUR))
    if turn.calls:
        db.executemany(
            _QUEUE,
            [
                (
                    key,
                    sealer.seal(Kind.CALL, key, encoded),
                    call.cosmetic,
                    priority_of(call),
                    call.replaceable,
                    now,
                )
                for call, encoded in zip(turn.calls, turn.encoded, strict=True)
            ],
        )
    for update in turn.aside:
        db.execute(_ASIDE, seal_aside(sealer, key, update))
    return turn


def forget(db: sqlite3.Connection, chat: bytes, from_priority: int = 0) -> None:
    """Delete all that is stored about a chat; of what waits, what has a priority or a later one."""
    for table in ("chats", "set_aside", "pace"):
        db.execute(f"DELETE FROM {table} WHERE chat = ?", (chat,))  # noqa: S608 (no input)
    db.execute("DELETE FROM outbox WHERE chat = ? AND priority >= ?", (chat, from_priority))
