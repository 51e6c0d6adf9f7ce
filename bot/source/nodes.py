"""The tree that a YAML file becomes: texts, lists and mappings, each with its position."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from bot.source.diagnostics import Position


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. Nothing else is ever made of it here: `no` and `12:30` stay as written.

    Attributes:
        is_quoted: whether it can be taken for nothing but a text, by any reader of YAML.
    """

    text: str
    position: Position
    is_quoted: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping and its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order written; each key stands once.

    Attributes:
        is_flow: whether it is written in braces.
    """

    entries: tuple[Entry, ...]
    position: Position
    is_flow: bool = field(default=False, compare=False)


Node: TypeAlias = Scalar | Sequence | Mapping
