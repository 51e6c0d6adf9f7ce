"""What a conversation leaves behind: sessions, updates seen and the outbox, in SQL."""

from bot.store.migrating import migrate
from bot.store.protocol import (
    Call,
    Row,
    Shown,
    Store,
    StoreBusyError,
    StoreError,
    Turn,
)
from bot.store.sqlite import SqliteStore

__all__ = [
    "Call",
    "Row",
    "Shown",
    "SqliteStore",
    "Store",
    "StoreBusyError",
    "StoreError",
    "Turn",
    "migrate",
]
