"""What it is to seal a database anew, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.store.sealing import Kind, Sealer


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

    Returns:
        The values; None if all are sealed with it already.

    Raises:
        UnknownKeyError: one is sealed with a secret that was made after they were read.
        DamagedError: one does not open.
    """
    if all(value is None or sealer.is_newest(value) for value in values):
        return None
    return [
        None if value is None else sealer.seal(kind, chat, sealer.unseal(kind, chat, value))
        for kind, value in zip(kinds, values, strict=True)
    ]
