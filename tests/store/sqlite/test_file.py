from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.store import StoreBusyError, StoreError
from bot.store.sqlite.file import in_words

PATH = Path("/somewhere/rettvei.sqlite")


def failure(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "the disk is full; make room on it"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "the database is damaged; put a backup in its place"),
        (
            sqlite3.SQLITE_READONLY_DIRECTORY,
            "no read and write access; give this user both, to the file and its folder",
        ),
        (
            sqlite3.SQLITE_IOERR_WRITE,
            "as SQLite says it; nothing was changed; check the disk and try again",
        ),
    ],
)
def test_what_fails_on_the_disk_is_said_in_one_line(code: int, words: str) -> None:
    error = in_words(PATH, failure(code))
    assert str(error) == f"{PATH}: {words}"
    assert type(error) is StoreError


@pytest.mark.parametrize(
    "code", [sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_RECOVERY, sqlite3.SQLITE_LOCKED]
)
def test_every_kind_of_lock_is_a_busy_error(code: int) -> None:
    error = in_words(PATH, failure(code))
    assert str(error) == f"{PATH}: locked by another process; stop that process or try again later"
    assert type(error) is StoreBusyError


@pytest.mark.parametrize("kind", [sqlite3.IntegrityError, sqlite3.ProgrammingError])
def test_a_fault_of_the_program_is_not_blamed_on_the_file(
    kind: type[sqlite3.DatabaseError],
) -> None:
    fault = kind("a fault")
    with pytest.raises(kind) as caught:
        in_words(PATH, fault)
    assert caught.value is fault
