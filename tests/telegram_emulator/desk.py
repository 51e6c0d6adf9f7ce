"""Where calls are made: ordered failures, rates, the method itself, and the record of it."""

from __future__ import annotations

import asyncio
import inspect
from dataclasses import dataclass
from typing import Any

from .errors import ApiError, bad_request, too_many_requests
from .faults import (
    CutConnection,
    Delay,
    Fault,
    Faults,
    OddAnswer,
    ServerError,
    TooManyRequests,
)
from .methods import METHODS
from .parameters import Parameters
from .world import World

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """A call that the bot made.

    Attributes:
        method: as the bot wrote it.
        parameters: with nested objects read, whether they came as objects or as JSON.
        status: the HTTP status of the answer; 0 when the connection was cut.
        answer: the body of the answer.
        files: contents of what was uploaded, by the name of the part.
    """

    method: str
    parameters: Json
    status: int
    answer: Json
    files: dict[str, bytes]

    @property
    def ok(self) -> bool:
        """Whether Telegram did what was asked."""
        return self.status == 200


class CutError(Exception):
    """The connection is to be closed without an answer."""


class OddError(Exception):
    """The answer is to be what a test ordered."""

    def __init__(self, answer: OddAnswer) -> None:
        super().__init__()
        self.answer = answer


class Desk:
    """Makes calls on the world and keeps a record of them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.faults = Faults()
        self.calls: list[Call] = []

    async def call(self, method: str, parameters: Parameters) -> tuple[int, Json]:
        """Make a call; return the HTTP status and the body of the answer.

        Raises:
            CutError: a test ordered that there is no answer.
            OddError: a test ordered another one.
        """
        try:
            status, answer = 200, {"ok": True, "result": await self._attempt(method, parameters)}
        except ApiError as error:
            status, answer = error.status, error.body()
        except CutError:
            self._record(method, parameters, 0, {})
            raise
        except OddError as odd:
            self._record(method, parameters, odd.answer.status, {})
            raise
        self._record(method, parameters, status, answer)
        return status, answer

    async def call_and_forget(self, method: str, parameters: Parameters) -> Json:
        """Make the call that stood in the answer of a webhook; nobody learns how it went."""
        try:
            return (await self.call(method, parameters))[1]
        except (CutError, OddError):
            return {}

    async def _attempt(self, method: str, parameters: Parameters) -> Any:
        name = method.lower()
        handler = METHODS.get(name)
        if handler is None:
            raise ApiError(404, "Not Found: method not found")
        fault = self.faults.take(name)
        if isinstance(fault, Delay):
            await asyncio.sleep(fault.seconds)
        elif fault is not None and not _made_first(fault):
            raise _failure(fault)
        self._meter(name, parameters)
        result = handler(self._world, parameters)
        if inspect.isawaitable(result):
            result = await result
        if fault is not None and not isinstance(fault, Delay):
            raise _failure(fault)
        return result

    def _meter(self, name: str, parameters: Parameters) -> None:
        """Count what shows in a chat against the rates."""
        world = self._world
        if world.meter is None or world.fast or name == "sendchataction":
            return
        if not name.startswith(("send", "edit")):
            return
        chat = parameters.integer("chat_id")
        if not chat:
            raise bad_request("chat_id is empty")
        world.meter.count(world.now(), chat, group=chat < 0)

    def _record(self, method: str, parameters: Parameters, status: int, answer: Json) -> None:
        if self._world.fast:
            return
        files = {name: upload.content for name, upload in parameters.uploads.items()}
        self.calls.append(Call(method, parameters.decoded(), status, answer, files))


def _made_first(fault: Fault) -> bool:
    return isinstance(fault, ServerError | CutConnection) and fault.made


def _failure(
    fault: TooManyRequests | ServerError | CutConnection | OddAnswer | ApiError,
) -> Exception:
    if isinstance(fault, TooManyRequests):
        return too_many_requests(fault.retry_after)
    if isinstance(fault, ServerError):
        return ApiError(fault.status, _REASONS.get(fault.status, "Internal Server Error"))
    if isinstance(fault, CutConnection):
        return CutError()
    if isinstance(fault, OddAnswer):
        return OddError(fault)
    return fault


_REASONS = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}
