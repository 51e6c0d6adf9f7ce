"""Connections to a PostgreSQL server, and its troubles in words for an operator."""

from __future__ import annotations

from typing import Any, Final

import psycopg
from psycopg import errors

from bot.store.address import AddressError, read_address
from bot.store.errors import StoreBusyError, StoreError

LIMITS: Final = {
    "statement_timeout": "10s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "15s",
    "client_min_messages": "warning",
}
"""What holds in each transaction, so that no process waits for another without end."""

_CONNECTING: Final[dict[str, Any]] = {
    "autocommit": True,
    "connect_timeout": 5,
    # A server that has gone without a word is given up after so many milliseconds.
    "tcp_user_timeout": 10_000,
    "application_name": "rettvei",
    # Behind a pooler a statement that was prepared is on another connection the next time.
    "prepare_threshold": None,
}
_OF_THE_PRIMARY: Final = "read-write"
_BUSY: Final = (
    errors.QueryCanceled,
    errors.LockNotAvailable,
    errors.DeadlockDetected,
    errors.SerializationFailure,
    errors.UniqueViolation,
)
_ON_ANOTHER_CONNECTION: Final = (
    errors.InvalidSqlStatementName,
    errors.DuplicatePreparedStatement,
)
_PROGRAM: Final = (psycopg.ProgrammingError, psycopg.DataError, psycopg.IntegrityError)
_READ_ONLY: Final = "session is read-only"
_STATEMENT_MODE: Final = "statement pooling mode"
_LONGEST: Final = 160


def connecting(url: str) -> dict[str, Any]:
    """Return how to connect to a database, for the driver.

    Of several servers it is the one that takes writes, unless the address asks for another.
    """
    attributes = read_address(url).attributes or _OF_THE_PRIMARY
    return {"conninfo": url, **_CONNECTING, "target_session_attrs": attributes}


def place_of(url: str) -> str:
    """Name a database without what is secret in its address.

    Raises:
        StoreError: it is no address of a database.
    """
    try:
        address = read_address(url)
    except AddressError as error:
        raise StoreError(f"DATABASE_URL {error}") from None
    host = ",".join(address.hosts) or "this machine"
    return f"PostgreSQL database {address.database or 'of the user'} on {host}"


def in_words(place: str, error: psycopg.Error) -> StoreError:
    """Say in one line what is wrong with a database and what to do about it.

    Raises:
        psycopg.Error: the error itself, where the fault is not the database's but the program's.
    """
    if is_busy(error):
        return StoreBusyError(f"{place}: kept busy by another process; try again later")
    if isinstance(error, errors.InsufficientPrivilege):
        return StoreError(f"{place}: the user lacks rights ({_first_line(error)}); grant them")
    if isinstance(error, errors.DiskFull):
        return StoreError(f"{place}: its disk is full; make room on it")
    said = _first_line(error)
    if isinstance(error, errors.ReadOnlySqlTransaction) or _READ_ONLY in said:
        return StoreError(
            f"{place}: takes no writes: it is a standby, or was set to read-only; let DATABASE_URL "
            "lead to the primary, or name all servers there with commas between"
        )
    if _STATEMENT_MODE in said:
        return StoreError(
            f"{place}: behind a pooler in statement mode; set that to transaction or session mode"
        )
    if is_of_a_pooler(error):
        return StoreError(
            f"{place}: behind a pooler that was not seen at first; from now on it is allowed for"
        )
    if isinstance(error, _PROGRAM):
        raise error
    return StoreError(
        f"{place}: does not answer ({said}); see that it runs and that DATABASE_URL is right"
    )


def is_busy(error: psycopg.Error) -> bool:
    """Whether an error says that another process was in the way, and nothing is wrong."""
    return isinstance(error, _BUSY)


def is_of_a_pooler(error: psycopg.Error) -> bool:
    """Whether an error says that a statement came to another connection than the one before."""
    return isinstance(error, _ON_ANOTHER_CONNECTION)


def _first_line(error: psycopg.Error) -> str:
    said = error.diag.message_primary or str(error)
    return " ".join(said.split())[:_LONGEST]
