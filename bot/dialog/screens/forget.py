"""The question whether all that is kept about a person is to be deleted."""

from __future__ import annotations

from typing import Final

from bot.dialog.place import RETURN, Place
from bot.dialog.screen import Kind, Option, Screen
from bot.typed import NO, YES

FORGET: Final = ":slett"


def forget_screen(place: Place) -> Screen:
    """Return the screen that asks once before everything is deleted."""
    words = place.voice.words
    at = place.walk.at.ref
    return Screen(
        Kind.NOTICE,
        at.flow,
        at.step,
        words.pgettext(
            "privacy", "**Vil du slette alt jeg har lagret om deg?**\n\nDu kan ikke angre det."
        ),
        choices=(
            Option(
                FORGET,
                words.pgettext("privacy", "Ja, slett alt"),
                (*YES, "slett", "delete"),
            ),
        ),
        tools=(
            Option(
                RETURN,
                words.pgettext("topic", "Nei, gå tilbake"),
                (*NO, "tilbake", "back"),
            ),
        ),
    )
