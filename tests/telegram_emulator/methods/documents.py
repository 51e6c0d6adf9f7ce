"""Files that the bot sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.telegram_emulator import limits
from tests.telegram_emulator.chats import Json
from tests.telegram_emulator.errors import ApiError, bad_request
from tests.telegram_emulator.parameters import Parameters
from tests.telegram_emulator.world import World

from .content import caption_of, chat_of, keyboard_of


def send_document(world: World, p: Parameters) -> Json:
    """https://core.telegram.org/bots/api#senddocument, with the file in the call itself."""
    chat = chat_of(world, p)
    source = p.text("document")
    # A file comes in the part "document", or in one that "attach://name" points at.
    upload = p.uploads.get(source.removeprefix("attach://") or "document")
    if upload is None:
        reason = "there is no document in the request"
        raise bad_request(reason if not source else "wrong remote file identifier specified")
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > limits.FILE_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    document = {
        "file_name": upload.name,
        "mime_type": upload.content_type,
        "file_id": f"document-{world.last_message_id + 1}",
        "file_unique_id": f"unique-{world.last_message_id + 1}",
        "file_size": len(upload.content),
    }
    content = {"document": document, **caption_of(world, p)}
    message = world.add_message(chat, world.bot, content, keyboard_of(world, p))
    message.upload = upload
    return message.to_json()


METHODS: Final[Mapping[str, Callable[[World, Parameters], Any]]] = {"sendDocument": send_document}
