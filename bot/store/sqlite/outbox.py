"""The outbox in a database file: what may go out, and what became of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from bot.store.claiming import claimed
from bot.store.coding import seal_screen
from bot.store.pace import Limits
from bot.store.records import Row, Shown
from bot.store.sealing import Sealer
from bot.store.sqlite.pace import charge, read_overall
from bot.store.times import HOUR, from_micros, to_micros

_MAY_GO_NOW: Final = """
    SELECT outbox.id, outbox.chat, call, cosmetic, priority, replaceable, attempts, queued_at,
        superseded, screen, coalesce(paid_until, 0), coalesce(held_until, 0),
        cosmetic AND EXISTS (SELECT 1 FROM outbox AS behind WHERE behind.chat = outbox.chat
                             AND behind.id > outbox.id AND NOT behind.cosmetic)
    FROM outbox LEFT JOIN chats ON chats.chat = outbox.chat
        LEFT JOIN pace ON pace.chat = outbox.chat
    WHERE due_at <= ?
        AND NOT EXISTS (SELECT 1 FROM outbox AS ahead WHERE ahead.chat = outbox.chat
                        AND (ahead.priority, ahead.id) < (outbox.priority, outbox.id))
    ORDER BY outbox.priority, outbox.id LIMIT ?
"""
_NEXT_DUE: Final = """
    SELECT min(due_at) FROM outbox
    WHERE NOT EXISTS (SELECT 1 FROM outbox AS ahead WHERE ahead.chat = outbox.chat
                      AND (ahead.priority, ahead.id) < (outbox.priority, outbox.id))
"""
_SHOW_AGAIN: Final = "UPDATE chats SET screen = ? WHERE chat = ?"
_SHOW: Final = """
    INSERT INTO chats (chat, screen, hour) VALUES (?, ?, ?)
"""
_WAIT: Final = "UPDATE outbox SET due_at = ? WHERE id = ?"
_LEASE: Final = "UPDATE outbox SET due_at = ?, claimed = 1 WHERE id = ?"
_DELETE: Final = "DELETE FROM outbox WHERE id = ?"
_IS_FORGOTTEN: Final = "SELECT priority = 0 AND superseded FROM outbox WHERE id = ?"
_DROP_SUPERSEDED: Final = """
    DELETE FROM outbox WHERE id = ? AND due_at = ? AND priority > 0 AND superseded
"""
_POSTPONE: Final = """
    UPDATE outbox SET due_at = ?, claimed = 0, attempts = attempts + 1
    WHERE id = ? AND due_at = ?
"""
_RENEW: Final = "UPDATE outbox SET due_at = ? WHERE id = ? AND due_at = ?"


def claim(
    db: sqlite3.Connection,
    sealer: Sealer,
    now: datetime,
    lease: timedelta,
    limit: int,
    limits: Limits | None,
) -> Sequence[Row]:
    """Take rows that may go out now; see `Store.claim`."""
    moment, leased_until = to_micros(now), to_micros(now + lease)
    overall = None if limits is None else read_overall(db)
    # What is good for nothing hides what stands behind it.
    while found := db.execute(_MAY_GO_NOW, (moment, limit)).fetchall():
        done = claimed(sealer, found, overall, limits, moment, leased_until)
        db.executemany(_DELETE, [(number,) for number in done.gone])
        db.executemany(_WAIT, [(due_at, number) for number, due_at in done.waiting.items()])
        db.executemany(_LEASE, [(leased_until, row.id) for row in done.taken])
        charge(db, done.charged, done.overall)
        if done.taken or not done.gone:
            return done.taken
    return []


def delivered(
    db: sqlite3.Connection, sealer: Sealer, row: Row, message_id: int | None, now: int
) -> None:
    """Delete a row that is done; see `Store.delivered`."""
    # A row that is not there was forgotten with its chat, or sent by another sender; one that is
    # urgent goes out all the same, and then nothing is kept of it.
    is_forgotten = row.call.urgent and db.execute(_IS_FORGOTTEN, (row.id,)).fetchone() == (1,)
    is_there = db.execute(_DELETE, (row.id,)).rowcount
    if is_there and not is_forgotten and row.call.shows is not None and message_id is not None:
        sealed = seal_screen(sealer, row.chat, Shown(message_id, row.call.shows))
        if not db.execute(_SHOW_AGAIN, (sealed, row.chat)).rowcount:
            db.execute(_SHOW, (row.chat, sealed, now // HOUR))


def postpone(db: sqlite3.Connection, row: Row, until: datetime) -> None:
    """Give a row back for later and count an attempt; see `Store.postpone`."""
    mine = (row.id, to_micros(row.leased_until))
    if not db.execute(_DROP_SUPERSEDED, mine).rowcount:
        db.execute(_POSTPONE, (to_micros(until), *mine))


def renew(db: sqlite3.Connection, rows: Sequence[Row], until: datetime) -> Sequence[Row]:
    """Keep rows that are still being sent; see `Store.renew`."""
    return [
        replace(row, leased_until=until)
        for row in rows
        if db.execute(_RENEW, (to_micros(until), row.id, to_micros(row.leased_until))).rowcount
    ]


def next_due(db: sqlite3.Connection) -> datetime | None:
    """When the earliest waiting row may be claimed; see `Store.next_due`."""
    (due_at,) = db.execute(_NEXT_DUE).fetchone()
    if due_at is None:
        return None
    overall = read_overall(db)
    return from_micros(max(due_at, overall.full_until, overall.held_until))
