"""A group that the bot can be in, as readable tests drive one."""

from __future__ import annotations

from .chats import Message
from .errors import KICKED
from .person import Person, tell_membership
from .view import ChatView, text_content


class Group(ChatView):
    """Several people and the bot; the bot is told of every message, as an administrator is."""

    async def hears(self, person: Person, text: str) -> Message:
        """A person writes in the group."""
        return await self._send(person.user, text_content(text))

    async def welcomes_bot(self, person: Person) -> None:
        """A person adds the bot: it may write, and is told twice, as Telegram tells it."""
        self._chat.closed = None
        tell_membership(self._world, self._chat, person.user, "left", "member")
        bot = self._world.bot
        await self._send(person.user, {"new_chat_members": [bot], "new_chat_member": bot})

    async def removes_bot(self, person: Person) -> None:
        """A person removes the bot: it is told, and what it sends is refused from now on."""
        self._chat.closed = KICKED
        tell_membership(self._world, self._chat, person.user, "member", "kicked")
        await self._send(person.user, {"left_chat_member": self._world.bot})
