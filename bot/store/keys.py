"""The keys of an operator, and the secrets of a database that they lock up.

What is stored about people is sealed with secrets that are random and stay in the database,
themselves sealed with the operator's key. So the operator's key can be exchanged in an instant,
and chats keep the hash they are found by.
"""

from __future__ import annotations

import binascii
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.store.errors import StoreKeyError
from bot.store.sealing import KEY_BYTES, Sealer, derived

_NONCE_BYTES: Final = 12


class Purpose(StrEnum):
    """What a secret of the database is for."""

    LOOKUP = "lookup"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Locked:
    """A secret of the database as it is stored there."""

    id: int
    purpose: Purpose
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Masters:
    """The operator's keys: the first locks, all unlock.

    Attributes:
        keys: 32 bytes each; there may be none.
        said: where they are from, for a line to the operator.
    """

    keys: tuple[bytes, ...] = field(default=(), repr=False)
    said: str = "RETTVEI_KEY"

    def lock(self, number: int, purpose: Purpose, secret: bytes) -> Locked:
        """Seal a secret with the first key."""
        nonce = os.urandom(_NONCE_BYTES)
        cipher = AESGCM(derived(self.keys[0], b"lock"))
        return Locked(
            number, purpose, nonce + cipher.encrypt(nonce, secret, _bound(number, purpose))
        )

    def unlock(self, locked: Locked) -> bytes:
        """Open a secret with whichever key does.

        Raises:
            StoreKeyError: none does.
        """
        nonce, sealed = locked.sealed[:_NONCE_BYTES], locked.sealed[_NONCE_BYTES:]
        for key in self.keys:
            try:
                cipher = AESGCM(derived(key, b"lock"))
                return cipher.decrypt(nonce, sealed, _bound(locked.id, locked.purpose))
            except InvalidTag:
                continue
        raise StoreKeyError(
            f"encrypted with another key than {self.said}; set RETTVEI_KEY to the key it was "
            "made with. Nothing was changed"
            if self.keys
            else f"encrypted, and its key is not here; set RETTVEI_KEY, or put {self.said} back. "
            "Nothing was changed"
        )

    def relock(self, locked: Iterable[Locked]) -> list[Locked]:
        """Seal secrets with the first key, whichever they were sealed with.

        Raises:
            StoreKeyError: one cannot be opened.
        """
        return [self.lock(one.id, one.purpose, self.unlock(one)) for one in locked]

    def sealer(self, locked: Sequence[Locked]) -> Sealer:
        """Open all secrets of a database.

        Raises:
            StoreKeyError: one cannot be opened.
        """
        opened = [(one, self.unlock(one)) for one in locked]
        lookup = next(secret for one, secret in opened if one.purpose is Purpose.LOOKUP)
        return Sealer(
            lookup, {one.id: secret for one, secret in opened if one.purpose is Purpose.ROWS}
        )


def new_secrets(masters: Masters) -> list[Locked]:
    """Make the secrets of a new database."""
    return [
        masters.lock(1, Purpose.LOOKUP, secrets.token_bytes(KEY_BYTES)),
        masters.lock(2, Purpose.ROWS, secrets.token_bytes(KEY_BYTES)),
    ]


def next_secret(masters: Masters, locked: Sequence[Locked]) -> Locked:
    """Make one more secret for rows, which is the newest."""
    number = max(one.id for one in locked) + 1
    return masters.lock(number, Purpose.ROWS, secrets.token_bytes(KEY_BYTES))


def new_key() -> str:
    """Return a new key as an operator writes it: 43 letters, digits, `-` and `_`."""
    return written(secrets.token_bytes(KEY_BYTES))


def written(key: bytes) -> str:
    """Return a key as an operator writes it."""
    return urlsafe_b64encode(key).decode().rstrip("=")


def read_keys(text: str) -> tuple[bytes, ...]:
    """Read keys that are separated by commas or blanks, the one that locks first.

    Raises:
        ValueError: something is no key.
    """
    return tuple(_read_key(word) for word in text.replace(",", " ").split())


def _read_key(word: str) -> bytes:
    try:
        key = urlsafe_b64decode(f"{word.rstrip('=')}=".encode("ascii"))
    except (binascii.Error, UnicodeEncodeError):
        key = b""
    # What Base64 would read but does not write has been changed in copying.
    if len(key) != KEY_BYTES or written(key) != word.rstrip("="):
        msg = "is not a key: `rettvei key` makes one"
        raise ValueError(msg)
    return key


def _bound(number: int, purpose: Purpose) -> bytes:
    return f"{purpose}:{number}".encode()
