"""What an operator is told when the server's database cannot be used, by opening and by release."""

from __future__ import annotations

import subprocess
import sys

import psycopg
import pytest

from bot.store import Masters, StoreError, StoreKeyError, migrate_store, open_store
from bot.store.postgres.schema import MIGRATIONS
from bot.store.postgres.server import place_of
from tests.postgres import empty_database
from tests.store.conftest import MASTERS, Clock

MIGRATE = """
import sys
from bot.store import migrate_store
from tests.store.conftest import MASTERS
migrate_store(sys.argv[1], MASTERS)
"""


@pytest.fixture
def empty(postgres: str) -> str:
    return empty_database(postgres)


def change(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def tables(url: str) -> set[str]:
    query = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema"
    with psycopg.connect(url) as connection:
        return {name for (name,) in connection.execute(query)}


async def refused(url: str, masters: Masters = MASTERS) -> str:
    with pytest.raises(StoreError) as caught:
        await open_store(url, Clock(), masters)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_new_database_gets_every_migration_in_order_and_the_next_run_none(empty: str) -> None:
    assert migrate_store(empty, MASTERS) == tuple(sorted(f.stem for f in MIGRATIONS.glob("*.sql")))
    assert migrate_store(empty, MASTERS) == ()


async def test_an_empty_database_is_left_to_release(empty: str) -> None:
    assert "run `rettvei release` to make them" in await refused(empty)
    assert tables(empty) == set()


async def test_a_database_of_an_older_version_is_left_to_release(empty: str) -> None:
    migrate_store(empty, MASTERS)
    change(empty, "DELETE FROM _yoyo_migration")
    assert "made by an older version of Rettvei; run `rettvei release`" in await refused(empty)


async def test_a_database_of_a_newer_version_is_refused(empty: str) -> None:
    migrate_store(empty, MASTERS)
    change(
        empty,
        "INSERT INTO _yoyo_migration (migration_hash, migration_id) VALUES ('x', '9999_later')",
    )
    said = "was made by a newer version of Rettvei; install that version or name another database"
    assert said in await refused(empty)
    with pytest.raises(StoreError, match="newer version"):
        migrate_store(empty, MASTERS)


async def test_the_tables_of_another_program_are_left_alone(empty: str) -> None:
    change(empty, "CREATE TABLE bookmarks (id INTEGER)")
    assert "holds the tables of another program" in await refused(empty)
    with pytest.raises(StoreError, match="name an empty database or schema"):
        migrate_store(empty, MASTERS)
    assert tables(empty) == {"bookmarks"}


async def test_without_a_key_nothing_is_made(empty: str) -> None:
    with pytest.raises(StoreKeyError, match="make one with `rettvei key` and set RETTVEI_KEY"):
        migrate_store(empty, Masters())
    assert tables(empty) == set()
    assert "set RETTVEI_KEY" in await refused(empty, Masters())


async def test_another_key_opens_nothing_and_changes_nothing(empty: str) -> None:
    migrate_store(empty, MASTERS)
    other = Masters((b"x" * 32,))
    assert "encrypted with another key than RETTVEI_KEY" in await refused(empty, other)
    with pytest.raises(StoreKeyError):
        migrate_store(empty, other)
    await (await open_store(empty, Clock(), MASTERS)).close()


async def test_a_server_that_is_not_there_is_told_without_its_password() -> None:
    url = "postgresql://bot:hemmelig@127.0.0.1:9/rettvei"
    said = await refused(url)
    assert said.startswith("PostgreSQL database rettvei on 127.0.0.1: does not answer (")
    assert "hemmelig" not in said
    with pytest.raises(StoreError, match="does not answer"):
        migrate_store(url, MASTERS)


async def test_an_address_that_is_none_is_told_without_being_repeated() -> None:
    said = await refused("postgresql://bot:hemmelig@[x/rettvei?hva")
    assert said.startswith("DATABASE_URL cannot be read; write postgresql://user:password@host")
    assert place_of("postgres://bot:hemmelig@a.no") == "PostgreSQL database of the user on a.no"


def test_a_migration_that_fails_leaves_nothing(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise psycopg.OperationalError("the server was stopped")

    monkeypatch.setattr("bot.store.postgres.migrating.new_secrets", fail)
    with pytest.raises(StoreError, match="the server was stopped"):
        migrate_store(empty, MASTERS)
    assert tables(empty) == set()


def test_of_several_releases_at_once_one_does_it(empty: str) -> None:
    command = [sys.executable, "-c", MIGRATE, empty]
    children = [subprocess.Popen(command) for _ in range(3)]
    assert [child.wait() for child in children] == [0, 0, 0]
    assert migrate_store(empty, MASTERS) == ()


def test_the_names_of_user_and_machine_are_not_kept(empty: str) -> None:
    migrate_store(empty, MASTERS)
    with psycopg.connect(empty) as connection:
        assert connection.execute("SELECT * FROM _yoyo_log").fetchall() == []
