"""How many updates a bot has acknowledged."""

from __future__ import annotations

from tests.telegram_emulator import TelegramEmulator


class Acknowledged:
    """Counts what the bot lets Telegram forget."""

    def __init__(self, telegram: TelegramEmulator) -> None:
        self._updates = telegram._world.updates
        self._before = self._pushed - len(self._updates)

    @property
    def _pushed(self) -> int:
        return self._updates.next_id

    def so_far(self) -> int:
        """The number since this began to count."""
        return self._pushed - len(self._updates) - self._before
