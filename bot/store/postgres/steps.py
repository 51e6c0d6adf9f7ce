"""What updates do to the database: read, decided here, and written if nobody was faster."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.store.coding import priority_of, seal_aside
from bot.store.postgres.arrays import array
from bot.store.postgres.lane import Lane
from bot.store.sealing import Kind, Sealer, UnknownKeyError
from bot.store.times import HOUR
from bot.store.turn import Turn

_FIND: Final = """
    SELECT EXISTS (SELECT 1 FROM updates WHERE updates.update_id = wanted.update_id),
        session, screen, coalesce(version, 0)
    FROM unnest(%s::bytea[], %s::bigint[]) WITH ORDINALITY AS wanted (chat, update_id, item)
    LEFT JOIN chats USING (chat)
    ORDER BY item
"""
LOCK: Final = "SELECT pg_advisory_xact_lock(chat) FROM unnest(%s::bigint[]) AS locked (chat)"
"""Steps, deliveries and sweeps of a chat run one after the other, in all processes.

A lock on the row of the chat would not do: it may have none. It lasts to the end of the
transaction; the numbers are sorted, so that no two wait for each other.
"""

_WRITE: Final = """
    WITH step AS MATERIALIZED (
        SELECT item, chat, update_id, was, version, session, forgets, supersedes,
            version IS NOT NULL AS saves
        FROM unnest(%s::bytea[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bytea[],
                %s::boolean[], %s::boolean[]) WITH ORDINALITY
            AS given (chat, update_id, was, version, session, forgets, supersedes, item)
        LEFT JOIN (
            SELECT chat, version AS is_now FROM chats WHERE chat = ANY (%s::bytea[])
        ) AS found USING (chat)
        WHERE coalesce(is_now, 0) = was
            AND NOT EXISTS (SELECT 1 FROM updates WHERE updates.update_id = given.update_id)
    ), seen AS (
        INSERT INTO updates (update_id, seen_at) SELECT update_id, %s FROM step
    ), gone AS (
        DELETE FROM chats USING step
        WHERE chats.chat = step.chat AND forgets AND NOT saves
    ), gone_outbox AS (
        DELETE FROM outbox USING step WHERE outbox.chat = step.chat AND forgets AND priority > 0
    ), outdated AS (
        -- What is urgent goes out though its chat is forgotten, but nothing is kept of it then.
        UPDATE outbox SET superseded = TRUE FROM step
        WHERE outbox.chat = step.chat AND CASE WHEN forgets THEN priority = 0
            ELSE supersedes AND replaceable AND priority > 0 END
        RETURNING item
    ), gone_aside AS (
        DELETE FROM set_aside USING step WHERE set_aside.chat = step.chat AND forgets
    ), gone_pace AS (
        DELETE FROM pace USING step WHERE pace.chat = step.chat AND forgets
    ), changed AS (
        UPDATE chats SET session = step.session, version = step.version, hour = %s,
            screen = CASE WHEN forgets THEN NULL ELSE screen END
        FROM step WHERE chats.chat = step.chat AND saves AND was > 0
    ), made AS (
        INSERT INTO chats (chat, session, version, hour)
        SELECT chat, session, version, %s FROM step WHERE saves AND was = 0
    ), queued AS (
        INSERT INTO outbox (chat, call, cosmetic, priority, replaceable, queued_at)
        SELECT chat, call, cosmetic, priority, replaceable, %s
        FROM unnest(%s::bigint[], %s::bytea[], %s::boolean[], %s::smallint[], %s::boolean[])
            WITH ORDINALITY AS waiting (item, call, cosmetic, priority, replaceable, place)
        JOIN step USING (item) ORDER BY place
    ), aside AS (
        INSERT INTO set_aside (update_id, chat, at, what)
        SELECT aside.update_id, aside.chat, at, what
        FROM unnest(%s::bigint[], %s::bigint[], %s::bytea[], %s::bigint[], %s::bytea[])
            AS aside (item, update_id, chat, at, what)
        JOIN step USING (item)
        ON CONFLICT (update_id) DO UPDATE
        SET chat = excluded.chat, at = excluded.at, what = excluded.what
    )
    SELECT item, item IN (SELECT item FROM outdated) FROM step
"""

_DROP_SUPERSEDED: Final = """
    DELETE FROM outbox
    WHERE chat = ANY (%s::bytea[]) AND priority > 0 AND superseded AND NOT claimed
"""


@dataclass(frozen=True, slots=True)
class Step:
    """An update to be handled; see `Store.step`."""

    now: int
    update_id: int
    chat: int
    decide: Callable[[Turn], object]


@dataclass(slots=True)
class _Decided:
    step: Step
    key: bytes
    version: int
    turn: Turn


Taken = dict[int, "Turn | BaseException | None"]
"""What became of steps by their place in the group: decided, failed, or handled before."""


async def take_steps(lane: Lane, sealer: Sealer, steps: Sequence[Step]) -> Taken:
    """Handle updates of different chats in two round trips.

    Returns:
        What became of each; those are missing that another process was faster than.
    """
    keys = [sealer.chat(step.chat) for step in steps]
    wanted = (array(keys), array(step.update_id for step in steps))
    found = await lane.ask(_FIND, wanted)
    taken: Taken = {}
    decided: dict[int, _Decided] = {}
    for place, (step, key, row) in enumerate(zip(steps, keys, found, strict=True)):
        seen, session, screen, version = row
        if seen:
            taken[place] = None
            continue
        turn = Turn.opened(sealer, key, session, screen)
        try:
            step.decide(turn)
        except UnknownKeyError:
            raise
        except Exception as error:
            taken[place] = error
        else:
            decided[place] = _Decided(step, key, version, turn)
    if decided:
        places = list(decided)
        written = await _write(lane, sealer, list(decided.values()))
        taken.update((places[item - 1], decided[places[item - 1]].turn) for item in written)
    return taken


def lock_of(chat: bytes) -> int:
    """Return the number by which a chat is locked."""
    return int.from_bytes(chat[:8], "big", signed=True)


async def _write(lane: Lane, sealer: Sealer, decided: Sequence[_Decided]) -> list[int]:
    parameters = _parameters(sealer, decided)
    locks = sorted(lock_of(one.key) for one in decided)
    async with lane.transaction() as connection:
        await connection.execute(LOCK, (array(locks),), prepare=True)
        cursor = await connection.execute(_WRITE, parameters, prepare=True, binary=True)
    written = await cursor.fetchall()
    outdated = [decided[item - 1] for item, superseded in written if superseded]
    if outdated:
        # They go out no more as they are; all that is left to do is to be rid of them.
        keys = array(one.key for one in outdated)
        await connection.execute(_DROP_SUPERSEDED, (keys,), prepare=True)
    return [item for item, _ in written]


def _parameters(sealer: Sealer, decided: Sequence[_Decided]) -> list[Any]:
    now = max(one.step.now for one in decided)
    keys = [one.key for one in decided]
    saved = [one.turn.saved for one in decided]
    calls = [
        (
            item,
            sealer.seal(Kind.CALL, one.key, encoded),
            call.cosmetic,
            priority_of(call),
            call.replaceable,
        )
        for item, one in enumerate(decided, start=1)
        for call, encoded in zip(one.turn.calls, one.turn.encoded, strict=True)
    ]
    asides = [
        (item, *seal_aside(sealer, one.key, update))
        for item, one in enumerate(decided, start=1)
        for update in one.turn.aside
    ]
    sessions = [
        None if session is None else sealer.seal(Kind.SESSION, key, session)
        for key, session in zip(keys, saved, strict=True)
    ]
    return [
        array(keys),
        array(one.step.update_id for one in decided),
        array(one.version for one in decided),
        array(None if session is None else new_version() for session in saved),
        array(sessions),
        array(one.turn.forgot for one in decided),
        array(one.turn.supersedes for one in decided),
        array(keys),
        now,
        now // HOUR,
        now // HOUR,
        now,
        *_columns(calls, 5),
        *_columns(asides, 5),
    ]


def new_version() -> int:
    """Return a version that no session had before."""
    return 1 + secrets.randbits(62)


def _columns(rows: Sequence[tuple[Any, ...]], width: int) -> list[str]:
    return [array(row[column] for row in rows) for column in range(width)]
