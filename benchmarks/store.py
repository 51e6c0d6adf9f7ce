"""How fast the stores are, and how much they hold: `python -m benchmarks.store`.

Without a Bot API server: a step is what an update does to its chat, with the session and the three
calls of a pressed choice; delivering it is to claim those calls and to delete them. Ratios are
given where they tell more than times, which differ from machine to machine. With the address of
an empty PostgreSQL database as argument, that is measured too.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import statistics
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, perf_counter_ns, process_time

from bot.content import FLOWS, TEXTS
from bot.dialog import Command, Press, Session, encode, reply
from bot.flows import Library, load
from bot.store import Call, Masters, Store, Turn, migrate_store, open_store
from bot.store.opening import sqlite_path
from bot.store.sealing import Kind
from bot.store.sqlite.key_file import with_key_beside
from bot.store.sqlite.secrets import unlock
from bot.store.times import HOUR, to_micros

MASTERS = Masters((b"k" * 32,))
SIZES = (1_000, 1_000_000)
AT_ONCE = (1, 32)
STEPS = 6_000
_LEASE = timedelta(seconds=90)
_SESSION_BYTES = 600
_IN_A_ROW = 4


@dataclass(frozen=True, slots=True)
class Took:
    """What a step took.

    Attributes:
        wall: microseconds a step.
        cpu: microseconds of processor time of this process a step.
        longest: milliseconds of the longest group of steps.
    """

    wall: float
    cpu: float
    longest: float


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


async def measure(
    store: Store, chats: int, at_once: int, steps: int, session: bytes, *, deliver: bool
) -> Took:
    """Take steps of chats drawn at random, so many at once.

    Args:
        store: open.
        chats: from how many chats they are.
        at_once: how many come together.
        steps: how many there are in all.
        session: what each saves.
        deliver: whether what they queue is claimed and deleted as well.
    """
    dice = random.Random(1)  # noqa: S311 (nothing is kept secret by it)
    decide = _press(session)
    # Updates that no measurement before this one had.
    update = perf_counter_ns()
    longest = 0.0
    await _deliver(store, at_once)
    wall, cpu = perf_counter(), process_time()
    for _ in range(steps // at_once):
        began = perf_counter()
        drawn = dice.sample(range(chats), at_once)
        await asyncio.gather(
            *(store.step(update + n, chat, decide) for n, chat in enumerate(drawn))
        )
        update += at_once
        longest = max(longest, perf_counter() - began)
        if deliver:
            await _deliver(store, at_once)
    wall, cpu = perf_counter() - wall, process_time() - cpu
    return Took(wall / steps * 1e6, cpu / steps * 1e6, longest * 1e3)


async def _deliver(store: Store, at_once: int) -> None:
    """Claim all that waits, and delete it."""
    while rows := await store.claim(now(), _LEASE, at_once):
        await asyncio.gather(*(store.delivered(row, row.id) for row in rows))


def fill(path: Path, chats: int, session: bytes) -> None:
    """Put sessions into a new database file, as many as there are chats."""
    with closing(sqlite3.connect(path)) as db, db:
        sealer = unlock(path, with_key_beside(path, MASTERS), db)
        hour = to_micros(now()) // HOUR
        keys = (sealer.chat(chat) for chat in range(chats))
        db.executemany(
            "INSERT INTO chats (chat, session, hour) VALUES (?, ?, ?)",
            ((key, sealer.seal(Kind.SESSION, key, session), hour) for key in keys),
        )


def size_of(path: Path) -> int:
    """Return how many bytes a database file takes, with what stands beside it."""
    return sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*"))


def engine(library: Library, today: date, presses: int = 2_000) -> float:
    """Return the microseconds of a press without any I/O: the first choice, four in a row."""
    took: list[float] = []
    while len(took) < presses:
        answer = reply(library, Session("s", "nb"), Command("start"), today)
        for _ in range(_IN_A_ROW):
            session, screen = answer.session, answer.screens[-1]
            if session is None or not screen.options:
                break
            press = Press(session.id, session.revision, screen.options[0].id)
            began = perf_counter()
            answer = reply(library, session, press, today)
            took.append(perf_counter() - began)
    return statistics.median(took) * 1e6


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    """Open a store."""
    store = await open_store(url, now, MASTERS)
    try:
        yield store
    finally:
        await store.close()


def _press(session: bytes) -> Callable[[Turn], None]:
    """Return what a pressed choice does: the session, and the three calls it leads to."""
    keyboard = {"inline_keyboard": [[{"text": "Ja", "callback_data": "abcdefgh.7.ja"}]] * 5}
    calls = (
        Call("answerCallbackQuery", {"callback_query_id": "1" * 19}, cosmetic=True),
        Call("editMessageText", {"chat_id": 5, "text": "x" * 300}, cosmetic=True),
        Call("sendMessage", {"chat_id": 5, "text": "y" * 300, "reply_markup": keyboard}, shows=1),
    )

    def decide(turn: Turn) -> None:
        turn.save(session)
        turn.queue(calls)

    return decide


async def _measure_all(name: str, url: str, chats: int, steps: int, session: bytes) -> list[Took]:
    took = []
    for at_once in AT_ONCE:
        for deliver in (False, True):
            async with opened(url) as store:
                one = await measure(store, chats, at_once, steps, session, deliver=deliver)
            took.append(one)
            what = "step and delivery" if deliver else "step"
            _say(
                f"{name}, {chats} sessions, {at_once} at once: {what} {one.cpu:.0f} µs of CPU, "
                f"{one.wall:.0f} µs, longest {one.longest:.0f} ms"
            )
    return took


def main(arguments: list[str]) -> None:
    """Measure, and say it."""
    session = encode(Session("abcdefgh", "nb")).ljust(_SESSION_BYTES, b" ")
    loaded = load(FLOWS, TEXTS)
    if loaded.library is not None:
        _say(f"engine, a press without I/O: {engine(loaded.library, now().date()):.0f} µs")
    by_size: list[list[Took]] = []
    for chats in SIZES:
        with TemporaryDirectory() as folder:
            url = f"sqlite:///{folder}/bench.db"
            path = sqlite_path(url)
            assert path is not None  # noqa: S101
            migrate_store(url, MASTERS)
            empty = size_of(path)
            fill(path, chats, session)
            stored = (size_of(path) - empty) / chats
            _say(f"SQLite, {chats} sessions of {len(session)} bytes: {stored:.0f} bytes each")
            by_size.append(asyncio.run(_measure_all("SQLite", url, chats, STEPS, session)))
    ratios = ", ".join(
        f"{large.cpu / small.cpu:.2f}" for small, large in zip(*by_size, strict=True)
    )
    _say(f"SQLite, CPU of a step with {SIZES[-1]} sessions to one with {SIZES[0]}: {ratios}")
    for url in arguments:
        migrate_store(url, MASTERS)
        on_server = asyncio.run(_measure_all("PostgreSQL", url, SIZES[0], STEPS // 4, session))
        ratios = ", ".join(
            f"{there.cpu / here.cpu:.1f}" for here, there in zip(by_size[0], on_server, strict=True)
        )
        _say(f"CPU of a step on PostgreSQL to one on SQLite: {ratios}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
