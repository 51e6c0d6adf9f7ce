"""The commands of operators, as they are typed."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path

import pytest

from bot.store import (
    Count,
    Masters,
    SetAside,
    SqliteStore,
    migrate,
    migrate_store,
    new_key,
    read_keys,
)
from tests.commands import TOKEN, files, rettvei
from tests.pooler import pooler
from tests.postgres import empty_database
from tests.telegram_emulator import TelegramEmulator

ASIDE = SetAside(
    7, datetime(2026, 3, 2, 12, 5, tzinfo=UTC), "message", "KeyError", "a.b:1", "v", ""
)


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator(TOKEN) as telegram:
        yield telegram


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    migrate(tmp_path / "rettvei.db")
    store = SqliteStore.open(tmp_path / "rettvei.db", lambda: datetime.now(UTC))
    yield store
    await store.close()


def using(telegram: TelegramEmulator) -> dict[str, str]:
    return {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url}


def parts(out: str, word: str) -> list[str]:
    return [line.split()[1] for line in out.splitlines() if line.startswith(word)]


async def test_the_doctor_finds_a_bot_well(
    telegram: TelegramEmulator, store: SqliteStore, tmp_path: Path
) -> None:
    shown = await rettvei("doctor", cwd=tmp_path, **using(telegram))
    assert (shown.code, shown.err) == (0, "")
    well = ["settings", "flows", "privacy", "database", "key", "token", "clock", "webhook"]
    assert parts(shown.out, "ok") == well


async def test_the_doctor_tells_all_that_is_wrong_at_once(
    telegram: TelegramEmulator, tmp_path: Path
) -> None:
    wrong = {**using(telegram), "WEBHOOK_URL": "http://127.0.0.1:1/", "WEBHOOK_SECRET": "x"}
    shown = await rettvei("doctor", cwd=tmp_path, **wrong)
    assert (shown.code, shown.err) == (1, "")
    assert parts(shown.out, "WRONG") == ["database", "webhook"]
    assert "run `rettvei release`" in shown.out
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("lacking", "told"),
    [
        (("RETTVEI_CONTROLLER",), "RETTVEI_CONTROLLER not set: /personvern cannot say who "),
        (("RETTVEI_CONTROLLER", "RETTVEI_CONTACT"), "RETTVEI_CONTROLLER and RETTVEI_CONTACT not "),
    ],
)
async def test_the_doctor_and_the_release_tell_that_nobody_is_named_as_responsible(
    telegram: TelegramEmulator, store: SqliteStore, tmp_path: Path, lacking: list[str], told: str
) -> None:
    unset = dict.fromkeys(lacking, "")
    shown = await rettvei("doctor", cwd=tmp_path, **using(telegram), **unset)
    assert (shown.code, parts(shown.out, "WRONG")) == (1, ["privacy"])
    assert f"WRONG  privacy   {told}" in shown.out
    released = await rettvei("release", cwd=tmp_path, **using(telegram), **unset)
    assert f"\n{told}" in released.out
    named = await rettvei("release", cwd=tmp_path, **using(telegram))
    assert "/personvern" not in named.out


async def key_line(tmp_path: Path, telegram: TelegramEmulator, **more: str) -> str:
    shown = await rettvei("doctor", cwd=tmp_path, **using(telegram), **more)
    assert not any(key in shown.out for key in more.values())
    (line,) = [line for line in shown.out.splitlines() if line.split()[1] == "key"]
    assert (shown.code == 0) == line.startswith("ok")
    return line


async def test_the_doctor_tells_where_the_key_is_and_whether_it_is_the_right_one(
    telegram: TelegramEmulator, tmp_path: Path
) -> None:
    key, other = new_key(), new_key()
    migrate(tmp_path / "rettvei.db", masters=Masters(read_keys(key)))
    line = await key_line(tmp_path, telegram, RETTVEI_KEY=key)
    assert line.startswith("ok     key       RETTVEI_KEY opens what is stored.")
    line = await key_line(tmp_path, telegram, RETTVEI_KEY=f"{other},{key}")
    assert "2 keys: after `rettvei rekey` the first is enough" in line
    line = await key_line(tmp_path, telegram, RETTVEI_KEY=other)
    assert line.startswith("WRONG  key       rettvei.db: encrypted with another key")
    line = await key_line(tmp_path, telegram)
    assert "its key is not here; set RETTVEI_KEY" in line


@pytest.mark.parametrize("is_file", [True, False], ids=["worktree", "clone"])
async def test_a_key_that_is_made_in_a_git_checkout_is_told_of(
    telegram: TelegramEmulator, tmp_path: Path, is_file: bool
) -> None:
    (tmp_path / "inne").mkdir()
    released = await rettvei("release", cwd=tmp_path / "inne", **using(telegram))
    assert "git" not in released.out
    (tmp_path / ".git").touch() if is_file else (tmp_path / ".git").mkdir()
    told = " It lies in a git checkout: never commit it. See that .gitignore names rettvei.db.key, "
    released = await rettvei("release", cwd=tmp_path / "inne", **using(telegram))
    (line,) = [line for line in released.out.splitlines() if line.startswith("Key: ")]
    assert told in line
    assert told in await key_line(tmp_path / "inne", telegram)
    own = {**using(telegram), "RETTVEI_KEY": new_key()}
    elsewhere = await rettvei("release", cwd=tmp_path, **own)
    assert "git" not in elsewhere.out


def test_git_takes_in_neither_a_database_nor_its_key() -> None:
    ignored = (Path(__file__).parent.parent / ".gitignore").read_text("utf-8").splitlines()
    for name in ("rettvei.db", "rettvei.db-wal", "rettvei.db-shm", "rettvei.db.key", ".env"):
        assert any(fnmatch(name, pattern) for pattern in ignored), name


@pytest.mark.skipif(os.name != "posix", reason="files have no such modes")
async def test_the_doctor_sees_that_the_key_beside_the_database_is_its_owners_alone(
    telegram: TelegramEmulator, store: SqliteStore, tmp_path: Path
) -> None:
    assert "ok     key       rettvei.db.key opens" in await key_line(tmp_path, telegram)
    for mode in (0o640, 0o604, 0o620):
        (tmp_path / "rettvei.db.key").chmod(mode)
        line = await key_line(tmp_path, telegram)
        assert line.startswith("WRONG")
        assert f"(mode {mode:o}): run `chmod 600 rettvei.db.key`" in line


@pytest.mark.parametrize("settings", [{}, {"TELEGRAM_BOT_TOKEN": "x"}, {"PORT": "x"}])
async def test_the_doctor_tells_of_settings(tmp_path: Path, settings: dict[str, str]) -> None:
    shown = await rettvei("doctor", cwd=tmp_path, **settings)
    assert (shown.code, shown.err) == (1, "")
    assert "settings" in parts(shown.out, "WRONG")


async def test_what_is_set_aside_is_listed(store: SqliteStore, tmp_path: Path) -> None:
    assert (await rettvei("set-aside", cwd=tmp_path)).out == "Nothing is set aside.\n"
    await store.step(7, 5, lambda turn: turn.set_aside(ASIDE))
    shown = await rettvei("set-aside", cwd=tmp_path)
    assert shown.out == "2026-03-02 12:05Z  7  message  KeyError  a.b:1  flows v  step -\n"
    shown = await rettvei("set-aside", "--format", "json", cwd=tmp_path)
    assert json.loads(shown.out)[0]["place"] == "a.b:1"


async def test_stats_are_told_without_small_numbers(store: SqliteStore, tmp_path: Path) -> None:
    assert (await rettvei("stats", cwd=tmp_path)).out == "Nothing is counted yet.\n"
    kinds = {"shown": 12, "left": 5, "unsure": 4}
    await store.count({Count("2026-03", kind, "klage.hvem"): n for kind, n in kinds.items()})
    await store.count({Count("2026-03", "outcome", "klage.nav"): 5})
    shown = await rettvei("stats", cwd=tmp_path)
    assert [line.split() for line in shown.out.splitlines()[1:5]] == [
        ["klage.nav", "5"],
        [],
        ["Questions", "asked", "stopped", "unsure", "unread"],
        ["klage.hvem", "12", "7", "<5", "0"],
    ]
    shown = await rettvei("stats", "--format", "json", cwd=tmp_path)
    assert json.loads(shown.out) == {
        "hidden_under": 5,
        "outcomes": [{"step": "klage.nav", "reached": 5}],
        "steps": [
            {"step": "klage.hvem", "shown": 12, "stopped": 7, "unsure": None, "unmatched": 0}
        ],
    }
    assert (await rettvei("stats", "--since", "2026-04", cwd=tmp_path)).out == (
        "Nothing is counted yet.\n"
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [(["--format", "xml"], "Use text or json"), (["--since", "mars"], "is not a month")],
)
async def test_what_was_typed_wrong_is_told(
    store: SqliteStore, tmp_path: Path, options: list[str], told: str
) -> None:
    shown = await rettvei("stats", *options, cwd=tmp_path)
    assert told in shown.refusal()


@pytest.mark.parametrize("command", ["stats", "set-aside"])
async def test_without_a_database_it_is_told_how_to_make_one(tmp_path: Path, command: str) -> None:
    shown = await rettvei(command, cwd=tmp_path)
    assert "run `rettvei release`" in shown.refusal()


OVER_A_NETWORK = "postgres://u:hemmelig@0.0.0.0:9/d"


async def test_a_database_over_a_network_in_plain_is_warned_of(
    telegram: TelegramEmulator, tmp_path: Path
) -> None:
    there = {**using(telegram), "DATABASE_URL": OVER_A_NETWORK, "RETTVEI_KEY": new_key()}
    shown = await rettvei("release", cwd=tmp_path, **there)
    assert shown.out.startswith("Warning: DATABASE_URL leads over a network")
    assert "does not answer" in shown.refusal()
    shown = await rettvei("doctor", cwd=tmp_path, **there)
    assert "ok     settings  All that are set can be read. Warning: DATABASE_URL" in shown.out
    assert "hemmelig" not in shown.out + shown.err


async def test_a_password_with_a_sign_that_ends_it_is_refused_without_being_told(
    tmp_path: Path,
) -> None:
    shown = await rettvei("stats", cwd=tmp_path, DATABASE_URL="postgres://u:hem@melig@host/db")
    assert "must be percent-encoded" in shown.refusal()
    assert "melig" not in shown.out + shown.err


async def test_the_doctor_says_that_a_file_is_not_on_other_machines(
    telegram: TelegramEmulator, store: SqliteStore, tmp_path: Path
) -> None:
    shown = await rettvei("doctor", cwd=tmp_path, **using(telegram))
    assert "where each process has a disk of its own, as on a host with a Procfile" in shown.out


async def test_the_doctor_sees_a_pooler_and_a_server_that_takes_no_writes(
    telegram: TelegramEmulator, tmp_path: Path, postgres: str
) -> None:
    key = new_key()
    url = empty_database(postgres)
    migrate_store(url, Masters(read_keys(key)))
    here = {**using(telegram), "RETTVEI_KEY": key}
    async with pooler(url) as pool:
        shown = await rettvei("doctor", cwd=tmp_path, DATABASE_URL=pool.url, **here)
    assert shown.code == 0, shown
    assert "A pooler stands before it, which is allowed for." in shown.out
    assert "Procfile" not in shown.out
    standby = f"{url}%20-cdefault_transaction_read_only%3Don&target_session_attrs=any"
    shown = await rettvei("doctor", cwd=tmp_path, DATABASE_URL=standby, **here)
    assert (shown.code, parts(shown.out, "WRONG")) == (1, ["database"])
    assert "takes no writes: it is a standby" in shown.out
