"""What is to be done about each refusal of Telegram's, and what of it may be logged."""

from __future__ import annotations

from enum import Enum

from telegram.error import BadRequest, TelegramError

_DONE = (
    "message is not modified",
    "query is too old",
    "query id is invalid",
    "message to edit not found",
    "message to delete not found",
    "message can't be edited",
    "message can't be deleted",
    "message_id_invalid",
)
_GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "group chat was upgraded")
_BUTTONS = (
    "can't parse reply keyboard markup",
    "can't parse inline keyboard",
    "inline keyboard button",
    "button_data_invalid",
    "button_type_invalid",
    "button_url_invalid",
    "button_text_invalid",
    "button_copy_text_invalid",
    "reply_markup_invalid",
    "reply_markup_too_long",
    "reply markup is too long",
    "object expected as reply markup",
)
_PLACE = (
    "message thread not found",
    "topic_closed",
    "topic_deleted",
    "topic_id_invalid",
    "not enough rights",
    "have no rights",
    "chat_write_forbidden",
    "chat_send_plain_forbidden",
)
_CONTENT = (
    "can't parse entities",
    "can't parse messageentity",
    "entities_too_long",
    "entity_bounds_invalid",
    "message text is empty",
    "text must be non-empty",
    "message is too long",
    "message_too_long",
    "message caption is too long",
    "media_caption_too_long",
    "file must be non-empty",
    "wrong remote file identifier",
    "wrong file identifier",
    "entity too large",
)


class About(Enum):
    """What of a call was refused."""

    BUTTONS = "buttons"
    PLACE = "place"
    CONTENT = "content"
    """The text or the file; or nobody knows."""


def is_done(refusal: BadRequest) -> bool:
    """Whether what was asked for is so already, or can no longer be."""
    return _names(refusal, _DONE) is not None


def is_gone(refusal: BadRequest) -> bool:
    """Whether the chat cannot be written to any more."""
    return _names(refusal, _GONE) is not None


def reason_of(refusal: BadRequest) -> str:
    """Return what may be logged of a refusal: Telegram's own words can quote the message."""
    return _names(refusal, (*_BUTTONS, *_PLACE, *_CONTENT)) or "unknown"


def about(refusal: TelegramError) -> About:
    """Return what of a call was refused."""
    if isinstance(refusal, BadRequest):
        if _names(refusal, _BUTTONS):
            return About.BUTTONS
        if _names(refusal, _PLACE):
            return About.PLACE
    return About.CONTENT


def _names(refusal: BadRequest, known: tuple[str, ...]) -> str | None:
    message = refusal.message.lower()
    return next((words for words in known if words in message), None)
