"""Delivery to a webhook: one update at a time in a queue, queues side by side, until it works."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import aiohttp
import msgspec

from .errors import ApiError
from .limits import DEFAULT_CONNECTIONS
from .parameters import Parameters, from_json
from .patience import PATIENCE
from .updates import Pending, Queue, Updates

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
_MAX_DELAY: Final = 60  # seconds; the longest delay is between this and twice this
_NOT_IN_ANSWERS: Final = frozenset({"deletewebhook", "setwebhook", "close", "logout"})

Execute = Callable[[str, Parameters], Awaitable[Mapping[str, Any]]]


async def _no_call(method: str, parameters: Parameters) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Target:
    """Where updates go; `url` is empty when there is no webhook."""

    url: str = ""
    secret: str = ""
    max_connections: int = DEFAULT_CONNECTIONS


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt to deliver an update.

    Attributes:
        status: the HTTP status of the answer, None when none came.
        waited: the seconds since the attempt before, by Telegram's schedule.
    """

    update_id: int
    status: int | None
    waited: float


@dataclass(slots=True)
class Webhook:
    """Delivers what waits to the target, as long as there is one.

    Attributes:
        now: gives seconds since 1970.
        time_scale: real seconds that a second of delay lasts.
        execute: makes the call that stands in the answer of a webhook.
        deliveries: every attempt, for tests.
        silent: whether no attempts are kept.
    """

    updates: Updates
    now: Callable[[], float]
    time_scale: float
    random: random.Random
    execute: Execute = _no_call
    target: Target = field(default_factory=Target)
    deliveries: list[Delivery] = field(default_factory=list)
    silent: bool = False
    last_error: tuple[int, str] | None = None
    _attempt: asyncio.Event = field(default_factory=asyncio.Event)
    _session: aiohttp.ClientSession | None = None
    _free: asyncio.Semaphore = field(default_factory=asyncio.Semaphore)
    _queues: dict[Queue, deque[Pending]] = field(default_factory=dict)
    _workers: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def active(self) -> bool:
        """Whether a webhook is set."""
        return bool(self.target.url)

    async def point(self, target: Target) -> None:
        """Deliver to another target from now on; what waits goes there."""
        await self._stop()
        self.target, self.last_error = target, None
        if not target.url:
            return
        self._free = asyncio.Semaphore(target.max_connections)
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=0)
            self._session = aiohttp.ClientSession(connector=connector, trust_env=False)
        for pending in self.updates.waiting():
            self.deliver(pending)

    async def close(self) -> None:
        """Stop delivering and let go of every connection."""
        await self._stop()
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def attempted(self, attempts: int) -> None:
        """Wait until there have been so many attempts."""
        while len(self.deliveries) < attempts:
            self._attempt.clear()
            await self._attempt.wait()

    def deliver(self, pending: Pending) -> None:
        """Put an update at the end of its queue."""
        if not self.active:
            return
        queue = self._queues.get(pending.queue)
        if queue is not None:
            queue.append(pending)
            return
        self._queues[pending.queue] = deque([pending])
        worker = asyncio.create_task(self._work(pending.queue))
        self._workers.add(worker)
        worker.add_done_callback(self._forget)

    def _forget(self, worker: asyncio.Task[None]) -> None:
        """Let go of a worker that is done; one that broke stays until it has told so."""
        if worker.cancelled() or worker.exception() is None:
            self._workers.discard(worker)

    async def _stop(self) -> None:
        workers = list(self._workers)
        for worker in workers:
            worker.cancel()
        # A worker that broke must break the test, one that was cancelled need not.
        outcomes = await asyncio.gather(*workers, return_exceptions=True)
        self._workers.clear()
        self._queues.clear()
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                raise outcome

    async def _work(self, key: Queue) -> None:
        queue = self._queues[key]
        while queue:
            await self._deliver_until_it_works(queue[0])
            queue.popleft()
        del self._queues[key]

    async def _deliver_until_it_works(self, pending: Pending) -> None:
        waited, fails, delay = 0.0, 0, 1.0
        while pending in self.updates:
            if pending.expires <= self.now():
                self.updates.drop(pending)
                return
            async with self._free:
                status, answer, retry_after = await self._post(pending)
            if not self.silent:
                self.deliveries.append(Delivery(pending.id, status, waited))
                self._attempt.set()
            if status is not None and 200 <= status < 300:
                # The call in the answer comes first, so that "drained" means it is done, too.
                await self._call_in_answer(answer)
                self.updates.confirm(pending)
                waited = 0.0
                continue
            reason = "Connection refused or closed" if status is None else f"status {status}"
            self.last_error = (int(self.now()), f"Wrong response from the webhook: {reason}")
            if retry_after:
                waited = float(retry_after)
            elif fails:
                longest = self.random.randint(_MAX_DELAY, 2 * _MAX_DELAY)
                waited = delay = min(float(longest), delay * 2)
            fails += 1
            if self.now() + waited > pending.expires:
                self.updates.drop(pending)
                return
            await asyncio.sleep(waited * self.time_scale)

    async def _post(self, pending: Pending) -> tuple[int | None, bytes, int]:
        """Status, body and the seconds of a Retry-After header; no status for no answer."""
        if self._session is None:
            return None, b"", 0
        headers = {"Content-Type": "application/json"}
        if self.target.secret:
            headers[SECRET_HEADER] = self.target.secret
        try:
            async with self._session.post(
                self.target.url,
                data=msgspec.json.encode(pending.body),
                headers=headers,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=PATIENCE),
            ) as response:
                retry_after = response.headers.get("Retry-After", "")
                seconds = min(int(retry_after), 3600) if retry_after.isdecimal() else 0
                return response.status, await response.read(), seconds
        except (aiohttp.ClientError, TimeoutError):
            return None, b"", 0

    async def _call_in_answer(self, answer: bytes) -> None:
        """Make the call that the answer holds, if any; result and errors are lost."""
        try:
            values = from_json(answer)
        except ApiError:
            return
        method = str(values.pop("method", "")).lower()
        if method and method not in _NOT_IN_ANSWERS and not method.startswith("get"):
            await self.execute(method, Parameters(values))
