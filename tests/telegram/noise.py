"""Updates as Telegram could send them, or could not, drawn at random."""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from .flows import KLAGE

KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "what_comes_next_year",
)
CONTENT = (
    "animation", "audio", "contact", "dice", "document", "game", "location", "paid_media", "photo",
    "poll", "sticker", "story", "venue", "video", "video_note", "voice", "checklist",
    "pinned_message", "new_chat_members", "left_chat_member", "gift", "giveaway", "users_shared",
    "web_app_data",
)  # fmt: skip
WORDS = (
    "/start", "/slett", "/svar", "/sprak", "/nytt", "/tilbake", "/start klage", "klage", "1", "2",
    "vet ikke", "i går", "<b>", "&amp;", "@rettvei_test_bot", "\x00", "\u202e", "😀", "", " ",
    "å" * 4096, "/hjelp@rettvei_test_bot", "/" + "x" * 64, KLAGE,
)  # fmt: skip
JSON: tuple[Any, ...] = (None, True, 0, -1, 1.5, 2**70, "x", "", [], {}, [[]], {"id": "1"})


class Noise:
    """Draws updates as Telegram could send them, or could not."""

    def __init__(self, seed: int | str) -> None:
        self._draw = random.Random(seed)

    def _value(self) -> Any:
        return deepcopy(self._draw.choice(JSON))

    def text(self) -> str:
        odd = "".join(self._draw.choices(string.printable + "æøå😀\u200f", k=20))
        return self._draw.choice((*WORDS, odd))

    def chat(self) -> dict[str, Any]:
        kind = self._draw.choice(("private", "private", "group", "supergroup", "channel"))
        number = self._draw.randint(2000, 2010)
        return {"id": number if kind == "private" else -number, "type": kind, "title": "x"}

    def user(self) -> dict[str, Any]:
        code = self._draw.choice(("nb", "nn", "en", "pl", "zz-ZZ", ""))
        return {"id": self._draw.randint(2000, 2010), "is_bot": False, "language_code": code}

    def message(self) -> dict[str, Any]:
        found = {"message_id": self._draw.randint(1, 9999), "date": 0, "chat": self.chat()}
        if self._draw.random() < 0.9:
            found["from"] = self.user()
        if self._draw.random() < 0.6:
            found["text"] = self.text()
        for name in self._draw.sample(CONTENT, self._draw.randint(0, 2)):
            found[name] = self._value()
        return found

    def press(self) -> dict[str, Any]:
        found = {"id": str(self._draw.getrandbits(60)), "from": self.user(), "chat_instance": "1"}
        data = f"samtale{self._draw.randint(1, 9)}.{self._draw.randint(0, 9)}.{self.text()}"
        found["data"] = self._draw.choice((data, self.text(), ":tilbake"))
        if self._draw.random() < 0.8:
            found["message"] = self.message()
        return found

    def update(self) -> tuple[str, Any]:
        """Draw an update that Telegram could send."""
        kind = self._draw.choice(("message", "callback_query", *KINDS))
        make: Callable[[], Any] = self.press if kind == "callback_query" else self.message
        return kind, make()

    def broken(self) -> tuple[str, Any]:
        """Draw an update with something of the wrong shape in it."""
        kind, payload = self.update()
        if self._draw.random() < 0.2:
            return kind, self._value()
        for _ in range(self._draw.randint(1, 3)):
            part = self._draw.choice(
                [payload, *filter(lambda v: isinstance(v, dict), payload.values())]
            )
            if part:
                part[self._draw.choice(list(part))] = self._value()
        return kind, payload

    def some(self, make: Callable[[], tuple[str, Any]], number: int) -> Iterator[tuple[str, Any]]:
        return (make() for _ in range(number))
