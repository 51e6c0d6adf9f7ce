"""Answers as a person reads them."""

from __future__ import annotations

from datetime import date

from bot.dialog.place import Place
from bot.flows import UNKNOWN, Choice, Question
from bot.flows.kinds import AmountInput, Mark, MunicipalityInput, NumberInput, SeveralInput
from bot.flows.values import Value
from bot.texts import day, joined, money, number, to_plain


def label(place: Place, choice: Choice | Mark) -> str:
    """Return a choice's label in the person's language, as characters alone."""
    if choice.label is not None:
        return to_plain(place.voice.say(choice.label))
    words = place.voice.words
    if choice.id == UNKNOWN:
        return words.pgettext("question", "Vet ikke")
    return words.pgettext("question", "Ingen av disse")


def answered_text(place: Place, question: Question) -> str:
    """Return the answer to a question that has been answered, as a person reads it."""
    return answer_text(place, question, place.session.values[question.ref])


def answer_text(place: Place, question: Question, value: Value) -> str:
    """Return an answer that a question takes, as a person reads it: characters alone."""
    locale = place.voice.words.locale
    choice = question.choice(value) if isinstance(value, str) else None
    if choice is not None:
        return label(place, choice)
    if isinstance(value, date):
        return day(value, locale)
    match question.input:
        case SeveralInput(marks) if isinstance(value, frozenset):
            chosen = [mark for mark in marks if mark.id in value]
            words = place.voice.words_for(*(mark.label for mark in chosen if mark.label))
            return joined([label(place, mark) for mark in chosen], words.locale)
        case AmountInput() if isinstance(value, int):
            return money(value, locale)
        case NumberInput(unit=unit) if isinstance(value, int):
            if unit is None:
                return number(value, locale)
            written = number(value, place.voice.words_for(unit).locale)
            return f"{written} {to_plain(place.voice.say(unit))}"
        case MunicipalityInput(places=places) if isinstance(value, str) and value in places:
            return places[value].label
        case _:
            return ""
