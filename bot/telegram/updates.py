"""The fields of an Update that we read, as small typed structs.

Unknown fields are passed over and wrong shapes are refused; this is the boundary where what comes
from outside is checked. Source: core.telegram.org/bots/api#update.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET, UnsetType


class User(msgspec.Struct, frozen=True, gc=False):
    """Who did something. The name is not read."""

    id: int
    language_code: str | None = None


class Chat(msgspec.Struct, frozen=True, gc=False):
    """Where it was done: `private`, `group`, `supergroup` or `channel`."""

    id: int
    type: str


class Message(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    """A message, or what is left of one. Of pictures and the like only the presence is read."""

    message_id: int
    chat: Chat
    sender: User | None = None
    text: str | None = None
    animation: msgspec.Raw | UnsetType = UNSET
    audio: msgspec.Raw | UnsetType = UNSET
    checklist: msgspec.Raw | UnsetType = UNSET
    contact: msgspec.Raw | UnsetType = UNSET
    dice: msgspec.Raw | UnsetType = UNSET
    document: msgspec.Raw | UnsetType = UNSET
    game: msgspec.Raw | UnsetType = UNSET
    location: msgspec.Raw | UnsetType = UNSET
    paid_media: msgspec.Raw | UnsetType = UNSET
    photo: msgspec.Raw | UnsetType = UNSET
    poll: msgspec.Raw | UnsetType = UNSET
    sticker: msgspec.Raw | UnsetType = UNSET
    story: msgspec.Raw | UnsetType = UNSET
    venue: msgspec.Raw | UnsetType = UNSET
    video: msgspec.Raw | UnsetType = UNSET
    video_note: msgspec.Raw | UnsetType = UNSET
    voice: msgspec.Raw | UnsetType = UNSET

    @property
    def has_content(self) -> bool:
        """Whether a person sent something that is not text; service messages have nothing."""
        return any(getattr(self, name) is not UNSET for name in _CONTENT)


_CONTENT = tuple(
    name
    for name in Message.__struct_fields__
    if name not in ("message_id", "chat", "sender", "text")
)


class CallbackQuery(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    """A press on a button."""

    id: str
    sender: User
    message: Message | None = None
    data: str | None = None


class Update(msgspec.Struct, frozen=True):
    """One update. At most one of the parts is there."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: CallbackQuery | None = None


ALLOWED = ("message", "edited_message", "callback_query")
"""The kinds of update that we ask for."""

_DECODER = msgspec.json.Decoder(Update)


def decode_update(raw: bytes) -> Update:
    """Read one update as it comes in a webhook post.

    Raises:
        msgspec.MsgspecError: it is not JSON, or not an update.
    """
    return _DECODER.decode(raw)


def decode_updates(raw: list[Any]) -> tuple[list[Update], int]:
    """Read what getUpdates gave: the updates, and the id after the last of them.

    One that is not of the right shape is passed over: it would come back for ever.
    """
    updates: list[Update] = []
    after = 0
    for item in raw:
        identified = msgspec.convert(item, _Identified)
        after = max(after, identified.update_id + 1)
        try:
            updates.append(msgspec.convert(item, Update))
        except msgspec.ValidationError:
            continue
    return updates, after


class _Identified(msgspec.Struct):
    update_id: int
