"""The languages to choose between."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.dialog.place import RETURN, Place
from bot.dialog.screen import Kind, Option, Screen
from bot.texts import SUPPORTED

_ALSO: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"nb": ("norsk", "norwegian"), "nn": ("new norwegian",), "en": ("engelsk",)}
)
"""What else people call a language."""


def names_of(code: str) -> tuple[str, ...]:
    """Return what people call a language, its own name first."""
    return (SUPPORTED[code].name, *_ALSO.get(code, ()))


def language_screen(place: Place) -> Screen:
    """Return the screen that offers every language by its own name."""
    words = place.voice.words
    at = place.walk.at.ref
    return Screen(
        Kind.NOTICE,
        at.flow,
        at.step,
        words.pgettext("language", "**Hvilket språk vil du bruke?**"),
        choices=tuple(
            Option(code, names[0], (code, *names[1:]))
            for code, names in ((code, names_of(code)) for code in SUPPORTED)
        ),
        tools=(Option(RETURN, words.pgettext("tool", "Tilbake"), ("tilbake", "back")),),
    )
