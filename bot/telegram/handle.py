"""One update, one transaction: read, answer, keep, queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

import msgspec
import structlog
from msgspec.structs import replace

from bot.dialog import Press, Replies, Reply, Session, Touched, Unreadable, encode
from bot.flows import Library
from bot.store import Call, Store, StoreError, Turn
from bot.telegram.giving_up import album_id, aside, kept_session, place_of
from bot.telegram.heard import Heard
from bot.telegram.incoming import Incoming, incoming
from bot.telegram.metrics import Metrics
from bot.telegram.render import (
    acknowledgement,
    apology,
    closing_call,
    in_topic,
    pointer,
    refresh_calls,
    removal,
    screen_calls,
)
from bot.telegram.tally import Tally
from bot.telegram.updates import Update
from bot.texts import locale_of

_ATTEMPTS = 3

_log = structlog.get_logger(__name__)


class Handled(msgspec.Struct, frozen=True):
    """What an update led to, committed.

    Attributes:
        queued: whether something may wait for the sender.
        acknowledgement: ends the waiting mark on a pressed button; it is not queued, because it
            can travel in the answer to the webhook, and is not worth repeating.
    """

    queued: bool = False
    acknowledgement: Call | None = None


class _SilentError(Exception):
    """Nothing is to be answered or kept: takes the step back."""


class _Done(msgspec.Struct):
    """What an update led to, to be counted once it is committed."""

    before: Session | None = None
    answer: Reply | None = None
    acknowledgement: Call | None = None


@dataclass(frozen=True, slots=True)
class Handler:
    """Handles updates; everything it knows of a conversation is in the store.

    Attributes:
        today: the day it is in Norway.
        new_id: makes a session's id: short, random, of letters and digits.
        username: the bot's own.
        now: gives the time, with a zone.
        metrics: what is measured.
        tally: what is counted for authors.
        replies: answers people, and remembers what it answered many.
        heard: what messages said, to know what is changed.
    """

    library: Library
    store: Store
    today: Callable[[], date]
    new_id: Callable[[], str]
    username: str
    now: Callable[[], datetime]
    metrics: Metrics = field(default_factory=Metrics)
    tally: Tally = field(init=False)
    replies: Replies = field(init=False)
    heard: Heard = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tally", Tally(self.library, self.today))
        object.__setattr__(self, "replies", Replies(self.library))
        object.__setattr__(self, "heard", Heard())

    async def handle(self, update: Update, *, by_webhook: bool = False) -> Handled:
        """Handle an update once; when this returns, it is committed and may be acknowledged.

        Args:
            update: as it came.
            by_webhook: whether a call can travel in the answer to it.

        Raises:
            StoreError: nothing was kept, and the update should come again.
        """
        came = incoming(update, self.username)
        if came is None:
            self._became(update, "ignored")
            return Handled()
        came = self._compared(came)
        try:
            handled = await self._handle_each(update, came, by_webhook=by_webhook)
        except StoreError:
            self._became(update, "not_kept")
            raise
        if came.message is not None and came.is_written:
            # Not before: an update that was not kept comes again, and must be heard then.
            self.heard.remember(came.chat, came.message, came.text)
        return handled

    async def _handle_each(self, update: Update, came: Incoming, *, by_webhook: bool) -> Handled:
        if came.album is None or update.edited_message is not None:
            return await self._handle(update, update.update_id, came, by_webhook=by_webhook)
        if came.text:
            # The album is answered once, but danger is heard under each of its pictures.
            alone = replace(came, event=Touched(came.text))
            heard = await self._handle(update, update.update_id, alone, by_webhook=by_webhook)
            if heard.queued:
                return heard
        together = album_id(came.chat, came.album)
        bare = replace(came, event=Unreadable())
        return await self._handle(update, together, bare, by_webhook=by_webhook)

    def _compared(self, came: Incoming) -> Incoming:
        """Tell a message that was changed from one that only looks like it."""
        if not isinstance(came.event, Touched) or came.message is None:
            return came
        is_changed = self.heard.is_changed(came.chat, came.message, came.text)
        if is_changed is None:
            return came
        # What is in it, if it is not changed, was answered when it was written.
        return replace(came, event=Unreadable(came.text) if is_changed else Touched(""))

    async def _handle(
        self, update: Update, update_id: int, came: Incoming, *, by_webhook: bool
    ) -> Handled:
        for attempt in range(1, _ATTEMPTS + 1):
            done = _Done()
            try:
                calls = partial(self._calls, done=done, by_webhook=by_webhook)
                queued = await self._answer(update_id, came, calls)
            except StoreError:
                raise
            except _SilentError:
                self._became(update, "ignored")
                return Handled()
            except Exception as error:
                if attempt < _ATTEMPTS:
                    continue
                # It would come again for a day, and hold up all behind it.
                return Handled(await self._give_up(update, update_id, came, error))
            self._became(update, "repeated" if queued is None else "answered")
            if queued is not None and done.before is not None and done.answer is not None:
                shown = self.tally.note(done.before, done.answer)
                if shown is not None:
                    self.metrics.steps.add(shown)
            if queued is None:
                # It may have been kept when nobody here could know: then its answer still waits.
                return Handled(queued=True)
            return Handled(queued, done.acknowledgement)
        raise AssertionError

    async def _give_up(
        self, update: Update, update_id: int, came: Incoming, error: Exception
    ) -> bool:
        """Set an update aside that keeps failing, and apologise."""
        _log.error("update_set_aside", kind=update.kind, **place_of(error))

        def apologise(turn: Turn, came: Incoming) -> list[Call]:
            session = kept_session(turn.session)
            kept = aside(update_id, self.now(), update.kind, error, self.library.version, session)
            turn.set_aside(kept)
            locale = session.locale if session else locale_of(came.language_code)
            calls = [] if came.query is None else [acknowledgement(came.query, None)]
            if came.event is not None:
                calls.append(apology(came.chat, self.library.catalogues.words(locale)))
            return in_topic(calls, came.topic)

        queued = await self._answer(update_id, came, apologise)
        self._became(update, "repeated" if queued is None else "set_aside")
        return bool(queued)

    async def _answer(
        self, update_id: int, came: Incoming, calls: Callable[[Turn, Incoming], list[Call]]
    ) -> bool | None:
        """Commit what an update leads to; return whether it queued something, None if repeated."""
        turn = await self.store.step(
            update_id, came.chat, lambda turn: turn.queue(calls(turn, came))
        )
        return None if turn is None else bool(turn.calls)

    def _became(self, update: Update, result: str) -> None:
        self.metrics.updates.add(update.kind, result)

    def _calls(self, turn: Turn, came: Incoming, done: _Done, *, by_webhook: bool) -> list[Call]:
        if came.event is None and came.query is None:
            words = self.library.catalogues.words(locale_of(came.language_code))
            return in_topic([pointer(came.chat, self.username, words)], came.topic)
        toast = None
        calls: list[Call] = []
        if came.event is not None:
            calls, toast = self._replies(turn, came, done)
            calls = in_topic(calls, came.topic)
        if came.query is not None:
            done.acknowledgement = acknowledgement(came.query, toast)
            if not by_webhook:
                # First: unlike the question, it never has to wait for its turn.
                calls = [done.acknowledgement, *calls]
                done.acknowledgement = None
        return calls

    def _replies(self, turn: Turn, came: Incoming, done: _Done) -> tuple[list[Call], str | None]:
        """Return the calls that show the answer, what has to be read first; and a toast."""
        assert came.event is not None, "there is something to answer"  # noqa: S101
        calls: list[Call] = []
        session = self._session(turn, came)
        answer = self.replies(session, came.event, self.today())
        if isinstance(came.event, Touched) and answer.is_silent:
            raise _SilentError
        done.before, done.answer = session, answer
        if answer.removes and came.message is not None:
            calls.append(removal(came.chat, came.message))
        message = self._left(turn, came, session)
        # What is forgotten is not looked up later, so only a message known now can be closed.
        closing: list[Call] = []
        if answer.closed is not None and (message is not None or answer.session is not None):
            words = self.library.catalogues.words((answer.session or session).locale)
            closing = [closing_call(came.chat, message, session.revision, answer.closed, words)]
        if answer.session is None:
            turn.forget()
        else:
            turn.save(encode(answer.session))
        if answer.refreshed is not None:
            calls.extend(refresh_calls(came.chat, message, session, answer.refreshed))
        takes_place = answer.session is not None and answer.session.revision != session.revision
        if takes_place:
            turn.supersede()
        screens = screen_calls(
            came.chat,
            answer.session or session,
            answer.screens,
            urgent=answer.urgent,
            replaceable=takes_place and not (answer.urgent or answer.lasting),
        )
        # A message that is on its way out is found by the screen last shown, so it comes before
        # the next one; else the person gets the question first.
        calls += (*closing, *screens) if message is None else (*screens, *closing)
        return calls, answer.toast

    def _session(self, turn: Turn, came: Incoming) -> Session:
        # What an older version saved and this one cannot read: the person begins again.
        return kept_session(turn.session) or Session(self.new_id(), locale_of(came.language_code))

    @staticmethod
    def _left(turn: Turn, came: Incoming, session: Session) -> int | None:
        """Return the message that shows the screen being left, if it is known already."""
        pressed = isinstance(came.event, Press) and came.event.revision == session.revision
        if pressed and came.message is not None:
            return came.message
        shown = turn.screen
        return shown.message_id if shown and shown.revision == session.revision else None
