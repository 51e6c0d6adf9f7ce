"""Waiting in tests: as long as it takes, but not for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Final, TypeVar

T = TypeVar("T")

PATIENCE: Final = 600.0
"""Real seconds until a test gives up what hangs: more than the busiest machine needs."""


async def within(patience: float, waiting: Awaitable[T], complaint: str) -> T:
    """Wait for something.

    Raises:
        AssertionError: it did not come within `patience` real seconds.
    """
    try:
        async with asyncio.timeout(patience):
            return await waiting
    except TimeoutError:
        raise AssertionError(complaint) from None
