"""How long an event loop stood still."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Final, Self

_EVERY: Final = 0.005


class Lag:
    """Watches the running event loop, and writes its longest pauses to a file at the end.

    Args:
        file: is read while it runs: whenever it is empty, watching begins anew. None watches
            nothing, and costs nothing.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        if self._file is not None:
            self._task = asyncio.create_task(self._watch(self._file))
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    @staticmethod
    async def _watch(file: Path) -> None:
        longest = 0.0
        while True:
            began = perf_counter()
            await asyncio.sleep(_EVERY)
            late = perf_counter() - began - _EVERY
            if late > longest or not file.exists():  # noqa: ASYNC240 (a few microseconds)
                longest = late
                file.write_text(f"{longest}")  # noqa: ASYNC240
