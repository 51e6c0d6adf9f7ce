"""The outbox on the server: what may go out, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from bot.store.claiming import Claimed, claimed
from bot.store.coding import seal_screen
from bot.store.pace import Limits, Overall
from bot.store.postgres.arrays import array
from bot.store.postgres.lane import Connection, Lane
from bot.store.postgres.steps import LOCK, lock_of, new_version
from bot.store.records import Row, Shown
from bot.store.sealing import Sealer
from bot.store.times import HOUR, from_micros, to_micros

_MAY_GO_NOW: Final = """
    SELECT id, outbox.chat, call, cosmetic, priority, replaceable, attempts, queued_at, superseded,
        screen, coalesce(paid_until, 0), coalesce(held_until, 0),
        EXISTS (SELECT 1 FROM outbox AS behind
                WHERE behind.chat = outbox.chat AND behind.id > outbox.id AND NOT behind.cosmetic)
    FROM outbox LEFT JOIN chats USING (chat) LEFT JOIN pace USING (chat)
    WHERE due_at <= %s
        AND id = (SELECT first.id FROM outbox AS first WHERE first.chat = outbox.chat
                  ORDER BY first.priority, first.id LIMIT 1)
    ORDER BY priority, id LIMIT %s
    FOR UPDATE OF outbox SKIP LOCKED
"""
_OVERALL: Final = "SELECT sent, full_until, held_until FROM pace_overall FOR UPDATE"
_SET_OVERALL: Final = "UPDATE pace_overall SET sent = %s, full_until = %s"
_TAKE: Final = """
    WITH timed AS (
        UPDATE outbox SET due_at = given.due_at, claimed = given.claimed
        FROM unnest(%s::bigint[], %s::bigint[], %s::boolean[]) AS given (id, due_at, claimed)
        WHERE outbox.id = given.id
    ), charged AS (
        INSERT INTO pace (chat, paid_until, held_until)
        SELECT * FROM unnest(%s::bytea[], %s::bigint[], %s::bigint[])
        ON CONFLICT (chat) DO UPDATE SET paid_until = excluded.paid_until
    )
    DELETE FROM outbox WHERE id = ANY (%s::bigint[])
"""
_DELIVERED: Final = """
    WITH done AS (
        SELECT * FROM unnest(%s::bigint[], %s::bytea[]) WITH ORDINALITY AS given (id, screen, place)
    ), gone AS (
        DELETE FROM outbox USING done WHERE outbox.id = done.id
        RETURNING outbox.chat, done.place,
            CASE WHEN priority > 0 OR NOT superseded THEN done.screen END AS screen
    )
    INSERT INTO chats (chat, screen, version, hour)
    SELECT DISTINCT ON (chat) chat, screen, %s::bigint, %s::integer
    FROM gone WHERE screen IS NOT NULL ORDER BY chat, place DESC
    ON CONFLICT (chat) DO UPDATE SET screen = excluded.screen
"""
_NEXT_DUE: Final = """
    SELECT greatest(min(due_at), (SELECT greatest(full_until, held_until) FROM pace_overall))
    FROM outbox
    WHERE id = (SELECT first.id FROM outbox AS first WHERE first.chat = outbox.chat
                ORDER BY first.priority, first.id LIMIT 1)
    HAVING count(*) > 0
"""
POSTPONE: Final = """
    WITH mine AS (
        SELECT id, priority > 0 AND superseded AS outdated FROM outbox
        WHERE id = %s AND due_at = %s FOR UPDATE
    ), gone AS (
        DELETE FROM outbox USING mine WHERE outbox.id = mine.id AND outdated
    )
    UPDATE outbox SET due_at = %s, claimed = FALSE, attempts = attempts + 1
    FROM mine WHERE outbox.id = mine.id AND NOT outdated
"""
_RENEW: Final = """
    UPDATE outbox SET due_at = %s
    FROM unnest(%s::bigint[], %s::bigint[]) AS mine (id, due_at)
    WHERE outbox.id = mine.id AND outbox.due_at = mine.due_at
    RETURNING outbox.id
