"""Moving a database from a file to a server, with nothing lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec
import psycopg

from bot.store.errors import StoreError
from bot.store.keys import Masters
from bot.store.postgres.migrating import migrate, require_key
from bot.store.postgres.secrets import unlock as unlock_server
from bot.store.postgres.secrets import write_secrets
from bot.store.postgres.server import connecting, in_words, place_of
from bot.store.postgres.steps import new_version
from bot.store.sqlite.file import PATIENCE, keep_others_out
from bot.store.sqlite.file import in_words as in_words_of_file
from bot.store.sqlite.key_file import with_key_beside
from bot.store.sqlite.schema import usable
from bot.store.sqlite.secrets import read_secrets, unlock

Row = tuple[Any, ...]


def _same(row: Row) -> Row:
    return row


def _with_version(row: Row) -> Row:
    return (*row, new_version())


def _with_list(row: Row) -> Row:
    return (row[0], msgspec.json.decode(row[1], type=list[int]), *row[2:])


def _with_booleans(row: Row) -> Row:
    return (*row[:3], *map(bool, row[3:7]), *row[7:])


@dataclass(frozen=True, slots=True)
class _Table:
    """A table: its columns in the file, those that the server has besides, and how rows change."""

    name: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    more: tuple[str, ...] = ()
    changed: Callable[[Row], Row] = _same


_TABLES: Final = (
    _Table("updates", ("update_id", "seen_at"), ("int8", "int8")),
    _Table(
        "chats",
        ("chat", "session", "screen", "hour"),
        ("bytea", "bytea", "bytea", "int4", "int8"),
        ("version",),
        _with_version,
    ),
    _Table(
        "outbox",
        (
            *("id", "chat", "call", "cosmetic", "replaceable", "superseded", "claimed"),
            *("priority", "attempts", "due_at", "queued_at"),
        ),
        (
            *("int8", "bytea", "bytea", "bool", "bool", "bool", "bool"),
            *("int2", "int4", "int8", "int8"),
        ),
        changed=_with_booleans,
    ),
    _Table("set_aside", ("update_id", "chat", "at", "what"), ("int8", "bytea", "int8", "bytea")),
    _Table("pace", ("chat", "paid_until", "held_until"), ("bytea", "int8", "int8")),
    _Table(
        "pace_overall",
        ("id", "sent", "full_until", "held_until"),
        ("int4", "int8[]", "int8", "int8"),
        changed=_with_list,
    ),
    _Table("counts", ("month", "kind", "step", "number"), ("text", "text", "text", "int8")),
)
_OF_PEOPLE: Final = ("updates", "chats", "outbox", "set_aside", "counts")
_GIVE_NO_ID_TWICE: Final = """
    SELECT setval(pg_get_serial_sequence('outbox', 'id'), greatest(%s::bigint, 1), %s::bigint > 0)
"""


def move(path: Path, url: str, masters: Masters) -> dict[str, int]:
    """Copy all that a database file holds to an empty database on a server.

    Nobody else may have the file open, and it stays as it is. All arrives in one transaction,
    or nothing does.

    Args:
        path: the database file.
        url: of the server's database, which is made ready if it is empty.
        masters: the operator's keys: the first locks the server's database. The key file beside
            the database file is one more for reading.

    Returns:
        How many rows each table had and now has.

    Raises:
        StoreError: one of the two cannot be used, or the server's is not empty.
        StoreKeyError: no key opens the file, or none is set for the server.
    """
    place = place_of(url)
    require_key(place, masters)
    keys = with_key_beside(path, masters)
    try:
        with closing(usable(path, PATIENCE)) as source:
            # A bot that goes on would acknowledge what never moves.
            keep_others_out(path, source)
            source.execute("BEGIN IMMEDIATE")
            unlock(path, keys, source)
            migrate(url, masters)
            with (
                psycopg.connect(**connecting(url)) as target,
                target.transaction(),
            ):
                return _copy(source, target, place, keys, masters)
    except sqlite3.DatabaseError as error:
        raise in_words_of_file(path, error) from error
    except psycopg.Error as error:
        raise in_words(place, error) from error


def _copy(
    source: sqlite3.Connection,
    target: psycopg.Connection[Any],
    place: str,
    keys: Masters,
    masters: Masters,
) -> dict[str, int]:
    names = ", ".join(table.name for table in _TABLES)
    target.execute(f"LOCK TABLE secrets, {names} IN ACCESS EXCLUSIVE MODE".encode())
    for name in _OF_PEOPLE:
        if _count(target, name):
            raise StoreError(
                f"{place}: is not empty, so nothing was moved; name an empty database or schema"
            )
    target.execute("DELETE FROM secrets")
    target.execute("DELETE FROM pace_overall")
    write_secrets(target, keys.relock(read_secrets(source)))
    unlock_server(place, masters, target)
    counts = {table.name: _copy_table(source, target, table) for table in _TABLES}
    last = source.execute("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").fetchone()
    number = last[0] if last else 0
    target.execute(_GIVE_NO_ID_TWICE, (number, number))
    for name, count in counts.items():
        if _count(target, name) != count:
            raise StoreError(f"{place}: not all of {name} arrived, so nothing was moved; try again")
    return counts


def _copy_table(source: sqlite3.Connection, target: psycopg.Connection[Any], table: _Table) -> int:
    columns = ", ".join((*table.columns, *table.more))
    with target.cursor() as cursor:
        statement = f"COPY {table.name} ({columns}) FROM STDIN (FORMAT BINARY)"
        with cursor.copy(statement.encode()) as copy:
            copy.set_types(table.types)
            for row in _rows(source, table):
                copy.write_row(table.changed(row))
    ((count,),) = source.execute(f"SELECT count(*) FROM {table.name}").fetchall()  # noqa: S608
    return int(count)


def _rows(source: sqlite3.Connection, table: _Table) -> Iterator[Row]:
    columns = ", ".join(table.columns)
    yield from source.execute(f"SELECT {columns} FROM {table.name}")  # noqa: S608


def _count(target: psycopg.Connection[Any], name: str) -> int:
    found = target.execute(f"SELECT count(*) FROM {name}".encode()).fetchone()  # noqa: S608
    return int(found[0]) if found else 0
