"""JSON from Telegram, also when it escapes half of a character."""

from __future__ import annotations

import json
from typing import TypeVar

import msgspec

T = TypeVar("T")


def decode_json(raw: bytes, decoder: msgspec.json.Decoder[T]) -> T:
    """Read JSON; a lone surrogate escape, which no text can hold, becomes a question mark.

    Raises:
        msgspec.MsgspecError: it is not JSON, or not what the decoder reads.
    """
    try:
        try:
            return decoder.decode(raw)
        except msgspec.ValidationError:
            raise
        except msgspec.DecodeError:
            # The standard library reads such escapes, so that one text cannot stop all others.
            loose = json.dumps(json.loads(raw.decode()), ensure_ascii=False)
            return decoder.decode(loose.encode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        if isinstance(error, msgspec.MsgspecError):
            raise
        msg = "not JSON, or nested too deep"
        raise msgspec.DecodeError(msg) from None
