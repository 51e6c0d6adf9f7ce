"""How fast the bot answers: `python -m benchmarks.bot`; see benchmarks/README.md.

All rows of the table come from one run. What is measured runs on one core, Telegram with its
people and the database server on the others. What else runs on the machine makes everything
slower, so each is measured several times in turn, and the best counts. It ends by itself in about
three minutes.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks import tree
from benchmarks.engine import one_step
from benchmarks.people import Measured, Telegram
from benchmarks.postgres import a_database
from benchmarks.subjects import Subject, baseline, cores, ours, pin
from bot.content import FLOWS, TEXTS
from bot.flows import Library, load

PEOPLE = 32
MANY = 200
"""People enough for one process to have all that it can do at once."""

ROUNDS = 3
ACTIVE = 2_000
WARM_UP = 1.0
SECONDS = 2.0
API_DELAY = 0.05
_AT_MOST = 600.0
"""Seconds after which something must have gone wrong."""

Start = Callable[[Path, str], AbstractAsyncContextManager[Subject]]


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of one bot.

    Attributes:
        cpu: seconds of CPU time a step.
        speed: steps a second.
        reply: seconds from a press to the question leaving the bot, in the median.
        first_answer: seconds from the start of the process to the first answer.
        idle: MB before anybody came.
        loaded: MB after all those steps.
    """

    cpu: float
    speed: float
    reply: float
    first_answer: float
    idle: float
    loaded: float


@asynccontextmanager
async def _begun(
    start: Start, people: int
) -> AsyncIterator[tuple[Telegram, Subject, float, float]]:
    with TemporaryDirectory() as folder:
        async with Telegram() as telegram, start(Path(folder), telegram.url) as bot:
            idle = bot.memory()
            async with telegram.posting_to(bot.urls):
                await telegram.greet(1)
                first_answer = perf_counter() - bot.started
                await telegram.greet(people - 1)
                yield telegram, bot, idle, first_answer


async def in_turn(*starts: Start, people: int = PEOPLE) -> list[Row]:
    """Measure several bots, each in every round, and return the best that was seen of each."""
    rounds = [[await under_load(start, people=people) for start in starts] for _ in range(ROUNDS)]
    return [_best(rows) for rows in zip(*rounds, strict=True)]


def _best(rows: Sequence[Row]) -> Row:
    return Row(
        cpu=min(row.cpu for row in rows),
        speed=max(row.speed for row in rows),
        reply=min(row.reply for row in rows),
        first_answer=min(row.first_answer for row in rows),
        idle=min(row.idle for row in rows),
        loaded=max(row.loaded for row in rows),
    )


async def under_load(
    start: Start, *, delay: float = 0.0, seconds: float = SECONDS, people: int = PEOPLE
) -> Row:
    """Let everybody press again as soon as the step before is whole."""
    async with _begun(start, people) as (telegram, bot, idle, first_answer):
        telegram.delay = delay
        await telegram.press(WARM_UP, people)
        await telegram.rest()
        telegram.measured = Measured()
        before = bot.cpu()
        took = await telegram.press(seconds, people)
        cpu, steps = bot.cpu() - before, telegram.measured.steps
        await telegram.rest()
        if telegram.measured.unlike:
            raise SystemExit("the bot did something that nobody waited for")
        replies = median(telegram.measured.replies)
        return Row(cpu / steps, steps / took, replies, first_answer, idle, bot.memory())


async def longest_pause(start: Start, settle: float) -> float:
    """Return the longest pause of the event loop in seconds while 2 000 people begin.

    Args:
        start: starts the bot, watched.
        settle: seconds to go on watching after the last of them.
    """
    async with _begun(start, 1) as (telegram, bot, _, _):
        bot.watch_anew()
        await telegram.greet(ACTIVE - 1)
        await asyncio.sleep(settle)
        # Whoever comes now waits until it is over; and then some, so that it is written down.
        await telegram.greet(1)
        await asyncio.sleep(1)
        return bot.longest_pause()


