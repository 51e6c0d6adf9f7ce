"""The answers given, each to be changed."""

from __future__ import annotations

from bot.dialog.place import RETURN, Place
from bot.dialog.screen import Kind, Option, Screen
from bot.dialog.screens.answers import answered_text
from bot.flows import Question
from bot.texts import escape

CHANGE = "endre_"


def summary_screen(place: Place) -> Screen:
    """Return the screen that lists the answers on the way here."""
    voice, words = place.voice, place.voice.words
    lines: list[str] = []
    choices: list[Option] = []
    for number, ref in enumerate(place.walk.passed, 1):
        question = place.step(ref)
        if isinstance(question, Question):
            asked = voice.say(question.text)
            lines.append(f"{number}. {asked} **{escape(answered_text(place, question))}**")
            label = words.pgettext("summary", "Endre svar {number}", number=number)
            choices.append(Option(f"{CHANGE}{number}", label))
    at = place.walk.at.ref
    if lines:
        parts = [words.pgettext("summary", "**Svarene dine**"), "\n".join(lines)]
    else:
        parts = [words.pgettext("summary", "Du har ikke svart på noe ennå.")]
    disclaimer = voice.disclaimer()
    if disclaimer:
        parts.append(disclaimer)
    return Screen(
        Kind.NOTICE,
        at.flow,
        at.step,
        "\n\n".join(parts),
        choices=tuple(choices),
        tools=place.tools(
            Option(
                RETURN,
                words.pgettext("tool", "Gå videre"),
                ("videre", "gå videre", "tilbake", "continue"),
            ),
            back=False,
        ),
    )
