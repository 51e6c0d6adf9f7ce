import os
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.content import FLOWS, TEXTS
from bot.flows import load
from bot.store import migrate
from tests.commands import NOWHERE, TOKEN, files, rettvei
from tests.telegram_emulator import TelegramEmulator

NOBODY = 65534


@pytest.fixture
async def here() -> AsyncIterator[dict[str, str]]:
    """The settings of a bot that lacks nothing but its database."""
    async with TelegramEmulator(TOKEN) as telegram:
        yield {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.url,
            "DATABASE_URL": "sqlite:///mine.db",
        }


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


@pytest.mark.parametrize("command", ["poll", "release"])
async def test_a_folder_that_is_not_there_is_told(
    tmp_path: Path, here: dict[str, str], command: str
) -> None:
    there = {**here, "DATABASE_URL": "sqlite:///borte/mine.db"}
    shown = await rettvei(command, cwd=tmp_path, **there)
    said = "borte/mine.db: its folder does not exist; make it or name another file"
    assert shown.refusal() == said
    assert files(tmp_path) == []


async def test_a_bot_without_a_database_says_how_to_make_it(
    tmp_path: Path, here: dict[str, str]
) -> None:
    shown = await rettvei("poll", cwd=tmp_path, **here)
    said = (
        "mine.db: no database there; run `rettvei release` to make it, or, where release had a "
        "disk of its own, set DATABASE_URL to a PostgreSQL database"
    )
    assert shown.refusal() == said
    assert files(tmp_path) == []


async def test_a_database_that_lacks_a_migration_is_left_to_release(
    tmp_path: Path, here: dict[str, str]
) -> None:
    migrate(tmp_path / "mine.db")
    change(tmp_path / "mine.db", "DELETE FROM _yoyo_migration")
    shown = await rettvei("poll", cwd=tmp_path, **here)
    assert "run `rettvei release`" in shown.refusal()


@pytest.mark.parametrize("command", ["poll", "release"])
async def test_a_database_of_a_newer_version_is_refused(
    tmp_path: Path, here: dict[str, str], command: str
) -> None:
    migrate(tmp_path / "mine.db")
    change(
        tmp_path / "mine.db",
        "INSERT INTO _yoyo_migration (migration_hash, migration_id) VALUES ('x', '9999_later')",
    )
    shown = await rettvei(command, cwd=tmp_path, **here)
    assert shown.refusal() == (
        "mine.db: this database was made by a newer version of Rettvei; "
        "install that version or name another file"
    )


@pytest.mark.parametrize("command", ["poll", "release"])
async def test_a_file_that_is_no_database_is_left_as_it_is(
    tmp_path: Path, here: dict[str, str], command: str
) -> None:
    (tmp_path / "mine.db").write_text("handleliste\n" * 100, "utf-8")
    shown = await rettvei(command, cwd=tmp_path, **here)
    assert shown.refusal() == "mine.db: not an SQLite database; name another file"
    assert (tmp_path / "mine.db").read_text("utf-8") == "handleliste\n" * 100
    assert files(tmp_path) == ["mine.db"]


async def test_a_database_that_another_process_has_locked_is_told(
    tmp_path: Path, here: dict[str, str]
) -> None:
    migrate(tmp_path / "mine.db")
    with closing(sqlite3.connect(tmp_path / "mine.db")) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        shown = await rettvei("release", cwd=tmp_path, **here)
    said = "mine.db: locked by another process; stop that process or try again later"
    assert shown.refusal() == said


def test_a_file_that_may_not_be_written_is_told(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = open_folder / "mine.db"
    there = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": NOWHERE,
        "DATABASE_URL": f"sqlite:///{path}",
    }
    # An ordinary user may not read where Python and the flows are: take all that is needed before.
    read = load(FLOWS, TEXTS).library
    monkeypatch.setattr("bot.cli.library_from", lambda *_: read)
    CliRunner().invoke(app, ["poll"], env=there)
    migrate(path)
    path.chmod(0o444)
    with as_an_ordinary_user():
        shown = CliRunner().invoke(app, ["poll"], env=there)
    said = f"{path}: no read and write access; give this user both, to the file and its folder"
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert shown.stderr == f"rettvei: {said}\n"
    assert files(open_folder) == ["mine.db", "mine.db.key"]


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
        Path(name).chmod(0o755)
        yield Path(name)
