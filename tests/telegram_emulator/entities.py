"""Text and its entities, counted in UTF-16 units as Telegram counts."""

from __future__ import annotations

import re
from typing import Any, Final

from . import limits
from .errors import bad_request

Entity = dict[str, Any]

TYPES: Final = frozenset(
    {
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
    }
)
_DETECTED: Final = re.compile(
    r"(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?P<url>\bhttps?://[^\s<>\"]*[^\s<>\".,;:!?)])"
)


def utf16(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, offset: int, length: int) -> str:
    """The part of a text that an entity covers; offset and length in UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def detect(text: str) -> list[Entity]:
    """The commands and web addresses that Telegram finds in a text by itself."""
    return [
        {
            "type": match.lastgroup,
            "offset": utf16(text[: match.start()]),
            "length": utf16(match.group()),
        }
        for match in _DETECTED.finditer(text)
    ]


def with_detected(text: str, given: list[Entity]) -> list[Entity]:
    """Given entities and those found in the text outside of links and code."""
    found = [
        one
        for one in detect(text)
        if not any(
            other["type"] in {"text_link", "code", "pre", one["type"]} and _overlap(one, other)
            for other in given
        )
    ]
    return in_order([*given, *found])


def in_order(entities: list[Entity]) -> list[Entity]:
    """Sorted by where they start, the longer first."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Take white space off both ends, as Telegram does, and move the entities with it."""
    shorter = text.strip()
    if shorter == text:
        return text, entities
    front = utf16(text[: len(text) - len(text.lstrip())])
    end = utf16(shorter)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - front)
        stop = min(end, entity["offset"] - front + entity["length"])
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return shorter, kept


def given_entities(text: str, given: Any) -> list[Entity]:
    """Check entities that came as a parameter; what lies outside of the text is dropped.

    Raises:
        ApiError: 400, for what is not a list of entities.
    """
    if not isinstance(given, list):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    length = utf16(text)
    entities = []
    for entity in given:
        if not isinstance(entity, dict) or entity.get("type") not in TYPES:
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        if not all(isinstance(entity.get(key), int) for key in ("offset", "length")):
            raise bad_request('can\'t parse MessageEntity: Field "offset" must be a Number')
        if entity["offset"] >= 0 and 0 < entity["length"] <= length - entity["offset"]:
            entities.append(entity)
    return in_order(entities)


def check_size(text: str, entities: list[Entity], most: int, too_long: str) -> None:
    """Refuse a text over `most` UTF-16 units or with too many entities.

    Raises:
        ApiError: 400.
    """
    if utf16(text) > most:
        raise bad_request(too_long)
    if len(entities) > limits.ENTITIES:
        raise bad_request("ENTITIES_TOO_LONG")


def _overlap(one: Entity, other: Entity) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )
