"""Each kind of update that Telegram has, whole and valid, and what can become of one on the way.

Source: core.telegram.org/bots/api#update.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from typing import Any, Final

from tests.telegram.noise import Noise

Json = dict[str, Any]

_FIRST_ID: Final = 2_000_000_000
_NOBODYS: Final = range(5_000_000, 5_000_400)

_BOT: Final = {
    "id": 123456,
    "is_bot": True,
    "first_name": "Rettvei",
    "username": "rettvei_test_bot",
}
_USER: Final = {"id": 5_000_001, "is_bot": False, "first_name": "Ola", "language_code": "nb"}
_PRIVATE: Final = {"id": 5_000_001, "first_name": "Ola", "type": "private"}
_GROUP: Final = {"id": -1_000_000_000_500, "title": "Familien", "type": "supergroup"}
_CHANNEL: Final = {"id": -1_000_000_000_600, "title": "Nytt", "type": "channel"}
_FILE: Final = {"file_id": "AgACAgQ", "file_unique_id": "AQAD", "file_size": 9000}
_PICTURE: Final = {**_FILE, "width": 90, "height": 60}
_EMOJI: Final = {"type": "emoji", "emoji": "👍"}
_POLL: Final = {
    "id": "77",
    "question": "Kaffe?",
    "options": [{"persistent_id": "1", "text": "Ja", "voter_count": 1}],
    "total_voter_count": 1,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
}

CONTENT: Final[tuple[Json, ...]] = (
    {"text": "Hei"},
    {"text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]},
    {"text": "/slett"},
    {"text": "ja"},
    {"text": "nei", "reply_to_message": {"message_id": 1, "date": 0, "chat": _PRIVATE}},
    {"text": "se https://example.org", "link_preview_options": {"is_disabled": True}},
    {"text": "hei", "forward_origin": {"type": "hidden_user", "sender_user_name": "x", "date": 1}},
    {"text": "hei", "via_bot": _BOT, "quote": {"text": "x", "position": 0}},
    {"photo": [_PICTURE, _PICTURE], "caption": "brevet", "media_group_id": "13"},
    {"animation": {**_PICTURE, "duration": 1}, "document": _FILE},
    {"audio": {**_FILE, "duration": 9}},
    {"document": {**_FILE, "file_name": "vedtak.pdf", "mime_type": "application/pdf"}},
    {"sticker": {**_PICTURE, "type": "regular", "is_animated": False, "is_video": False}},
    {"video": {**_PICTURE, "duration": 2}, "has_media_spoiler": True},
    {"video_note": {**_FILE, "length": 240, "duration": 2}},
    {"voice": {**_FILE, "duration": 3}},
    {"paid_media": {"star_count": 1, "paid_media": [{"type": "preview"}]}},
    {"story": {"chat": _CHANNEL, "id": 3}},
    {"checklist": {"title": "Husk", "tasks": [{"id": 1, "text": "Klag"}]}},
    {"contact": {"phone_number": "+4700000000", "first_name": "Kari"}},
    {"dice": {"emoji": "🎲", "value": 4}},
    {"game": {"title": "x", "description": "y", "photo": [_PICTURE]}},
    {"poll": _POLL},
    {"venue": {"location": {"latitude": 1.5, "longitude": 2.5}, "title": "x", "address": "y"}},
    {"location": {"latitude": 59.9, "longitude": 10.7, "live_period": 60}},
    {"new_chat_members": [_BOT], "new_chat_member": _BOT},
    {"left_chat_member": _BOT},
    {"new_chat_title": "Ny"},
    {"new_chat_photo": [_PICTURE]},
    {"delete_chat_photo": True},
    {"group_chat_created": True},
    {"supergroup_chat_created": True},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    {"migrate_to_chat_id": -1_000_000_000_501},
    {"migrate_from_chat_id": -501},
    {"pinned_message": {"message_id": 1, "date": 0, "chat": _PRIVATE}},
    {"invoice": {"title": "x", "total_amount": 1, "currency": "XTR"}},
    {"successful_payment": {"currency": "XTR", "total_amount": 1, "invoice_payload": "x"}},
    {"refunded_payment": {"currency": "XTR", "total_amount": 1, "invoice_payload": "x"}},
    {"users_shared": {"request_id": 1, "users": [{"user_id": 9}]}},
    {"chat_shared": {"request_id": 1, "chat_id": -9}},
    {"gift": {"gift": {"id": "1", "star_count": 1}}},
    {"connected_website": "example.org"},
    {"write_access_allowed": {"from_request": True}},
    {"passport_data": {"data": [], "credentials": {"data": "", "hash": "", "secret": ""}}},
    {"proximity_alert_triggered": {"traveler": _USER, "watcher": _USER, "distance": 5}},
    {"boost_added": {"boost_count": 1}},
    {"chat_background_set": {"type": {"type": "fill", "dark_theme_dimming": 1}}},
    {"forum_topic_created": {"name": "x", "icon_color": 1}, "message_thread_id": 3},
    {"forum_topic_closed": {}, "is_topic_message": True},
    {"giveaway": {"chats": [_CHANNEL], "winners_selection_date": 1, "winner_count": 1}},
    {"giveaway_completed": {"winner_count": 1}},
    {"video_chat_started": {}},
    {"video_chat_ended": {"duration": 3}},
    {"web_app_data": {"data": "{}", "button_text": "x"}},
    {"direct_message_price_changed": {"are_direct_messages_enabled": False}},
    {"suggested_post_approved": {"send_date": 1}},
)
"""What a message can hold."""


def _membership(draw: random.Random) -> Json:
    old, new = draw.sample(("member", "left", "kicked", "administrator", "restricted"), 2)
    return {
        "chat": draw.choice((_PRIVATE, _GROUP, _CHANNEL)),
        "from": _USER,
        "date": 1,
        "old_chat_member": {"user": _BOT, "status": old},
        "new_chat_member": {"user": _BOT, "status": new},
    }


def _message(draw: random.Random, chat: Json = _PRIVATE) -> Json:
    number = draw.choice(_NOBODYS)
    whose = {**chat, "id": number} if chat["type"] == "private" else chat
    return {
        "message_id": draw.randint(1, 10**6),
        "from": {**_USER, "id": number},
        "chat": whose,
        "date": 1_790_000_000,
        **draw.choice(CONTENT),
    }


def _press(draw: random.Random) -> Json:
    shown = draw.choice(
        (
            {"message": _message(draw)},
            {"message": {"message_id": 5, "date": 0, "chat": _PRIVATE}},
            {"message": _message(draw, _GROUP)},
            {"inline_message_id": "BAAAAA"},
        )
    )
    option = draw.choice(("ja", ":tilbake", ":nytt", ":sprak", "x", "", "." * 60))
    data = draw.choice((f"abcdefgh.{draw.randint(0, 20)}.{option}", option))
    held = draw.choice(({"data": data}, {"game_short_name": "x"}))
    return {"id": str(draw.getrandbits(62)), "from": _USER, "chat_instance": "1", **shown, **held}


KINDS: Final[dict[str, Callable[[random.Random], Json]]] = {
    "message": lambda draw: _message(draw, draw.choice((_PRIVATE, _PRIVATE, _GROUP))),
    "edited_message": lambda draw: {**_message(draw), "edit_date": 1_790_000_001},
    "channel_post": lambda draw: _message(draw, _CHANNEL),
    "edited_channel_post": lambda draw: _message(draw, _CHANNEL),
    "business_connection": lambda _: {
        "id": "b",
        "user": _USER,
        "user_chat_id": 5_000_001,
        "date": 1,
        "is_enabled": True,
    },
    "business_message": lambda draw: {**_message(draw), "business_connection_id": "b"},
    "edited_business_message": lambda draw: {**_message(draw), "business_connection_id": "b"},
    "deleted_business_messages": lambda _: {
        "business_connection_id": "b",
        "chat": _PRIVATE,
        "message_ids": [1, 2],
    },
    "message_reaction": lambda _: {
        "chat": _PRIVATE,
        "message_id": 1,
        "user": _USER,
        "date": 1,
        "old_reaction": [],
        "new_reaction": [_EMOJI],
    },
    "message_reaction_count": lambda _: {
        "chat": _GROUP,
        "message_id": 1,
        "date": 1,
        "reactions": [{"type": _EMOJI, "total_count": 1}],
    },
    "inline_query": lambda _: {"id": "1", "from": _USER, "query": "klage", "offset": ""},
    "chosen_inline_result": lambda _: {"result_id": "1", "from": _USER, "query": "klage"},
    "callback_query": _press,
    "shipping_query": lambda _: {
        "id": "1",
        "from": _USER,
        "invoice_payload": "x",
        "shipping_address": {"country_code": "NO", "city": "Oslo"},
    },
    "pre_checkout_query": lambda _: {
        "id": "1",
        "from": _USER,
        "currency": "XTR",
        "total_amount": 1,
        "invoice_payload": "x",
    },
    "purchased_paid_media": lambda _: {"from": _USER, "paid_media_payload": "x"},
    "poll": lambda _: _POLL,
    "poll_answer": lambda _: {"poll_id": "77", "user": _USER, "option_ids": [0]},
    "my_chat_member": _membership,
    "chat_member": _membership,
    "chat_join_request": lambda _: {
        "chat": _GROUP,
        "from": _USER,
        "user_chat_id": 5_000_001,
        "date": 1,
    },
    "chat_boost": lambda _: {
        "chat": _CHANNEL,
        "boost": {"boost_id": "1", "add_date": 1, "expiration_date": 2, "source": {}},
    },
    "removed_chat_boost": lambda _: {
        "chat": _CHANNEL,
        "boost_id": "1",
        "remove_date": 1,
        "source": {},
    },
    "managed_bot": lambda _: {"user": _USER, "bot": _BOT},
}
"""All kinds of update, and what makes one."""


class Updates:
    """Draws updates: valid, odd, of the wrong shape, and no updates at all."""

    def __init__(self, seed: str) -> None:
        self._draw = random.Random(seed)
        self._noise = Noise(seed)
        self._last_id = _FIRST_ID

    def shapes(self, number: int) -> Iterator[tuple[str, Any]]:
        """Draw kinds and what they hold, each kind in its turn."""
        kinds = list(KINDS)
        for index in range(number):
            how = self._draw.random()
            if how < 0.5:
                kind = kinds[index % len(kinds)]
                yield kind, KINDS[kind](self._draw)
            elif how < 0.75:
                yield self._noise.update()
            else:
                yield self._noise.broken()

    def posts(self, number: int) -> Iterator[bytes]:
        """Draw what is posted to a webhook: some of it damaged."""
        for kind, payload in self.shapes(number):
            self._last_id += 1
            body = json.dumps({"update_id": self._last_id, kind: payload}).encode()
            yield self._damaged(body) if self._draw.random() < 0.15 else body

    def _damaged(self, body: bytes) -> bytes:
        place = self._draw.randrange(len(body))
        return self._draw.choice(
            (
                body[:place],
                body[:place] + bytes([self._draw.randrange(256)]) + body[place + 1 :],
                body[:place] + body[place + self._draw.randint(1, 9) :],
                body + body,
                body.replace(b'"text": "', b'"text": "\\ud800'),
                body.replace(b'"text": "', b'"text": "\\u0000\xff'),
                b"[" * self._draw.choice((10, 100_000)),
                b'{"update_id": 2000000000, "message": ' + b'{"a":' * 50_000,
                b"\xef\xbb\xbf" + body,
                body.decode().encode("utf-16"),
                b"",
                b"null",
                b"[]",
                b"1e999",
                b'{"update_id": NaN}',
                b'{"update_id": "1", "message": {}}',
                b'{"update_id": 99999999999999999999999}',
                b'{"update_id": -5, "message": null}',
            )
        )
