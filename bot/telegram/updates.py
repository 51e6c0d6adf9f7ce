"""The fields of an Update that we read, as small typed structs.

Unknown fields are passed over and wrong shapes are refused; this is the boundary where what comes
from outside is checked. Source: core.telegram.org/bots/api#update.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta

from bot.telegram.decoding import decode_json

Id = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
"""What a database can hold; Telegram's own ids have at most 52 significant bits."""


class User(msgspec.Struct, frozen=True, gc=False):
    """Who did something. The name is not read."""

    id: Id
    language_code: str | None = None


class Chat(msgspec.Struct, frozen=True, gc=False):
    """Where it was done: `private`, `group`, `supergroup` or `channel`."""

    id: Id
    type: str


class Message(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    """A message, or what is left of one. Of pictures and the like only the presence is read."""

    message_id: Id
    chat: Chat
    sender: User | None = None
    text: str | None = None
    media_group_id: str | None = None
    animation: Any = UNSET
    audio: Any = UNSET
    checklist: Any = UNSET
    contact: Any = UNSET
    dice: Any = UNSET
    document: Any = UNSET
    game: Any = UNSET
    location: Any = UNSET
    paid_media: Any = UNSET
    photo: Any = UNSET
    poll: Any = UNSET
    sticker: Any = UNSET
    story: Any = UNSET
    venue: Any = UNSET
    video: Any = UNSET
    video_note: Any = UNSET
    voice: Any = UNSET

    @property
    def has_content(self) -> bool:
        """Whether a person sent something that is not text; service messages have nothing."""
        return any(getattr(self, name) is not UNSET for name in _CONTENT)


_CONTENT = tuple(
    name
    for name in Message.__struct_fields__
    if name not in ("message_id", "chat", "sender", "text", "media_group_id")
)


class CallbackQuery(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    """A press on a button."""

    id: str
    sender: User
    message: Message | None = None
    data: str | None = None


class Update(msgspec.Struct, frozen=True):
    """One update. At most one of the parts is there."""

    update_id: Id
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: CallbackQuery | None = None

    @property
    def kind(self) -> str:
        """What it is, of the kinds we read; `other` for all others."""
        return next((kind for kind in ALLOWED if getattr(self, kind) is not None), "other")


ALLOWED = ("message", "edited_message", "callback_query")
"""The kinds of update that we ask for."""

_DECODER = msgspec.json.Decoder(Update)


def decode_update(raw: bytes) -> Update:
    """Read one update as it comes in a webhook post.

    Raises:
        msgspec.MsgspecError: it is not JSON, or not an update.
    """
    return decode_json(raw, _DECODER)


def update_id_of(raw: bytes) -> int | None:
    """Return the id of an update that has the wrong shape; None if it is no update at all."""
    try:
        return decode_json(raw, _IDENTIFIED).update_id
    except msgspec.MsgspecError:
        return None


def decode_updates(raw: list[Any]) -> Iterator[tuple[int, Update | None]]:
    """Read what getUpdates gave: each update with its id.

    One that is not of the right shape is None: it would come back for ever. One without an id
    is passed over.
    """
    for item in raw:
        try:
            update_id = msgspec.convert(item, _Identified).update_id
        except msgspec.ValidationError:
            continue
        try:
            yield update_id, msgspec.convert(item, Update)
        except msgspec.ValidationError:
            yield update_id, None


class _Identified(msgspec.Struct):
    update_id: Id


_IDENTIFIED = msgspec.json.Decoder(_Identified)
