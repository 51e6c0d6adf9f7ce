"""Messages with text: sent, edited, deleted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.telegram_emulator import limits
from tests.telegram_emulator.chats import Json, Message
from tests.telegram_emulator.errors import NOT_MODIFIED, bad_request
from tests.telegram_emulator.parameters import Parameters
from tests.telegram_emulator.world import World

from .content import chat_of, keyboard_of, message_of, text_of

_ACTIONS: Final = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_message(world: World, p: Parameters) -> Json:
    """https://core.telegram.org/bots/api#sendmessage."""
    chat = chat_of(world, p)
    content, markup = text_of(world, p), keyboard_of(world, p)
    return world.add_message(chat, world.bot, content, markup).to_json()


def edit_message_text(world: World, p: Parameters) -> Json:
    """https://core.telegram.org/bots/api#editmessagetext.

    Without `reply_markup` the buttons go, as with Telegram.
    """
    message = _editable(world, p)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _change(world, message, text_of(world, p), keyboard_of(world, p))


def edit_message_reply_markup(world: World, p: Parameters) -> Json:
    """https://core.telegram.org/bots/api#editmessagereplymarkup."""
    message = _editable(world, p)
    return _change(world, message, message.content, keyboard_of(world, p))


def delete_message(world: World, p: Parameters) -> bool:
    """https://core.telegram.org/bots/api#deletemessage."""
    message = message_of(world, p, "delete")
    foreign = message.chat.group and not message.from_bot
    if foreign or world.now() - message.date > limits.REACH_OF_MESSAGES.total_seconds():
        raise bad_request("message can't be deleted for everyone")
    world.remove(message)
    return True


def send_chat_action(world: World, p: Parameters) -> bool:
    """https://core.telegram.org/bots/api#sendchataction."""
    chat_of(world, p)
    if p.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def _editable(world: World, p: Parameters) -> Message:
    message = message_of(world, p, "edit")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def _change(world: World, message: Message, content: Json, markup: Json | None) -> Json:
    if (content, markup) == (message.content, message.markup):
        raise bad_request(NOT_MODIFIED)
    world.change(message, content, markup)
    return message.to_json()


METHODS: Final[Mapping[str, Callable[[World, Parameters], Any]]] = {
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "sendChatAction": send_chat_action,
}
