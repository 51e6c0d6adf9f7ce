"""What a message holds besides text, of whatever kind: service, media, or a kind that is new.

Telegram adds kinds of messages several times a year. What is not known here is taken for a
message that somebody wrote, since silence is the one wrong answer to that.
Source: core.telegram.org/bots/api#message.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

_ABOUT: Final = frozenset(
    {
        *("message_id", "message_thread_id", "direct_messages_topic", "from", "sender_chat"),
        *("sender_boost_count", "sender_business_bot", "sender_tag", "date", "edit_date", "chat"),
        *("business_connection_id", "forward_origin", "is_topic_message", "is_automatic_forward"),
        *("reply_to_message", "external_reply", "quote", "reply_to_story", "via_bot"),
        *("reply_to_checklist_task_id", "has_protected_content", "is_from_offline"),
        *("is_paid_post", "media_group_id", "author_signature", "paid_star_count", "text"),
        *("entities", "link_preview_options", "suggested_post_info", "effect_id", "reply_markup"),
        *("caption_entities", "show_caption_above_media", "has_media_spoiler"),
        *("forward_from", "forward_from_chat", "forward_from_message_id", "forward_signature"),
        *("forward_sender_name", "forward_date"),
    }
)
"""Fields that say something of a message, or repeat another one; not what it holds."""

_SERVICE: Final = frozenset(
    {
        *("new_chat_members", "new_chat_member", "new_chat_participant", "left_chat_member"),
        *("left_chat_participant", "chat_owner_left", "chat_owner_changed", "new_chat_title"),
        *("new_chat_photo", "delete_chat_photo", "group_chat_created", "supergroup_chat_created"),
        *("channel_chat_created", "message_auto_delete_timer_changed", "migrate_to_chat_id"),
        *("migrate_from_chat_id", "pinned_message", "successful_payment", "refunded_payment"),
        *("users_shared", "user_shared", "chat_shared", "connected_website", "passport_data"),
        *("write_access_allowed", "proximity_alert_triggered", "boost_added"),
        *("chat_background_set", "checklist_tasks_done", "direct_message_price_changed"),
        *("paid_message_price_changed", "forum_topic_created", "forum_topic_edited"),
        *("forum_topic_closed", "forum_topic_reopened", "general_forum_topic_hidden"),
        *("general_forum_topic_unhidden", "giveaway_created", "giveaway_completed"),
        *("suggested_post_approved", "suggested_post_approval_failed", "suggested_post_declined"),
        *("suggested_post_paid", "suggested_post_refunded", "video_chat_scheduled"),
        *("video_chat_started", "video_chat_ended", "video_chat_participants_invited"),
        *("voice_chat_scheduled", "voice_chat_started", "voice_chat_ended"),
        *("voice_chat_participants_invited", "web_app_data", "managed_bot_created"),
    }
)
"""What Telegram tells of by itself: nobody wrote it, and nobody waits for an answer."""

_MEDIA: Final = frozenset(
    {
        *("animation", "audio", "checklist", "checklist_tasks_added", "contact", "dice"),
        *("document", "game", "gift", "giveaway", "giveaway_winners", "invoice", "live_photo"),
        *("location", "paid_media", "photo", "poll", "poll_option_added", "sticker", "story"),
        *("unique_gift", "venue", "video", "video_note", "voice"),
    }
)
"""Kinds that are no text, though they may have one: a caption, or the question of a poll."""

_NO_TEXT: Final = frozenset(
    {
        *("id", "type", "emoji", "set_name", "file_name", "first_name", "last_name", "username"),
        *("user_name", "phone_number", "vcard", "address", "mime_type", "url", "language"),
        *("language_code", "performer", "currency", "payload", "start_parameter", "data"),
    }
)
"""Fields whose texts are names and marks, and not what somebody says."""

_TEXT: Final = frozenset(
    {
        *("text", "caption", "question", "title", "description", "explanation", "content"),
        *("credit", "summary", "header", "footer", "label", "value"),
    }
)
"""Fields whose texts are read also if they are a single word."""

_DEEPEST: Final = 12
_MOST_PARTS: Final = 2000
_LONGEST: Final = 4096


def content_of(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields of a message that are what it holds."""
    return {
        name: value
        for name, value in fields.items()
        if name not in _ABOUT and value is not None and value is not False
    }


def is_service(content: Mapping[str, Any]) -> bool:
    """Whether nobody wrote it; a message without any content counts, too."""
    return not content or not _SERVICE.isdisjoint(content)


def is_media(content: Mapping[str, Any]) -> bool:
    """Whether it is of a kind that is known to be no text."""
    return not _MEDIA.isdisjoint(content)


def text_of(content: Mapping[str, Any]) -> str:
    """Return the text that stands in it, wherever that is; empty if there is none.

    Bounded in depth, in parts and in length, whatever comes.
    """
    parts = islice(_texts("", content, _DEEPEST), _MOST_PARTS)
    lines = (line for line in map(str.strip, parts) if line)
    return "\n".join(lines)[:_LONGEST]


def _texts(name: str, value: Any, depth: int) -> Iterator[str]:
    """Yield the texts in a value, line by line."""
    if not depth or name in _NO_TEXT or name.endswith(("_id", "_url", "_entities")):
        return
    if isinstance(value, str):
        if name in _TEXT or " " in value.strip():
            yield value
    elif isinstance(value, Mapping):
        for inner, part in value.items():
            yield from _texts(str(inner), part, depth - 1)
    elif isinstance(value, list):
        if name in _TEXT and any(isinstance(part, str) for part in value):
            # A text in several styles: plain strings between objects, all on one line.
            yield "".join(text for part in value for text in _texts(name, part, depth - 1))
            return
        for part in value:
            yield from _texts(name, part, depth - 1)
