"""A PostgreSQL server of our own, for as long as it is measured."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.postgres import empty_database, postgres_server


@contextmanager
def a_database() -> Iterator[str]:
    """Run a server that waits for its disk as it does by default; give an empty database on it."""
    with postgres_server() as server:
        yield empty_database(server)
