"""How fast messages go out, all processes together: which waiting rows may go, wait, or be dropped.

Telegram asks for about one message a second to a chat, lets short bursts pass, and takes about
thirty a second in all (core.telegram.org/bots/faq). Pure: each database keeps the state.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import msgspec

_MICROSECOND: Final = timedelta(microseconds=1)
_SECOND: Final = 1_000_000
_FAR: Final = 10 * _SECOND
"""Nothing is counted for so late: the clock has been set back, or another machine's is wrong."""

LEEWAY: Final = timedelta(seconds=0.1)


class Limits(msgspec.Struct, frozen=True, gc=False):
    """How many messages a second may go out; None is no limit.

    Attributes:
        chat: to one chat in the long run.
        burst: to one chat at once, after it was quiet.
        overall: to all chats together, by all processes, in any second.
        leeway: how long after it was let through a message may leave; it counts as if it left at
            the end of that, and one that has not left by then must not leave any more.
    """

    chat: int | None = 1
    burst: int = 3
    overall: int | None = 30
    leeway: timedelta = LEEWAY


class Overall(msgspec.Struct, frozen=True, gc=False):
    """What holds for all chats. Times are microseconds since 1970.

    Attributes:
        sent: when the last messages have left at the latest, the oldest first; at most as many
            as the limit.
        full_until: when the next message may go out, if the limit is reached.
        held_until: before then Telegram takes nothing from this bot.
    """

    sent: tuple[int, ...] = ()
    full_until: int = 0
    held_until: int = 0


class Chat(msgspec.Struct, frozen=True, gc=False):
    """What holds for one chat. Times are microseconds since 1970.

    Attributes:
        paid_until: the messages sent, each a share of a second, laid end to end, end here.
        held_until: before then Telegram takes nothing to this chat.
    """

    paid_until: int = 0
    held_until: int = 0


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """The oldest row of a chat, whose time has come.

    Attributes:
        followed: whether a row that must arrive waits behind it in the chat.
    """

    id: int
    method: str
    cosmetic: bool
    followed: bool
    chat: Chat


@dataclass(slots=True)
class Decision:
    """What becomes of the candidates, by their id.

    Attributes:
        send: with the chat's state from now on.
        drop: cosmetic ones that there is no room for.
        wait: until when.
    """

    overall: Overall
    send: dict[int, Chat] = field(default_factory=dict)
    drop: set[int] = field(default_factory=set)
    wait: dict[int, int] = field(default_factory=dict)


def is_metered(method: str) -> bool:
    """Whether a call shows in a chat and so counts against the limits."""
    return method.startswith(("send", "edit")) and method != "sendChatAction"


def decide(candidates: Sequence[Candidate], overall: Overall, limits: Limits, now: int) -> Decision:
    """Return what may go out now. Rows that must arrive come first.

    A cosmetic row waits for nothing that another row is waiting for: then it is dropped.
    A row that fits into no chat's limit gets a time; one that only the limit for all stops stays
    as it is, and `full_until` says when there is room.
    """
    sent = [moment for moment in overall.sent if now - _SECOND < moment <= now + _FAR]
    leaves_by = now + limits.leeway // _MICROSECOND
    room = None if limits.overall is None else max(limits.overall - len(sent), 0)
    decision = Decision(overall)
    for candidate in sorted(candidates, key=lambda one: one.cosmetic):
        chat = candidate.chat
        held_until = max(chat.held_until, overall.held_until)
        metered = is_metered(candidate.method)
        free_at = max(held_until, _free_at(candidate, limits, now) if metered else 0)
        if held_until > now and candidate.cosmetic:
            decision.drop.add(candidate.id)
        elif overall.held_until > now:
            continue
        elif free_at > now and candidate.cosmetic and candidate.followed:
            decision.drop.add(candidate.id)
        elif free_at > now:
            decision.wait[candidate.id] = free_at
        elif not metered:
            decision.send[candidate.id] = chat
        elif room == 0:
            if candidate.cosmetic:
                decision.drop.add(candidate.id)
        else:
            room = None if room is None else room - 1
            sent.append(leaves_by)
            decision.send[candidate.id] = _charged(chat, limits, now)
    if limits.overall is not None:
        sent = sorted(sent)[-limits.overall :]
        full_until = sent[0] + _SECOND if len(sent) == limits.overall else 0
        decision.overall = Overall(tuple(sent), full_until, overall.held_until)
    return decision


def _free_at(candidate: Candidate, limits: Limits, now: int) -> int:
    """Return when the chat can take the message, and one more if that has to follow at once."""
    if limits.chat is None:
        return 0
    share = _SECOND // limits.chat
    needed = 2 if candidate.cosmetic and candidate.followed else 1
    return _paid_until(candidate.chat, limits.burst * share, now) - share * (limits.burst - needed)


def _charged(chat: Chat, limits: Limits, now: int) -> Chat:
    if limits.chat is None:
        return chat
    share = _SECOND // limits.chat
    return Chat(_paid_until(chat, limits.burst * share, now) + share, chat.held_until)


def _paid_until(chat: Chat, most: int, now: int) -> int:
    # More than a burst is never paid ahead: then the clock has been set back.
    return now if chat.paid_until > now + most else max(chat.paid_until, now)
