"""The conversation: a session and an event become a new session and what the person sees.

`reply` is pure: the same arguments give the same answer. It has no clock and does no I/O.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.dialog.commands import obey
from bot.dialog.events import Command, Event, Press, Said, Unreadable
from bot.dialog.moves import choose, give
from bot.dialog.place import Place
from bot.dialog.screen import Screen
from bot.dialog.screens import current_screen
from bot.dialog.session import Session, View
from bot.dialog.turn import Turn
from bot.dialog.understand import Hint, Picked, understand
from bot.flows import Library


@dataclass(frozen=True, slots=True)
class Closed:
    """How a screen that has been left is shown from now on: without its buttons.

    Attributes:
        chosen: the label or the date that was chosen on it; None if it was left in another way.
    """

    screen: Screen
    chosen: str | None


@dataclass(frozen=True, slots=True)
class Reply:
    """What follows from an event.

    Attributes:
        session: to be kept; None means that everything about the person is to be forgotten.
        screens: messages to send, in order; what can be pressed belongs to the last.
        closed: what became of the screen before, if another has taken its place.
        toast: a line for the one who pressed, shown beside the chat.
    """

    session: Session | None
    screens: tuple[Screen, ...] = ()
    closed: Closed | None = None
    toast: str | None = None


def reply(library: Library, session: Session, event: Event, today: date) -> Reply:
    """Return what an event leads to.

    Args:
        library: the flows, checked.
        session: as it was saved, or a new one with revision 0.
        event: what the person did.
        today: the day it is in Norway.
    """
    session = _fitting(library, session)
    place = Place(library, session, today)
    if isinstance(event, Press):
        return _pressed(place, event)
    turn = _turn(place, event)
    if session.revision == 0:
        return _shown(place, turn, None)
    return _shown(place, turn, current_screen(place))


def _fitting(library: Library, session: Session) -> Session:
    """Return the session with what the library no longer has taken out."""
    if session.library == library.version:
        return session
    if not library.is_entry(session.flow):
        session = Session(session.id, session.locale, session.revision)
    known = tuple(
        given
        for given in session.answers
        if given.flow in library.flows and given.step in library.flows[given.flow].steps
    )
    return replace(session, answers=known, library=library.version, view=View.STEP, changing=None)


def _turn(place: Place, event: Command | Said | Unreadable) -> Turn:
    words = place.voice.words
    match event:
        case Command():
            return obey(place, event)
        case Unreadable():
            return Turn(
                place.session,
                before=(
                    words.pgettext(
                        "hint",
                        "Jeg kan bare lese tekst og knapper. Det du sendte, er ikke lagret.",
                    ),
                ),
            )
        case Said():
            if place.session.revision == 0:
                return Turn(place.session)
            match understand(place, current_screen(place), event.text):
                case Picked(option):
                    return choose(place, option)
                case Hint(text):
                    return Turn(place.session, before=(text,))
                case day:
                    return give(place, day)


def _pressed(place: Place, press: Press) -> Reply:
    words = place.voice.words
    session = place.session
    if session.revision == 0:
        gone = words.pgettext(
            "press", "Samtalen du trykket i, er slettet eller for gammel. Vi begynner på nytt."
        )
        return _shown(place, Turn(session, before=(gone,)), None)
    if (press.session, press.revision) != (session.id, session.revision):
        return Reply(
            session,
            toast=words.pgettext(
                "press",
                "Dette er alt besvart. Gå til siste melding, eller skriv /svar for å endre.",
            ),
        )
    screen = current_screen(place)
    option = next((option for option in screen.options if option.id == press.option), None)
    if option is None:
        return Reply(
            session, toast=words.pgettext("press", "Den knappen finnes ikke her. Velg en annen.")
        )
    return _shown(place, choose(place, option), screen)


def _shown(place: Place, turn: Turn, before: Screen | None) -> Reply:
    if turn.forgets:
        return Reply(None, turn.notices, Closed(before, None) if before else None)
    session = replace(
        turn.session, revision=place.session.revision + 1, library=place.library.version
    )
    after = Place(place.library, session, place.today)
    screen = current_screen(after)
    if turn.before:
        screen = replace(screen, text="\n\n".join((*turn.before, screen.text)))
    closed = Closed(before, turn.chosen) if before else None
    return Reply(session, (*turn.notices, screen), closed)


def show(library: Library, session: Session, today: date) -> Screen:
    """Return the screen a session is on, without anything having happened."""
    return current_screen(Place(library, _fitting(library, session), today))
