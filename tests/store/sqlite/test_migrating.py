from __future__ import annotations

import os
import re
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import SqliteStore, StoreError, migrate
from bot.store.sqlite.schema import MIGRATIONS
from tests.store.conftest import MASTERS, Clock
from tests.store.turns import turn_of

ENDLESS = """
CREATE TABLE half (n INTEGER);
INSERT INTO half WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)
SELECT count(*) FROM c;
"""
MIGRATE = """
import sys
from pathlib import Path
from bot.store import migrate
migrate(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    folder = tmp_path / "[migrations]"
    folder.mkdir()
    (folder / "0001_one.sql").write_text("CREATE TABLE one (n INTEGER);")
    return folder


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def tables(path: Path) -> set[str]:
    return set(re.findall(r'CREATE TABLE "?(\w+)', "\n".join(dump(path))))


def modes_in(folder: Path) -> dict[str, int]:
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


def test_a_new_database_gets_every_migration_in_order_and_the_next_run_none(
    tmp_path: Path,
) -> None:
    path = tmp_path / "rettvei.sqlite"
    assert migrate(path, masters=MASTERS) == tuple(
        sorted(file.stem for file in MIGRATIONS.glob("*.sql"))
    )
    before = path.read_bytes()
    assert migrate(path, masters=MASTERS) == ()
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["rettvei.sqlite"]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
async def test_only_its_owner_reads_the_database_and_the_files_beside_it(
    tmp_path: Path, umask: int
) -> None:
    path = tmp_path / "rettvei.sqlite"
    before = os.umask(umask)
    try:
        migrate(path, masters=MASTERS)
        store = SqliteStore.open(path, Clock(), MASTERS)
        async with turn_of(store, 1, 5) as turn:
            turn.save(b"x")
        modes = modes_in(tmp_path)
        await store.close()
    finally:
        os.umask(before)
    assert set(modes.values()) == {0o600}
    assert "rettvei.sqlite-wal" in modes


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "rettvei.sqlite"
    path.touch()
    assert migrate(path, masters=MASTERS) != ()
    assert migrate(path, masters=MASTERS) == ()


def test_only_the_migrations_that_lack_are_applied_and_what_is_stored_stays(
    tmp_path: Path, migrations: Path
) -> None:
    path = tmp_path / "rettvei.sqlite"
    assert migrate(path, migrations) == ("0001_one",)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO one VALUES (7)")
    (migrations / "0003_three.sql").write_text("CREATE TABLE three AS SELECT n FROM two;")
    (migrations / "0002_two.sql").write_text("CREATE TABLE two AS SELECT n * 2 AS n FROM one;")
    assert migrate(path, migrations) == ("0002_two", "0003_three")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT n FROM three").fetchall() == [(14,)]


def test_a_migration_that_fails_takes_back_all_that_were_to_be_applied(
    tmp_path: Path, migrations: Path
) -> None:
    path = tmp_path / "rettvei.sqlite"
    migrate(path, migrations)
    before = dump(path)
    (migrations / "0002_two.sql").write_text("CREATE TABLE two (n INTEGER);")
    (migrations / "0003_three.sql").write_text(
        "CREATE TABLE three (n INTEGER); INSERT INTO nowhere VALUES (1);"
    )
    with pytest.raises(StoreError) as caught:
        migrate(path, migrations)
    assert str(caught.value) == (
        f"{path}: no such table: nowhere; nothing was changed; check the disk and try again"
    )
    assert dump(path) == before
    (migrations / "0003_three.sql").write_text("CREATE TABLE three (n INTEGER);")
    assert migrate(path, migrations) == ("0002_two", "0003_three")


def test_a_first_migration_that_fails_leaves_no_file(tmp_path: Path, migrations: Path) -> None:
    (migrations / "0002_two.sql").write_text("CREATE TABLE")
    with pytest.raises(StoreError, match="incomplete input"):
        migrate(tmp_path / "rettvei.sqlite", migrations)
    assert [file.name for file in tmp_path.iterdir()] == [migrations.name]


def test_a_first_migration_that_is_interrupted_leaves_no_file(
    tmp_path: Path, migrations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.store.sqlite.migrating.read_migrations", interrupt)
    with pytest.raises(KeyboardInterrupt):
        migrate(tmp_path / "rettvei.sqlite", migrations)
    assert [file.name for file in tmp_path.iterdir()] == [migrations.name]


def test_a_migration_that_is_killed_leaves_the_old_schema_and_the_next_run_goes_through(
    tmp_path: Path, migrations: Path
) -> None:
    path = tmp_path / "rettvei.sqlite"
    migrate(path, migrations)
    before = dump(path)
    (migrations / "0002_two.sql").write_text("CREATE TABLE two (n INTEGER);")
    (migrations / "0003_three.sql").write_text(ENDLESS)
    with subprocess.Popen([sys.executable, "-c", MIGRATE, str(path), str(migrations)]) as child:
        wait_until_locked(path, child)
        child.kill()
    assert dump(path) == before
    (migrations / "0003_three.sql").write_text("CREATE TABLE three (n INTEGER);")
    assert migrate(path, migrations) == ("0002_two", "0003_three")
    assert {"one", "two", "three"} <= tables(path)


def wait_until_locked(path: Path, child: subprocess.Popen[bytes]) -> None:
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        while child.poll() is None:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return
            connection.execute("ROLLBACK")
    pytest.fail("the migration came to an end")


def test_two_releases_at_once_apply_each_migration_once(tmp_path: Path, migrations: Path) -> None:
    path = tmp_path / "rettvei.sqlite"
    (migrations / "0002_two.sql").write_text("CREATE TABLE two (n INTEGER);")
    command = [sys.executable, "-c", MIGRATE, str(path), str(migrations)]
    children = [subprocess.Popen(command) for _ in range(3)]
    assert [child.wait() for child in children] == [0, 0, 0]
    assert migrate(path, migrations) == ()
    assert {"one", "two"} <= tables(path)


def test_the_names_of_user_and_machine_are_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "someone-by-name")
    path = tmp_path / "rettvei.sqlite"
    migrate(path, masters=MASTERS)
    assert b"someone-by-name" not in path.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT * FROM _yoyo_log").fetchall() == []
