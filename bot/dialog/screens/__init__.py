"""The screens, one file each: what a person sees at a place."""

from datetime import date
from functools import lru_cache

from bot.dialog.place import Place
from bot.dialog.screen import Screen
from bot.dialog.screens.answers import answered_text
from bot.dialog.screens.danger import danger_screen
from bot.dialog.screens.derivation import derivation_screen
from bot.dialog.screens.forget import forget_screen
from bot.dialog.screens.language import language_screen
from bot.dialog.screens.outcome import outcome_screen
from bot.dialog.screens.question import question_screen
from bot.dialog.screens.summary import summary_screen
from bot.dialog.screens.terms import terms_screen, with_terms
from bot.dialog.screens.topics import topics_screen
from bot.dialog.session import Session, View
from bot.flows import Library, Outcome

__all__ = ["answered_text", "current_screen"]


def current_screen(place: Place) -> Screen:
    """Return what the session shows: its step, or the view the person has opened."""
    session = place.session
    is_shared = all(given.is_choice for given in (*session.answers, *session.begun))
    # What has been said before in bokmål, on the same screen, is told of at its end.
    if not is_shared or place.voice.untranslated:
        return _made(place)
    bare = session.but(id="", revision=0, library="", shown="", drawn="")
    screen, untranslated = _kept(place.library, bare, place.today)
    place.voice.untranslated |= untranslated
    return screen


@lru_cache(maxsize=1024)
def _kept(library: Library, session: Session, today: date) -> tuple[Screen, bool]:
    """Make a screen that many people come to, once; and say whether some of it is not translated.

    Nobody is known by it: there are choices alone in the session.
    """
    place = Place(library, session, today)
    screen = _made(place)
    return screen, place.voice.untranslated


def _made(place: Place) -> Screen:
    match place.session.view:
        case View.SUMMARY:
            return summary_screen(place)
        case View.DANGER:
            return danger_screen(place)
        case View.TERMS:
            return terms_screen(place, _step_screen(place))
        case View.TOPICS:
            return topics_screen(place)
        case View.LANGUAGE:
            return language_screen(place)
        case View.FORGET:
            return forget_screen(place)
        case View.DERIVATION if isinstance(place.walk.at, Outcome):
            return derivation_screen(place, place.walk.at)
        case _:
            return with_terms(place, _step_screen(place))


def _step_screen(place: Place) -> Screen:
    """Return the step the session is on, or the question whose answer is being changed."""
    at = place.changing or place.walk.at
    return outcome_screen(place, at) if isinstance(at, Outcome) else question_screen(place, at)
