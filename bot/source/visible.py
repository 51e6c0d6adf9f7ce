"""What a reader sees of a text: invisible characters, letters that only look right, blank texts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from bot.source.look_alikes import look_alike

_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\ud800-\uf8ff\ufffe\uffff]"
)
_BLANK: Final = re.compile(
    r"(?:\s|[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0])+"
)
"""Space, and characters that count as letters or signs but are drawn as nothing."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """Something in a text that a reader takes for something else, or does not see at all.

    Attributes:
        index: where in the text it stands.
        code: of the rule.
        message: what is wrong, for an author.
    """

    index: int
    code: str
    message: str


def unseen(text: str) -> Unseen | None:
    """Return the first invisible character of a text, or else its first look-alike, or None."""
    if found := _INVISIBLE.search(text):
        what = unicodedata.name(found.group(), f"U+{ord(found.group()):04X}")
        return Unseen(
            found.start(),
            "RV004",
            f"Her står et usynlig tegn ({what}). Det kan gi andre ord enn det ser ut som. "
            "Slett det.",
        )
    if stranger := look_alike(text):
        letter = stranger["letter"]
        return Unseen(
            stranger.start("letter"),
            "RV007",
            f"«{letter}» i «{stranger.group()}» er ikke bokstaven den ligner "
            f"({unicodedata.name(letter)}), så ordet blir ikke funnet igjen. Skriv ordet på nytt.",
        )
    return None


def is_blank(text: str) -> bool:
    """Whether a reader sees nothing of a text."""
    return not text or bool(_BLANK.fullmatch(_INVISIBLE.sub("", text) or " "))
