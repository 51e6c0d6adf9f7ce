"""What the calls that send and edit have in common: the chat, the text, the keyboard."""

from __future__ import annotations

from tests.telegram_emulator import limits
from tests.telegram_emulator.chats import Chat, Json, Message
from tests.telegram_emulator.entities import Entity, check_size, given_entities, trim, with_detected
from tests.telegram_emulator.errors import bad_request, forbidden
from tests.telegram_emulator.html import parse_html
from tests.telegram_emulator.keyboards import check_keyboard
from tests.telegram_emulator.parameters import Parameters
from tests.telegram_emulator.world import World


def chat_of(world: World, p: Parameters) -> Chat:
    """The chat that a call is about.

    Raises:
        ApiError: 400 when there is none, 403 when the bot may not write there.
    """
    if not p.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = world.chats.get(p.integer("chat_id"))
    if chat is None:
        raise bad_request("chat not found")
    if chat.closed is not None:
        raise forbidden(chat.closed)
    return chat


def message_of(world: World, p: Parameters, purpose: str) -> Message:
    """The message that a call is about; the purpose is "edit" or "delete".

    Raises:
        ApiError: 400 when there is none.
    """
    chat = chat_of(world, p)
    if p.integer("message_id") <= 0:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(p.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message


def text_of(world: World, p: Parameters) -> Json:
    """The `text` and `entities` of a message.

    Raises:
        ApiError: 400 for a text that is empty, too long or cannot be parsed.
    """
    source = p.text("text")
    if world.fast:
        return {"text": source}
    if not source:
        raise bad_request("message text is empty")
    text, entities = _parse(p, source, "entities")
    if not text:
        raise bad_request("text must be non-empty")
    check_size(text, entities, limits.TEXT, "message is too long")
    return _content("text", text, "entities", with_detected(text, entities))


def caption_of(world: World, p: Parameters) -> Json:
    """The `caption` and `caption_entities` of a file, if any.

    Raises:
        ApiError: 400 for a caption that is too long or cannot be parsed.
    """
    source = p.text("caption")
    if world.fast or not source:
        return {"caption": source} if source else {}
    text, entities = _parse(p, source, "caption_entities")
    check_size(text, entities, limits.CAPTION, "message caption is too long")
    content = _content("caption", text, "caption_entities", with_detected(text, entities))
    return content if text else {}


def keyboard_of(world: World, p: Parameters) -> Json | None:
    """The inline keyboard, if any.

    Raises:
        ApiError: 400 for one that is malformed or over a limit.
    """
    markup = p.nested("reply_markup")
    if world.fast and isinstance(markup, dict):
        return markup
    return check_keyboard(markup)


def _parse(p: Parameters, source: str, entities_name: str) -> tuple[str, list[Entity]]:
    mode = p.text("parse_mode").lower()
    if mode == "html":
        return trim(*parse_html(source))
    # Markdown is refused as an unknown mode is: nothing here should send it.
    if mode:
        raise bad_request("unsupported parse_mode")
    given = p.nested(entities_name)
    return trim(source, given_entities(source, given) if given is not None else [])


def _content(text_name: str, text: str, entities_name: str, entities: list[Entity]) -> Json:
    return {text_name: text, entities_name: entities} if entities else {text_name: text}
