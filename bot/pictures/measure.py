"""How wide a text is in a common sans-serif font, guessed on the wide side.

A picture names no font of its own, so whoever shows it decides. The guesses are the widths of
DejaVu Sans, the widest of those that are usual, in parts of the font's size.
"""

from __future__ import annotations

from dataclasses import dataclass

_NARROW, _SLIM, _PLAIN, _CAPITAL, _WIDE = range(5)
_REGULAR = (0.34, 0.42, 0.64, 0.80, 1.08)
_BOLD = (0.46, 0.51, 0.72, 0.86, 1.17)
_CLASSES = {
    **dict.fromkeys("–«»§\u00a0", _CAPITAL),
    **dict.fromkeys(" ijl.,:;'|", _NARROW),
    **dict.fromkeys("frt()[]/!-I", _SLIM),
    **dict.fromkeys("mwMW@%—&æÆ#+<=>^~µ", _WIDE),
}

_LAST_MEASURED = "\u00ff"
"""Beyond the letters of western Europe every sign is taken to be wide."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a line of text looks.

    Attributes:
        size: of the font, in pixels.
        mono: whether all letters are equally wide, as in what authors type.
        colour: as SVG writes it; dark enough to be read on white.
    """

    size: int
    bold: bool = False
    italic: bool = False
    mono: bool = False
    colour: str = "#111111"

    @property
    def height(self) -> int:
        """From one line to the next, in pixels."""
        return round(self.size * 1.3)


def width(text: str, style: Style) -> float:
    """Return the most pixels that a line is likely to take."""
    if style.mono:
        return len(text) * style.size * 0.62
    table = _BOLD if style.bold else _REGULAR
    return sum(table[_class(letter)] for letter in text) * style.size


def wrapped(text: str, style: Style, limit: float) -> tuple[str, ...]:
    """Break a text into lines between its words, and inside a word only if it fills a line alone.

    Args:
        text: spaces and line breaks in it are where it may be broken.
        style: how it looks.
        limit: the most pixels a line may take; one letter stands on a line all the same.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        together = f"{line} {word}" if line else word
        if width(together, style) <= limit:
            line = together
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, style, limit)
        lines.extend(full)
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, style: Style, limit: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, style) > limit:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _class(letter: str) -> int:
    found = _CLASSES.get(letter)
    if found is not None:
        return found
    if letter > _LAST_MEASURED:
        return _WIDE
    if letter.isdecimal() or letter.islower():
        return _PLAIN
    return _CAPITAL if letter.isupper() or letter.isascii() else _WIDE
