"""The shapes that the schemas are made of."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any, Final, TypeAlias

from bot.facts.texts import OTHERS, YOU
from bot.flows.kinds import RESERVED
from bot.flows.whole import MOST

Schema: TypeAlias = dict[str, Any]
"""A JSON Schema, or a part of one."""

_ID: Final = "[a-zæøå][a-zæøå0-9_]"
_ID_LENGTH: Final = 30


class Kind(StrEnum):
    """The kinds of files that have a schema."""

    FLOW = "flyt"
    FACTS = "fakta"


def key(description: str, example: object, shape: Schema) -> Schema:
    """Say what a key is for, with an example of what stands in it."""
    return {"description": description, "examples": [example], **shape}


def things(properties: dict[str, Schema], *required: str, **more: object) -> Schema:
    """Return the shape of something with keys of its own, and no others."""
    return {
        "type": "object",
        "properties": properties,
        **({"required": list(required)} if required else {}),
        "additionalProperties": False,
        **more,
    }


def named(shape: Schema, names: Schema | None = None, least: int = 1, **more: object) -> Schema:
    """Return the shape of things that stand under names that the author gives them."""
    return {
        "type": "object",
        "propertyNames": identifier() if names is None else names,
        "additionalProperties": shape,
        "minProperties": least,
        **more,
    }


def identifier(longest: int = _ID_LENGTH) -> Schema:
    """Return the shape of an id."""
    return {"type": "string", "pattern": f"^{_ID}{{0,{longest - 1}}}$"}


def own_name() -> Schema:
    """Return the shape of an id that no word of the language may be."""
    return {**identifier(), "not": word(*sorted(RESERVED))}


def reference() -> Schema:
    """Return the shape of a question's name: `mottatt`, or `brevet.mottatt` in another flow."""
    return {"type": "string", "pattern": rf"^({_ID}*\.)?{_ID}*$"}


def beginning(longest_flow: int) -> Schema:
    """Return the shape of where a call begins: a flow, or a step in it."""
    flow, step = (f"{_ID}{{0,{longest - 1}}}" for longest in (longest_flow, _ID_LENGTH))
    return {"type": "string", "pattern": rf"^{flow}(\.{step})?$"}


def text() -> Schema:
    """Return the shape of a text; a number is one, too."""
    return {"type": ["string", "number"], "pattern": r"\S"}


def wording() -> Schema:
    """Return the shape of a text that people read: for all, or also for those who ask for others.

    «{du}» and the like stand in a text that is written once.
    """
    keys = {
        YOU: key("Til den det gjelder.", "Er du medlem?", text()),
        OTHERS: key("Til den som spør for en annen.", "Er hun eller han medlem?", text()),
    }
    return {"anyOf": [text(), things(keys, *keys)]}


def word(*known: str) -> Schema:
    """Return the shape of one of some words."""
    return {"enum": list(known)}


def truth() -> Schema:
    """Return the shape of `ja` or `nei`."""
    return word("ja", "nei")


def day() -> Schema:
    """Return the shape of a date."""
    month, day_of_month = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
    return {"type": "string", "pattern": f"^(19|[2-9][0-9])[0-9]{{2}}-{month}-{day_of_month}$"}


AT_LEAST_ONE_DAY: Final[Schema] = {
    "anyOf": [{"required": ["fra_og_med"]}, {"required": ["til_og_med"]}]
}
"""What is required of something that holds from or until a day."""


def period() -> dict[str, Schema]:
    """Return the keys that say on which days something holds."""
    return {
        "fra_og_med": key("Første dag dette gjelder. Uten: alltid før.", "2027-01-01", day()),
        "til_og_med": key("Siste dag dette gjelder. Uten: for alltid.", "2026-12-31", day()),
    }


def changes(parts: dict[str, Schema], example: dict[str, str]) -> Schema:
    """Return the shape of `endringer`: what some parts of a step are on some days."""
    return key(
        "Det som er annerledes fra eller til en dag. Det som ikke står her, er som ellers.",
        [{"fra_og_med": "2027-01-01", **example}],
        listed(
            things(
                {**period(), **parts},
                allOf=[AT_LEAST_ONE_DAY, {"anyOf": [{"required": [each]} for each in parts]}],
            )
        ),
    )


def whole(least: int = 0, most: int = MOST) -> Schema:
    """Return the shape of a whole number, with or without quotes."""
    return {
        "type": ["integer", "string"],
        "pattern": f"^(0|[1-9][0-9]{{0,{len(str(most)) - 1}}})$",
        "minimum": least,
        "maximum": most,
    }


def address() -> Schema:
    """Return the shape of an address on the web."""
    return {"type": "string", "pattern": "^https://"}


def listed(shape: Schema) -> Schema:
    """Return the shape of a list that is not empty."""
    return {"type": "array", "items": shape, "minItems": 1}


def one_or_more(shape: Schema) -> Schema:
    """Return the shape of one thing, or a list of such."""
    return {"anyOf": [shape, listed(shape)]}


def length(description: str) -> Schema:
    """Return the shape of a length of time."""
    count = whole(1, 400)
    units = {
        "timer": key("Så mange timer, i hele døgn. Siste klokkeslett er det samme.", 48, count),
        "dager": key("Så mange dager. Lørdager, søndager og helligdager teller med.", 14, count),
        "virkedager": key("Så mange dager uten lørdager, søndager og helligdager.", 5, count),
        "uker": key("Så mange uker. Siste dag er samme ukedag som den første.", 4, count),
        "måneder": key("Så mange måneder. Siste dag er samme dato i måneden.", 3, count),
    }
    one = {"minProperties": 1, "maxProperties": 1}
    return key(description, {"uker": 4}, things(units, **one))


def whole_file(title: str, shape: Schema, **definitions: Schema) -> Schema:
    """Return the schema of a file."""
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title}
    return {**head, **shape, **({"definitions": definitions} if definitions else {})}


def as_text(schema: Schema) -> str:
    """Write a schema as it is saved."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
