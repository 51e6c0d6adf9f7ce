"""What a conversation leaves behind: sessions, updates seen and the outbox, in SQL."""

from bot.store.errors import DamagedError, StoreBusyError, StoreError, StoreKeyError
from bot.store.keys import Masters, new_key, read_keys
from bot.store.opening import key_in_use, migrate_store, open_store
from bot.store.pace import LEEWAY, Limits
from bot.store.protocol import KEEP, Store
from bot.store.records import Backlog, Call, Count, Row, SetAside, Shown, Swept
from bot.store.sqlite import SqliteStore, migrate
from bot.store.turn import Turn

__all__ = [
    "KEEP",
    "LEEWAY",
    "Backlog",
    "Call",
    "Count",
    "DamagedError",
    "Limits",
    "Masters",
    "Row",
    "SetAside",
    "Shown",
    "SqliteStore",
    "Store",
    "StoreBusyError",
    "StoreError",
    "StoreKeyError",
    "Swept",
    "Turn",
    "key_in_use",
    "migrate",
    "migrate_store",
    "new_key",
    "open_store",
    "read_keys",
]
