"""A question, with its choices."""

from __future__ import annotations

from datetime import date

from bot.dialog.place import LANGUAGE, Place
from bot.dialog.screen import Kind, Option, Screen
from bot.flows import START, UNKNOWN, Choice, Question
from bot.texts import day, escape, to_plain


def question_screen(place: Place, question: Question) -> Screen:
    """Return the screen that asks a question; when it is being changed, with its answer now."""
    voice, words = place.voice, place.voice.words
    parts = [f"**{voice.say(question.text)}**"]
    if question.help:
        parts.append(voice.say(question.help))
    explained = [
        f"- **{escape(label(place, choice))}:** {voice.say(choice.explanation)}"
        for choice in question.choices
        if choice.explanation
    ]
    if explained:
        parts.append("\n".join(explained))
    if question.day is not None:
        example = place.today.strftime("%d.%m.%y")
        parts.append(
            words.pgettext(
                "question",
                "Skriv datoen, for eksempel «3. mars» eller «{example}».",
                example=escape(example),
            )
        )
    changing = place.changing == question
    if changing:
        now = answered_text(place, question)
        parts.append(words.pgettext("question", "Svaret ditt nå: {answer}", answer=escape(now)))
    flow = place.library.flows[question.ref.flow]
    is_start = question.ref.flow == START and flow.start == question.ref.step
    if is_start:
        parts.insert(0, _welcome(place))
    if flow.health and flow.start == question.ref.step:
        parts.append(voice.emergency())
    choices = tuple(option(place, choice) for choice in question.choices)
    disclaimer = voice.disclaimer()
    if disclaimer:
        parts.append(disclaimer)
    language = Option(
        LANGUAGE, words.pgettext("tool", "Språk / Language"), ("språk", "sprak", "language")
    )
    return Screen(
        Kind.QUESTION,
        question.ref.flow,
        question.ref.step,
        "\n\n".join(parts),
        choices=choices,
        tools=place.tools(
            *((language,) if is_start else ()),
            back=changing or place.has_answers or place.session.flow != START,
        ),
        takes_date=question.day is not None,
    )


def _welcome(place: Place) -> str:
    return place.voice.words.pgettext(
        "start",
        "Hei! Jeg er Rettvei. Jeg stiller ett spørsmål om gangen. Så viser jeg hvem du skal "
        "kontakte, og hvilken frist du har. Jeg kan ikke se saken din.",
    )


def option(place: Place, choice: Choice) -> Option:
    """Return a choice as something to press or type."""
    also = ("vet ikke", "jeg vet ikke", "veit ikkje", "aner ikke", "usikker", "don't know")
    return Option(choice.id, label(place, choice), also if choice.id == UNKNOWN else ())


def label(place: Place, choice: Choice) -> str:
    """Return a choice's label in the person's language, as characters alone."""
    if choice.label is None:
        return place.voice.words.pgettext("question", "Vet ikke")
    return to_plain(place.voice.say(choice.label))


def answered_text(place: Place, question: Question) -> str:
    """Return the answer to a question that has been answered, as a person reads it."""
    value = place.session.values[question.ref]
    if isinstance(value, date):
        return day(value, place.voice.words.locale)
    choice = question.choice(value)
    return label(place, choice) if choice else ""
