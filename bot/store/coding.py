"""How what is stored about a chat is written, before it is sealed and after it is opened."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import structlog

from bot.store.errors import DamagedError
from bot.store.records import Call, Row, SetAside, Shown
from bot.store.sealing import Kind, Sealer
from bot.store.times import from_micros, to_micros


class _Call(msgspec.Struct, array_like=True):
    method: str
    parameters: dict[str, Any]
    shows: int | None
    closes: int | None
    step: str = ""
    locale: str = ""


class _Aside(msgspec.Struct, array_like=True):
    kind: str
    error: str
    place: str
    library: str
    step: str


_log = structlog.get_logger(__name__)

_CALLS = msgspec.json.Decoder(_Call)
_ASIDE = msgspec.json.Decoder(_Aside)
_SHOWN = msgspec.json.Decoder(tuple[int, int])


def encode_call(call: Call) -> bytes:
    """Write a call.

    Raises:
        TypeError: a parameter is not made of what JSON has.
    """
    return msgspec.json.encode(
        _Call(call.method, dict(call.parameters), call.shows, call.closes, call.step, call.locale)
    )


def priority_of(call: Call) -> int:
    """Return the place of a call among all that waits: the lowest first."""
    return 0 if call.urgent else 1


def open_row(
    sealer: Sealer,
    stored: tuple[int, bytes, bytes, bool, int, bool, int, int],
    screen: bytes | None,
    leased_until: datetime,
) -> Row | None:
    """Read a row of the outbox.

    Args:
        sealer: opens it.
        stored: id, chat, call, whether it is cosmetic, its priority, whether it is replaceable,
            attempts, when it was queued.
        screen: the sealed screen of the chat, if there is one.
        leased_until: when others may claim the row.

    Returns:
        The row, with the message filled in that it closes; None if it is good for nothing: it
        closes a message that was never sent or whose screen has been left since, or it does not
        open, and never will.
    """
    number, chat, sealed, cosmetic, priority, replaceable, attempts, queued_at = stored
    try:
        found = _CALLS.decode(sealer.unseal(Kind.CALL, chat, sealed))
        shown = None if found.closes is None else open_screen(sealer, chat, screen)
    except DamagedError:
        log_damage("call")
        return None
    if found.closes is not None:
        if shown is None or shown.revision != found.closes:
            return None
        found.parameters["message_id"] = shown.message_id
    call = Call(
        found.method,
        found.parameters,
        bool(cosmetic),
        found.shows,
        found.closes,
        priority == 0,
        bool(replaceable),
        found.step,
        found.locale,
    )
    return Row(number, chat, call, attempts, leased_until, from_micros(queued_at))


def log_damage(what: str) -> None:
    """Tell operators that something stored did not open, and that it was done without."""
    _log.error("stored_value_damaged", what=what)


def seal_screen(sealer: Sealer, chat: bytes, shown: Shown) -> bytes:
    """Seal which message shows which revision."""
    encoded = msgspec.json.encode((shown.message_id, shown.revision))
    return sealer.seal(Kind.SCREEN, chat, encoded)


def open_screen(sealer: Sealer, chat: bytes, sealed: bytes | None) -> Shown | None:
    """Read which message shows which revision."""
    if sealed is None:
        return None
    return Shown(*_SHOWN.decode(sealer.unseal(Kind.SCREEN, chat, sealed)))


def seal_aside(sealer: Sealer, chat: bytes, update: SetAside) -> tuple[int, bytes, int, bytes]:
    """Write an update set aside: its id, the chat, when, and the rest sealed."""
    what = _Aside(update.kind, update.error, update.place, update.library, update.step)
    sealed = sealer.seal(Kind.ASIDE, chat, msgspec.json.encode(what))
    return update.update_id, chat, to_micros(update.at), sealed


def open_aside(sealer: Sealer, stored: tuple[int, bytes, int, bytes]) -> SetAside:
    """Read an update set aside; of one that is damaged, what stands beside it."""
    update_id, chat, at, sealed = stored
    try:
        what = _ASIDE.decode(sealer.unseal(Kind.ASIDE, chat, sealed))
    except DamagedError as error:
        log_damage("aside")
        what = _Aside("-", type(error).__name__, "-", "-", "")
    return SetAside(
        update_id, from_micros(at), what.kind, what.error, what.place, what.library, what.step
    )
