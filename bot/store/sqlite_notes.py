"""What the SQLite store keeps for operators and authors: updates set aside, and counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.store.protocol import Backlog, Count, SetAside
from bot.store.times import from_micros, to_micros

_ASIDE_FOR: Final = timedelta(days=30)
_COUNTED_FOR: Final = timedelta(days=731)
_KEEP: Final = "INSERT OR REPLACE INTO set_aside VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_ASIDE: Final = """
    SELECT update_id, at, kind, error, place, library, step FROM set_aside ORDER BY at, update_id
"""
_ADD: Final = """
    INSERT INTO counts (month, kind, step, number) VALUES (?, ?, ?, ?)
    ON CONFLICT (month, kind, step) DO UPDATE SET number = number + excluded.number
"""
_BACKLOG: Final = "SELECT count(*), min(queued_at) FROM outbox"


def keep_aside(db: sqlite3.Connection, chat: int, update: SetAside) -> None:
    """Keep an update that could not be handled."""
    what = (update.kind, update.error, update.place, update.library, update.step)
    db.execute(_KEEP, (update.update_id, chat, to_micros(update.at), *what))


def read_aside(db: sqlite3.Connection) -> Sequence[SetAside]:
    """Return the updates set aside, the oldest first."""
    return [
        SetAside(update_id, from_micros(at), *what)
        for update_id, at, *what in db.execute(_ASIDE).fetchall()
    ]


def read_backlog(db: sqlite3.Connection) -> Backlog:
    """Return how much waits in the outbox, and since when."""
    rows, oldest = db.execute(_BACKLOG).fetchone()
    return Backlog(rows, None if oldest is None else from_micros(oldest))


def add_counts(db: sqlite3.Connection, counted: Mapping[Count, int]) -> None:
    """Add to what is counted."""
    db.executemany(_ADD, [(c.month, c.kind, c.step, number) for c, number in counted.items()])


def read_counts(db: sqlite3.Connection) -> Mapping[Count, int]:
    """Return all that is counted."""
    found = db.execute("SELECT month, kind, step, number FROM counts ORDER BY month, kind, step")
    return {Count(month, kind, step): number for month, kind, step, number in found}


def sweep_notes(db: sqlite3.Connection, now: datetime) -> None:
    """Delete what was kept long enough."""
    db.execute("DELETE FROM set_aside WHERE at < ?", (to_micros(now - _ASIDE_FOR),))
    db.execute("DELETE FROM counts WHERE month < ?", (f"{now - _COUNTED_FOR:%Y-%m}",))
