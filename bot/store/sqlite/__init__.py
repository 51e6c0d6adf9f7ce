"""The store on SQLite, beside the bot: one file, any number of processes on one machine."""

from bot.store.sqlite.migrating import migrate
from bot.store.sqlite.store import SqliteStore

__all__ = ["SqliteStore", "migrate"]
