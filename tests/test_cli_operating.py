"""The commands of operators, as they are typed."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store import Count, SetAside, SqliteStore, migrate
from tests.commands import TOKEN, files, rettvei
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
    well = ["settings", "flows", "database", "token", "clock", "webhook"]
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
