"""The commands that look after the database, as an operator types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.store import migrate, migrate_store, new_key, read_keys
from bot.store.keys import Masters
from tests.postgres import empty_database


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rettvei(*arguments: str, **environment: str) -> Result:
    given = {"DATABASE_URL": "sqlite:///mine.db", **environment}
    return CliRunner().invoke(app, arguments, env=given)


def refusal(shown: Result) -> str:
    assert (shown.exit_code, shown.stdout) == (2, "")
    (line,) = shown.stderr.splitlines()
    assert line.startswith("rettvei: ")
    return line.removeprefix("rettvei: ")


def test_a_key_is_made_that_can_be_set() -> None:
    made = rettvei("key").stdout.strip()
    assert len(read_keys(made)) == 1
    assert rettvei("key").stdout.strip() != made


def test_a_copy_is_made_and_put_back() -> None:
    migrate(Path("mine.db"))
    shown = rettvei("backup", "kopi.db")
    assert shown.stdout == "kopi.db: a sound copy with 0 chats. The key is not in it.\n"
    assert refusal(rettvei("backup", "kopi.db")) == (
        "kopi.db: is there already; name another file or add --overwrite"
    )
    assert rettvei("backup", "kopi.db", "--overwrite").exit_code == 0
    assert "is there already" in refusal(rettvei("restore", "kopi.db"))
    shown = rettvei("restore", "kopi.db", "--overwrite")
    assert shown.stdout == "mine.db: 0 chats restored from kopi.db.\n"


def test_a_key_is_exchanged_for_another(here: Path) -> None:
    migrate(Path("mine.db"))
    key = new_key()
    shown = rettvei("rekey", RETTVEI_KEY=key)
    assert shown.stdout.splitlines() == [
        "Encrypted anew: 0 chats, 0 waiting calls, 0 updates set aside.",
        "Only the first key of RETTVEI_KEY is needed now.",
        "mine.db.key opens nothing any more: delete it.",
    ]
    (here / "mine.db.key").unlink()
    assert rettvei("rekey", RETTVEI_KEY=key).exit_code == 0
    assert "encrypted with another key" in refusal(rettvei("rekey", RETTVEI_KEY=new_key()))
    assert "its key is not here; set RETTVEI_KEY" in refusal(rettvei("rekey"))


def test_all_moves_to_a_server(postgres: str) -> None:
    migrate(Path("mine.db"))
    there = {"DATABASE_URL": empty_database(postgres), "RETTVEI_KEY": new_key()}
    shown = rettvei("move", "mine.db", **there)
    assert shown.stdout == (
        "Moved and counted: 0 chats, 0 waiting calls, 0 ids of updates, 0 counts. "
        "mine.db is as it was.\n"
    )
    assert migrate_store(there["DATABASE_URL"], Masters(read_keys(there["RETTVEI_KEY"]))) == ()
    assert "Set it to the PostgreSQL database" in refusal(rettvei("move", "mine.db"))
    assert "no database there" in refusal(rettvei("move", "borte.db", **there))
    for command, instead in (("backup", "pg_dump"), ("restore", "pg_restore")):
        said = refusal(rettvei(command, "kopi.db", **there))
        assert said == f"DATABASE_URL names a PostgreSQL database. Use {instead} for that."


@pytest.mark.parametrize("command", [("rekey",), ("backup", "x"), ("restore", "x"), ("move", "x")])
def test_a_setting_that_is_wrong_is_told_without_being_repeated(command: tuple[str, ...]) -> None:
    said = refusal(rettvei(*command, RETTVEI_KEY="hemmelig"))
    assert said == "RETTVEI_KEY is not a key: `rettvei key` makes one."
