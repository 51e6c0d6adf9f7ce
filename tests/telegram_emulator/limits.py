"""The limits Telegram keeps, and the meter that counts messages against its rates."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from .errors import too_many_requests

TEXT: Final = 4096  # UTF-16 units after entity parsing
CAPTION: Final = 1024  # UTF-16 units after entity parsing
ENTITIES: Final = 100
CALLBACK_DATA: Final = 64  # bytes
BUTTONS_A_ROW: Final = 8
BUTTONS_A_MESSAGE: Final = 100
COPY_TEXT: Final = 256  # characters
ANSWER_TEXT: Final = 200  # characters
COMMANDS: Final = 100
COMMAND_NAME: Final = 32  # of a-z 0-9 _
COMMAND_DESCRIPTION: Final = 256
BOT_NAME: Final = 64
BOT_SHORT_DESCRIPTION: Final = 120
BOT_DESCRIPTION: Final = 512
SECRET_TOKEN: Final = 256  # of A-Z a-z 0-9 _ -
WEBHOOK_PORTS: Final = frozenset({443, 80, 88, 8443})
UPDATES_A_POLL: Final = 100
LONG_POLL: Final = 50  # seconds
CONNECTIONS: Final = 100
DEFAULT_CONNECTIONS: Final = 40
FILE_BYTES: Final = 50 * 1024 * 1024

MESSAGE_LIFETIME: Final = timedelta(hours=24)
PRESS_LIFETIME: Final = timedelta(seconds=150)
REACH_OF_MESSAGES: Final = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Rates:
    """How often a bot may send; Telegram says "about", so the numbers can be changed.

    Attributes:
        chat_a_second: messages to one chat in a second.
        overall_a_second: messages to all chats in a second.
        group_a_minute: messages to one group in a minute.
    """

    chat_a_second: int = 1
    overall_a_second: int = 30
    group_a_minute: int = 20


class Meter:
    """Counts what is sent and refuses what goes too fast."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._sent: defaultdict[tuple[str, int], deque[float]] = defaultdict(deque)

    def count(self, now: float, chat: int, *, group: bool) -> None:
        """Count one message at `now` (seconds) to a chat.

        Raises:
            ApiError: 429, with the whole seconds until the message would be let through.
        """
        windows = [
            (("overall", 0), self._rates.overall_a_second, 1.0),
            (("chat", chat), self._rates.chat_a_second, 1.0),
        ]
        if group:
            windows.append((("group", chat), self._rates.group_a_minute, 60.0))
        wait = 0.0
        for key, most, seconds in windows:
            sent = self._sent[key]
            while sent and sent[0] <= now - seconds:
                sent.popleft()
            if len(sent) >= most:
                wait = max(wait, sent[0] + seconds - now)
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        for key, _, _ in windows:
            self._sent[key].append(now)
