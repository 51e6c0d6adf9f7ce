"""What the Bot API is told, and what it tells: as much of a message as Telegram sends."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import parse_qs

import msgspec

BOT: Final = {
    "id": 123456,
    "is_bot": True,
    "first_name": "Rettvei",
    "username": "rettvei_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}


class Button(msgspec.Struct):
    """Something to press."""

    text: str
    callback_data: str = ""


class Keyboard(msgspec.Struct):
    """The buttons of a message."""

    inline_keyboard: list[list[Button]] = []


class Sent(msgspec.Struct):
    """A call, as far as it is looked at; `method` where it came in the answer to an update."""

    chat_id: int = 0
    text: str = ""
    callback_query_id: str = ""
    reply_markup: Keyboard | None = None
    method: str = ""


_TAG = re.compile(r"<[^>]+>")
_SENT = msgspec.json.Decoder(Sent)
_KEYBOARD = msgspec.json.Decoder(Keyboard)


def message_of(sent: Sent, number: int) -> dict[str, Any]:
    """Return a message as Telegram tells of it: who, where, all marks and all buttons."""
    text = _TAG.sub("", sent.text)
    message = {
        "message_id": number,
        "from": {name: BOT[name] for name in ("id", "is_bot", "first_name", "username")},
        "chat": chat_of(sent.chat_id),
        "date": 1_790_000_000,
        "text": text,
        "entities": [{"type": "bold", "offset": 0, "length": len(text.split("\n", 1)[0])}],
        "link_preview_options": {"is_disabled": True},
    }
    if sent.reply_markup is not None:
        message["reply_markup"] = sent.reply_markup
    return message


def chat_of(number: int) -> dict[str, Any]:
    """Return a private chat."""
    return {
        "id": number,
        "first_name": "Kari",
        "last_name": "Nordmann",
        "username": "kari_nordmann",
        "type": "private",
    }


def read_call(body: bytes) -> Sent:
    """Read a call, of JSON or of a form."""
    if body.startswith(b"{"):
        return _SENT.decode(body)
    fields = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    return Sent(
        int(fields.get("chat_id", 0)),
        fields.get("text", ""),
        fields.get("callback_query_id", ""),
        _KEYBOARD.decode(fields["reply_markup"].encode()) if "reply_markup" in fields else None,
    )
