"""The commands a person can give."""

from __future__ import annotations

import re

from bot.dialog.events import Command
from bot.dialog.moves import back, forget, start_over
from bot.dialog.place import Place
from bot.dialog.screens.notices import help_notice, privacy_notice
from bot.dialog.session import View
from bot.dialog.terms import find_terms, open_terms
from bot.dialog.topics import find_topics, turn_to
from bot.dialog.turn import Turn
from bot.flows import START
from bot.texts import SUPPORTED

_BETWEEN = re.compile("[_-]+")
"""What stands for a space in a link, which can have none."""


def obey(place: Place, command: Command) -> Turn:
    """Return what a command changes; one that does not exist gets a hint."""
    session, words = place.session, place.voice.words
    # Clients offer some of these by themselves, and people type them as in other bots.
    match command.name:
        case "start":
            return _start(place, command.argument)
        case "hjelp" | "help":
            return Turn(session, notices=(help_notice(place),))
        case "personvern" | "privacy":
            return Turn(session, notices=(privacy_notice(place),))
        case "tilbake" | "back":
            return back(place)
        case "nytt" | "cancel" | "stop" | "avbryt" | "stopp" | "restart":
            return start_over(place)
        case "svar" | "answers":
            return Turn(session.at(View.SUMMARY))
        case "hast" | "fare" | "nod" | "nød" if place.library.facts.dangers:
            return Turn(session.looking(View.DANGER))
        case "ord" | "begreper" | "words" if place.library.facts.terms:
            return _words(place, command.argument)
        case "sprak" | "språk" if command.argument in SUPPORTED:
            return Turn(session.looking(View.STEP).but(locale=command.argument))
        case "sprak" | "språk" | "language" | "settings" | "innstillinger":
            return Turn(session.looking(View.LANGUAGE))
        case "glem":
            return Turn(session.looking(View.FORGET))
        case "slett" | "delete":
            return forget(place)
        case _:
            unknown = words.pgettext(
                "hint", "Den kommandoen kjenner jeg ikke. Skriv /hjelp for å se hva du kan skrive."
            )
            return Turn(session, before=(unknown,))


def _words(place: Place, asked: str) -> Turn:
    terms = find_terms(place, asked) if asked else None
    if terms is not None:
        return open_terms(place, terms)
    unknown = place.voice.words.pgettext("terms", "Det ordet har jeg ingen forklaring på.")
    return Turn(place.session.looking(View.TERMS), before=(unknown,) if asked else ())


def _start(place: Place, argument: str) -> Turn:
    fresh = place.session.at(View.STEP).but(answers=(), flow=START, begun=())
    if not argument or argument == START:
        return Turn(fresh)
    # Links stand on paper and in old messages long after a flow has changed its name.
    flow = place.library.renames.flow(argument)
    if place.library.is_entry(flow):
        return Turn(fresh.but(flow=flow))
    begun = Place(place.library, fresh, place.today)
    topics = find_topics(begun, _BETWEEN.sub(" ", argument), may_go=True)
    if topics is not None:
        return turn_to(begun, topics)
    gone = place.voice.words.pgettext(
        "hint", "Lenken du brukte, fører ikke lenger til et tema. Her er forsiden."
    )
    return Turn(fresh, before=(gone,))
