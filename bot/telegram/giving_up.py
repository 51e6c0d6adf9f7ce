"""What is kept of an update that could not be handled, and ids for several that are one."""

from __future__ import annotations

import traceback
from datetime import datetime
from hashlib import blake2b
from pathlib import PurePath

import msgspec

from bot.dialog import Session, decode
from bot.store import SetAside


def aside(
    update_id: int,
    at: datetime,
    kind: str,
    error: Exception,
    library: str,
    session: Session | None,
) -> SetAside:
    """Return what is needed to look at an update that failed, with nothing a person said."""
    found = place_of(error)
    step = session.shown if session else ""
    return SetAside(update_id, at, kind, found["error"], found["place"], library, step)


def place_of(error: Exception) -> dict[str, str]:
    """Return what an error was and where, without its message: that may hold what a person said."""
    place = "unknown"
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        parts = PurePath(frame.filename).with_suffix("").parts
        if "bot" in parts:
            # Our own code, and not the library in which it went wrong.
            module = ".".join(parts[len(parts) - parts[::-1].index("bot") - 1 :])
            place = f"{module}.{frame.name}:{frame.lineno}"
            break
    return {"error": type(error).__name__, "place": place}


def kept_session(raw: bytes | None) -> Session | None:
    """Return a session as it was saved, or None if this version cannot read it."""
    if raw is None:
        return None
    try:
        return decode(raw)
    except msgspec.MsgspecError:
        return None


def album_id(chat: int, album: str) -> int:
    """Return one id for all messages of an album, below all ids that Telegram gives.

    They come as an update each, in any order and to any process; as one they are answered once.
    """
    digest = blake2b(f"{chat} {album}".encode(), digest_size=8).digest()
    return -1 - (int.from_bytes(digest, "big") >> 2)
