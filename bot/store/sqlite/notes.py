"""What the SQLite store keeps for operators and authors: updates set aside, and counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.store.coding import open_aside, seal_aside
from bot.store.records import Backlog, Count, Row, SetAside
from bot.store.sealing import Sealer
from bot.store.times import from_micros, to_micros

_COUNTED_FOR: Final = timedelta(days=731)
_ASIDE: Final = "SELECT update_id, chat, at, what FROM set_aside ORDER BY at, update_id"
_REFUSED: Final = """
    INSERT OR REPLACE INTO set_aside (update_id, chat, at, what)
    SELECT ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM outbox WHERE id = ?)
"""
_ADD: Final = """
    INSERT INTO counts (month, kind, step, number) VALUES (?, ?, ?, ?)
    ON CONFLICT (month, kind, step) DO UPDATE SET number = number + excluded.number
"""
_BACKLOG: Final = "SELECT count(*), min(queued_at) FROM outbox"
_PROBE: Final = ("", "probe", "", 0)


def probe(db: sqlite3.Connection, _: Sealer) -> None:
    """Write what is gone when it is committed."""
    db.execute("INSERT INTO counts (month, kind, step, number) VALUES (?, ?, ?, ?)", _PROBE)
    db.execute("DELETE FROM counts WHERE month = ? AND kind = ?", _PROBE[:2])


def keep_refused(db: sqlite3.Connection, sealer: Sealer, row: Row, refused: SetAside) -> None:
    """Keep what is needed to look at a call that was refused; see `Store.keep_refused`."""
    db.execute(_REFUSED, (*seal_aside(sealer, row.chat, refused), row.id))


def read_aside(db: sqlite3.Connection, sealer: Sealer) -> Sequence[SetAside]:
    """Return the updates set aside, the oldest first."""
    return [open_aside(sealer, stored) for stored in db.execute(_ASIDE).fetchall()]


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


def sweep_notes(db: sqlite3.Connection, now: datetime, keep: timedelta) -> None:
    """Delete what was kept long enough, and the paces that hold nothing back any more."""
    db.execute("DELETE FROM set_aside WHERE at < ?", (to_micros(now - keep),))
    db.execute("DELETE FROM counts WHERE month < ?", (f"{now - _COUNTED_FOR:%Y-%m}",))
    moment = to_micros(now)
    db.execute("DELETE FROM pace WHERE paid_until <= ? AND held_until <= ?", (moment, moment))
