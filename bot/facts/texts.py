"""Makes the texts that people read of what authors wrote."""

from __future__ import annotations

from bot.facts.model import Text
from bot.source import Scalar


def text(context: str, scalar: Scalar) -> Text:
    """Make a text that people read of a scalar."""
    return Text(context, scalar.text.strip(), scalar.position)
