"""Turns that a test takes line by line."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

from bot.store import Call, SetAside, Shown, Store, Turn
from bot.store.sealing import Sealer


class PeekError(Exception):
    """What takes a look back."""


class LineByLine:
    """What a test says of a turn before it is taken."""

    def __init__(self, session: bytes | None, screen: Shown | None, *, seen: bool) -> None:
        self.session = session
        self.screen = screen
        self.seen = seen
        self.said: list[tuple[str, object]] = []

    def save(self, session: bytes) -> None:
        self.said.append(("save", session))

    def forget(self) -> None:
        self.said.append(("forget", None))

    def supersede(self) -> None:
        self.said.append(("supersede", None))

    def queue(self, calls: Sequence[Call]) -> None:
        self.said.append(("queue", calls))

    def set_aside(self, update: SetAside) -> None:
        self.said.append(("set_aside", update))

    def decide(self, turn: Turn) -> None:
        for name, value in self.said:
            getattr(turn, name)(*([] if value is None else [value]))


@asynccontextmanager
async def turn_of(store: Store, update: int, chat: int) -> AsyncIterator[LineByLine]:
    """Look at a chat, let the body say what is to be done, and do it in one step."""
    found = LineByLine(None, None, seen=True)

    def peek(turn: Turn) -> None:
        nonlocal found
        found = LineByLine(turn.session, turn.screen, seen=False)
        raise PeekError

    with suppress(PeekError):
        await store.step(update, chat, peek)
    yield found
    if not found.seen:
        await store.step(update, chat, found.decide)
    else:
        assert not found.said, "an update that was seen does nothing"


def key_of(store: Store, chat: int) -> bytes:
    """What a store keeps a chat under."""
    any_store: Any = store
    sealer = any_store.sealer
    assert isinstance(sealer, Sealer)
    return sealer.chat(chat)
