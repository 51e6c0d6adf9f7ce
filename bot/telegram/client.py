"""The client library's bot, with a request layer of our own under it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot
from telegram.request import RequestData

from bot.telegram.answers import result_of
from bot.telegram.request import TIMEOUT, ReqwestRequest

NOT_KNOWN = "Telegram no longer accepts the token. Set TELEGRAM_BOT_TOKEN and start again."


class FatalTelegramError(Exception):
    """Telegram cannot be used until an operator does something; the message is one line."""


class _Ready:
    """Parameters as they stand in the outbox: JSON already, and without files.

    What the request layer reads of the library's RequestData, which makes an object of each.
    """

    __slots__ = ("parameters",)

    contains_files = False

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        self.parameters = parameters


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
        return request.server_date if isinstance(request, ReqwestRequest) else None

    async def call(
        self, method: str, parameters: Mapping[str, Any], *, read_timeout: float = TIMEOUT
    ) -> Any:
        """Call a method of the Bot API and return its result as plain data.

        `do_api_request` does the same, but warns at every method the library knows by name, makes
        objects of the parameters first, and fails as it may at an answer of another shape.

        Raises:
            telegram.error.TelegramError: it was refused, or did not arrive.
        """
        data = cast(RequestData, _Ready(parameters))
        url = f"{self.base_url}/{method}"
        return result_of(*await self.request.do_request(url, "POST", data, read_timeout))


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
        request=ReqwestRequest(),
        get_updates_request=ReqwestRequest(),
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
