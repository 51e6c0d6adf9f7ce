"""A conversation kept in memory: what is said in turn, and nothing after it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.dialog import Event, Reply, Screen, Session, fit, reply, show
from bot.flows import Library, Ref
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
        self._told = library.version
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
        today, session = self.today(), self.session
        if self._told == self.library.version:
            # What a change took away was told when it was shown, and is not told again.
            session = fit(self.library, session, today).session
        answer = reply(self.library, session, event, today)
        self.session, self._told = answer.session or self._fresh(), self.library.version
        return answer

    def take_in(self, library: Library) -> Screen | None:
        """Go on with other flows; return the screen as it is now, if it differs.

        The session is left as it is, so that an answer which is not accepted for a while holds
        again when it is. It is made to fit when the next event is heard.
        """
        today = self.today()
        before = show(self.library, self.session, today)
        self.library = library
        now = show(library, self.session, today)
        # With revision 0 the last that was shown is that all was deleted, and not a step.
        return now if now != before and self.session.revision else None

    def asks_anew(self, screen: Screen) -> bool:
        """Whether a screen is on another step than the one last shown."""
        fitted = fit(self.library, self.session, self.today()).session
        return fitted.shown != str(Ref(screen.flow, screen.step))

    def shown(self, screen: Screen) -> None:
        """Note that a screen was shown: what is answered next is an answer to it."""
        self.session = self.session.but(shown=str(Ref(screen.flow, screen.step)))
        self._told = self.library.version

    def _fresh(self) -> Session:
        return Session(self._new_id(), self._locale)
