"""Connections to a PostgreSQL server, and its troubles in words for an operator."""

from __future__ import annotations

from typing import Any, Final

import psycopg
from psycopg import errors

from bot.store.address import AddressError, read_address
from bot.store.errors import StoreBusyError, StoreError

CONNECTING: Final[dict[str, Any]] = {
    "connect_timeout": 5,
    # A server that has gone without a word is given up after so many milliseconds.
    "tcp_user_timeout": 10_000,
    "application_name": "rettvei",
}
LIMITS: Final = (
    "SET statement_timeout = '10s'; SET lock_timeout = '5s'; "
    "SET idle_in_transaction_session_timeout = '15s'; SET client_min_messages = warning"
)
"""What holds on each connection, so that no process waits for another without end."""

_BUSY: Final = (
    errors.QueryCanceled,
    errors.LockNotAvailable,
    errors.DeadlockDetected,
    errors.SerializationFailure,
    errors.UniqueViolation,
)
_PROGRAM: Final = (psycopg.ProgrammingError, psycopg.DataError, psycopg.IntegrityError)
_LONGEST: Final = 160


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
    if isinstance(error, _BUSY):
        return StoreBusyError(f"{place}: kept busy by another process; try again later")
    if isinstance(error, errors.InsufficientPrivilege):
        return StoreError(f"{place}: the user lacks rights ({_first_line(error)}); grant them")
    if isinstance(error, errors.DiskFull):
        return StoreError(f"{place}: its disk is full; make room on it")
    if isinstance(error, _PROGRAM):
        raise error
    return StoreError(
        f"{place}: does not answer ({_first_line(error)}); see that it runs and that DATABASE_URL "
        "is right"
    )


def _first_line(error: psycopg.Error) -> str:
    said = error.diag.message_primary or str(error)
    return " ".join(said.split())[:_LONGEST]
