"""Chats and their messages, as Telegram keeps them and people see them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from .entities import Entity, cut
from .parameters import Upload
from .patience import PATIENCE, within

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; one of the last three says what it does."""

    text: str
    callback_data: str | None = None
    url: str | None = None
    copy_text: str | None = None


@dataclass(slots=True, eq=False)
class Message:
    """A message as it stands now: it changes when it is edited or deleted.

    Attributes:
        id: `message_id`.
        date: seconds since 1970.
        content: the fields of the Bot API's Message that hold what is said or sent.
        edits: how many times it was edited.
        upload: the file, in a document that the bot sent.
    """

    id: int
    chat: Chat
    sender: Json
    date: int
    content: Json
    markup: Json | None = None
    deleted: bool = False
    edits: int = 0
    edit_date: int | None = None
    upload: Upload | None = None

    @property
    def from_bot(self) -> bool:
        """Whether the bot sent it."""
        return bool(self.sender["is_bot"])

    @property
    def text(self) -> str:
        """The plain text, or the caption."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def entities(self) -> list[Entity]:
        """What is bold, a link and so on; offsets in UTF-16 units."""
        return list(self.content.get("entities") or self.content.get("caption_entities") or [])

    def marked(self, kind: str) -> list[str]:
        """The parts of the text that an entity of a kind covers: `marked("bold")`."""
        return [
            cut(self.text, entity["offset"], entity["length"])
            for entity in self.entities
            if entity["type"] == kind
        ]

    @property
    def buttons(self) -> list[list[Button]]:
        """The rows of buttons under the message."""
        return [
            [
                Button(
                    text=button["text"],
                    callback_data=button.get("callback_data"),
                    url=button.get("url"),
                    copy_text=(button.get("copy_text") or {}).get("text"),
                )
                for button in row
            ]
            for row in (self.markup or {}).get("inline_keyboard", [])
        ]

    @property
    def labels(self) -> list[str]:
        """The texts of all buttons, in reading order."""
        return [button.text for row in self.buttons for button in row]

    def button(self, label: str) -> Button:
        """The button with a label.

        Raises:
            AssertionError: there is none; the message names those there are.
        """
        for row in self.buttons:
            for button in row:
                if button.text == label:
                    return button
        raise AssertionError(f"No button {label!r} under {self.text!r}; there is {self.labels}")

    def to_json(self) -> Json:
        """The Bot API's Message."""
        body: Json = {
            "message_id": self.id,
            "from": self.sender,
            "chat": self.chat.header,
            "date": self.date,
            **self.content,
        }
        if self.edit_date is not None:
            body["edit_date"] = self.edit_date
        if self.markup is not None:
            body["reply_markup"] = self.markup
        return body

    def inaccessible(self) -> Json:
        """What the Bot API gives instead when the message is gone or too old."""
        return {"message_id": self.id, "chat": self.chat.header, "date": 0}

    def __repr__(self) -> str:
        return f"<Message {self.id} {self.text!r} {self.labels}>"


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat or a group.

    Attributes:
        id: positive for a person, negative for a group.
        header: the Bot API's Chat.
        closed: why the bot may not write here, in Telegram's words; None if it may.
        arrived: messages from the bot that no test has taken yet.
        changed: messages that the bot edited, as often as it edited them.
    """

    id: int
    header: Json
    closed: str | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    arrived: asyncio.Queue[Message] = field(default_factory=asyncio.Queue)
    changed: asyncio.Queue[Message] = field(default_factory=asyncio.Queue)

    @property
    def group(self) -> bool:
        """Whether it is a group."""
        return bool(self.header["type"] != "private")


@dataclass(slots=True, eq=False)
class Press:
    """A press on a button, and how the bot answered it.

    Attributes:
        id: the id of the callback query.
        expires: when it can no longer be answered, seconds since 1970.
        text: what the bot showed with its answer, "" for nothing.
        alert: whether the text came as a box that must be closed.
    """

    id: str
    expires: float
    text: str = ""
    alert: bool = False
    _answered: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def answered(self) -> bool:
        """Whether the button has stopped spinning."""
        return self._answered.is_set()

    def answer(self, text: str, *, alert: bool) -> None:
        """Take the bot's answer."""
        self.text, self.alert = text, alert
        self._answered.set()

    async def answer_comes(self, patience: float = PATIENCE) -> Press:
        """Wait until the bot has answered.

        Raises:
            AssertionError: no answer within `patience` real seconds.
        """
        await within(patience, self._answered.wait(), "The bot did not answer the press")
        return self
