"""The store on PostgreSQL: any number of processes, on any number of machines."""

from bot.store.postgres.migrating import migrate, require_key
from bot.store.postgres.server import place_of
from bot.store.postgres.store import PostgresStore

__all__ = ["PostgresStore", "migrate", "place_of", "require_key"]
