"""Danger: whom to call and what to do at once. The conversation waits, and is one press away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from bot.dialog.place import RETURN, Place
from bot.dialog.screen import Kind, Option, Screen
from bot.facts import Danger
from bot.texts import escape, to_plain

DANGER: Final = "fare_"
"""Stands first in the option that shows one danger."""

_TOGETHER: Final = "+"
_ENGLISH: Final = "en"
_IN_ENGLISH: Final = f"{_ENGLISH}:"
_MOST: Final = 2
"""So many dangers are shown together at most; the others are a press away."""


def shown_as(dangers: Iterable[str], *, in_english: bool) -> str:
    """Return what a session says of the dangers on its screen.

    Args:
        dangers: ids of dangers; none stands for all in short.
        in_english: whether they are told in English whatever language the person has chosen.
    """
    return f"{_IN_ENGLISH if in_english else ''}{_TOGETHER.join(dangers)}"


def dangers_shown(about: str) -> tuple[str, ...]:
    """Return the ids of the dangers that a session says are on its screen; none is all."""
    return tuple(filter(None, about.removeprefix(_IN_ENGLISH).split(_TOGETHER)))


def is_in_english(about: str) -> bool:
    """Whether a session says that its dangers are told in English."""
    return about.startswith(_IN_ENGLISH)


def danger_screen(place: Place) -> Screen:
    """Return the screen on the dangers that the session names, or on all in short."""
    about = place.session.about
    if is_in_english(about):
        place = place.in_language(_ENGLISH)
    words = place.voice.words
    dangers = place.library.facts.dangers
    shown = [dangers[name] for name in dangers_shown(about) if name in dangers][:_MOST]
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
    """Yield all there is on some dangers, each number once, and what to do in the first of them."""
    voice, words = place.voice, place.voice.words
    called: set[str] = set()
    for danger in shown:
        yield f"**{voice.say(danger.name)}**"
        numbers = [_number(place, each, how=True) for each in danger.call if each not in called]
        called.update(danger.call)
        if numbers:
            yield "\n".join(f"- {number}" for number in numbers)
        yield voice.say(danger.text)
    yield words.pgettext("danger", "**Gjør dette nå:**")
    steps = shown[0].next_steps
    yield "\n".join(f"{n}. {voice.say(step)}" for n, step in enumerate(steps, 1))


def _all(place: Place) -> Iterator[str]:
    """Yield whom to call first in each danger."""
    voice = place.voice
    yield voice.words.pgettext("danger", "**Haster det?**")
    for danger in place.library.facts.dangers.values():
        first = danger.call[:_MOST]
        numbers = "\n".join(f"- {_number(place, each, how=False)}" for each in first)
        yield f"{voice.say(danger.name)}:\n{numbers}"


def _number(place: Place, authority: str, *, how: bool) -> str:
    found = place.library.facts.authorities[authority]
    line = f"{place.voice.say(found.name)}: **{escape(found.phone or '')}**"
    return f"{line}. {place.voice.say(found.how)}" if how and found.how else line
