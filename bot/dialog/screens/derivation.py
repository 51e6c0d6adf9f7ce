"""How a deadline was found, on request."""

from __future__ import annotations

from bot.dialog.place import RETURN, Place
from bot.dialog.screen import Kind, Option, Screen
from bot.dialog.screens.deadline import tell_deadline
from bot.flows import Outcome
from bot.texts import escape


def derivation_screen(place: Place, outcome: Outcome) -> Screen:
    """Return the screen that shows the derivation of an outcome's deadline."""
    words = place.voice.words
    told = tell_deadline(place, outcome)
    steps = "\n".join(
        f"{number}. {escape(line)}" for number, line in enumerate(told.view.derivation, 1)
    )
    title = words.pgettext("derivation", "**Slik er fristen regnet**")
    return Screen(
        Kind.NOTICE,
        outcome.ref.flow,
        outcome.ref.step,
        f"{title}\n\n{steps or told.text}",
        tools=place.tools(
            Option(
                RETURN,
                words.pgettext("tool", "Tilbake til svaret"),
                ("videre", "tilbake", "tilbake til svaret", "continue"),
            ),
            back=False,
        ),
    )
