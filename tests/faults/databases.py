"""Databases of either kind, and what they hold, read as the bot reads it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Final

from bot.dialog import Session
from bot.store import KEEP, Masters, Store, Turn, migrate_store, open_store
from bot.surroundings import now
from bot.telegram.giving_up import kept_session
from tests.telegram_emulator.patience import PATIENCE, within

_READING: Final = -(2**62)
"""Ids of updates that there never were; Telegram's are positive."""


@dataclass(frozen=True)
class Database:
    """A database that was made, and can be opened by any number of processes."""

    url: str
    key: bytes = b"k" * 32

    @property
    def masters(self) -> Masters:
        """What locks it."""
        return Masters((self.key,))

    def make(self) -> Database:
        """Bring it to the schema."""
        migrate_store(self.url, self.masters)
        return self

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Store]:
        """Open it, as one more process."""
        store = await open_store(self.url, now, self.masters, KEEP)
        try:
            yield store
        finally:
            await store.close()


async def sessions(store: Store, chats: Iterable[int]) -> Mapping[int, Session | None]:
    """Read the sessions of chats, and change nothing."""
    found: dict[int, Session | None] = {}

    class ReadError(Exception):
        """Nothing is to be kept of having read."""

    for chat in chats:

        def read(turn: Turn, chat: int = chat) -> None:
            found[chat] = kept_session(turn.session)
            raise ReadError

        with suppress(ReadError):
            await store.step(_READING - chat, chat, read)
    return found


async def all_sent(store: Store) -> None:
    """Wait until nothing is left in the outbox.

    Raises:
        AssertionError: something stays there.
    """

    async def empty() -> None:
        while (await store.backlog()).rows:  # noqa: ASYNC110 (another process empties it)
            await asyncio.sleep(0.02)

    await within(PATIENCE, empty(), "The outbox did not empty")
