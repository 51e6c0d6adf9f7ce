"""Emergency detection in a conversation: danger leads straight to whom to call, whatever was asked.

Only the exact text of a button or a way goes before it.
"""

from __future__ import annotations

from typing import Final

from bot.dialog.place import Place
from bot.dialog.screen import Screen
from bot.dialog.screens.danger import shown_as
from bot.dialog.session import View
from bot.dialog.turn import Turn
from bot.typed import fold, is_english

_HURRY: Final = frozenset(
    map(
        fold,
        (
            *("haster", "det haster", "haster det", "akutt", "det er akutt", "krise", "nød"),
            *("nødhjelp", "nødtelefon", "nødnummer", "nødsituasjon", "naudhjelp", "naudnummer"),
            *("emergency", "urgent", "it is urgent", "hast"),
        ),
    )
)
"""What is said when it is urgent and not told what it is."""


def detect_emergency(place: Place, screen: Screen | None, text: str) -> Turn | None:
    """Return the way to whom to call, if a text tells of danger; else None.

    Args:
        place: where the conversation is; it stays there meanwhile.
        screen: what the text answers; None if nothing has been shown.
        text: what was typed.
    """
    said = fold(text)
    if screen is not None and said in _labels(screen):
        return None
    dangers = place.library.facts.dangers
    found = place.library.emergencies.detect(text)
    if found or (said in _HURRY and dangers):
        about = shown_as(found, in_english=is_english(text))
        return Turn(place.session.looking(View.DANGER, about))
    return None


def _labels(screen: Screen) -> frozenset[str]:
    return frozenset(fold(name) for o in screen.options for name in (o.label, *o.also))
