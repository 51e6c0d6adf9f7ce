"""Which rows of the outbox may go out, from what was found of them; the same for each database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec.structs import replace

from bot.store.coding import open_row
from bot.store.pace import Candidate, Chat, Limits, Overall, decide, is_metered
from bot.store.records import Row
from bot.store.sealing import Sealer
from bot.store.times import from_micros


class Claimed(msgspec.Struct, frozen=True):
    """What becomes of the rows that were found.

    Attributes:
        taken: to be sent, or to be dropped as they say themselves.
        waiting: when others may claim each row that is not taken, by its id.
        gone: the ids of those that are good for nothing.
        charged: the chats that pay for what is sent: chat, paid until, held until.
        overall: what holds for all from now on; None if nothing has changed.
    """

    taken: list[Row]
    waiting: dict[int, int]
    gone: list[int]
    charged: list[tuple[bytes, int, int]]
    overall: Overall | None


def claimed(
    sealer: Sealer,
    found: Iterable[tuple[Any, ...]],
    overall: Overall | None,
    limits: Limits | None,
    now: int,
    leased_until: int,
) -> Claimed:
    """Decide what becomes of rows whose time has come.

    Args:
        sealer: opens them.
        found: the first row of each chat, the urgent ones first, then in the order they were
            queued: id, chat, call, whether it is cosmetic, its priority, whether it is replaceable,
            attempts, when it was queued; whether it is superseded; the chat's screen, until when
            its messages are paid, until when it is held; whether a row that must arrive stands
            behind.
        overall: what holds for all; None without limits.
        limits: how fast messages may go out; None for as fast as can be.
        now: in microseconds since 1970.
        leased_until: when others may claim what is taken, in microseconds since 1970.

    Raises:
        UnknownKeyError: a row's key is not among those read from the database.
    """
    lease = from_micros(leased_until)
    rows: list[Row] = []
    gone: list[int] = []
    candidates: list[Candidate] = []
    for *stored, superseded, screen, paid, held, followed in found:
        number = stored[0]
        # Whoever was sending it has died, and its place is taken. What is urgent goes out anyway.
        is_outdated = superseded and stored[4] > 0
        row = None if is_outdated else open_row(sealer, tuple(stored), screen, lease)
        if row is None:
            gone.append(number)
            continue
        rows.append(row)
        method, is_cosmetic = row.call.method, row.call.cosmetic
        is_followed = is_cosmetic and bool(followed) and is_metered(method)
        candidates.append(Candidate(number, method, is_cosmetic, is_followed, Chat(paid, held)))
    if overall is None or limits is None or not rows:
        return Claimed(rows, {}, gone, [], None)
    decision = decide(candidates, overall, limits, now)
    dropped, sent = decision.drop, decision.send
    taken = [
        replace(row, drop=True) if row.id in dropped else row
        for row in rows
        if row.id in sent or row.id in dropped
    ]
    charged = [
        (row.chat, chat.paid_until, chat.held_until)
        for row in rows
        if (chat := sent.get(row.id)) is not None and chat.paid_until > now
    ]
    changed = None if decision.overall == overall else decision.overall
    return Claimed(taken, decision.wait, gone, charged, changed)
