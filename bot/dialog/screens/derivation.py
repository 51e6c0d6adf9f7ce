"""How a deadline was found, on request."""

from __future__ import annotations

from bot.dialog.place import RETURN, Place
from bot.dialog.screen import Kind, Option, Screen
from bot.dialog.screens.deadline import tell_deadline, tell_derivation
from bot.flows import Outcome
from bot.texts import escape


def derivation_screen(place: Place, outcome: Outcome) -> Screen:
    """Return the screen that shows the derivation of an outcome's deadline."""
    words = place.voice.words
    lines = tell_derivation(place, outcome)
    steps = "\n".join(f"{number}. {escape(line)}" for number, line in enumerate(lines, 1))
    title = words.pgettext("derivation", "**Slik er fristen regnet**")
    parts = [title, steps or tell_deadline(place, outcome).text]
    disclaimer = place.voice.disclaimer()
    if disclaimer:
        parts.append(disclaimer)
    return Screen(
        Kind.NOTICE,
        outcome.ref.flow,
        outcome.ref.step,
        "\n\n".join(parts),
        tools=place.tools(
            Option(
                RETURN,
                words.pgettext("tool", "Tilbake til svaret"),
                ("videre", "tilbake", "tilbake til svaret", "continue"),
            ),
            back=False,
        ),
    )
