"""Telegram at its fastest, and the people who press: both in this process, on a core of its own.

Every call is answered at once, or after as long as Telegram takes. A person presses a button, and
the next one when the question has come, the press is answered and the answer is marked.
"""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter, time_ns
from types import TracebackType
from typing import Any, Final, Self

import msgspec

from benchmarks.spoken import BOT, Keyboard, Sent, chat_of, message_of, read_call
from benchmarks.tree import AGAIN, CHOICES
from benchmarks.wire import Answer, Post, Serving

TOKEN: Final = "123456:measured"  # noqa: S105 (nobody's)
SECRET: Final = "et-hemmelig-ord"  # noqa: S105 (nobody's)
CONNECTIONS: Final = 100
"""As many as Telegram opens to a webhook that asks for the most, as ours does."""

_LANGUAGE: Final = "nb"
_PATIENCE: Final = 60.0
_encode = msgspec.json.encode


@dataclass(slots=True)
class Person:
    """Somebody who walks the tree, again and again.

    Attributes:
        left: what a step still waits for.
        pressed_at: when the button was pressed.
        presses: how many presses are still to be made; -1 for no end.
        message: the one with the buttons, as Telegram tells of it.
    """

    id: int
    left: set[str] = field(default_factory=set)
    pressed_at: float = 0.0
    presses: int = -1
    message: dict[str, Any] = field(default_factory=dict)
    data: str = ""


@dataclass(slots=True)
class Measured:
    """What came of the presses since the last reset.

    Attributes:
        steps: how many were taken all the way.
        replies: seconds from each press to the question leaving the bot.
        unlike: how many times something came that no person waited for.
    """

    steps: int = 0
    replies: list[float] = field(default_factory=list)
    unlike: int = 0


class Telegram:
    """The Bot API and all the people in it.

    Args:
        delay: seconds that every call takes.
        seed: of what people choose.
    """

    def __init__(self, delay: float = 0.0, seed: int = 1) -> None:
        self.delay = delay
        self.measured = Measured()
        self.url = ""
        self.first_call = asyncio.Event()
        self._random = random.Random(seed)  # noqa: S311 (nothing secret)
        self._people: dict[int, Person] = {}
        self._queries: dict[str, Person] = {}
        # Beyond what an earlier one may have left in the same database.
        self._first = time_ns() // 1000
        self._numbers = itertools.count(self._first)
        self._post: Post | None = None
        self._server: asyncio.Server | None = None
        self._idle = asyncio.Event()
        self._going = False
        self._under_way = 0

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Serving(self._serve), "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.close()

    @asynccontextmanager
    async def posting_to(self, urls: list[str]) -> AsyncIterator[None]:
        """Send updates to these webhooks as long as the body runs."""
        self._post = Post(urls, f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n", CONNECTIONS)
        await self._post.connect()
        try:
            yield
        finally:
            self._post.close()

    async def greet(self, count: int) -> None:
        """Let so many new people begin, and wait until each has the first question."""
        begun = len(self._people)
        for number in range(begun, begun + count):
            person = Person(self._first + number, {"sendMessage"}, presses=0)
            self._people[person.id] = person
            self._start(person)
        await self._all_rest()

    async def press(self, seconds: float, people: int) -> float:
        """Let people press, each again as soon as the step before is whole.

        Returns:
            The seconds it took.
        """
        self._going = True
        began = perf_counter()
        for person in list(self._people.values())[:people]:
            person.presses = -1
            self._press(person)
        await asyncio.sleep(seconds)
        took = perf_counter() - began
        self._going = False
        return took

    async def rest(self) -> None:
        """Wait until nothing is under way."""
        self._going = False
        await self._all_rest()

    async def _all_rest(self) -> None:
        async with asyncio.timeout(_PATIENCE):
            while self._under_way:
                self._idle.clear()
                await self._idle.wait()

    def _start(self, person: Person) -> None:
        self._under_way += 1
        person.pressed_at = perf_counter()
        message = {
            "message_id": next(self._numbers),
            "date": 1_790_000_000,
            "chat": chat_of(person.id),
            "from": self._user(person),
            "text": "/start",
            "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
        }
        self._send({"message": message})

    def _press(self, person: Person) -> None:
        self._under_way += 1
        person.left = {"sendMessage", "answerCallbackQuery", "marked"}
        query = str(next(self._numbers))
        self._queries[query] = person
        person.pressed_at = perf_counter()
        self._send(
            {
                "callback_query": {
                    "id": query,
                    "from": self._user(person),
                    "message": person.message,
                    "chat_instance": "1",
                    "data": person.data,
                }
            }
        )

    def _user(self, person: Person) -> dict[str, Any]:
        return {
            "id": person.id,
            "is_bot": False,
            "first_name": "Kari",
            "last_name": "Nordmann",
            "username": "kari_nordmann",
            "language_code": _LANGUAGE,
        }

    def _send(self, update: dict[str, Any]) -> None:
        assert self._post is not None, "there is a webhook"  # noqa: S101
        body = _encode({"update_id": next(self._numbers), **update})
        self._post(body, lambda status, answer: self._acknowledged(body, status, answer))

    def _acknowledged(self, body: bytes, status: int, answer: bytes) -> None:
        if not 200 <= status < 300:
            self.measured.unlike += 1
            if self._post is not None:
                asyncio.get_running_loop().call_later(0.05, self._post, body, lambda *_: None)
        elif answer.startswith(b"{"):
            call = read_call(answer)
            self._done(call.method, call)

    def _serve(self, path: bytes, body: bytes, answer: Answer) -> None:
        method = path.rpartition(b"/")[2].decode()
        self.first_call.set()
        if method == "getMe":
            answer(_encode({"ok": True, "result": BOT}))
            return
        sent = read_call(body)
        result: Any = True
        if method == "sendMessage" or method.startswith("edit"):
            if method == "sendMessage":
                self._left(sent)
            result = message_of(sent, next(self._numbers))
        if self.delay:
            loop = asyncio.get_running_loop()
            loop.call_later(self.delay, self._finish, method, sent, result, answer)
        else:
            self._finish(method, sent, result, answer)

    def _finish(self, method: str, sent: Sent, result: Any, answer: Answer) -> None:
        answer(_encode({"ok": True, "result": result}))
        self._done(method, sent, result if isinstance(result, dict) else None)

    def _left(self, sent: Sent) -> None:
        person = self._people.get(sent.chat_id)
        if person is not None and "sendMessage" in person.left:
            self.measured.replies.append(perf_counter() - person.pressed_at)

    def _done(self, method: str, sent: Sent, message: dict[str, Any] | None = None) -> None:
        if method == "answerCallbackQuery":
            person = self._queries.pop(sent.callback_query_id, None)
        else:
            person = self._people.get(sent.chat_id)
        what = "marked" if method.startswith("edit") else method
        if person is None or what not in person.left:
            self.measured.unlike += 1
            return
        if what == "sendMessage" and message is not None:
            self._read(person, message, sent.reply_markup)
        person.left.discard(what)
        if person.left:
            return
        self._under_way -= 1
        self.measured.steps += 1
        if self._going and person.presses:
            self._press(person)
        elif not self._under_way:
            self._idle.set()

    def _read(self, person: Person, message: dict[str, Any], keyboard: Keyboard | None) -> None:
        buttons = [button for row in (keyboard or Keyboard()).inline_keyboard for button in row]
        answers = [button for button in buttons if button.text in CHOICES]
        again = [button for button in buttons if button.text == AGAIN]
        person.message = message
        person.data = self._random.choice(answers or again).callback_data
