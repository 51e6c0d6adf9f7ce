"""The fields of an Update that we read, as small typed structs.

Unknown fields are passed over and wrong shapes are refused; this is the boundary where what comes
from outside is checked. Source: core.telegram.org/bots/api#update.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from bot.telegram.content import content_of
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
    """A message, or what is left of one.

    Attributes:
        message_thread_id: the topic or the thread that it stands in.
        is_topic_message: whether that is a topic of the chat.
        content: of a message without text, what else it holds, as it came; see `content_of`.
    """

    message_id: Id
    chat: Chat
    sender: User | None = None
    text: str | None = None
    media_group_id: str | None = None
    message_thread_id: Id | None = None
    is_topic_message: bool = False
    # No field of Telegram's has this name: it is filled in here.
    content: Mapping[str, Any] = msgspec.field(default_factory=dict, name="(content)")


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
_ANY = msgspec.json.Decoder(dict[str, Any])


def decode_update(raw: bytes) -> Update:
    """Read one update as it comes in a webhook post.

    Raises:
        msgspec.MsgspecError: it is not JSON, or not an update.
    """
    return _with_content(decode_json(raw, _DECODER), lambda: decode_json(raw, _ANY))


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
            yield update_id, _with_content(msgspec.convert(item, Update), lambda: item)  # noqa: B023 (called at once)
        except msgspec.ValidationError:
            yield update_id, None


def _with_content(update: Update, raw: Callable[[], Any]) -> Update:
    """Return an update with what its message holds if that is no text, which is seldom so."""
    for name in ("message", "edited_message"):
        message: Message | None = getattr(update, name)
        if message is not None and message.text is None:
            content = content_of(raw()[name])
            update = replace(update, **{name: replace(message, content=content)})
    return update


class _Identified(msgspec.Struct):
    update_id: Id


_IDENTIFIED = msgspec.json.Decoder(_Identified)
