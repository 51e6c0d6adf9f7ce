"""Deleting what was kept long enough, a little at a time, so that nobody waits for it."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from typing import Final

from bot.store.sqlite.steps import forget
from bot.store.times import HOUR, to_micros

_REPEATED_FOR: Final = timedelta(hours=24)
_UPDATES: Final = """
    DELETE FROM updates WHERE update_id IN
        (SELECT update_id FROM updates WHERE seen_at < ? ORDER BY seen_at LIMIT ?)
"""
_SILENT: Final = "SELECT chat FROM chats WHERE hour < ? LIMIT ?"
_STUCK: Final = "DELETE FROM outbox WHERE queued_at < ?"


def sweep_updates(db: sqlite3.Connection, now: datetime, limit: int) -> int:
    """Delete ids of updates that Telegram no longer repeats; return how many went."""
    return db.execute(_UPDATES, (to_micros(now - _REPEATED_FOR), limit)).rowcount


def sweep_chats(db: sqlite3.Connection, since: datetime, limit: int) -> int:
    """Delete all about chats that were silent since a time, to the hour; return how many went."""
    silent = db.execute(_SILENT, (to_micros(since) // HOUR, limit)).fetchall()
    for (chat,) in silent:
        forget(db, chat)
    # What could not be delivered for as long is of a chat that has no session any more.
    db.execute(_STUCK, (to_micros(since),))
    return len(silent)
