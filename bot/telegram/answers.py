"""The Bot API's answers: a result, or the error that says what to do about there being none.

Between us and Telegram stand proxies and local Bot API servers, so an answer is believed only when
it has the shape of the Bot API. Anything else is trouble that passes, never a verdict: it neither
ends the process nor says anything of a chat.
"""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

import msgspec
from msgspec import UNSET
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.telegram.decoding import decode_json

DEFAULT_WAIT: Final = 5.0
"""Seconds to wait after a 429 that does not say how long."""

LONGEST_WAIT: Final = 900.0
"""Ceiling for what a 429 may ask for. Telegram says again what is left of a longer wait."""


class UnexpectedAnswerError(NetworkError):
    """An answer that is neither a result nor one of the errors that the Bot API documents.

    Args:
        status: of HTTP.
    """

    def __init__(self, status: int) -> None:
        super().__init__(f"unexpected answer (HTTP {status})")
        self.status = status


class _Answer(msgspec.Struct):
    ok: Any = None
    result: Any = UNSET
    error_code: Any = None
    description: Any = None
    parameters: Any = None


_ANSWER: Final = msgspec.json.Decoder(_Answer)
_ERRORS: Final[dict[int, type[TelegramError]]] = {
    HTTPStatus.BAD_REQUEST: BadRequest,
    HTTPStatus.UNAUTHORIZED: InvalidToken,
    HTTPStatus.FORBIDDEN: Forbidden,
    HTTPStatus.NOT_FOUND: InvalidToken,
    HTTPStatus.CONFLICT: Conflict,
    # Larger than is taken: nothing that waiting mends.
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: BadRequest,
}
_SERVER_ERRORS: Final = range(500, 600)


def result_of(status: int, body: bytes) -> Any:
    """Return the result that an answer holds, as plain data.

    Args:
        status: of HTTP.
        body: as it came.

    Raises:
        telegram.error.TelegramError: there is none; which kind says what to do.
    """
    try:
        answer = decode_json(body, _ANSWER)
    except msgspec.MsgspecError:
        answer = _Answer()
    if answer.ok is True and answer.result is not UNSET and HTTPStatus(200) <= status < 300:
        return answer.result
    raise _error(status, answer)


def _error(status: int, answer: _Answer) -> TelegramError:
    has_shape = answer.ok is False and isinstance(answer.description, str)
    code = answer.error_code if has_shape and type(answer.error_code) is int else status
    parameters = answer.parameters if isinstance(answer.parameters, dict) else {}
    if code == HTTPStatus.TOO_MANY_REQUESTS:
        return RetryAfter(timedelta(seconds=_wait(parameters.get("retry_after"))))
    if status in _SERVER_ERRORS or code in _SERVER_ERRORS:
        return NetworkError(f"server error (HTTP {status})")
    if not has_shape or code not in _ERRORS:
        return UnexpectedAnswerError(status)
    moved_to = parameters.get("migrate_to_chat_id")
    if type(moved_to) is int:
        return ChatMigrated(moved_to)
    return _ERRORS[code](answer.description)


def _wait(asked: object) -> float:
    """Return how many seconds a 429 asks for, whatever stands there."""
    if isinstance(asked, bool) or not isinstance(asked, int | float | str):
        return DEFAULT_WAIT
    try:
        seconds = float(asked)
    except (ValueError, OverflowError):
        return LONGEST_WAIT if isinstance(asked, int) and asked > 0 else DEFAULT_WAIT
    return min(seconds, LONGEST_WAIT) if seconds > 0 else DEFAULT_WAIT
