"""Remembers for a while what a message said, to know whether it has been changed since.

Telegram tells of a reaction, or of a preview that is loaded, as it tells of a change. What was
written is stored nowhere, so this is kept in memory alone, as keyed hashes whose key ends with the
process.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import Final

_ROOM: Final = 20_000


class Heard:
    """Hashes of what the last messages said.

    Args:
        room: how many are remembered; the oldest makes room for a new one.
    """

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._hash = blake2b(key=os.urandom(32), digest_size=16)
        self._known: dict[bytes, bytes] = {}

    def is_changed(self, chat: int, message: int, text: str) -> bool | None:
        """Return whether a message said something else before; None if that is not known."""
        before = self._known.get(self._digest(f"{chat} {message}"))
        return None if before is None else before != self._digest(text)

    def remember(self, chat: int, message: int, text: str) -> None:
        """Remember what a message says, once that is answered."""
        where = self._digest(f"{chat} {message}")
        self._known.pop(where, None)
        self._known[where] = self._digest(text)
        if len(self._known) > self._room:
            del self._known[next(iter(self._known))]

    def _digest(self, value: str) -> bytes:
        digest = self._hash.copy()
        digest.update(value.encode("utf-8", "surrogatepass"))
        return digest.digest()
