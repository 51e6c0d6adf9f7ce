"""What the server keeps for operators and authors, and deleting what was kept long enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Final

from bot.store.coding import open_aside, seal_aside
from bot.store.postgres.arrays import array
from bot.store.postgres.lane import Lane
from bot.store.postgres.outbox import DROP_IDLE
from bot.store.postgres.steps import LOCK, lock_of
from bot.store.records import Backlog, Count, Row, SetAside
from bot.store.sealing import Sealer
from bot.store.times import HOUR, from_micros, to_micros

_REPEATED_FOR: Final = timedelta(hours=24)
_COUNTED_FOR: Final = timedelta(days=731)
_ASIDE: Final = "SELECT update_id, chat, at, what FROM set_aside ORDER BY at, update_id"
_BACKLOG: Final = "SELECT count(*), min(queued_at) FROM outbox"
_REFUSED: Final = """
    INSERT INTO set_aside (update_id, chat, at, what)
    SELECT %s::bigint, %s::bytea, %s::bigint, %s::bytea
    WHERE EXISTS (SELECT 1 FROM outbox WHERE id = %s)
    ON CONFLICT (update_id) DO UPDATE SET at = excluded.at, what = excluded.what
"""
_ADD: Final = """
    INSERT INTO counts AS old (month, kind, step, number)
    SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::bigint[])
    ON CONFLICT (month, kind, step) DO UPDATE SET number = old.number + excluded.number
"""
_COUNTS: Final = "SELECT month, kind, step, number FROM counts ORDER BY month, kind, step"
_OLD_UPDATES: Final = """
    DELETE FROM updates WHERE update_id IN (
        SELECT update_id FROM updates WHERE seen_at < %s ORDER BY seen_at LIMIT %s
        FOR UPDATE SKIP LOCKED
    )
"""
_SILENT: Final = "SELECT chat FROM chats WHERE hour < %s LIMIT %s"
_STILL_SILENT: Final = """
    WITH gone AS (
        DELETE FROM chats WHERE chat = ANY (%s) AND hour < %s RETURNING chat
    ), gone_outbox AS (
        DELETE FROM outbox WHERE chat IN (SELECT chat FROM gone)
    ), gone_aside AS (
        DELETE FROM set_aside WHERE chat IN (SELECT chat FROM gone)
    ), gone_pace AS (
        DELETE FROM pace WHERE chat IN (SELECT chat FROM gone)
    )
    SELECT count(*) FROM gone
"""
_PROBE: Final = """
    INSERT INTO counts (month, kind, step, number) VALUES ('', 'probe', %s, 0)
"""
_UNPROBE: Final = "DELETE FROM counts WHERE month = '' AND kind = 'probe' AND step = %s"


async def probe(lane: Lane) -> None:
    """Write what is gone when it is committed; no two processes wait for each other."""
    mine = (token_hex(8),)
    async with lane.transaction() as connection:
        await connection.execute(_PROBE, mine, prepare=True)
        await connection.execute(_UNPROBE, mine, prepare=True)


async def keep_refused(lane: Lane, sealer: Sealer, row: Row, refused: SetAside) -> None:
    """Keep what is needed to look at a call that was refused; see `Store.keep_refused`."""
    await lane.tell(_REFUSED, (*seal_aside(sealer, row.chat, refused), row.id))


async def read_aside(lane: Lane, sealer: Sealer) -> Sequence[SetAside]:
    """Return the updates set aside, the oldest first."""
    found = await lane.ask(_ASIDE)
    return [open_aside(sealer, (number, chat, at, what)) for number, chat, at, what in found]


async def read_backlog(lane: Lane) -> Backlog:
    """Return how much waits in the outbox, and since when."""
    ((rows, oldest),) = await lane.ask(_BACKLOG)
    return Backlog(rows, None if oldest is None else from_micros(oldest))


async def add_counts(lane: Lane, counted: Mapping[Count, int]) -> None:
    """Add to what is counted."""
    # In one order, so that no two processes wait for each other.
    rows = sorted((c.month, c.kind, c.step, number) for c, number in counted.items())
    await lane.tell(_ADD, [[row[column] for row in rows] for column in range(4)])


async def read_counts(lane: Lane) -> Mapping[Count, int]:
    """Return all that is counted."""
    found = await lane.ask(_COUNTS)
    return {Count(month, kind, step): number for month, kind, step, number in found}


async def sweep_notes(lane: Lane, now: datetime, keep: timedelta) -> None:
    """Delete what was kept long enough, apart from updates and chats."""
    before = to_micros(now - keep)
    await lane.tell("DELETE FROM set_aside WHERE at < %s", (before,))
    # What could not be delivered for as long is of a chat that has no session any more.
    await lane.tell("DELETE FROM outbox WHERE queued_at < %s", (before,))
    await lane.tell("DELETE FROM counts WHERE month < %s", (f"{now - _COUNTED_FOR:%Y-%m}",))
    await lane.tell(DROP_IDLE, (to_micros(now), to_micros(now)))


async def sweep_updates(lane: Lane, now: datetime, limit: int) -> int:
    """Delete ids of updates that Telegram no longer repeats; return how many went."""
    return await lane.tell(_OLD_UPDATES, (to_micros(now - _REPEATED_FOR), limit))


async def sweep_chats(lane: Lane, since: datetime, limit: int) -> int:
    """Delete all about chats that were silent since a time, to the hour; return how many went."""
    hour = to_micros(since) // HOUR
    silent = [chat for (chat,) in await lane.ask(_SILENT, (hour, limit))]
    if not silent:
        return 0
    async with lane.transaction() as connection:
        locks = array(sorted(map(lock_of, silent)))
        await connection.execute(LOCK, (locks,), prepare=True)
        gone = await connection.execute(_STILL_SILENT, (silent, hour), prepare=True)
    ((count,),) = await gone.fetchall()
    return int(count)
