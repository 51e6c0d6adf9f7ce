"""One update, one transaction: read, answer, keep, queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import msgspec

from bot.dialog import Press, Session, decode, encode, reply
from bot.flows import Library
from bot.store import Call, Store, Turn
from bot.telegram.incoming import Incoming, incoming
from bot.telegram.render import acknowledgement, closing_call, pointer, screen_calls
from bot.telegram.updates import Update
from bot.texts import locale_of


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
        async with self.store.turn(update.update_id, came.chat) as turn:
            if turn.seen:
                return False
            turn.queue(self._calls(turn, came))
        return True

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
        if answer.closed is not None and message is not None:
            locale = (answer.session or session).locale
            words = self.library.catalogues.words(locale)
            calls.append(closing_call(came.chat, message, answer.closed, words))
        if answer.session is None:
            turn.forget()
        else:
            turn.save(encode(answer.session))
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
        """Return the message that shows the screen being left, if it is known for certain."""
        if isinstance(came.event, Press) and came.event.revision == session.revision:
            return came.message
        shown = turn.screen
        return shown.message_id if shown and shown.revision == session.revision else None
