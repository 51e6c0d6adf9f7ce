"""The Bot API server itself: HTTP in front of the world, and the way tests get at it."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, Self

import msgspec
from aiohttp import web

from . import limits
from .chats import Json
from .desk import Call, CutError, Desk, OddError
from .errors import KICKED, NEVER_STARTED, ApiError, conflict
from .faults import Fault
from .group import Group
from .parameters import read_parameters
from .patience import PATIENCE, within
from .person import Person
from .polling import Polling
from .updates import Updates
from .webhook import Delivery, Webhook
from .world import World

_TOKEN: Final = re.compile(r"[1-9][0-9]*:[A-Za-z0-9_-]+")
_PATH: Final = re.compile(r"/bot([^/]*)/([^/]*)")
_NOT_FOUND: Final = ApiError(404, "Not Found")
_UNAUTHORIZED: Final = ApiError(401, "Unauthorized")


def _real_time() -> datetime:
    return datetime.now(UTC)


class TelegramEmulator:
    """A Bot API server on 127.0.0.1, for one bot, in the running event loop.

    Use it as an asynchronous context manager; `url` is known inside.

    Args:
        token: the bot's token, `<digits>:<letters>`.
        clock: gives the time with a zone; lifetimes, dates and rates follow it.
        seed: of all ids that Telegram draws.
        first_update_id: where update ids start.
        time_scale: real seconds that a second of waiting (between redeliveries, in a long poll)
            lasts.
        copies: how many times every update comes; 2 is as if each first acknowledgement were lost.
        rates: how fast the bot may send; None for as fast as it can.
        strict_webhooks: refuse http and other ports on loopback, too, as Telegram does.
        query_lifetime: how long a press can be answered.
    """

    def __init__(
        self,
        token: str = "123456:emulated-token",
        *,
        clock: Callable[[], datetime] = _real_time,
        seed: int = 0,
        first_update_id: int = 700_000_001,
        time_scale: float = 0.001,
        copies: int = 1,
        rates: limits.Rates | None = None,
        strict_webhooks: bool = False,
        query_lifetime: timedelta = limits.PRESS_LIFETIME,
    ) -> None:
        self.token = token
        chance = random.Random(seed)
        updates = Updates(lambda: clock().timestamp(), first_update_id, copies)
        polling = Polling(updates, time_scale)
        webhook = Webhook(updates, lambda: clock().timestamp(), time_scale, chance)
        self._world = World(
            clock=clock,
            bot={
                "id": int(token.partition(":")[0]),
                "is_bot": True,
                "first_name": "Rettvei",
                "username": "rettvei_test_bot",
            },
            random=chance,
            updates=updates,
            polling=polling,
            webhook=webhook,
            meter=limits.Meter(rates) if rates else None,
            strict_webhooks=strict_webhooks,
            query_lifetime=query_lifetime,
        )
        self._desk = Desk(self._world)
        webhook.execute = self._desk.call_and_forget
        updates.on_push = [polling.wake, webhook.deliver]
        self._ids = itertools.count(1001)
        self._runner: web.ServerRunner | None = None

    async def __aenter__(self) -> Self:
        server = web.Server(self._answer, handler_cancellation=True, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        try:
            self._world.polling.end(conflict("terminated by the end of the emulator"))
            await self._world.webhook.close()
        finally:
            if self._runner is not None:
                await self._runner.cleanup()
                self._runner = None

    @property
    def url(self) -> str:
        """Where the server answers, without a slash at the end.

        Raises:
            RuntimeError: outside of the context.
        """
        if self._runner is None:
            raise RuntimeError("The emulator is not running")
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    def person(
        self,
        id: int | None = None,  # noqa: A002
        *,
        language_code: str | None = "nb",
        first_name: str = "Kari",
        started: bool = True,
    ) -> Person:
        """A new person; one who has not started the bot cannot be written to before that."""
        id = self._new_id(id)  # noqa: A001
        user: Json = {"id": id, "is_bot": False, "first_name": first_name}
        if language_code is not None:
            user["language_code"] = language_code
        header = {"id": id, "first_name": first_name, "type": "private"}
        chat = self._world.open_chat(header, None if started else NEVER_STARTED)
        return Person(self._world, chat, user)

    def group(
        self,
        id: int | None = None,  # noqa: A002
        *,
        title: str = "Familien",
        bot_in: bool = True,
    ) -> Group:
        """A new group, with the bot in it or not."""
        header = {"id": -abs(self._new_id(id)), "title": title, "type": "group"}
        return Group(self._world, self._world.open_chat(header, None if bot_in else KICKED))

    @property
    def calls(self) -> list[Call]:
        """Every call that reached a method or failed on its way there, oldest first."""
        return self._desk.calls

    def calls_of(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    @property
    def deliveries(self) -> list[Delivery]:
        """Every attempt to deliver an update to the webhook, oldest first."""
        return self._world.webhook.deliveries

    def fail_next(self, method: str, *, with_: Fault, times: int = 1) -> None:
        """Let the next calls of a method fail; "*" is any method."""
        self._desk.faults.order(method, with_, times)

    @property
    def fast(self) -> bool:
        """For benchmarks: texts are not parsed, limits not checked, calls not recorded."""
        return self._world.fast

    @fast.setter
    def fast(self, fast: bool) -> None:
        self._world.fast = self._world.webhook.silent = fast

    @property
    def pending(self) -> int:
        """How many updates nobody has acknowledged yet."""
        return len(self._world.updates)

    async def polled(self, patience: float = PATIENCE) -> None:
        """Wait until a long poll waits.

        Raises:
            AssertionError: none came within `patience` real seconds.
        """
        await within(patience, self._world.polling.waiting.wait(), "The bot does not poll")

    @property
    def next_update_id(self) -> int:
        """The id of the next update; it can be set, as after a week of silence."""
        return self._world.updates.next_id

    @next_update_id.setter
    def next_update_id(self, update_id: int) -> None:
        self._world.updates.next_id = update_id

    async def drained(self, patience: float = PATIENCE) -> None:
        """Wait until the bot has acknowledged every update, or they have been dropped.

        Raises:
            AssertionError: some still waited after `patience` real seconds.
        """
        drained = self._world.updates.drained()
        await within(patience, drained, "The bot did not acknowledge every update")

    async def attempted(self, attempts: int, patience: float = PATIENCE) -> None:
        """Wait until so many attempts to deliver to the webhook have ended.

        Raises:
            AssertionError: there were fewer after `patience` real seconds.
        """
        attempted = self._world.webhook.attempted(attempts)
        await within(patience, attempted, f"There were no {attempts} attempts to deliver")

    def _new_id(self, wanted: int | None) -> int:
        return next(self._ids) if wanted is None else wanted

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        try:
            method = self._method(request.path)
            status, body = await self._desk.call(method, await read_parameters(request))
        except ApiError as error:
            status, body = error.status, error.body()
        except CutError:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        except OddError as odd:
            return web.Response(body=odd.answer.body, status=odd.answer.status)
        wait = body.get("parameters", {}).get("retry_after")
        return web.Response(
            body=msgspec.json.encode(body),
            status=status,
            content_type="application/json",
            headers={"Retry-After": str(wait)} if wait else None,
        )

    def _method(self, path: str) -> str:
        match = _PATH.fullmatch(path)
        if match is None or not _TOKEN.fullmatch(match[1]):
            raise _NOT_FOUND
        if match[1] != self.token:
            raise _UNAUTHORIZED
        return match[2]
