from pathlib import Path

from benchmarks.store import MASTERS, engine, fill, measure, opened, size_of
from bot.store import Turn, migrate_store
from tests.library import TODAY, library
from tests.telegram.flows import KLAGE, START


async def test_what_is_measured_is_done(tmp_path: Path) -> None:
    path = tmp_path / "bench.db"
    url = f"sqlite:///{path}"
    migrate_store(url, MASTERS)
    fill(path, 50, b"x" * 100)
    assert size_of(path) > 50 * 100
    async with opened(url) as store:
        took = await measure(store, 50, 4, 20, b"y", deliver=True)
        assert await store.next_due() is None, "all that was queued was delivered"
        took = await measure(store, 50, 4, 20, b"y", deliver=False)
        assert (await store.backlog()).rows == 3 * 20
        found: list[Turn | None] = [await store.step(n, n, lambda _: None) for n in range(50)]
    sessions = [turn.session for turn in found if turn is not None]
    assert set(sessions) == {b"x" * 100, b"y"}
    assert min(took.wall, took.cpu, took.longest) > 0


def test_the_engine_is_measured_on_presses(tmp_path: Path) -> None:
    assert engine(library(tmp_path, start=START, klage=KLAGE), TODAY, 10) > 0
