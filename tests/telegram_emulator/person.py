"""A person with a private chat with the bot, as readable tests drive one."""

from __future__ import annotations

import asyncio

from . import limits
from .chats import Button, Chat, Json, Message, Press
from .errors import BLOCKED, NEVER_STARTED
from .view import ChatView, text_content
from .world import World


class Person(ChatView):
    """Someone who writes to the bot.

    What the bot is told of is awaited; what only the person sees is not. Texts and data go out as
    they are, also those that a real app would not send.
    """

    def __init__(self, world: World, chat: Chat, user: Json) -> None:
        super().__init__(world, chat)
        self.user = user

    async def says(self, text: str) -> Message:
        """Send a text; commands in it are marked, as an app marks them."""
        return await self.sends(text_content(text))

    async def sends(self, content: Json) -> Message:
        """Send a message with any fields of the Bot API's Message."""
        if self._chat.closed == NEVER_STARTED:
            self._chat.closed = None
        return await self._send(self.user, content)

    async def edits(self, message: Message, text: str) -> Message:
        """Change the text of a message of one's own."""
        self._world.change(message, text_content(text), None)
        self._world.tell_message(message, "edited_message")
        await asyncio.sleep(0)
        return message

    def deletes(self, message: Message) -> None:
        """Delete a message for both sides; no bot is told."""
        self._world.remove(message)

    async def presses(self, message: Message, button: str | Button) -> Press:
        """Press a button, by its label or as it was before the message was edited.

        Raises:
            AssertionError: there is no such button, or it sends nothing to the bot.
        """
        found = message.button(button) if isinstance(button, str) else button
        assert found.callback_data is not None, f"The button {found.text!r} sends nothing"
        return await self.presses_data(message, found.callback_data)

    async def presses_data(self, message: Message, data: str) -> Press:
        """Send callback data that may stand on no button, as a forged app can."""
        press = self._world.press(self.user, message, data)
        await asyncio.sleep(0)
        return press

    async def blocks(self) -> None:
        """Block the bot: it is told, and what it sends is refused from now on."""
        await self._becomes("member", "kicked", BLOCKED)

    async def unblocks(self) -> None:
        """Let the bot write again."""
        await self._becomes("kicked", "member", None)

    async def _becomes(self, old: str, new: str, closed: str | None) -> None:
        self._chat.closed = closed
        tell_membership(self._world, self._chat, self.user, old, new)
        await asyncio.sleep(0)

    async def sends_photo(self, caption: str = "") -> Message:
        """Send a picture."""
        photo = [{**_file("photo", 1200), "width": 90, "height": 60}]
        return await self.sends({"photo": photo, **_caption(caption)})

    async def sends_voice(self, seconds: int = 4) -> Message:
        """Send a voice message."""
        return await self.sends({"voice": {**_file("voice", 9000), "duration": seconds}})

    async def sends_video(self, caption: str = "") -> Message:
        """Send a film."""
        video = {**_file("video", 90000), "width": 90, "height": 60, "duration": 3}
        return await self.sends({"video": video, **_caption(caption)})

    async def sends_document(self, name: str = "vedtak.pdf", caption: str = "") -> Message:
        """Send a file."""
        document = {**_file("document", 4000), "file_name": name, "mime_type": "application/pdf"}
        return await self.sends({"document": document, **_caption(caption)})

    async def sends_location(self, latitude: float = 59.91, longitude: float = 10.75) -> Message:
        """Send a place."""
        return await self.sends({"location": {"latitude": latitude, "longitude": longitude}})

    async def sends_contact(self, number: str = "+4700000000", name: str = "Kari") -> Message:
        """Send someone's phone number."""
        return await self.sends({"contact": {"phone_number": number, "first_name": name}})

    async def sends_sticker(self, emoji: str = "👍") -> Message:
        """Send a sticker."""
        sticker = {**_file("sticker", 700), "type": "regular", "width": 512, "height": 512}
        sticker |= {"is_animated": False, "is_video": False, "emoji": emoji}
        return await self.sends({"sticker": sticker})

    async def sends_poll(self, question: str = "Kaffe?") -> Message:
        """Send a poll."""
        options = [
            {"persistent_id": str(number), "text": text, "voter_count": 0}
            for number, text in enumerate(("Ja", "Nei"), start=1)
        ]
        poll = {
            "id": "1",
            "question": question,
            "options": options,
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        }
        return await self.sends({"poll": poll})


def tell_membership(world: World, chat: Chat, user: Json, old: str, new: str) -> None:
    """Let the bot know that it was added, removed, blocked or let in again."""
    payload = {
        "chat": chat.header,
        "from": user,
        "date": int(world.now()),
        "old_chat_member": _member(world.bot, old),
        "new_chat_member": _member(world.bot, new),
    }
    queue = ("membership", user["id"])
    world.tell("my_chat_member", queue, payload, limits.MESSAGE_LIFETIME)


def _member(bot: Json, status: str) -> Json:
    until = {"until_date": 0} if status == "kicked" else {}
    return {"user": bot, "status": status, **until}


def _file(kind: str, size: int) -> Json:
    return {"file_id": f"{kind}-id", "file_unique_id": f"{kind}-unique", "file_size": size}


def _caption(caption: str) -> Json:
    return {"caption": caption} if caption else {}
