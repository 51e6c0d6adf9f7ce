"""The conversation: a session and an event become a new session and what the person sees.

`reply` is pure: the same arguments give the same answer. It has no clock and does no I/O.
"""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec.structs import replace

from bot.dialog.commands import obey
from bot.dialog.discretion import withheld
from bot.dialog.emergency import detect_emergency
from bot.dialog.events import Command, Event, Press, Said, Touched, Unreadable
from bot.dialog.fitting import fit, present_option
from bot.dialog.moves import choose, give, offer, toggle
from bot.dialog.place import Place
from bot.dialog.screen import Kind, Screen
from bot.dialog.screens import current_screen
from bot.dialog.screens.changed import changed_text, dropped_text, what_changed
from bot.dialog.screens.notices import notice
from bot.dialog.screens.several import is_mark
from bot.dialog.screens.summary import CHANGE
from bot.dialog.session import Session, View
from bot.dialog.terms import Terms, open_terms
from bot.dialog.topics import Topics, topics_in, turn_to
from bot.dialog.turn import Turn
from bot.dialog.understand import Hint, Offer, Picked, nothing_asked, understand
from bot.dialog.wishes import Courtesy, Wish, wish_in
from bot.flows import START, Library, Question, Ref
from bot.texts import escape
from bot.typed import bounded

_LONGEST_MESSAGE = 4096
"""Characters of a message as Telegram takes it, written out; danger is looked for in all of it."""
_MOST_CHARACTERS = 600
_MOST_WORDS = 80
"""So much of a text is read for what it asks or answers."""


class Closed(msgspec.Struct, frozen=True):
    """How a screen that has been left is shown from now on: without its buttons.

    Attributes:
        chosen: the label or the date that was chosen on it; None if it was left in another way.
    """

    screen: Screen
    chosen: str | None


