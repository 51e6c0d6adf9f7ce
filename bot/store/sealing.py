"""Encryption of what is stored about a person, and the keyed hash by which it is found."""

from __future__ import annotations

import os
from collections.abc import Mapping
from copy import copy
from enum import Enum
from hashlib import blake2b
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.store.errors import DamagedError

KEY_BYTES: Final = 32
"""How long every key is."""

CHAT_BYTES: Final = 16
"""How long the keyed hash of a chat is: no two of a billion chats get the same by chance."""

_DAMAGED: Final = (
    "a stored value does not open: the database is damaged or was changed by hand; put a backup in "
    "its place"
)
_ID_BYTES: Final = 4
_NONCE_BYTES: Final = 12


class Kind(bytes, Enum):
    """What a sealed value is; one kind cannot be taken for another."""

    SESSION = b"session"
    SCREEN = b"screen"
    CALL = b"call"
    ASIDE = b"aside"


class UnknownKeyError(Exception):
    """A value is sealed with a key that was made after the keys of the database were read.

    Args:
        number: the key's.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Sealer:
    """Seals values of chats with AES-256-GCM, and finds chats by keyed BLAKE2b.

    A sealed value is the number of the key, a random nonce and the ciphertext. It is bound to its
    kind and to its chat: in another row it does not open.

    Args:
        lookup: the secret that chats are hashed with.
        rows: the secrets that values are sealed with, by their number; the highest seals.
    """

    never_made: frozenset[int] = frozenset()

    def __init__(self, lookup: bytes, rows: Mapping[int, bytes]) -> None:
        self._lookup = blake2b(key=derived(lookup, b"chat"), digest_size=CHAT_BYTES)
        self._ciphers = {number: AESGCM(derived(key, b"rows")) for number, key in rows.items()}
        self.newest = max(rows)
        self._seals = self._ciphers[self.newest]
        self._prefix = self.newest.to_bytes(_ID_BYTES, "big")

    def chat(self, chat: int) -> bytes:
        """Return what a chat is stored under."""
        digest = self._lookup.copy()
        digest.update(chat.to_bytes(8, "big", signed=True))
        return digest.digest()

    def seal(self, kind: Kind, chat: bytes, value: bytes) -> bytes:
        """Return a value as it is stored: 32 bytes longer, and readable only here."""
        nonce = os.urandom(_NONCE_BYTES)
        return self._prefix + nonce + self._seals.encrypt(nonce, value, kind + chat)

    def is_newest(self, sealed: bytes) -> bool:
        """Whether a value is sealed with the newest secret."""
        return sealed.startswith(self._prefix)

    def unseal(self, kind: Kind, chat: bytes, sealed: bytes) -> bytes:
        """Return a value that was sealed.

        Raises:
            UnknownKeyError: its key is not among those read from the database.
            DamagedError: it was changed, or belongs to another row.
        """
        number = int.from_bytes(sealed[:_ID_BYTES], "big")
        cipher = self._ciphers.get(number)
        if cipher is None:
            if number in self.never_made:
                raise DamagedError(_DAMAGED)
            raise UnknownKeyError(number)
        nonce = sealed[_ID_BYTES : _ID_BYTES + _NONCE_BYTES]
        try:
            return cipher.decrypt(nonce, sealed[_ID_BYTES + _NONCE_BYTES :], kind + chat)
        except (InvalidTag, ValueError):
            raise DamagedError(_DAMAGED) from None

    def without(self, number: int) -> Sealer:
        """Return one that knows that a key was never made: what names it is damaged."""
        other = copy(self)
        other.never_made = self.never_made | {number}
        return other


def derived(secret: bytes, purpose: bytes) -> bytes:
    """Return the key of one purpose that a secret stands for."""
    return blake2b(purpose, key=secret, digest_size=KEY_BYTES).digest()
