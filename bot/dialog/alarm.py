"""Danger first: words of danger lead straight to whom to call, whatever was asked.

Only the exact text of a button or a way goes before them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from bot.dialog.place import Place
from bot.dialog.screen import Screen
from bot.dialog.screens.danger import TOGETHER
from bot.dialog.session import View
from bot.dialog.turn import Turn
from bot.facts import Danger
from bot.typed import Signals, fold, spotted

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


def alarmed(place: Place, screen: Screen | None, text: str) -> Turn | None:
    """Return the way to whom to call, if a text speaks of danger; else None.

    Args:
        place: where the conversation is; it stays there meanwhile.
        screen: what the text answers; None if nothing has been shown.
        text: what was typed.
    """
    said = fold(text)
    if screen is not None and said in _labels(screen):
        return None
    dangers = place.library.facts.dangers
    found = spotted(text, [_signals(danger) for danger in dangers.values()])
    if found or (said in _HURRY and dangers):
        return Turn(place.session.looking(View.DANGER, TOGETHER.join(found)))
    return None


@lru_cache(maxsize=32)
def _signals(danger: Danger) -> Signals:
    """Return what signals a danger. Kept, since facts come back; what is typed is not."""
    return Signals(danger.id, danger.signals, danger.exceptions)


def _labels(screen: Screen) -> frozenset[str]:
    return frozenset(fold(name) for o in screen.options for name in (o.label, *o.also))