"""
DROP: Final = "DELETE FROM outbox WHERE chat = %s"
HOLD_CHAT: Final = """
    INSERT INTO pace (chat, held_until) VALUES (%s, %s)
    ON CONFLICT (chat) DO UPDATE SET held_until = greatest(pace.held_until, excluded.held_until)
"""
HOLD_ALL: Final = "UPDATE pace_overall SET held_until = greatest(held_until, %s)"
DROP_IDLE: Final = "DELETE FROM pace WHERE paid_until <= %s AND held_until <= %s"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row that is done; see `Store.delivered`."""

    row: Row
    message_id: int | None


async def claim(
    lane: Lane, sealer: Sealer, now: datetime, lease: timedelta, limit: int, limits: Limits | None
) -> Sequence[Row]:
    """Take rows that may go out now; see `Store.claim`."""
    while True:
        done = await _claim(lane, sealer, now, lease, limit, limits)
        # What is good for nothing hides what stands behind it.
        if done.taken or not done.gone:
            return done.taken


async def _claim(
    lane: Lane, sealer: Sealer, now: datetime, lease: timedelta, limit: int, limits: Limits | None
) -> Claimed:
    async with lane.connected() as connection:
        async with lane.pipeline(connection):
            await connection.execute("BEGIN")
            await lane.declare(connection)
            held = await connection.execute(_OVERALL, prepare=True) if limits else None
            ready = await connection.execute(
                _MAY_GO_NOW, (to_micros(now), limit), prepare=True, binary=True
            )
        found = await ready.fetchall()
        row = await held.fetchone() if held else None
        overall = None if row is None else Overall(tuple(row[0]), row[1], row[2])
        done = claimed(sealer, found, overall, limits, to_micros(now), to_micros(now + lease))
        async with lane.pipeline(connection):
            await _keep(connection, done, to_micros(now + lease))
            await connection.execute("COMMIT")
    return done


async def deliver(lane: Lane, sealer: Sealer, done: Sequence[Delivery], now: int) -> None:
    """Delete rows that are done; see `Store.delivered`."""
    screens = [
        seal_screen(sealer, one.row.chat, Shown(one.message_id, one.row.call.shows))
        if one.row.call.shows is not None and one.message_id is not None
        else None
        for one in done
    ]
    locks = sorted({lock_of(one.row.chat) for one in done})
    parameters = (array(one.row.id for one in done), array(screens), new_version(), now // HOUR)
    async with lane.transaction() as connection:
        await connection.execute(LOCK, (array(locks),), prepare=True)
        await connection.execute(_DELIVERED, parameters, prepare=True)


async def renew(lane: Lane, rows: Sequence[Row], until: datetime) -> Sequence[Row]:
    """Keep rows that are still being sent; see `Store.renew`."""
    mine = ([row.id for row in rows], [to_micros(row.leased_until) for row in rows])
    kept = {number for (number,) in await lane.ask(_RENEW, (to_micros(until), *mine), writes=True)}
    return [replace(row, leased_until=until) for row in rows if row.id in kept]


async def next_due(lane: Lane) -> datetime | None:
    """When the earliest waiting row may be claimed; see `Store.next_due`."""
    found = await lane.ask(_NEXT_DUE)
    return from_micros(found[0][0]) if found else None


async def _keep(connection: Connection, done: Claimed, leased_until: int) -> None:
    if done.overall is not None:
        changed = (list(done.overall.sent), done.overall.full_until)
        await connection.execute(_SET_OVERALL, changed, prepare=True)
    if done.taken or done.waiting or done.gone:
        timed = [(row.id, leased_until, True) for row in done.taken]
        timed += [(number, due_at, False) for number, due_at in done.waiting.items()]
        columns = [
            array(one[column] for one in rows)
            for rows in (timed, done.charged)
            for column in range(3)
        ]
        parameters = (*columns, array(done.gone))
        await connection.execute(_TAKE, parameters, prepare=True)
