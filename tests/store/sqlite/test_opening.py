"""What an operator is told when the database cannot be used, by `open` and by `migrate`."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store import SqliteStore, StoreBusyError, StoreError, migrate
from bot.store.sqlite.schema import MIGRATIONS
from tests.store.conftest import MASTERS, Clock
from tests.store.turns import turn_of

SHORT = timedelta(milliseconds=20)
NOBODY = 65534


def open_store(path: Path) -> None:
    SqliteStore.open(path, Clock(), MASTERS, patience=SHORT)


def migrate_store(path: Path) -> None:
    migrate(path, patience=SHORT, masters=MASTERS)


both = pytest.mark.parametrize("use", [open_store, migrate_store])
Use = Callable[[Path], None]


def files(folder: Path) -> dict[str, bytes | None]:
    return {
        str(file.relative_to(folder)): file.read_bytes() if file.is_file() else None
        for file in folder.rglob("*")
    }


@contextmanager
def refused(path: Path, message: str, kind: type[StoreError] = StoreError) -> Iterator[None]:
    """Expect exactly this line, and that no file beside the database came, went or changed."""
    folder = path.parent if path.parent.exists() else path.parent.parent
    before = files(folder)
    with pytest.raises(StoreError) as caught:
        yield
    assert str(caught.value) == f"{path}: {message}"
    assert type(caught.value) is kind
    assert files(folder) == before


@contextmanager
def as_an_ordinary_user() -> Iterator[None]:
    """Give up the right of root to pass by permissions, if the tests run as root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that an ordinary user reaches, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@both
def test_a_missing_folder_is_refused(tmp_path: Path, use: Use) -> None:
    path = tmp_path / "missing" / "rettvei.sqlite"
    with refused(path, "its folder does not exist; make it or name another file"):
        use(path)


@both
def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path, use: Use) -> None:
    (tmp_path / "folder").touch()
    with pytest.raises(StoreError, match="its folder does not exist; make it or name another"):
        use(tmp_path / "folder" / "rettvei.sqlite")
    with pytest.raises(StoreError, match="its folder does not exist; make it or name another"):
        use(tmp_path / "folder" / "deeper" / "rettvei.sqlite")


def test_opening_a_missing_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rettvei.sqlite"
    with refused(
        path,
        "no database there; run `rettvei release` to make it, or, "
        "where release had a disk of its own, set DATABASE_URL to a PostgreSQL database",
    ):
        open_store(path)


@both
def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path, use: Use) -> None:
    path = tmp_path / "rettvei.sqlite"
    path.mkdir()
    with refused(path, "not a file; name another one"):
        use(path)


@both
@pytest.mark.parametrize(
    "content", [b"xy", b"SQLite format 4\x00" * 99, b"\x00" * 4096, b"\xff" * 50]
)
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, use: Use, content: bytes) -> None:
    path = tmp_path / "rettvei.sqlite"
    path.write_bytes(content)
    with refused(path, "not an SQLite database; name another file"):
        use(path)


@both
def test_the_database_of_another_program_is_refused(tmp_path: Path, use: Use) -> None:
    path = tmp_path / "rettvei.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (id)")
    with refused(path, "the database of another program; name another file"):
        use(path)


@both
def test_a_database_of_a_newer_version_is_refused(tmp_path: Path, use: Use) -> None:
    newer = tmp_path / "migrations"
    newer.mkdir()
    for file in MIGRATIONS.glob("*.sql"):
        (newer / file.name).write_bytes(file.read_bytes())
    (newer / "9999_later.sql").write_text("CREATE TABLE later (id INTEGER)")
    path = tmp_path / "rettvei.sqlite"
    migrate(path, newer, masters=MASTERS)
    with refused(
        path,
        "this database was made by a newer version of Rettvei; "
        "install that version or name another file",
    ):
        use(path)


