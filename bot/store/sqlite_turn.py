"""What one update does to the SQLite store."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, Final

import msgspec

from bot.store.protocol import Call, SetAside, Shown
from bot.store.sqlite_notes import keep_aside

_SAVE: Final = """
    INSERT INTO chats (chat, session) VALUES (?, ?)
    ON CONFLICT (chat) DO UPDATE SET session = excluded.session
"""
_QUEUE: Final = """
    INSERT INTO outbox (chat, method, parameters, cosmetic, shows, closes, scrub, queued_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


class SqliteTurn:
    """A `Turn`, inside a transaction of a `SqliteStore`.

    Raises RuntimeError when it is written to after its end, or though its update was seen.
    """

    def __init__(
        self, connection: sqlite3.Connection, chat: int, seen_at: int, *, seen: bool
    ) -> None:
        self._db = connection
        self._chat = chat
        self._seen_at = seen_at
        self._ended = False
        self.seen = seen
        self.forgot = False

    @property
    def session(self) -> bytes | None:
        """The chat's session as it was saved, or None."""
        row = self._read("SELECT session FROM chats WHERE chat = ?")
        return None if row is None else row[0]

    @property
    def screen(self) -> Shown | None:
        """The last message that showed a screen with buttons, or None."""
        row = self._read("SELECT message_id, revision FROM chats WHERE chat = ?")
        return None if row is None or row[0] is None else Shown(*row)

    def save(self, session: bytes) -> None:
        """Keep the chat's session."""
        self._check_new()
        self._db.execute(_SAVE, (self._chat, session))

    def forget(self) -> None:
        """Delete all that is stored about the chat, its waiting outbox rows with it."""
        self._check_new()
        kept = self._db.execute("DELETE FROM chats WHERE chat = ?", (self._chat,))
        waiting = self._db.execute("DELETE FROM outbox WHERE chat = ?", (self._chat,))
        aside = self._db.execute("DELETE FROM set_aside WHERE chat = ?", (self._chat,))
        pace = self._db.execute("DELETE FROM pace WHERE chat = ?", (self._chat,))
        gone = kept.rowcount + waiting.rowcount + aside.rowcount + pace.rowcount
        self.forgot = self.forgot or gone > 0

    def queue(self, calls: Sequence[Call]) -> None:
        """Put calls at the end of the chat's outbox."""
        self._check_new()
        self._db.executemany(
            _QUEUE,
            [
                (
                    self._chat,
                    call.method,
                    msgspec.json.encode(call.parameters).decode(),
                    call.cosmetic,
                    call.shows,
                    call.closes,
                    self.forgot,
                    self._seen_at,
                )
                for call in calls
            ],
        )

    def set_aside(self, update: SetAside) -> None:
        """Keep what is needed to look at an update that could not be handled."""
        self._check_new()
        keep_aside(self._db, self._chat, update)

    def end(self) -> None:
        """Refuse everything from now on: what is written later would be outside the turn."""
        self._ended = True

    def _read(self, query: str) -> tuple[Any, ...] | None:
        self._check_open()
        row: tuple[Any, ...] | None = self._db.execute(query, (self._chat,)).fetchone()
        return row

    def _check_new(self) -> None:
        self._check_open()
        if self.seen:
            raise RuntimeError("the update was handled before")

    def _check_open(self) -> None:
        if self._ended:
            raise RuntimeError("the turn has ended")