class Reply(msgspec.Struct, frozen=True):
    """What follows from an event.

    Attributes:
        session: to be kept; None means that everything about the person is to be forgotten.
        screens: messages to send, in order; what can be pressed belongs to the last.
        closed: what became of the screen before, if another has taken its place.
        toast: a line for the one who pressed, shown beside the chat.
        refreshed: the screen that stands, if its buttons have changed; its revision is the same,
            so every button on it can still be pressed.
        unmatched: whether a text was typed that could not be understood.
        removes: whether what was typed is better deleted where it stands: it gives away who wrote.
        urgent: whether the last screen is an answer to danger, to be seen before all else.
        lasting: whether it must be read though another one should take its place.
    """

    session: Session | None
    screens: tuple[Screen, ...] = ()
    closed: Closed | None = None
    toast: str | None = None
    refreshed: Screen | None = None
    unmatched: bool = False
    removes: bool = False
    urgent: bool = False
    lasting: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether nothing is shown or changed."""
        shown = self.screens or self.closed or self.toast or self.refreshed or self.removes
        return self.session is not None and not shown


def reply(library: Library, session: Session, event: Event, today: date) -> Reply:
    """Return what an event leads to.

    Args:
        library: the flows, checked.
        session: as it was saved, or a new one with revision 0.
        event: what the person did.
        today: the day it is in Norway.
    """
    fitted = fit(library, session, today)
    place = Place(library, fitted.session, today)
    news = what_changed(place, fitted)
    drawn = session.drawn or session.library
    is_redrawn = drawn not in ("", library.version)
    answer = _answer(place, event, news, drawn_before=is_redrawn)
    after = answer.session
    if after is None or after.revision != session.revision or answer.refreshed:
        return answer
    # What stands in the chat is not drawn anew, so that is not forgotten.
    return replace(answer, session=after.but(drawn=drawn if is_redrawn else ""))


def _answer(place: Place, event: Event, news: tuple[str, ...], *, drawn_before: bool) -> Reply:
    if isinstance(event, Press):
        return _pressed(place, event, news, drawn_before=drawn_before)
    if isinstance(event, Touched):
        heard = _heard(place, _seen(place), event.text)
        if heard is None:
            return Reply(place.session)
        turn = _telling(place, heard, news)
    else:
        turn = _telling(place, _turn(place, event), news)
    answer = _shown(place, turn, _seen(place))
    return replace(answer, unmatched=turn.unmatched, removes=turn.removes)


def _seen(place: Place) -> Screen | None:
    """Return the screen the session is on; None if the person has not been shown its step.

    The flows may have changed since, or the day: what was pressed or typed then answers another
    question than the one that would be asked now.
    """
    session = place.session
    if session.revision == 0:
        return None
    screen = current_screen(place)
    is_seen = session.shown in ("", str(Ref(screen.flow, screen.step)))
    return screen if is_seen else None


def _renewed(place: Place) -> Turn:
    return Turn(place.session, before=(changed_text(place),), lasting=True)


def _telling(place: Place, turn: Turn, news: tuple[str, ...]) -> Turn:
    """Return a turn that tells first what became of a session that other flows had saved."""
    cleared = place.session.answers and not turn.session.answers
    if not news or cleared:
        return turn
    return replace(turn, before=tuple(dict.fromkeys((*news, *turn.before))), lasting=True)


def _turn(place: Place, event: Command | Said | Unreadable) -> Turn:
    words = place.voice.words
    match event:
        case Command():
            return obey(place, event)
        case Unreadable():
            return _heard(place, _seen(place), event.text) or Turn(
                place.session,
                before=(
                    words.pgettext(
                        "hint",
                        "Jeg kan bare lese tekst og knapper. Det du sendte, er ikke lagret.",
                    ),
                ),
            )
        case Said():
            screen = _seen(place)
            heard = _heard(place, screen, event.text)
            if heard is not None:
                return heard
            text = bounded(event.text, _MOST_CHARACTERS, _MOST_WORDS)
            wish = wish_in(screen, text)
            if place.session.revision == 0:
                return (
                    _granted(place, None, wish)
                    if isinstance(wish, Command)
                    else Turn(place.session)
                )
            if screen is None:
                return _renewed(place)
            if wish is not None:
                return _granted(place, screen, wish)
            match understand(place, screen, text):
                case Picked(option, says_more):
                    turn = choose(place, option)
                    return _heard_out(place, turn, text) if says_more else turn
                case Hint(hint):
                    return Turn(place.session, before=(hint,), unmatched=True)
                case Offer(values):
                    return offer(place, values)
                case Terms() as terms:
                    return open_terms(place, terms)
                case Topics() as topics:
                    return turn_to(place, topics)
                case given:
                    return give(place, given)


def _heard(place: Place, screen: Screen | None, text: str) -> Turn | None:
    """Return the answer to what is heard in any text, whatever came with it; None if nothing is.

    That is danger, and what gives away who somebody is.
    """
    text = bounded(text, _LONGEST_MESSAGE, _LONGEST_MESSAGE)
    emergency, private = detect_emergency(place, screen, text), withheld(place, text)
    if emergency is not None:
        return replace(emergency, removes=private is not None)
    return private


def _heard_out(place: Place, turn: Turn, text: str) -> Turn:
    """Return where a text leads whose one word answered a question: «mor trenger rullestol».

    Who it is about and what it is about are often said together; nothing is asked twice. Only the
    start asks both: an answer in the midst of a topic says nothing of another.
    """
    after = Place(place.library, turn.session, place.today, place.walk)
    at = after.walk.at
    asks_on = place.walk.at.ref.flow == START == at.ref.flow and isinstance(at, Question)
    topics = topics_in(after, text) if asks_on else None
    if topics is None:
        return turn
    return replace(turn_to(after, topics), chosen=turn.chosen)


def _granted(place: Place, screen: Screen | None, wish: Wish) -> Turn:
    """Return what a wish leads to: what a command does, or a line and the question that stands."""
    if isinstance(wish, Command):
        return obey(place, wish)
    words = place.voice.words
    match wish:
        case Courtesy.HELLO if place.session.flow == START and not place.session.answers:
            return Turn(place.session)  # the front page says hello itself
        case Courtesy.HELLO:
            line = words.pgettext("courtesy", "Hei! Her er spørsmålet.")
        case Courtesy.THANKS:
            line = words.pgettext("courtesy", "Bare hyggelig!")
        case Courtesy.GOODBYE:
            line = words.pgettext("courtesy", "Ha det bra! Du kan fortsette her når du vil.")
        case Courtesy.STOP:
            line = words.pgettext(
                "courtesy",
                "Du kan slutte når du vil, og fortsette her senere. Skriv /nytt for å begynne på "
                "nytt, eller /slett for å slette alt om deg.",
            )
    if screen is not None and screen.kind is Kind.OUTCOME:
        line = f"{line} {nothing_asked(words)}"
    return Turn(place.session, before=(line,))


def _pressed(place: Place, press: Press, news: tuple[str, ...], *, drawn_before: bool) -> Reply:
    """Return what a press leads to.

    Args:
        place: where the session is.
        press: what was pressed.
        news: what to tell before anything else, on a screen of its own if need be.
        drawn_before: whether the button was drawn by other flows.
    """
    words = place.voice.words
    session = place.session
    if session.revision == 0:
        gone = words.pgettext(
            "press", "Samtalen du trykket i, er slettet eller for gammel. Vi begynner på nytt."
        )
        return _shown(place, Turn(session, before=(gone,)), None)
    if (press.session, press.revision) != (session.id, session.revision):
        if news:
            return _shown(place, Turn(session, before=news, lasting=True), None)
        return Reply(
            session,
            toast=words.pgettext(
                "press",
                "Denne knappen hører til en eldre melding. Bruk knappene i den siste meldingen, "
                "eller skriv /svar for å endre et svar.",
            ),
        )
    # The answers that a summary numbered are not told apart by their numbers any more.
    numbered = session.view is View.SUMMARY and press.option.startswith(CHANGE)
    screen = _seen(place)
    if screen is None or (drawn_before and numbered):
        return _shown(place, _telling(place, _renewed(place), news), None)
    asked = place.asked if screen.kind is Kind.QUESTION else None
    pressed = present_option(place.library, asked.ref if asked else None, press.option)
    option = next((option for option in screen.options if option.id == pressed), None)
    if option is None and asked and is_mark(place, pressed):
        # Pressed twice, before the button could change.
        return _ticked(place, toggle(place, pressed), news, screen)
    if option is None and drawn_before:
        # The button was there when it was drawn: show what there is to press now.
        return _shown(place, _telling(place, _renewed(place), news), screen)
    if option is None:
        return Reply(
            session, toast=words.pgettext("press", "Den knappen finnes ikke her. Velg en annen.")
        )
    turn = choose(place, option)
    if turn.toast:
        return _ticked(place, turn, news, screen)
    return _shown(place, _telling(place, turn, news), screen)


def _ticked(place: Place, turn: Turn, news: tuple[str, ...], screen: Screen) -> Reply:
    """Return the screen with other buttons: in its place, unless there is more to tell."""
    return _shown(place, _telling(place, turn, news), screen) if news else _refreshed(place, turn)


def _refreshed(place: Place, turn: Turn) -> Reply:
    """Return the screen as it is now, in the place where it stands."""
    session = turn.session.but(drawn="")
    after = Place(place.library, session, place.today, place.walk)
    return Reply(session, toast=turn.toast, refreshed=current_screen(after))


def _shown(place: Place, turn: Turn, before: Screen | None) -> Reply:
    if turn.forgets:
        return Reply(None, turn.notices, Closed(before, None) if before else None)
    session = turn.session.but(revision=place.session.revision + 1, drawn="")
    after = Place(place.library, session, place.today, place.walk)
    lines = (*turn.before, dropped_text(after, turn.lost)) if turn.lost else turn.before
    if turn.toast:
        lines = (*lines, escape(turn.toast))
    screen = current_screen(after)
    aside = (*turn.notices, *(notice(after, line) for line in lines))
    stays = turn.session == place.session
    if aside and stays and not turn.lasting and before is not None and before.kind is Kind.OUTCOME:
        # The answer stands above with its buttons: a line is enough, not all of it again.
        return Reply(place.session, aside)
    if lines:
        # Nothing comes before whom to call when there is danger.
        first, last = ((), lines) if session.view is View.DANGER else (lines, ())
        screen = replace(screen, text="\n\n".join((*first, screen.text, *last)))
    shown = Ref(screen.flow, screen.step)
    begun = tuple(given for given in session.begun if given.ref == shown)
    session = session.but(shown=str(shown), begun=begun)
    closed = Closed(before, turn.chosen) if before else None
    return Reply(
        session,
        (*turn.notices, screen),
        closed,
        urgent=session.view is View.DANGER,
        lasting=turn.lasting or turn.removes or bool(turn.lost),
    )


def show(library: Library, session: Session, today: date) -> Screen:
    """Return the screen a session is on, without anything having happened.

    What became of a session that other flows have saved, stands first on it.
    """
    fitted = fit(library, session, today)
    place = Place(library, fitted.session, today)
    screen = current_screen(place)
    return replace(screen, text="\n\n".join((*what_changed(place, fitted), screen.text)))
