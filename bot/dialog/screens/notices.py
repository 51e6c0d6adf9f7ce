"""Short messages beside the conversation: help, privacy, what happened."""

from __future__ import annotations

from datetime import timedelta

from bot.dialog.place import Place
from bot.dialog.screen import Kind, Screen
from bot.texts import escape

_HOURS_UP_TO = 48
"""From so many hours on, days are told."""


def notice(place: Place, *parts: str) -> Screen:
    """Return a message that asks nothing."""
    at = place.walk.at.ref
    return Screen(Kind.NOTICE, at.flow, at.step, "\n\n".join(parts))


def help_notice(place: Place) -> Screen:
    """Return what can be done here."""
    words = place.voice.words
    commands = (
        ("/start", words.pgettext("help", "gå til forsiden")),
        *(
            [("/hast", words.pgettext("help", "se hvem du kan ringe når det haster"))]
            if place.library.facts.dangers
            else []
        ),
        *(
            [("/ord", words.pgettext("help", "få ord forklart"))]
            if place.library.facts.terms
            else []
        ),
        ("/tilbake", words.pgettext("help", "gå ett spørsmål tilbake")),
        ("/nytt", words.pgettext("help", "start på nytt")),
        ("/svar", words.pgettext("help", "se og endre svarene dine")),
        ("/sprak", words.pgettext("help", "bytt språk")),
        ("/slett", words.pgettext("help", "slett alt om deg")),
        ("/personvern", words.pgettext("help", "se hva som lagres")),
    )
    return notice(
        place,
        words.pgettext("help", "**Slik bruker du Rettvei**"),
        words.pgettext(
            "help",
            "Trykk på en knapp, eller skriv svaret. Jeg spør om én ting om gangen. Til slutt får "
            "du vite hvem du skal kontakte, hvilken frist du har, og hva du gjør nå.",
        ),
        "\n".join(f"- {command}: {what}" for command, what in commands),
        words.pgettext(
            "help",
            "Jeg kan ikke se saken din, og jeg er ikke advokat. Brevet ditt gjelder hvis det "
            "sier noe annet.",
        ),
        place.voice.emergency(),
    )


def privacy_notice(place: Place) -> Screen:
    """Return what is kept about a person, and how to be rid of it."""
    words = place.voice.words
    return notice(
        place,
        words.pgettext("privacy", "**Personvern**"),
        _who_answers(place),
        words.pgettext(
            "privacy",
            "Jeg lagrer hvilke svar du har valgt, datoer, tall, beløp og kommune du har oppgitt, "
            "og språket ditt. Det du skriver, lagres ikke slik du skrev det. Bilder, filer og "
            "talemeldinger lagres heller ikke.",
        ),
        words.pgettext(
            "privacy",
            "Skriv aldri fødselsnummer eller navn her. Meldingene i chatten ligger hos Telegram. "
            "De må du slette selv i appen.",
        ),
        words.pgettext(
            "privacy",
            "Skriv /slett for å slette alt jeg har lagret om deg. Det blir også slettet når du "
            "ikke har brukt denne chatten på {time}.",
            time=_retention(place),
        ),
        words.pgettext(
            "privacy",
            "Mener du at opplysningene blir brukt feil? Da kan du klage til "
            "[Datatilsynet](https://www.datatilsynet.no).",
        ),
    )


def _who_answers(place: Place) -> str:
    words, privacy = place.voice.words, place.library.privacy
    if privacy.controller is None:
        who = words.pgettext(
            "privacy",
            "Den som driver denne tjenesten, har ikke skrevet her hvem som har ansvaret for "
            "opplysningene om deg.",
        )
    else:
        who = words.pgettext(
            "privacy",
            "{controller} har ansvaret for opplysningene om deg.",
            controller=escape(privacy.controller),
        )
    if privacy.contact is None:
        how = words.pgettext("privacy", "Det står ikke her hvordan du kan ta kontakt.")
    else:
        how = words.pgettext(
            "privacy", "Spørsmål? Kontakt {contact}.", contact=escape(privacy.contact)
        )
    return f"{who} {how}"


def _retention(place: Place) -> str:
    words, hours = place.voice.words, place.library.privacy.retention // timedelta(hours=1)
    if hours % 24 or hours < _HOURS_UP_TO:
        return words.npgettext("length", "{n} time", "{n} timer", hours)
    return words.npgettext("length", "{n} dag", "{n} dager", hours // 24)


def forgotten_notice(place: Place) -> Screen:
    """Return that everything is gone."""
    return notice(
        place,
        place.voice.words.pgettext(
            "privacy",
            "Alt jeg hadde lagret om deg, er slettet. Meldingene i chatten kan du slette selv. "
            "Skriv /start hvis du vil begynne igjen.",
        ),
    )
