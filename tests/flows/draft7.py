"""A strict reading of JSON Schema draft-07, for the keywords that the schemas use and no others.

It says what an editor says: YAML 1.2 makes numbers, truths and nothing of unquoted words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.flows.schema import Schema
from bot.source import Mapping, Node, Scalar

_TYPES: dict[str, type] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": int | float,  # type: ignore[dict-item]  # isinstance takes a union as well
}
_SAYS_NOTHING = {"$schema", "title", "description", "examples", "definitions"}


def refusals(value: Any, schema: Schema, root: Schema, at: str = "") -> list[str]:
    """Return why a value is refused: the path and the keyword; empty if it is taken.

    Raises:
        AssertionError: the schema has a keyword that is not known here.
    """
    found: list[str] = []
    for keyword, said in schema.items():
        assert keyword in _SAYS_NOTHING or hasattr(_Keywords, _method(keyword)), keyword
        if keyword not in _SAYS_NOTHING:
            found += getattr(_Keywords, _method(keyword))(value, said, schema, root, at)
    return found


def objects(schema: Schema) -> Iterator[Schema]:
    """Yield every part of a schema that is a schema, itself first."""
    yield schema
    for keyword, said in schema.items():
        if keyword in ("properties", "definitions"):
            for part in said.values():
                yield from objects(part)
        elif keyword in ("oneOf", "anyOf", "allOf"):
            for part in said:
                yield from objects(part)
        elif keyword in ("not", "items", "propertyNames", "additionalProperties") and said:
            yield from objects(said)


def as_an_editor_reads(node: Node) -> Any:
    """Return what YAML 1.2 makes of a file."""
    if isinstance(node, Scalar):
        return node.text if node.is_quoted else _plain(node.text)
    if isinstance(node, Mapping):
        return {entry.key.text: as_an_editor_reads(entry.value) for entry in node.entries}
    return [as_an_editor_reads(item) for item in node.items]


def _plain(text: str) -> Any:
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


def _method(keyword: str) -> str:
    return "ref" if keyword == "$ref" else f"on_{keyword}"


class _Keywords:
    """What each keyword refuses, by its name."""

    @staticmethod
    def on_type(value: Any, said: Any, schema: Schema, root: Schema, at: str) -> list[str]:
        types = [said] if isinstance(said, str) else said
        fits = any(isinstance(value, _TYPES[each]) for each in types)
        return [] if fits and not isinstance(value, bool) else [f"{at}: type"]

    @staticmethod
    def on_enum(value: Any, said: Any, schema: Schema, root: Schema, at: str) -> list[str]:
        return [] if value in said else [f"{at}: enum"]

    @staticmethod
    def on_pattern(value: Any, said: Any, schema: Schema, root: Schema, at: str) -> list[str]:
        fits = not isinstance(value, str) or re.search(said.replace("$", r"\Z"), value)
        return [] if fits else [f"{at}: pattern"]

    @staticmethod
    def on_minimum(value: Any, said: Any, schema: Schema, root: Schema, at: str) -> list[str]:
        return [f"{at}: minimum"] if isinstance(value, int) and value < said else []

    @staticmethod
    def on_maximum(value: Any, said: Any, schema: Schema, root: Schema, at: str) -> list[str]:
        return [f"{at}: maximum"] if isinstance(value, int) and value > said else []

    @staticmethod
    def on_minItems(value: Any, said: Any, schema: Schema, root: Schema, at: str) -> list[str]:  # noqa: N802
        return [f"{at}: minItems"] if isinstance(value, list) and len(value) < said else []

    @staticmethod
    def on_minProperties(  # noqa: N802
        value: Any, said: Any, schema: Schema, root: Schema, at: str
    ) -> list[str]:
        return [f"{at}: minProperties"] if isinstance(value, dict) and len(value) < said else []

    @staticmethod
    def on_maxProperties(  # noqa: N802
        value: Any, said: Any, schema: Schema, root: Schema, at: str
    ) -> list[str]:
        return [f"{at}: maxProperties"] if isinstance(value, dict) and len(value) > said else []

    @staticmethod
    def on_items(value: Any, said: Any, schema: Schema, root: Schema, at: str) -> list[str]:
        if not isinstance(value, list):
            return []
        return [
            why for n, item in enumerate(value) for why in refusals(item, said, root, f"{at}/{n}")
        ]

    @staticmethod
    def on_required(value: Any, said: Any, schema: Schema, root: Schema, at: str) -> list[str]:
        if not isinstance(value, dict):
            return []
        return [f"{at}: required {each}" for each in said if each not in value]

    @staticmethod
    def on_properties(value: Any, said: Any, schema: Schema, root: Schema, at: str) -> list[str]:
        if not isinstance(value, dict):
            return []
        given = [each for each in said if each in value]
        return [why for k in given for why in refusals(value[k], said[k], root, f"{at}/{k}")]

    @staticmethod
    def on_additionalProperties(  # noqa: N802
        value: Any, said: Any, schema: Schema, root: Schema, at: str
    ) -> list[str]:
        if not isinstance(value, dict):
            return []
        more = [each for each in value if each not in schema.get("properties", {})]
        if said is False:
            return [f"{at}/{each}: additionalProperties" for each in more]
        return [why for k in more for why in refusals(value[k], said, root, f"{at}/{k}")]

    @staticmethod
    def on_propertyNames(  # noqa: N802
        value: Any, said: Any, schema: Schema, root: Schema, at: str
    ) -> list[str]:
        if not isinstance(value, dict):
            return []
        return [why for each in value for why in refusals(each, said, root, f"{at}/{each} (name)")]

    @staticmethod
    def on_allOf(value: Any, said: Any, schema: Schema, root: Schema, at: str) -> list[str]:  # noqa: N802
        return [why for part in said for why in refusals(value, part, root, at)]

    @staticmethod
    def on_anyOf(value: Any, said: Any, schema: Schema, root: Schema, at: str) -> list[str]:  # noqa: N802
        tried = [refusals(value, part, root, at) for part in said]
        return [] if [] in tried else [f"{at}: anyOf", *min(tried, key=len)]

    @staticmethod
    def on_oneOf(value: Any, said: Any, schema: Schema, root: Schema, at: str) -> list[str]:  # noqa: N802
        tried = [refusals(value, part, root, at) for part in said]
        fits = tried.count([])
        return [] if fits == 1 else [f"{at}: oneOf ({fits})", *min(tried, key=len)]

    @staticmethod
    def on_not(value: Any, said: Any, schema: Schema, root: Schema, at: str) -> list[str]:
        return [] if refusals(value, said, root, at) else [f"{at}: not"]

    @staticmethod
    def ref(value: Any, said: Any, schema: Schema, root: Schema, at: str) -> list[str]:
        assert list(schema) == ["$ref"], "what stands beside $ref is not read"
        return refusals(value, root["definitions"][said.removeprefix("#/definitions/")], root, at)
