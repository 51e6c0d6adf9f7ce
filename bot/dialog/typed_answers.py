"""Typed answers of the kinds that are more than one choice or a date."""

from __future__ import annotations

import re

from bot.dialog.meanings import Hint, Offer
from bot.dialog.place import Place
from bot.dialog.screen import Screen
from bot.dialog.screens.several import UNTICK
from bot.flows.kinds import AmountInput, MunicipalityInput, NumberInput, SeveralInput
from bot.flows.values import Value
from bot.texts import money
from bot.texts import number as number_text
from bot.typed import (
    LabelledOption,
    NamedPlace,
    NotANumber,
    UnsureNumber,
    match,
    read_amount,
    read_number,
    read_place,
)

_BETWEEN = re.compile(r"\s*[,;+&\n]\s*(?:(?:og|and)\s+)?|\s+(?:og|and|samt)\s+", re.IGNORECASE)
_FIGURES = re.compile(r"\s*\d{1,2}(?:\s+\d{1,2})+\s*")


def several(
    screen: Screen, asked: SeveralInput, text: str, ticked: frozenset[str]
) -> frozenset[str] | None:
    """Return what is chosen when a text names one or more of several choices; else None.

    By label or by number, with commas or "og" between; what is ticked already stays chosen.
    """
    whole = _mark(screen, asked, text)
    if whole is not None:
        return ticked | {whole}
    pieces = text.split() if _FIGURES.fullmatch(text) else _BETWEEN.split(text.strip())
    named = [_mark(screen, asked, piece) for piece in pieces if piece]
    if not named or None in named:
        return None
    return ticked.union(mark for mark in named if mark is not None)


def _mark(screen: Screen, asked: SeveralInput, text: str) -> str | None:
    options = [LabelledOption(option.id, option.label, option.also) for option in screen.choices]
    found = match(text, options, numbers=True)
    if not isinstance(found, LabelledOption):
        return None
    mark = found.id.removeprefix(UNTICK)
    return mark if mark in asked.ids else None


def number(place: Place, asked: NumberInput | AmountInput, text: str) -> Value | Offer | Hint:
    """Return the number or amount a text means, or those it may mean."""
    words = place.voice.words
    if isinstance(asked, AmountInput):
        reading = read_amount(text)
    else:
        unit = asked.unit
        known = (*(each.source for each in unit.variants), place.voice.say(unit)) if unit else ()
        reading = read_number(text, known)
    match reading:
        case int() if asked.accepts(reading, place.today):
            return reading
        case UnsureNumber(candidates):
            taken = tuple(value for value in candidates if asked.accepts(value, place.today))
            return Offer(taken) if taken else _out_of_range(place, asked)
        case NotANumber():
            return Hint(
                words.pgettext("hint", "Det forstod jeg ikke som et tall. Skriv bare tallet.")
            )
        case _:
            return _out_of_range(place, asked)


def _out_of_range(place: Place, asked: NumberInput | AmountInput) -> Hint:
    words = place.voice.words
    written = money if isinstance(asked, AmountInput) else number_text
    return Hint(
        words.pgettext(
            "hint",
            "Svaret må være fra {least} til {most}. Sjekk tallet, og skriv det på nytt.",
            least=written(asked.least, words.locale),
            most=written(asked.most, words.locale),
        )
    )


def municipality(place: Place, asked: MunicipalityInput, text: str) -> Value | Offer | Hint:
    """Return the municipality a text means, or those it may mean."""
    places = [
        NamedPlace(found.number, found.names, found.county.name) for found in asked.places.values()
    ]
    reading = read_place(text, places)
    if isinstance(reading, str):
        return reading
    if reading.ids:
        return Offer(reading.ids)
    return Hint(
        place.voice.words.pgettext(
            "hint",
            "Jeg finner ingen kommune med det navnet. Skriv navnet på nytt. Har kommunen fått nytt "
            "navn, så skriv det nye.",
        )
    )