async def measure() -> None:
    """Run everything, and write the table as it comes."""
    core, others = cores()
    pin(others)
    async with asyncio.timeout(_AT_MOST):
        with TemporaryDirectory() as folder:
            flows = Path(folder) / "flyt"
            tree.write(flows)
            library = load(flows, tree.TRANSLATIONS).library
            assert library is not None, "the tree is right"  # noqa: S101
            await _measure(flows, library, core)


async def _measure(flows: Path, library: Library, core: set[int]) -> None:
    screens = tree.screens(library)

    def plain(*, sniffio: bool, flush: float = 60.0, watched: bool = False) -> Start:
        return lambda folder, api: baseline(
            screens, folder, api, sniffio=sniffio, flush=flush, watched=watched, pinned=core
        )

    def sqlite(*, watched: bool = False, flyt: Path = flows) -> Start:
        return lambda folder, api: ours(
            flyt, folder, api, f"sqlite:///{folder}/bot.db", watched=watched, pinned=core
        )

    _write(
        f"{PEOPLE} people, each presses again when the step before is whole\n"
        f"{'':<44}{'CPU µs':>8}{'ratio':>7}{'steps/s':>9}{'ratio':>7}"
        f"{'reply ms':>10}{'MB idle':>9}{'MB after':>9}\n"
    )
    with a_database() as database:

        def postgres(processes: int) -> Start:
            return lambda folder, api: ours(
                flows, folder, api, database, processes=processes, pinned=core
            )

        base, without, lite, pg = await in_turn(
            plain(sniffio=True), plain(sniffio=False), sqlite(), postgres(1)
        )
        _row("ConversationHandler, PicklePersistence", base, base)
        _row("  the same without sniffio", without, base)
        _row("Rettvei, SQLite", lite, base)
        _row("Rettvei, PostgreSQL", pg, base)
        _write(f"\n{MANY} people, the processes of a bot on one core\n")
        one, two = await in_turn(postgres(1), postgres(2), people=MANY)
        _row("Rettvei, PostgreSQL, one process", one, base)
        _row("Rettvei, PostgreSQL, two processes", two, base)
        times = 2 * one.cpu / two.cpu
        _write(f"  two processes with a core each: {times:.2f} times one, by CPU time\n")
    _write(f"\nTelegram takes {API_DELAY * 1000:.0f} ms for every call\n")
    slow_base = await under_load(plain(sniffio=True), delay=API_DELAY, seconds=6.0)
    _row("ConversationHandler, PicklePersistence", slow_base, slow_base)
    _row("Rettvei, SQLite", await under_load(sqlite(), delay=API_DELAY), slow_base)
    _write(f"\nlongest pause of the event loop, {ACTIVE} people active, ms\n")
    pause = await longest_pause(plain(sniffio=True, flush=10.0, watched=True), 10.0)
    _write(f"{'ConversationHandler, PicklePersistence':<44}{pause * 1000:>8.0f}\n")
    pause = await longest_pause(sqlite(watched=True), 1.0)
    _write(f"{'Rettvei, SQLite':<44}{pause * 1000:>8.0f}\n")
    _write("\nstart of the process to the first answer, s\n")
    _write(f"{'ConversationHandler, PicklePersistence':<44}{base.first_answer:>8.2f}\n")
    _write(f"{'Rettvei, the same tree':<44}{lite.first_answer:>8.2f}\n")
    _write(f"\none step of the engine, no I/O, µs{'':<10}{'anew':>8}{'known':>8}\n")
    _step("the tree", library)
    shipped = load(FLOWS, TEXTS).library
    if shipped is not None:
        _step("shipped content", shipped)


def _step(name: str, library: Library) -> None:
    anew, known = one_step(library), one_step(library, remembering=True)
    _write(f"{name:<44}{anew * 1e6:>8.0f}{known * 1e6:>8.0f}\n")


def _row(name: str, row: Row, base: Row) -> None:
    _write(
        f"{name:<44}{row.cpu * 1e6:>8.0f}{base.cpu / row.cpu:>7.1f}{row.speed:>9.0f}"
        f"{row.speed / base.speed:>7.1f}{row.reply * 1000:>10.1f}"
        f"{row.idle:>9.0f}{row.loaded:>9.0f}\n"
    )


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(measure())
