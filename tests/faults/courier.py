"""Telegram's deliveries to several workers: each update several times, the copies shuffled."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Coroutine, Sequence
from types import TracebackType
from typing import Any, Final, Self

import aiohttp
import msgspec

from tests.telegram_emulator import SECRET_HEADER, TelegramEmulator
from tests.telegram_emulator.updates import Pending, Queue

_LATE: Final = 0.5
"""Seconds; so much later than the first copy another may come."""
_PAUSE: Final = 0.01


class Courier:
    """Delivers what an emulator has to tell, in place of its own webhook.

    The first copy of an update comes after the first of the one before it in its queue, as
    always. Its other copies come to any worker at the same moment, or while later ones are there
    already.

    Args:
        telegram: whose updates are delivered.
        workers: where they go.
        secret: the workers know it.
        copies: how many times each comes.
        seed: of what is drawn.
    """

    def __init__(
        self,
        telegram: TelegramEmulator,
        workers: Sequence[str],
        secret: str,
        copies: int,
        seed: str,
    ) -> None:
        self._updates = telegram._world.updates
        self._workers = workers
        self._headers = {SECRET_HEADER: secret, "Content-Type": "application/json"}
        self._copies = copies
        self._chance = random.Random(seed)
        self._queues: dict[Queue, deque[Pending]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.delivered = 0

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        self._updates.on_push.append(self._take)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Deliver what is left, unless all has failed already."""
        self._updates.on_push.remove(self._take)
        if kind is not None:
            for task in self._tasks:
                task.cancel()
        outcomes = await asyncio.gather(*self._tasks, return_exceptions=kind is not None)
        await self._session.close()
        assert kind is not None or not any(outcomes)

    def _take(self, pending: Pending) -> None:
        queue = self._queues.get(pending.queue)
        if queue is not None:
            queue.append(pending)
            return
        self._queues[pending.queue] = deque([pending])
        self._start(self._work(pending.queue))

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        return task

    async def _work(self, key: Queue) -> None:
        queue = self._queues[key]
        while queue:
            pending = queue[0]
            at_once = self._chance.randint(1, self._copies)
            for _ in range(self._copies - at_once):
                self._start(self._post(pending, self._chance.uniform(0, _LATE)))
            await asyncio.gather(*(self._post(pending) for _ in range(at_once)))
            self._updates.drop(pending)
            queue.popleft()
        del self._queues[key]

    async def _post(self, pending: Pending, late: float = 0) -> None:
        """Deliver a copy until it is acknowledged."""
        await asyncio.sleep(late)
        while True:
            body = msgspec.json.encode(pending.body)
            worker = self._chance.choice(self._workers)
            async with self._session.post(worker, data=body, headers=self._headers) as response:
                if response.status == 200:
                    self.delivered += 1
                    return
                assert response.status == 503
            await asyncio.sleep(_PAUSE)
