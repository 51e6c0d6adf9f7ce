"""A conversation kept in memory: what is said in turn, and nothing after it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.dialog import Event, Reply, Screen, Session, reply, show
from bot.flows import Library
from bot.texts import Words


class Conversation:
    """Holds one session between events.

    Args:
        library: the flows, checked.
        today: asked at every event, so that a new day is seen.
        locale: the language to begin in.
        new_id: makes a session id that no other has.
    """

    def __init__(
        self, library: Library, today: Callable[[], date], locale: str, new_id: Callable[[], str]
    ) -> None:
        self.library = library
        self.today = today
        self._locale = locale
        self._new_id = new_id
        self.session = self._fresh()

    @property
    def words(self) -> Words:
        """The bot's own words in the language of the session."""
        return self.library.catalogues.words(self.session.locale)

    @property
    def screen(self) -> Screen:
        """What the session is on."""
        return show(self.library, self.session, self.today())

    def hear(self, event: Event) -> Reply:
        """Return what an event leads to; a session that is to be forgotten is."""
        answer = reply(self.library, self.session, event, self.today())
        self.session = answer.session or self._fresh()
        return answer

    def _fresh(self) -> Session:
        return Session(self._new_id(), self._locale)
