"""Danger: whom to call and what to do at once. The conversation waits, and is one press away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.dialog.place import RETURN, Place
from bot.dialog.screen import Kind, Option, Screen
from bot.facts import Danger
from bot.texts import escape, to_plain

DANGER: Final = "fare_"
"""Stands first in the option that shows one danger."""

TOGETHER: Final = "+"
"""Stands between dangers that are shown together, as the session names them."""


def danger_screen(place: Place) -> Screen:
    """Return the screen on the dangers that the session names, or on all in short."""
    words = place.voice.words
    dangers = place.library.facts.dangers
    shown = [dangers[name] for name in place.session.about.split(TOGETHER) if name in dangers]
    parts = list(_told(place, shown) if shown else _all(place))
    if place.has_answers:
        parts.append(words.pgettext("danger", "Samtalen din venter. Ingenting er slettet."))
    disclaimer = place.voice.disclaimer()
    if disclaimer:
        parts.append(disclaimer)
    at = place.walk.at.ref
    return Screen(
        Kind.NOTICE,
        at.flow,
        at.step,
        "\n\n".join(parts),
        choices=tuple(
            Option(f"{DANGER}{danger.id}", to_plain(place.voice.say(danger.name)))
            for danger in dangers.values()
            if danger not in shown
        ),
        tools=(
            Option(
                RETURN,
                words.pgettext("tool", "Tilbake til samtalen"),
                ("tilbake", "videre", "gå videre", "back", "continue"),
            ),
        ),
    )


def _told(place: Place, shown: list[Danger]) -> Iterator[str]:
    """Yield all there is on some dangers, and what to do in the first of them."""
    voice, words = place.voice, place.voice.words
    for danger in shown:
        yield f"**{voice.say(danger.name)}**"
        yield "\n".join(f"- {_number(place, authority, how=True)}" for authority in danger.call)
        yield voice.say(danger.text)
    yield words.pgettext("danger", "**Gjør dette nå:**")
    steps = shown[0].next_steps
    yield "\n".join(f"{n}. {voice.say(step)}" for n, step in enumerate(steps, 1))


def _all(place: Place) -> Iterator[str]:
    """Yield whom to call in each danger, in short."""
    voice = place.voice
    yield voice.words.pgettext("danger", "**Haster det?**")
    for danger in place.library.facts.dangers.values():
        numbers = "\n".join(f"- {_number(place, each, how=False)}" for each in danger.call)
        yield f"{voice.say(danger.name)}:\n{numbers}"


def _number(place: Place, authority: str, *, how: bool) -> str:
    found = place.library.facts.authorities[authority]
    line = f"{place.voice.say(found.name)}: **{escape(found.phone or '')}**"
    return f"{line}. {place.voice.say(found.how)}" if how and found.how else line
