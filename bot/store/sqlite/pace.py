"""Keeps in SQLite how fast messages go out, for all processes on the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

import msgspec

from bot.store.pace import Overall

_OVERALL: Final = "SELECT sent, full_until, held_until FROM pace_overall"
_SET_OVERALL: Final = "UPDATE pace_overall SET sent = ?, full_until = ?"
_SENT: Final = msgspec.json.Decoder(tuple[int, ...])
_CHARGE: Final = """
    INSERT INTO pace (chat, paid_until, held_until) VALUES (?, ?, ?)
    ON CONFLICT (chat) DO UPDATE SET paid_until = excluded.paid_until
"""
_HOLD: Final = """
    INSERT INTO pace (chat, held_until) VALUES (?, ?)
    ON CONFLICT (chat) DO UPDATE SET held_until = max(held_until, excluded.held_until)
"""


def read_overall(db: sqlite3.Connection) -> Overall:
    """Return what holds for all chats."""
    sent, full_until, held_until = db.execute(_OVERALL).fetchone()
    return Overall(_SENT.decode(sent), full_until, held_until)


def charge(
    db: sqlite3.Connection, charged: Sequence[tuple[bytes, int, int]], overall: Overall | None
) -> None:
    """Keep what chats, and all together, have used.

    Args:
        db: in a transaction.
        charged: chat, paid until, held until.
        overall: what holds for all from now on; None if nothing has changed.
    """
    if charged:
        db.executemany(_CHARGE, charged)
    if overall is not None:
        sent = msgspec.json.encode(overall.sent).decode()
        db.execute(_SET_OVERALL, (sent, overall.full_until))


def hold(db: sqlite3.Connection, chat: bytes | None, until: int) -> None:
    """Let nothing go to a chat, or to anybody, before a time."""
    if chat is None:
        db.execute("UPDATE pace_overall SET held_until = max(held_until, ?)", (until,))
    else:
        db.execute(_HOLD, (chat, until))


def drop_idle(db: sqlite3.Connection, now: int) -> None:
    """Delete what holds nothing back any more."""
    db.execute("DELETE FROM pace WHERE paid_until <= ? AND held_until <= ?", (now, now))
