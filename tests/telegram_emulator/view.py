"""A chat as a test looks at it: what stands there now, and what comes next."""

from __future__ import annotations

import asyncio

from .chats import Chat, Json, Message
from .entities import detect
from .patience import PATIENCE, within
from .world import World


class ChatView:
    """What a person sees in a chat; `Person` and `Group` add what can be done there."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self._chat = chat

    @property
    def id(self) -> int:
        """The chat's id."""
        return self._chat.id

    @property
    def messages(self) -> list[Message]:
        """The chat now: everybody's messages, edits made, deleted ones gone."""
        return list(self._chat.messages.values())

    @property
    def from_bot(self) -> list[Message]:
        """The bot's messages that stand in the chat now."""
        return [message for message in self.messages if message.from_bot]

    @property
    def last_message(self) -> Message:
        """The last message in the chat, whoever sent it."""
        assert self._chat.messages, "The chat is empty"
        return self.messages[-1]

    async def next_message(self, patience: float = PATIENCE) -> Message:
        """Wait for the next message from the bot that this method has not returned before.

        Raises:
            AssertionError: none came within `patience` real seconds.
        """
        return await self._next(self._chat.arrived, "send anything more", patience)

    async def next_edit(self, patience: float = PATIENCE) -> Message:
        """Wait for the next edit by the bot that this method has not returned before.

        Raises:
            AssertionError: none came within `patience` real seconds.
        """
        return await self._next(self._chat.changed, "edit anything more", patience)

    def nothing_new(self) -> bool:
        """Whether `next_message` would have to wait."""
        return self._chat.arrived.empty()

    async def _next(self, queue: asyncio.Queue[Message], deed: str, patience: float) -> Message:
        if not queue.empty():
            return queue.get_nowait()
        last = self.messages[-1:] or "nothing"
        complaint = f"The bot did not {deed}; the chat ends with {last}"
        return await within(patience, queue.get(), complaint)

    async def _send(self, sender: Json, content: Json) -> Message:
        message = self._world.add_message(self._chat, sender, content)
        self._world.tell_message(message)
        # Give way, so that the update starts on its way before the test goes on.
        await asyncio.sleep(0)
        return message


def text_content(text: str) -> Json:
    """The fields of a message with text, with the commands and addresses that are found in it."""
    entities = detect(text)
    return {"text": text, "entities": entities} if entities else {"text": text}
