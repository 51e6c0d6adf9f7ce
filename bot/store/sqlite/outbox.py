"""The outbox in a database file: what may go out, and what became of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from bot.store.coding import open_row, seal_screen
from bot.store.pace import Limits
from bot.store.records import Row, Shown
from bot.store.sealing import Sealer
from bot.store.sqlite.pace import free_at, within_limits
from bot.store.times import HOUR, from_micros, to_micros

_MAY_GO_NOW: Final = """
    SELECT id, outbox.chat, call, cosmetic, attempts, queued_at,
        (SELECT screen FROM chats WHERE chats.chat = outbox.chat)
    FROM outbox
    WHERE due_at <= ?
        AND NOT EXISTS (SELECT 1 FROM outbox AS ahead
                        WHERE ahead.chat = outbox.chat AND ahead.id < outbox.id)
    ORDER BY id LIMIT ?
"""
_NEXT_DUE: Final = """
    SELECT min(due_at) FROM outbox WHERE id IN (SELECT min(id) FROM outbox GROUP BY chat)
"""
_SHOW_AGAIN: Final = "UPDATE chats SET screen = ? WHERE chat = ?"
_SHOW: Final = """
    INSERT INTO chats (chat, screen, hour) VALUES (?, ?, ?)
"""
_DUE: Final = "UPDATE outbox SET due_at = ? WHERE id = ?"
_DELETE: Final = "DELETE FROM outbox WHERE id = ?"


def claim(
    db: sqlite3.Connection,
    sealer: Sealer,
    now: datetime,
    lease: timedelta,
    limit: int,
    limits: Limits | None,
) -> Sequence[Row]:
    """Take rows that may go out now; see `Store.claim`."""
    leased_until = now + lease
    rows: list[Row] = []
    for *stored, screen in db.execute(_MAY_GO_NOW, (to_micros(now), limit)).fetchall():
        number, chat, call, cosmetic, attempts, queued_at = stored
        row = open_row(
            sealer, (number, chat, call, cosmetic, attempts, queued_at), screen, leased_until
        )
        if row is None:
            db.execute(_DELETE, (number,))
        else:
            rows.append(row)
    if limits is not None:
        rows = within_limits(db, rows, limits, to_micros(now))
    db.executemany(_DUE, [(to_micros(leased_until), row.id) for row in rows])
    return rows


def delivered(
    db: sqlite3.Connection, sealer: Sealer, row: Row, message_id: int | None, now: int
) -> None:
    """Delete a row that is done; see `Store.delivered`."""
    gone = db.execute(_DELETE, (row.id,))
    # A row that is not there was forgotten with its chat, or sent by another sender.
    if gone.rowcount and row.call.shows is not None and message_id is not None:
        sealed = seal_screen(sealer, row.chat, Shown(message_id, row.call.shows))
        if not db.execute(_SHOW_AGAIN, (sealed, row.chat)).rowcount:
            db.execute(_SHOW, (row.chat, sealed, now // HOUR))


def postpone(db: sqlite3.Connection, row: Row, until: datetime) -> None:
    """Give a row back for later and count an attempt; see `Store.postpone`."""
    db.execute(
        "UPDATE outbox SET due_at = ?, attempts = attempts + 1 WHERE id = ? AND due_at = ?",
        (to_micros(until), row.id, to_micros(row.leased_until)),
    )


def renew(db: sqlite3.Connection, rows: Sequence[Row], until: datetime) -> Sequence[Row]:
    """Keep rows that are still being sent; see `Store.renew`."""
    return [
        replace(row, leased_until=until)
        for row in rows
        if db.execute(
            "UPDATE outbox SET due_at = ? WHERE id = ? AND due_at = ?",
            (to_micros(until), row.id, to_micros(row.leased_until)),
        ).rowcount
    ]


def next_due(db: sqlite3.Connection) -> datetime | None:
    """When the earliest waiting row may be claimed; see `Store.next_due`."""
    (due_at,) = db.execute(_NEXT_DUE).fetchone()
    return None if due_at is None else from_micros(max(due_at, free_at(db)))
