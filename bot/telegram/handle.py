"""One update, one transaction: read, answer, keep, queue."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import msgspec
import structlog

from bot.dialog import Press, Session, decode, encode, reply
from bot.flows import Library
from bot.store import Call, Store, StoreError, Turn
from bot.telegram.incoming import Incoming, incoming
from bot.telegram.render import (
    acknowledgement,
    closing_call,
    pointer,
    refresh_calls,
    screen_calls,
)
from bot.telegram.updates import Update
from bot.texts import locale_of

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Handler:
    """Handles updates; everything it knows of a conversation is in the store.

    Attributes:
        today: the day it is in Norway.
        new_id: makes a session's id: short, random, of letters and digits.
        username: the bot's own.
    """

    library: Library
    store: Store
    today: Callable[[], date]
    new_id: Callable[[], str]
    username: str

    async def handle(self, update: Update) -> bool:
        """Handle an update once; when this returns, it is committed and may be acknowledged.

        Returns:
            Whether something was queued for the sender.

        Raises:
            StoreError: nothing was kept, and the update should come again.
        """
        came = incoming(update, self.username)
        if came is None:
            return False
        try:
            return await self._answer(update.update_id, came, self._calls)
        except StoreError:
            raise
        except Exception as error:
            # An update that breaks us would come again for a day, and hold up all behind it.
            _log.error("update_not_answered", **_where(error))
            return await self._answer(update.update_id, came, _no_answer)

    async def _answer(
        self, update_id: int, came: Incoming, calls: Callable[[Turn, Incoming], list[Call]]
    ) -> bool:
        turn = await self.store.step(
            update_id, came.chat, lambda turn: turn.queue(calls(turn, came))
        )
        return turn is not None and bool(turn.calls)

    def _calls(self, turn: Turn, came: Incoming) -> list[Call]:
        calls: list[Call] = []
        if came.event is None:
            words = self.library.catalogues.words(locale_of(came.language_code))
            if came.query is not None:
                return [acknowledgement(came.query, None)]
            return [pointer(came.chat, self.username, words)]
        session = self._session(turn, came)
        answer = reply(self.library, session, came.event, self.today())
        if came.query is not None:
            calls.append(acknowledgement(came.query, answer.toast))
        message = self._left(turn, came, session)
        # What is forgotten is not looked up later, so only a message known now can be closed.
        if answer.closed is not None and (message is not None or answer.session is not None):
            words = self.library.catalogues.words((answer.session or session).locale)
            calls.append(closing_call(came.chat, message, session.revision, answer.closed, words))
        if answer.session is None:
            turn.forget()
        else:
            turn.save(encode(answer.session))
        if answer.refreshed is not None:
            calls.extend(refresh_calls(came.chat, message, session, answer.refreshed))
        calls.extend(screen_calls(came.chat, answer.session or session, answer.screens))
        return calls

    def _session(self, turn: Turn, came: Incoming) -> Session:
        fresh = Session(self.new_id(), locale_of(came.language_code))
        if turn.session is None:
            return fresh
        try:
            return decode(turn.session)
        except msgspec.MsgspecError:
            # What an older version saved and this one cannot read: the person begins again.
            return fresh

    @staticmethod
    def _left(turn: Turn, came: Incoming, session: Session) -> int | None:
        """Return the message that shows the screen being left, if it is known already."""
        pressed = isinstance(came.event, Press) and came.event.revision == session.revision
        if pressed and came.message is not None:
            return came.message
        shown = turn.screen
        return shown.message_id if shown and shown.revision == session.revision else None


def _no_answer(_: Turn, came: Incoming) -> list[Call]:
    """Return the least that is owed to an update that could not be answered."""
    return [] if came.query is None else [acknowledgement(came.query, None)]


def _where(error: Exception) -> dict[str, str]:
    """Return what an error was and where, without its message: that may hold what a person said."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return {"error": type(error).__name__, "where": f"{last.name}:{last.lineno}"}
