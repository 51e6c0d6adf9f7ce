"""One update being handled: what was found, and what is to be kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from bot.store.coding import encode_call, log_damage, open_screen
from bot.store.errors import DamagedError
from bot.store.records import Call, SetAside, Shown
from bot.store.sealing import Kind, Sealer


class Turn:
    """What an update does to its chat, decided in memory and written at once.

    Attributes:
        session: the chat's session as it was last saved, or None.
        forgot: whether all that was stored is to be deleted first.
        supersedes: whether the screens that wait are to go out no more.
        saved: the session to keep, if any.
        calls: what was queued.
        encoded: the same as they are stored, before they are sealed.
        aside: updates that could not be handled.
    """

    __slots__ = ("_screen", "aside", "calls", "encoded", "forgot", "saved", "session", "supersedes")

    def __init__(
        self, session: bytes | None, screen: Callable[[], Shown | None] = lambda: None
    ) -> None:
        self.session = session
        self._screen = screen
        self.forgot = False
        self.supersedes = False
        self.saved: bytes | None = None
        self.calls: list[Call] = []
        self.encoded: list[bytes] = []
        self.aside: list[SetAside] = []

    @classmethod
    def opened(
        cls, sealer: Sealer, chat: bytes, session: bytes | None, screen: bytes | None
    ) -> Turn:
        """Begin with what is stored of a chat.

        What does not open will never open again, so the chat goes on without it: it must hold up
        neither the person nor, behind the update, everybody else.

        Raises:
            UnknownKeyError: its key is not among those read from the database.
        """
        turn = cls(None, partial(_shown, sealer, chat, screen))
        try:
            if session is not None:
                turn.session = sealer.unseal(Kind.SESSION, chat, session)
        except DamagedError:
            log_damage("session")
        return turn

    @property
    def screen(self) -> Shown | None:
        """The last message that showed a screen with buttons; opened when it is asked for.

        Raises:
            UnknownKeyError: its key is not among those read from the database.
        """
        return None if self.forgot else self._screen()

    def save(self, session: bytes) -> None:
        """Keep the chat's session."""
        self.session = self.saved = session

    def forget(self) -> None:
        """Delete all that is stored about the chat, its waiting outbox rows with it.

        What is saved or queued later in the turn stays, and what is urgent still goes out.
        """
        self.forgot = True
        self.session = self.saved = None
        self.calls.clear()
        self.encoded.clear()
        self.aside.clear()

    def supersede(self) -> None:
        """Let the replaceable calls that wait in the chat go out no more.

        What is queued in this turn stays.
        """
        self.supersedes = True

    def queue(self, calls: Sequence[Call]) -> None:
        """Put calls at the end of the chat's outbox; they may go out as soon as it commits.

        Raises:
            TypeError: a parameter is not made of what JSON has.
        """
        self.encoded += [encode_call(call) for call in calls]
        self.calls += calls

    def set_aside(self, update: SetAside) -> None:
        """Keep what is needed to look at an update that could not be handled.

        It is deleted with all else about the chat when that is forgotten.
        """
        self.aside.append(update)


def _shown(sealer: Sealer, chat: bytes, screen: bytes | None) -> Shown | None:
    try:
        return open_screen(sealer, chat, screen)
    except DamagedError:
        log_damage("screen")
        return None
