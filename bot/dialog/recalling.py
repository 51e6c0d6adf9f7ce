"""Replies to presses that many people make, computed once."""

from __future__ import annotations

from datetime import date
from typing import Final

from msgspec.structs import replace

from bot.dialog.events import Event, Press
from bot.dialog.reply import Reply, reply
from bot.dialog.session import Session
from bot.flows import Library

_ROOM: Final = 2048


class Replies:
    """Answers as `reply` does, and remembers the day's answers to presses.

    Nobody is known by what is remembered: it is of sessions whose answers are choices alone, and
    whose session it was, and how many screens that had shown, is left out.

    Args:
        library: the flows, checked.
        room: how many answers are remembered; the oldest makes room for a new one.
    """

    def __init__(self, library: Library, room: int = _ROOM) -> None:
        self._library = library
        self._room = room
        self._day = date.min
        self._known: dict[tuple[Session, str], Reply] = {}

    def __call__(self, session: Session, event: Event, today: date) -> Reply:
        """Return what an event leads to; see `reply`."""
        if not (
            isinstance(event, Press)
            and 0 < session.revision == event.revision
            and session.id == event.session
            and session.library == self._library.version
        ):
            return reply(self._library, session, event, today)
        if today != self._day:
            self._known.clear()
            self._day = today
        anybodys = session.but(id="", revision=1)
        key = anybodys, event.option
        answer = self._known.get(key)
        if answer is None:
            answer = reply(self._library, anybodys, Press("", 1, event.option), today)
            if answer.session is not None and _is_shared(answer.session) and _is_shared(session):
                self._remember(key, answer)
        return _of(session, answer)

    def _remember(self, key: tuple[Session, str], answer: Reply) -> None:
        # What shows nothing new is not worth it, and anybody can press what is not there.
        if answer.closed is None:
            return
        if len(self._known) >= self._room:
            del self._known[next(iter(self._known))]
        self._known[key] = answer


def _is_shared(session: Session) -> bool:
    return all(given.is_choice for given in (*session.answers, *session.begun))


def _of(session: Session, answer: Reply) -> Reply:
    """Return an answer to anybody's session as the answer to this one."""
    after = answer.session
    if after is not None:
        after = after.but(id=session.id, revision=session.revision + after.revision - 1)
    return replace(answer, session=after)
