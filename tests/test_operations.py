"""What operators ask a running process: on a port of its own, with nothing of a person in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.operations import operations_app
from bot.serving import beside, listen
from bot.store import Backlog, StoreError
from tests.telegram.conftest import clock, flows, kari, rig, telegram
from tests.telegram.rig import Rig
from tests.telegram_emulator import Person

__all__ = ["clock", "flows", "kari", "rig", "telegram"]


@asynccontextmanager
async def asked(rig: Rig) -> AsyncIterator[aiohttp.ClientSession]:
    app = operations_app(rig.store, rig.library, rig.metrics, rig.clock)
    with listen("127.0.0.1", 0) as listening:
        base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        async with beside(app, listening), aiohttp.ClientSession(base) as session:
            yield session


def breaks(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken() -> Backlog:
        raise StoreError("the disk is full")

    monkeypatch.setattr(rig.store, "backlog", broken)
    rig.store.writes_fail_with = "the disk is full"


async def test_it_lives_and_is_ready_with_its_flows(rig: Rig) -> None:
    async with asked(rig) as session:
        async with session.get("/healthz") as response:
            assert (response.status, await response.text()) == (200, "ok\n")
        async with session.get("/readyz") as response:
            assert response.status == 200
            assert await response.json() == {
                "database": "ok",
                "flows": rig.library.version,
                "flow_count": 2,
            }


async def test_without_its_database_it_lives_but_is_not_ready(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks(rig, monkeypatch)
    async with asked(rig) as session:
        async with session.get("/healthz") as response:
            assert response.status == 200
        async with session.get("/readyz") as response:
            assert response.status == 503
            assert (await response.json())["database"] == "unavailable"
        async with session.get("/metrics") as response:
            assert response.status == 200
            assert "rettvei_outbox_rows NaN" in await response.text()


async def test_metrics_tell_what_became_of_updates_and_what_waits(rig: Rig, kari: Person) -> None:
    await kari.says("/start")
    async with rig.polling():
        await rig.telegram.drained()
    rig.clock.advance(timedelta(seconds=42))
    async with asked(rig) as session, session.get("/metrics") as response:
        assert response.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        lines = (await response.text()).splitlines()
    assert 'rettvei_updates_total{kind="message",result="answered"} 1.0' in lines
    assert 'rettvei_steps_total{shown="question"} 1.0' in lines
    assert "rettvei_outbox_rows 1.0" in lines
    assert "rettvei_outbox_age_seconds 42.0" in lines
    assert "rettvei_set_aside 0.0" in lines
    assert str(kari.id) not in "".join(lines)


@pytest.mark.parametrize("path", ["/", "/metrics/", "/Metrics", "/healthz/x"])
async def test_nothing_else_is_answered(rig: Rig, path: str) -> None:
    async with asked(rig) as session:
        async with session.get(path) as response:
            assert response.status == 404
        async with session.post("/healthz") as response:
            assert response.status == 404


async def test_a_database_that_only_reads_is_not_ready_and_the_log_says_why_once(rig: Rig) -> None:
    rig.store.writes_fail_with = "mine.db: the disk is full; make room on it"
    async with asked(rig) as session:
        with capture_logs() as logs:
            for _ in range(2):
                async with session.get("/readyz") as response:
                    assert response.status == 503
            rig.store.writes_fail_with = ""
            async with session.get("/readyz") as response:
                assert response.status == 200
    assert [(line["event"], line.get("said")) for line in logs] == [
        ("database_unavailable", "mine.db: the disk is full; make room on it"),
        ("database_back", None),
    ]


async def test_metrics_tell_when_something_was_last_kept(rig: Rig) -> None:
    name = "rettvei_last_commit_timestamp_seconds"
    async with asked(rig) as session:
        async with session.get("/metrics") as response:
            assert f"{name} 0.0" in await response.text()
        async with session.get("/readyz") as response:
            assert response.status == 200
        at = rig.clock().timestamp()
        rig.clock.advance(timedelta(minutes=5))
        async with session.get("/metrics") as response:
            lines = (await response.text()).splitlines()
    assert float(next(line for line in lines if line.startswith(name)).split()[1]) == at
