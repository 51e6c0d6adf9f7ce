"""The client library's bot, with aiohttp under it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import aiohttp
import msgspec
from telegram.error import InvalidToken, NetworkError, TelegramError, TimedOut
from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.telegram.decoding import decode_json

NOT_KNOWN = "Telegram no longer accepts the token. Set TELEGRAM_BOT_TOKEN and start again."
_TIMEOUT = 20.0
_ANSWER = msgspec.json.Decoder(dict[str, Any])


class FatalTelegramError(Exception):
    """Telegram cannot be used until an operator does something; the message is one line."""


class AiohttpRequest(BaseRequest):
    """The request layer of the client library over aiohttp.

    No error carries the address that was called: the token is part of it.
    """

    __slots__ = ("_session", "server_date")

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None
        self.server_date: str | None = None
        """What time the server said it was, in the last answer."""

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer when the caller says nothing."""
        return _TIMEOUT

    async def initialize(self) -> None:
        """Open the pool of connections."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=100), json_serialize=_dumps
            )

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 (the base class's)
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 (the base class's)
    ) -> tuple[int, bytes]:
        """Make one request; see the base class.

        Raises:
            telegram.error.TimedOut: no answer came in time.
            telegram.error.NetworkError: no connection could be made or kept.
        """
        if self._session is None:
            msg = "the request layer is not open"
            raise RuntimeError(msg)
        timeout = aiohttp.ClientTimeout(
            total=None,
            connect=_seconds(connect_timeout),
            sock_read=_seconds(read_timeout),
        )
        body = _body(request_data)
        try:
            async with self._session.request(method, url, timeout=timeout, **body) as response:
                self.server_date = response.headers.get("Date")
                return response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
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


class Client(ExtBot[None]):
    """The bot as we use it: a method and its parameters, as they stand in the outbox."""

    __slots__ = ()

    def __repr__(self) -> str:
        # The library's own shows the token, and would bring it into logs.
        return "Client()"

    @property
    def server_date(self) -> str | None:
        """What time Telegram said it was, in its last answer, as HTTP writes it."""
        request = self.request
        return request.server_date if isinstance(request, AiohttpRequest) else None

    async def call(
        self, method: str, parameters: Mapping[str, Any], *, read_timeout: float = _TIMEOUT
    ) -> Any:
        """Call a method of the Bot API and return its result as plain data.

        `do_api_request` does the same, but warns at every method the library knows by name, and
        makes objects of the parameters first.

        Raises:
            telegram.error.TelegramError: it was refused, or did not arrive.
        """
        # What stands in the outbox is JSON already, and holds no files.
        data = RequestData([RequestParameter(name, one, None) for name, one in parameters.items()])
        return await self.request.post(f"{self.base_url}/{method}", data, read_timeout=read_timeout)


async def connect(token: str, api_url: str) -> Client:
    """Open the bot, and see that Telegram knows it.

    Args:
        token: from BotFather.
        api_url: the Bot API server, without a slash at the end.

    Raises:
        FatalTelegramError: the token is refused, or no Bot API server can be reached.
    """
    # Opt in to what the library will do anyway; without it every 429 is a deprecation warning.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    client = Client(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )
    try:
        await _greet(client, api_url)
    except BaseException:
        await client.shutdown()
        raise
    return client


async def _greet(client: Client, api_url: str) -> None:
    try:
        await client.initialize()
    except InvalidToken:
        msg = (
            "Telegram refuses the token. Ask @BotFather for the right one, and set "
            "TELEGRAM_BOT_TOKEN to it."
        )
        raise FatalTelegramError(msg) from None
    except TelegramError as error:
        msg = (
            f"the Bot API server at {api_url} cannot be reached ({error.message[:120]}). Check "
            "the network and TELEGRAM_API_URL."
        )
        raise FatalTelegramError(msg) from None
    except (AttributeError, LookupError, TypeError, ValueError):
        # The library takes what is JSON for an answer of Telegram's, and fails as it may.
        msg = f"what answers at {api_url} is no Bot API server. Check TELEGRAM_API_URL."
        raise FatalTelegramError(msg) from None


def in_seconds(wait: float | timedelta) -> float:
    """Return how long Telegram wants to be left alone; the library says it in two ways."""
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _seconds(value: Any) -> float | None:
    return _TIMEOUT if value is BaseRequest.DEFAULT_NONE else value


def _dumps(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _body(request_data: RequestData | None) -> dict[str, Any]:
    if request_data is None:
        return {}
    if not request_data.contains_files:
        return {"json": request_data.parameters}
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return {"data": form}
