"""What Telegram knows: the bot, its chats, their messages, presses and waiting updates."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from . import limits
from .chats import Chat, Json, Message, Press
from .polling import Polling
from .updates import Queue, Updates
from .webhook import Webhook


@dataclass(slots=True)
class Profile:
    """How the bot presents itself, by language code; "" is for all other languages.

    Attributes:
        commands: by scope (as sorted JSON) and language code.
    """

    name: dict[str, str] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)
    short_description: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)


@dataclass(slots=True)
class World:
    """The state that calls read and change.

    Attributes:
        clock: gives the time, with a zone.
        fast: whether most checks are left out.
        meter: refuses calls that come too fast; None lets all through.
        strict_webhooks: whether http and other ports are refused on loopback, too.
        query_lifetime: how long a press can be answered.
    """

    clock: Callable[[], datetime]
    bot: Json
    random: random.Random
    updates: Updates
    polling: Polling
    webhook: Webhook
    meter: limits.Meter | None
    strict_webhooks: bool
    query_lifetime: timedelta
    fast: bool = False
    profile: Profile = field(default_factory=Profile)
    chats: dict[int, Chat] = field(default_factory=dict)
    presses: dict[str, Press] = field(default_factory=dict)
    last_message_id: int = 0

    def now(self) -> float:
        """Seconds since 1970."""
        return self.clock().timestamp()

    def open_chat(self, header: Json, closed: str | None = None) -> Chat:
        """A new chat.

        Raises:
            AssertionError: there is one with this id.
        """
        assert header["id"] not in self.chats, f"There is a chat {header['id']} already"
        chat = self.chats[header["id"]] = Chat(header["id"], header, closed)
        return chat

    def add_message(
        self, chat: Chat, sender: Json, content: Json, markup: Json | None = None
    ) -> Message:
        """Put a new message at the end of a chat."""
        self.last_message_id += 1
        message = Message(
            self.last_message_id, chat, sender, int(self.now()), content, markup=markup
        )
        chat.messages[message.id] = message
        if message.from_bot:
            chat.arrived.put_nowait(message)
        return message

    def change(self, message: Message, content: Json, markup: Json | None) -> None:
        """Edit a message."""
        message.content, message.markup = content, markup
        message.edit_date = int(self.now())
        message.edits += 1
        if message.from_bot:
            message.chat.changed.put_nowait(message)

    def remove(self, message: Message) -> None:
        """Delete a message for everyone."""
        message.deleted = True
        message.chat.messages.pop(message.id, None)

    def tell(self, kind: str, queue: Queue, payload: dict[str, Any], life: timedelta) -> None:
        """Let the bot know of something."""
        self.updates.push(kind, queue, payload, life)

    def tell_message(self, message: Message, kind: str = "message") -> None:
        """Let the bot know of a message or of its edit."""
        queue = ("chat", message.chat.id)
        self.tell(kind, queue, message.to_json(), limits.MESSAGE_LIFETIME)

    def press(self, person: Json, message: Message, data: str) -> Press:
        """Let the bot know that a person pressed a button."""
        identity = str(self.random.getrandbits(62))
        press = Press(identity, self.now() + self.query_lifetime.total_seconds())
        self.presses[identity] = press
        age = self.now() - message.date
        gone = message.deleted or age > limits.REACH_OF_MESSAGES.total_seconds()
        query = {
            "id": identity,
            "from": person,
            "message": message.inaccessible() if gone else message.to_json(),
            "chat_instance": str(-message.chat.id * 7919),
            "data": data,
        }
        self.tell("callback_query", ("presses", person["id"]), query, limits.PRESS_LIFETIME)
        return press
