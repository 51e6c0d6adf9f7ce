"""What an update means: whose it is, and which event the conversation gets."""

from __future__ import annotations

import re
import unicodedata

import msgspec

from bot.dialog import Command, Event, Press, Said, Touched, Unreadable
from bot.telegram.content import is_media, is_service, text_of
from bot.telegram.updates import CallbackQuery, Message, Update

_COMMAND = re.compile(r"/([^\s@/]{1,32})(?:@(?P<bot>\w+))?(?:\s+(?P<argument>.*))?", re.DOTALL)
_COMMAND_IN_GROUP = re.compile(r"/(?P<name>\w+)(?:@(?P<bot>\w+))?(?!\S)")
OUR_COMMANDS = frozenset(
    {
        *("start", "hast", "fare", "ord", "begreper", "svar", "tilbake", "nytt", "sprak", "språk"),
        *("hjelp", "help", "personvern", "slett"),
    }
)
"""What is for us in a group though it names no bot."""

_MENTION = re.compile(r"@(\w+)")
_SEPARATOR = "."
_DIGITS = 9


class Incoming(msgspec.Struct, frozen=True):
    """An update that somebody is to have an answer to.

    Attributes:
        chat: where the answer goes.
        event: what was done; None in a group, where the answer is a pointer to the private chat.
        language_code: what Telegram says of the person's language.
        query: the press to be acknowledged.
        message: the message that was pressed, when Telegram still has it, or that was written.
        album: what makes a message one of several that were sent as one.
        text: what is written in the message; empty if nothing is.
        topic: where in the chat the answer goes, if it has topics.
    """

    chat: int
    event: Event | None
    language_code: str | None
    query: str | None = None
    message: int | None = None
    album: str | None = None
    text: str = ""
    topic: int | None = None

    @property
    def is_written(self) -> bool:
        """Whether somebody wrote a message in a private chat."""
        return self.event is not None and not isinstance(self.event, Press)


def incoming(update: Update, username: str) -> Incoming | None:
    """Return what an update means, or None if nothing is to be said to it.

    Args:
        update: as it came.
        username: the bot's own, by which it is spoken to in a group.
    """
    if update.callback_query is not None:
        return _press(update.callback_query)
    if update.message is not None:
        return _message(update.message, username)
    return _edited(update.edited_message) if update.edited_message is not None else None


def callback_data(session: str, revision: int, option: str) -> str:
    """Return what a button carries: the session, the screen and the choice."""
    return _SEPARATOR.join((session, str(revision), option))


def _of(message: Message, event: Event | None, text: str = "") -> Incoming:
    language = message.sender.language_code if message.sender else None
    return Incoming(
        message.chat.id,
        event,
        language,
        message=message.message_id,
        album=message.media_group_id,
        text=text,
        topic=_topic(message),
    )


def _topic(message: Message) -> int | None:
    # A thread of replies has such an id, too, but cannot be written to by it.
    return message.message_thread_id if message.is_topic_message else None


def _message(message: Message, username: str) -> Incoming | None:
    if message.chat.type != "private":
        called = message.text is not None and _calls_for(message.text, username)
        return _of(message, None) if called and message.chat.type != "channel" else None
    if message.text is not None:
        return _of(message, _said(message.text), message.text)
    if is_service(message.content):
        return None
    text = text_of(message.content)
    if text and not is_media(message.content):
        # A kind that is new, and has a text: it is read as one.
        return _of(message, _said(text), text)
    return _of(message, Unreadable(text), text)


def _said(text: str) -> Event:
    # Some keyboards write å as two characters, which «språk» would not match.
    command = _COMMAND.fullmatch(unicodedata.normalize("NFC", text.strip()))
    if command is None:
        return Said(text)
    return Command(command.group(1).lower(), (command["argument"] or "").strip())


def _edited(message: Message) -> Incoming | None:
    # A place that is shared live is "edited" every few seconds; nobody waits for an answer.
    if message.chat.type != "private" or "location" in message.content:
        return None
    text = text_of(message.content) if message.text is None else message.text
    return _of(message, Touched(text), text)


def _calls_for(text: str, username: str) -> bool:
    """Return whether a text in a group is for us.

    It is if it mentions us, or is a command that names us, or one of ours that names nobody: all
    others are for other bots. Names of bots and people are the same in capitals.
    """
    command = _COMMAND_IN_GROUP.match(text)
    if command is not None and command["bot"] is not None:
        return command["bot"].lower() == username.lower()
    if command is not None and command["name"].lower() in OUR_COMMANDS:
        return True
    return username.lower() in {name.lower() for name in _MENTION.findall(text)}


def _press(query: CallbackQuery) -> Incoming | None:
    message = query.message
    # A press without a message comes from a chat that Telegram no longer shows us; a bot can
    # write to the person all the same, because a private chat has the person's id.
    chat = message.chat.id if message else query.sender.id
    is_private = message is None or message.chat.type == "private"
    session, _, rest = (query.data or "").partition(_SEPARATOR)
    revision, _, option = rest.partition(_SEPARATOR)
    well_formed = revision.isascii() and revision.isdigit() and len(revision) <= _DIGITS
    number = int(revision) if well_formed else -1
    return Incoming(
        chat,
        Press(session, number, option) if is_private else None,
        query.sender.language_code,
        query.id,
        message.message_id if message else None,
        topic=_topic(message) if message else None,
    )
