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
        due: when others may claim each row, by its id: those taken, and those that must wait.
        gone: the ids of those that are good for nothing.
        charged: the chats that pay for what is sent: chat, paid until, held until.
        overall: what holds for all from now on; None if nothing has changed.
    """

    taken: list[Row]
    due: dict[int, int]
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
        found: the first row of each chat, in the order they were queued: id, chat, call, whether
            it is cosmetic, attempts, when it was queued; the chat's screen, until when its
            messages are paid, until when it is held; whether a row that must arrive stands behind.
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
    for number, chat, call, cosmetic, attempts, queued_at, screen, paid, held, followed in found:
        stored = (number, chat, call, cosmetic, attempts, queued_at)
        row = open_row(sealer, stored, screen, lease)
        if row is None:
            gone.append(number)
            continue
        rows.append(row)
        method, is_cosmetic = row.call.method, row.call.cosmetic
        is_followed = is_cosmetic and bool(followed) and is_metered(method)
        candidates.append(Candidate(number, method, is_cosmetic, is_followed, Chat(paid, held)))
    if overall is None or limits is None or not rows:
        return Claimed(rows, {row.id: leased_until for row in rows}, gone, [], None)
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
    due = decision.wait | {row.id: leased_until for row in taken}
    changed = None if decision.overall == overall else decision.overall
    return Claimed(taken, due, gone, charged, changed)
