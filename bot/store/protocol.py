"""The one small protocol every database implements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.store.pace import Limits


@dataclass(frozen=True, slots=True)
class Call:
    """A Bot API call to be made: method and parameters, as they go out.

    `cosmetic` calls (marking a chosen answer, answering a press) are worth dropping when
    Telegram refuses them; the rest must arrive. `shows` is the revision of the session whose
    screen this message shows: the id of the sent message is then kept, so that a typed answer
    can mark the question it answers. `closes` is the revision whose message the call edits: its
    `message_id` is filled in when the row is claimed, because it may not have been sent before,
    and a call whose message is not known then is dropped.
    """

    method: str
    parameters: Mapping[str, Any]
    cosmetic: bool = False
    shows: int | None = None
    closes: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A call waiting in the outbox.

    Attributes:
        id: ascending in the order the calls were queued.
        chat: whose queue it stands in; calls of one chat go out in order.
        attempts: how many times it was tried and must be tried again.
        leased_until: when others may claim it, if it is neither delivered nor postponed.
        queued_at: when it was put in the queue.
        drop: whether there is no room for it, so that it is to be deleted and not sent.
    """

    id: int
    chat: int
    call: Call
    attempts: int
    leased_until: datetime
    queued_at: datetime
    drop: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A sent message with buttons, and the revision of the session that it shows."""

    message_id: int
    revision: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """An update that could not be handled: what is needed to look at it, and nothing personal.

    Attributes:
        at: when it was given up.
        kind: of update: `message`, `callback_query` ….
        error: the type of the exception.
        place: the module, the function and the line that raised it.
        library: the version of the flows.
        step: where the conversation was, as `flyt.steg`; empty if that is not known.
    """

    update_id: int
    at: datetime
    kind: str
    error: str
    place: str
    library: str
    step: str


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted for authors, about nobody in particular.

    Attributes:
        month: as `2026-03`.
        kind: what happened, a word.
        step: where, as `flyt.steg`.
    """

    month: str
    kind: str
    step: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits in the outbox.

    Attributes:
        rows: how many.
        oldest: when the oldest was queued; None if nothing waits.
    """

    rows: int
    oldest: datetime | None


class Turn(Protocol):
    """One update being handled, inside one transaction.

    Leaving the context normally commits; leaving it by an exception rolls everything back, so
    that the update is as if it had never come. Writing in the turn of a seen update, and any use
    of a turn that has ended, is a RuntimeError.
    """

    @property
    def seen(self) -> bool:
        """Whether this update's id was handled before; then nothing else may be done."""

    @property
    def session(self) -> bytes | None:
        """The chat's session as it was last saved, or None."""

    @property
    def screen(self) -> Shown | None:
        """The last message that showed a screen with buttons, or None."""

    def save(self, session: bytes) -> None:
        """Keep the chat's session."""

    def forget(self) -> None:
        """Delete all that is stored about the chat, its waiting outbox rows with it.

        No byte of it stays in the database's files after the commit. What is saved or queued
        later in the turn stays.
        """

    def queue(self, calls: Sequence[Call]) -> None:
        """Put calls at the end of the chat's outbox; they may go out as soon as it commits.

        Raises:
            TypeError: a parameter is not made of what JSON has.
        """

    def set_aside(self, update: SetAside) -> None:
        """Keep what is needed to look at an update that could not be handled.

        It is deleted with all else about the chat when that is forgotten.
        """


class Store(Protocol):
    """Sessions, updates seen and outbox of one bot, shared by all its processes.

    Every method raises StoreError when the database fails, StoreBusyError when another process
    keeps it locked; then nothing has changed. Inside a turn, the store's other methods would wait
    for it to end: only the turn may be used there. All times have a time zone.
    """

    def turn(self, update_id: int, chat: int) -> AbstractAsyncContextManager[Turn]:
        """Open the transaction that handles one update.

        Turns of one chat run one after the other, in any number of processes.
        """

    async def claim(
        self, now: datetime, lease: timedelta, limit: int, limits: Limits | None = None
    ) -> Sequence[Row]:
        """Take rows that may go out now: for each chat only its oldest, if its time has come.

        What has gone out in all processes counts against the limits; see `bot.store.pace`.

        A claimed row is nobody else's until the lease has run out, so that two senders do not
        send it twice and a dead sender's rows are sent by another. At most `limit` rows, the
        oldest first.
        """

    async def delivered(self, row: Row, message_id: int | None) -> None:
        """Delete a row that is done; if its call shows a screen, keep the id of its message.

        Nothing is kept of a row that is gone, because its chat was forgotten in the meantime.
        """

    async def postpone(self, row: Row, until: datetime) -> None:
        """Give a row back for later and count an attempt; its chat's later rows wait behind it.

        A row whose lease ran out and that another sender has claimed is left to that sender.
        """

    async def renew(self, rows: Sequence[Row], until: datetime) -> Sequence[Row]:
        """Keep rows that are still being sent; return those that are still this sender's."""

    async def hold(self, chat: int | None, until: datetime) -> None:
        """Let no process send to a chat, or to anybody if it is None, before a time."""

    async def drop_chat(self, chat: int) -> None:
        """Delete every waiting row of a chat that refuses messages."""

    async def next_due(self) -> datetime | None:
        """When the earliest waiting row may be claimed; None if nothing waits.

        A time in the past, however long ago, means at once.
        """

    async def sweep(self, now: datetime) -> int:
        """Delete ids of updates seen over 24 hours ago; return how many went.

        Telegram repeats an update for at most 24 hours. With them go updates set aside over
        30 days ago, counts of more than two years ago, and limits that hold nothing back.
        """

    async def set_aside(self) -> Sequence[SetAside]:
        """Return the updates that could not be handled, the oldest first."""

    async def backlog(self) -> Backlog:
        """Return how much waits in the outbox, and since when."""

    async def count(self, counted: Mapping[Count, int]) -> None:
        """Add to what is counted."""

    async def counts(self) -> Mapping[Count, int]:
        """Return all that is counted."""

    async def close(self) -> None:
        """Let go of the database."""


class StoreError(Exception):
    """The database cannot be used; the message is one line for an operator."""


class StoreBusyError(StoreError):
    """The database stayed locked by another process; the update can be tried again."""