def test_opening_a_database_of_an_older_version_is_refused(path: Path) -> None:
    needed = path.parent / "migrations"
    needed.mkdir()
    for file in MIGRATIONS.glob("*.sql"):
        (needed / file.name).write_bytes(file.read_bytes())
    (needed / "9999_later.sql").write_text("CREATE TABLE later (id INTEGER)")
    with refused(path, "made by an older version of Rettvei; run `rettvei release`"):
        SqliteStore.open(path, Clock(), MASTERS, migrations=needed)


def test_opening_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rettvei.sqlite"
    path.touch()
    with refused(path, "made by an older version of Rettvei; run `rettvei release`"):
        open_store(path)


def test_opening_a_database_that_stays_locked_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        with refused(
            path,
            "locked by another process; stop that process or try again later",
            StoreBusyError,
        ):
            open_store(path)


def test_opening_a_new_database_that_stays_locked_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with refused(
            path,
            "locked by another process; stop that process or try again later",
            StoreBusyError,
        ):
            open_store(path)


def test_migrating_a_database_that_stays_locked_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rettvei.sqlite"
    path.touch()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with refused(
            path,
            "locked by another process; stop that process or try again later",
            StoreBusyError,
        ):
            migrate_store(path)


@pytest.mark.parametrize("mode", [0o444, 0o000])
@pytest.mark.parametrize("folder_mode", [0o000, 0o555, 0o777])
@pytest.mark.parametrize("used_before", [True, False])
def test_opening_a_file_without_access_is_refused(
    open_folder: Path, mode: int, folder_mode: int, used_before: bool
) -> None:
    path = open_folder / "rettvei.sqlite"
    migrate(path, masters=MASTERS)
    if used_before:
        asyncio.run(SqliteStore.open(path, Clock(), MASTERS).close())
    path.chmod(mode)
    open_folder.chmod(folder_mode)
    with pytest.raises(StoreError) as caught, as_an_ordinary_user():
        open_store(path)
    assert str(caught.value) == (
        f"{path}: no read and write access; give this user both, to the file and its folder"
    )
    open_folder.chmod(0o755)
    assert [file.name for file in open_folder.iterdir()] == ["rettvei.sqlite"]


def test_migrating_a_file_without_access_is_refused(open_folder: Path) -> None:
    path = open_folder / "rettvei.sqlite"
    path.touch(0o444)
    with pytest.raises(StoreError) as caught, as_an_ordinary_user():
        migrate_store(path)
    assert str(caught.value) == (
        f"{path}: no read and write access; give this user both, to the file and its folder"
    )
    assert files(open_folder) == {"rettvei.sqlite": b""}


def test_making_a_database_in_a_folder_without_access_is_refused(open_folder: Path) -> None:
    path = open_folder / "rettvei.sqlite"
    open_folder.chmod(0o555)
    with pytest.raises(StoreError) as caught, as_an_ordinary_user():
        migrate_store(path)
    assert str(caught.value) == (
        f"{path}: cannot be made (Permission denied); "
        "give this user write access to the folder or name another file"
    )
    assert list(open_folder.iterdir()) == []


def test_a_damaged_database_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    with refused(path, "the database is damaged; put a backup in its place"):
        open_store(path)


@pytest.mark.parametrize("name", ["a b.sqlite", "50%20.sqlite", "x?mode=ro#y", "[a]*", "bølge.db"])
async def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert migrate(path, masters=MASTERS) != ()
    store = SqliteStore.open(path, Clock(), MASTERS)
    async with turn_of(store, 1, 5) as turn:
        turn.save(b"x")
    await store.close()
    assert list(files(tmp_path)) == [name]


async def test_a_file_named_from_the_working_folder_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    migrate(Path("rettvei.sqlite"), masters=MASTERS)
    store = SqliteStore.open(Path("rettvei.sqlite"), Clock(), MASTERS)
    await store.close()
    assert (tmp_path / "rettvei.sqlite").exists()
