"""Placeholders in texts: finding them, and filling those of the bot's own words."""

import re
from collections.abc import Mapping

COUNT = "n"
"""The placeholder of a plural text that stands for the number itself."""

_NAME = re.compile(r"\{([^\W\d]\w*)\}")
_ANY = re.compile(r"\{[^{}]*\}")


def fill(text: str, values: Mapping[str, object]) -> str:
    """Put values in for ``{name}``.

    Only plain names are filled: no attributes, no indices, no format codes, so a text can reach
    nothing but what it is given. A value is put in as it is, and not searched for placeholders.

    Raises:
        KeyError: the text has a placeholder that no value is given for.
    """
    return _NAME.sub(lambda found: str(values[found[1]]), text)


def placeholders(text: str) -> list[str]:
    """Return what stands in braces in a text, with the braces."""
    return _ANY.findall(text)


def without_placeholders(text: str) -> str:
    """Return a text with a space in the place of each placeholder."""
    return _ANY.sub(" ", text)


def has_stray_brace(text: str) -> bool:
    """Whether a brace belongs to no placeholder."""
    return bool(re.search("[{}]", without_placeholders(text)))
