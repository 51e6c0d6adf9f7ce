"""The request layer of the client library, with a faster HTTP client under it."""

from __future__ import annotations

import asyncio
import atexit
from contextlib import suppress
from datetime import timedelta
from functools import cache
from typing import Any

import msgspec
from pyreqwest.client import Client, ClientBuilder, SyncClientBuilder
from pyreqwest.exceptions import PyreqwestError
from pyreqwest.response import Response
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.telegram.decoding import decode_json

TIMEOUT = 20.0
"""Seconds to wait for an answer when the caller says nothing."""

_IDLE = timedelta(seconds=30)
_JSON = {"Content-Type": "application/json"}
_ANSWER = msgspec.json.Decoder(dict[str, Any])


class ReqwestRequest(BaseRequest):
    """The request layer of the client library over pyreqwest.

    No error carries the address that was called: the token is part of it.
    """

    __slots__ = ("_answer", "_client")

    def __init__(self) -> None:
        self._client: Client | None = None
        self._answer: Response | None = None

    @property
    def server_date(self) -> str | None:
        """What time the server said it was, in the last answer."""
        return None if self._answer is None else self._answer.get_header("date")

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer when the caller says nothing."""
        return TIMEOUT

    async def initialize(self) -> None:
        """Open the pool of connections."""
        _settle_at_exit()
        if self._client is None:
            # Answers are short: packing them costs more than it saves.
            self._client = (
                ClientBuilder()
                .default_headers(_JSON)
                .connect_timeout(timedelta(seconds=TIMEOUT))
                .pool_idle_timeout(_IDLE)
                .follow_redirects(enable=False)
                .no_proxy()
                .gzip(enable=False)
                .brotli(enable=False)
                .zstd(enable=False)
                .deflate(enable=False)
                .build()
            )

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 (the base class's)
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 (the base class's)
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 (the base class's)
    ) -> tuple[int, bytes]:
        """Make one request; see the base class. `read_timeout` is for all of it.

        Raises:
            telegram.error.TimedOut: no answer came in time.
            telegram.error.NetworkError: no connection could be made or kept.
            ValueError: there are files in it; the bot sends none.
        """
        if self._client is None:
            msg = "the request layer is not open"
            raise RuntimeError(msg)
        if request_data is not None and request_data.contains_files:
            msg = "files are not sent"
            raise ValueError(msg)
        request = self._client.request(method, url)
        if request_data is not None:
            request = request.body_bytes(msgspec.json.encode(request_data.parameters))
        seconds = TIMEOUT if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        if seconds is not None:
            request = request.timeout(timedelta(seconds=seconds))
        task = asyncio.current_task()
        cancelled = task.cancelling() if task is not None else 0
        try:
            self._answer = response = await request.build().send()
            if task is not None and task.cancelling() > cancelled:
                # It is told nothing of a cancellation that comes together with its answer.
                raise asyncio.CancelledError
            return response.status, (await response.bytes()).to_bytes()
        except TimeoutError:
            raise TimedOut from None
        except Exception as error:
            # PyreqwestError, and whatever else the library may fail with.
            raise NetworkError(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer of the Bot API.

        Raises:
            telegram.error.TelegramError: it is not JSON.
        """
        try:
            return decode_json(payload, _ANSWER)
        except msgspec.MsgspecError:
            msg = "Invalid server response"
            raise TelegramError(msg) from None


@cache
def _settle_at_exit() -> None:
    """Register the barrier once, while the interpreter can still be waited for."""
    atexit.register(_settle)


def _settle() -> None:
    """Barrier: return when the HTTP client's thread has finished every call into Python.

    pyreqwest runs all requests on one native thread, which is never joined. It tells the event
    loop of an answer from there, and may still be on its way out of that call when the loop, and
    then the interpreter, ends: Python takes its thread state away and the process aborts. That
    thread does one thing after the other, so a request that is refused before it goes anywhere,
    waited for without Python, comes back after all that was begun before it.
    """
    with (
        suppress(PyreqwestError),
        SyncClientBuilder().no_proxy().https_only(enable=True).build() as client,
    ):
        client.get("http://localhost/").build().send()
