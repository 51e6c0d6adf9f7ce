"""The topics that a typed word may be about, to choose among."""

from __future__ import annotations

from typing import Final

from bot.dialog.place import RETURN, Place
from bot.dialog.screen import Kind, Option, Screen
from bot.dialog.topics import TOGETHER
from bot.texts import to_plain
from bot.typed import NO

TOPIC: Final = "tema_"
"""Stands first in the option that goes to a topic."""


def topics_screen(place: Place) -> Screen:
    """Return the screen that offers the topics the session names."""
    words = place.voice.words
    topics = place.library.topics_on(place.today)
    offered = [topics[flow] for flow in place.session.about.split(TOGETHER) if flow in topics]
    if len(offered) == 1:
        asked = words.pgettext("topic", "**Vil du gå til dette temaet?**")
    else:
        asked = words.pgettext("topic", "**Hvilket tema mener du?**")
    at = place.walk.at.ref
    return Screen(
        Kind.NOTICE,
        at.flow,
        at.step,
        asked,
        choices=tuple(
            Option(f"{TOPIC}{topic.flow}", to_plain(place.voice.say(topic.names[0])))
            for topic in offered
        ),
        tools=(
            Option(
                RETURN,
                words.pgettext("topic", "Nei, gå tilbake"),
                (*NO, "ingen", "tilbake", "back"),
            ),
        ),
    )
