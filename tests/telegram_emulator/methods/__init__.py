"""The methods of the Bot API that the emulator knows, one module a subject."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from tests.telegram_emulator.parameters import Parameters
from tests.telegram_emulator.world import World

from . import delivery, documents, messages, profile, queries

Method = Callable[[World, Parameters], Any]
"""Takes a call and returns its result, or an awaitable of it; raises `ApiError`."""

METHODS: Final[Mapping[str, Method]] = MappingProxyType(
    {
        name.lower(): method
        for subject in (delivery, documents, messages, profile, queries)
        for name, method in subject.METHODS.items()
    }
)

__all__ = ["METHODS", "Method"]
