"""Keeps in SQLite how fast messages go out, for all processes on the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from bot.store.pace import Candidate, Chat, Limits, Overall, decide, is_metered
from bot.store.records import Row

_OVERALL: Final = "SELECT sent, full_until, held_until FROM pace_overall"
_CHAT: Final = "SELECT paid_until, held_until FROM pace WHERE chat = ?"
_FOLLOWED: Final = "SELECT 1 FROM outbox WHERE chat = ? AND id > ? AND NOT cosmetic LIMIT 1"
_CHARGE: Final = """
    INSERT INTO pace (chat, paid_until, held_until) VALUES (?, ?, ?)
    ON CONFLICT (chat) DO UPDATE SET paid_until = excluded.paid_until
"""
_HOLD: Final = """
    INSERT INTO pace (chat, held_until) VALUES (?, ?)
    ON CONFLICT (chat) DO UPDATE SET held_until = max(held_until, excluded.held_until)
"""


def within_limits(
    db: sqlite3.Connection, rows: Sequence[Row], limits: Limits, now: int
) -> list[Row]:
    """Return those of the oldest rows of chats that may go out now, or are to be dropped.

    What is sent is charged to its chat and to all; what must wait for its chat gets a time.
    """
    if not rows:
        return []
    drop_idle(db, now)
    candidates = [_candidate(db, row) for row in rows]
    overall = _overall(db)
    decision = decide(candidates, overall, limits, now)
    charged = [
        (row.chat, chat.paid_until, chat.held_until)
        for row in rows
        if (chat := decision.send.get(row.id)) is not None and chat.paid_until > now
    ]
    db.executemany(_CHARGE, charged)
    db.executemany(
        "UPDATE outbox SET due_at = ? WHERE id = ?",
        [(until, row_id) for row_id, until in decision.wait.items()],
    )
    if decision.overall != overall:
        db.execute(
            "UPDATE pace_overall SET sent = ?, full_until = ?",
            (msgspec.json.encode(decision.overall.sent).decode(), decision.overall.full_until),
        )
    sent, dropped = decision.send, decision.drop
    return [
        replace(row, drop=True) if row.id in dropped else row
        for row in rows
        if row.id in sent or row.id in dropped
    ]


def hold(db: sqlite3.Connection, chat: bytes | None, until: int) -> None:
    """Let nothing go to a chat, or to anybody, before a time."""
    if chat is None:
        db.execute("UPDATE pace_overall SET held_until = max(held_until, ?)", (until,))
    else:
        db.execute(_HOLD, (chat, until))


def drop_idle(db: sqlite3.Connection, now: int) -> None:
    """Delete what holds nothing back any more."""
    db.execute("DELETE FROM pace WHERE paid_until <= ? AND held_until <= ?", (now, now))


def free_at(db: sqlite3.Connection) -> int:
    """Return when there is room within the limits for all."""
    _, full_until, held_until = db.execute(_OVERALL).fetchone()
    return int(max(full_until, held_until))


def _candidate(db: sqlite3.Connection, row: Row) -> Candidate:
    found = db.execute(_CHAT, (row.chat,)).fetchone()
    chat = Chat() if found is None else Chat(*found)
    call = row.call
    asked = call.cosmetic and is_metered(call.method)
    followed = asked and db.execute(_FOLLOWED, (row.chat, row.id)).fetchone() is not None
    return Candidate(row.id, call.method, call.cosmetic, followed, chat)


def _overall(db: sqlite3.Connection) -> Overall:
    sent, full_until, held_until = db.execute(_OVERALL).fetchone()
    return Overall(msgspec.json.decode(sent, type=tuple[int, ...]), full_until, held_until)
