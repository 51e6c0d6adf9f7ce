"""Inline keyboards, checked as Telegram checks them."""

from __future__ import annotations

import re
from typing import Any, Final

from . import limits
from .errors import bad_request

Json = dict[str, Any]

_UNREADABLE: Final = "can't parse inline keyboard button: "
_URL: Final = re.compile(r"(?:https?://|tg://)[^\s]+|[^\s/:]+\.[^\s]+", re.IGNORECASE)


def check_keyboard(markup: Any) -> Json | None:
    """The inline keyboard in a `reply_markup`; None for any other kind and for no buttons.

    Raises:
        ApiError: 400, for what is malformed or over a limit.
    """
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        return None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
    checked = [[_button(button) for button in row] for row in rows if row]
    if any(len(row) > limits.BUTTONS_A_ROW for row in checked):
        raise bad_request("reply markup is too long")
    if sum(len(row) for row in checked) > limits.BUTTONS_A_MESSAGE:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": checked} if checked else None


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request(_UNREADABLE + "expected an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request(_UNREADABLE + 'Field "text" must be of type String')
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if button.get("callback_data"):
        return {"text": text, "callback_data": _callback_data(button["callback_data"])}
    if button.get("url"):
        return {"text": text, "url": _url(button["url"])}
    if button.get("copy_text"):
        return {"text": text, "copy_text": {"text": _copy_text(button["copy_text"])}}
    raise bad_request(_UNREADABLE + "Text buttons are unallowed in the inline keyboard")


def _callback_data(data: Any) -> str:
    if not isinstance(data, str) or len(data.encode()) > limits.CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return data


def _url(url: Any) -> str:
    if not isinstance(url, str) or not _URL.fullmatch(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return url


def _copy_text(copy: Any) -> str:
    text = copy.get("text") if isinstance(copy, dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= limits.COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return text
