"""What goes into a store and comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec


class Call(msgspec.Struct, frozen=True):
    """A Bot API call to be made: method and parameters, as they go out.

    `cosmetic` calls (marking a chosen answer, answering a press) are worth dropping when
    Telegram refuses them; the rest must arrive. `shows` is the revision of the session whose
    screen this message shows: the id of the sent message is then kept, so that a typed answer
    can mark the question it answers. `closes` is the revision whose message the call edits: its
    `message_id` is filled in when the row is claimed, because it may not have been sent before,
    and a call whose message is not known then is dropped.

    An `urgent` call goes out before all that waits in its chat, and nothing takes its place. A
    `replaceable` one does not go out any more once a later screen has taken its place, unless it
    is on its way already. `step` and `locale` say what it shows and in which language, for
    whoever has to say something else instead.
    """

    method: str
    parameters: Mapping[str, Any]
    cosmetic: bool = False
    shows: int | None = None
    closes: int | None = None
    urgent: bool = False
    replaceable: bool = False
    step: str = ""
    locale: str = ""


class Row(msgspec.Struct, frozen=True):
    """A call waiting in the outbox.

    Attributes:
        id: ascending in the order the calls were queued.
        chat: the keyed hash of whose queue it stands in; calls of one chat go out in order, the
            urgent ones first.
        attempts: how many times it was tried and must be tried again.
        leased_until: when others may claim it, if it is neither delivered nor postponed.
        queued_at: when it was put in the queue.
        drop: whether there is no room for it, so that it is to be deleted and not sent.
    """

    id: int
    chat: bytes
    call: Call
    attempts: int
    leased_until: datetime
    queued_at: datetime
    drop: bool = False


class Shown(msgspec.Struct, frozen=True, gc=False):
    """A sent message with buttons, and the revision of the session that it shows."""

    message_id: int
    revision: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """What could not be handled or sent: what is needed to look at it, and nothing personal.

    Attributes:
        update_id: of an update; a number below 0 for a call that Telegram refused.
        at: when it was given up.
        kind: of update: `message`, `callback_query` …; of a call, its method.
        error: the type of the exception; of a call, why it was refused.
        place: the module, the function and the line that raised it; of a call, what became of it.
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
class Swept:
    """What a sweep deleted: ids of updates, and chats that were silent for too long."""

    updates: int
    chats: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits in the outbox.

    Attributes:
        rows: how many.
        oldest: when the oldest was queued; None if nothing waits.
    """

    rows: int
    oldest: datetime | None
