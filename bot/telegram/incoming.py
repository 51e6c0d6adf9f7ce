"""What an update means: whose it is, and which event the conversation gets."""

from __future__ import annotations

import re
import unicodedata

import msgspec
from msgspec import UNSET

from bot.dialog import Command, Event, Press, Said, Unreadable
from bot.telegram.updates import CallbackQuery, Message, Update

_COMMAND = re.compile(r"/([^\s@/]{1,32})(?:@(?P<bot>\w+))?(?:\s+(?P<argument>.*))?", re.DOTALL)
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
    """

    chat: int
    event: Event | None
    language_code: str | None
    query: str | None = None
    message: int | None = None
    album: str | None = None


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
    edited = update.edited_message
    # A place that is shared live is "edited" every few seconds; nobody waits for an answer.
    if edited is None or edited.chat.type != "private" or edited.location is not UNSET:
        return None
    return _of(edited, Unreadable())


def callback_data(session: str, revision: int, option: str) -> str:
    """Return what a button carries: the session, the screen and the choice."""
    return _SEPARATOR.join((session, str(revision), option))


def _of(message: Message, event: Event | None) -> Incoming:
    language = message.sender.language_code if message.sender else None
    return Incoming(
        message.chat.id,
        event,
        language,
        message=message.message_id,
        album=message.media_group_id,
    )


def _message(message: Message, username: str) -> Incoming | None:
    text = message.text
    if message.chat.type != "private":
        called = text is not None and _calls_for(text, username)
        return _of(message, None) if called and message.chat.type != "channel" else None
    if text is None:
        return _of(message, Unreadable()) if message.has_content else None
    # Some keyboards write å as two characters, which «språk» would not match.
    command = _COMMAND.fullmatch(unicodedata.normalize("NFC", text.strip()))
    if command is None:
        return _of(message, Said(text))
    return _of(message, Command(command.group(1).lower(), (command["argument"] or "").strip()))


def _calls_for(text: str, username: str) -> bool:
    """Return whether a text in a group is for us: a mention, or a command that names no other.

    Names of bots and people are the same in capitals.
    """
    mentioned = {name.lower() for name in _MENTION.findall(text)}
    if username.lower() in mentioned:
        return True
    command = _COMMAND.match(text)
    return command is not None and command["bot"] is None


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
    )
