"""What a conversation leaves behind: sessions, updates seen and the outbox, in SQL."""

from bot.store.migrating import migrate
from bot.store.pace import Limits
from bot.store.protocol import (
    Backlog,
    Call,
    Count,
    Row,
    SetAside,
    Shown,
    Store,
    StoreBusyError,
    StoreError,
    Turn,
)
from bot.store.sqlite import SqliteStore

__all__ = [
    "Backlog",
    "Call",
    "Count",
    "Limits",
    "Row",
    "SetAside",
    "Shown",
    "SqliteStore",
    "Store",
    "StoreBusyError",
    "StoreError",
    "Turn",
    "migrate",
]
