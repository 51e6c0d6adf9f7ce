"""What it is to seal a database anew, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.store.coding import log_damage
from bot.store.errors import DamagedError
from bot.store.sealing import Kind, Sealer, UnknownKeyError


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """How much was sealed anew: chats, calls that wait, and updates set aside."""

    chats: int
    calls: int
    aside: int


def sealed_anew(
    sealer: Sealer, chat: bytes, kinds: Sequence[Kind], values: Sequence[bytes | None]
) -> list[bytes | None] | None:
    """Seal the values of a row with the newest secret.

    One that is damaged never opens again with any secret, and stays as it is. So does one that is
    sealed with a secret made after they were read: it is newer still.

    Returns:
        The values; None if there is nothing to seal anew.
    """
    anew = [
        _sealed_anew(sealer, chat, kind, value) for kind, value in zip(kinds, values, strict=True)
    ]
    return None if anew == list(values) else anew


def _sealed_anew(sealer: Sealer, chat: bytes, kind: Kind, value: bytes | None) -> bytes | None:
    if value is None or sealer.is_newest(value):
        return value
    try:
        return sealer.seal(kind, chat, sealer.unseal(kind, chat, value))
    except UnknownKeyError:
        return value
    except DamagedError:
        log_damage(kind.name.lower())
        return value
