"""What is to be done about each refusal of Telegram's, and what of it may be logged."""

from __future__ import annotations

from telegram.error import BadRequest

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
_KNOWN = (
    "can't parse entities",
    "can't parse reply keyboard markup",
    "can't parse inline keyboard",
    "message text is empty",
    "message is too long",
    "message_too_long",
    "message caption is too long",
    "button_data_invalid",
    "button_type_invalid",
    "button_url_invalid",
    "reply markup is too long",
    "not enough rights",
    "have no rights",
    "topic_closed",
    "file must be non-empty",
)


def is_done(refusal: BadRequest) -> bool:
    """Whether what was asked for is so already, or can no longer be."""
    return _names(refusal, _DONE) is not None


def is_gone(refusal: BadRequest) -> bool:
    """Whether the chat cannot be written to any more."""
    return _names(refusal, _GONE) is not None


def reason_of(refusal: BadRequest) -> str:
    """Return what may be logged of a refusal: Telegram's own words can quote the message."""
    return _names(refusal, _KNOWN) or "unknown"


def _names(refusal: BadRequest, known: tuple[str, ...]) -> str | None:
    message = refusal.message.lower()
    return next((words for words in known if words in message), None)
