"""Facts inside texts, such as `{instans.helfo.telefon}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.facts import Authority, Facts, Text
from bot.texts import escape

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_FIELDS = ("navn", "telefon", "post", "nett")


def placeholders(text: str) -> Iterator[str]:
    """Yield what stands in braces in a text."""
    yield from _PLACEHOLDER.findall(text)


def has_stray_brace(text: str) -> bool:
    """Whether a brace belongs to no placeholder, and would be shown as it is."""
    rest = _PLACEHOLDER.sub("", text)
    return "{" in rest or "}" in rest


def known_placeholders(facts: Facts) -> Iterator[str]:
    """Yield every placeholder that stands for something."""
    for authority in facts.authorities.values():
        for field in _FIELDS:
            if _value(authority, field) is not None:
                yield f"instans.{authority.id}.{field}"


def fill(text: str, facts: Facts, show: Callable[[Text], str]) -> str:
    """Put the facts into a text.

    Args:
        text: with placeholders that all are known.
        facts: where they are looked up.
        show: turns a fact's text into the reader's language.
    """

    def value(match: re.Match[str]) -> str:
        _, authority, field = match.group(1).split(".")
        found = _value(facts.authorities[authority], field)
        return escape(show(found) if isinstance(found, Text) else found or "")

    return _PLACEHOLDER.sub(value, text)


def _value(authority: Authority, field: str) -> Text | str | None:
    match field:
        case "navn":
            return authority.name
        case "telefon":
            return authority.phone
        case "post":
            return authority.post
        case _:
            return authority.web
