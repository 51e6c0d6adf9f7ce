"""Doing together what comes while the server is being waited for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

_AT_ONCE: Final = 64

T = TypeVar("T")
R = TypeVar("R")


@dataclass(slots=True)
class Waiting(Generic[T, R]):
    """Something to be done, and where its result goes."""

    item: T
    future: asyncio.Future[R]

    def answer(self, result: R) -> None:
        """Give the result, if anybody still waits for it."""
        if not self.future.done():
            self.future.set_result(result)

    def refuse(self, error: BaseException) -> None:
        """Say that it failed, if anybody still waits for it."""
        if not self.future.done():
            self.future.set_exception(error)


class Grouped(Generic[T, R]):
    """Collects items and does them in groups, one group after the other.

    Args:
        work: does a group: answers or refuses each, and returns those to be tried again.
        keys: what no two of a group may share.
    """

    def __init__(
        self,
        work: Callable[[Sequence[Waiting[T, R]]], Awaitable[Sequence[Waiting[T, R]]]],
        keys: Callable[[T], tuple[Hashable, ...]],
    ) -> None:
        self._work = work
        self._keys = keys
        self._waiting: list[Waiting[T, R]] = []
        self._task: asyncio.Task[None] | None = None

    async def do(self, item: T) -> R:
        """Have an item done. Who is cancelled after it was begun has it done all the same."""
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append(Waiting(item, future))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())
        return await future

    async def rest(self) -> None:
        """Wait until all that was begun is done."""
        if self._task is not None:
            with suppress(Exception):
                await asyncio.shield(self._task)

    async def _run(self) -> None:
        while group := self._take():
            try:
                again = await self._work(group)
            except BaseException as error:
                for one in group:
                    one.refuse(error)
                if not isinstance(error, Exception):
                    raise
            else:
                self._waiting = [*again, *self._waiting]

    def _take(self) -> list[Waiting[T, R]]:
        """Take the next group: in order, and of what shares a key only the first."""
        taken: list[Waiting[T, R]] = []
        left: list[Waiting[T, R]] = []
        used: set[Hashable] = set()
        for one in self._waiting:
            if one.future.done():
                continue
            keys = self._keys(one.item)
            if len(taken) < _AT_ONCE and used.isdisjoint(keys):
                taken.append(one)
            else:
                left.append(one)
            used.update(keys)
        self._waiting = left
        return taken
