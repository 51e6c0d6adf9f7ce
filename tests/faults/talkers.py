"""People who climb the ladder again and again, and notice when something is not as it should be."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.telegram_emulator import Message, Person, TelegramEmulator
from tests.telegram_emulator.patience import PATIENCE, within

from .ladder import TOP, rung

_WORDS = ("ja", "nei", "vet ikke")
_LABELS = ("Ja", "Nei", "Vet ikke")


@dataclass
class Talker:
    """Someone who answers as soon as a question stands there, by a button or in words.

    A screen has a number that goes up by one with all that a person does, so what was lost and
    what happened twice shows in the numbers. Only what was answered ahead may not come at all:
    another screen had taken its place before it went out.

    Attributes:
        did: how many things this person did.
        saw: the number of the last screen.
        stands: which question that is.
        tops: how many times this person came to an outcome.
        enough: says when to stop, with a screen that is not answered.
        news: is told of each new screen.
        patience: seconds to wait for an answer.
    """

    person: Person
    chance: random.Random
    enough: Callable[[Talker], bool]
    news: Callable[[], object] = lambda: None
    patience: float = PATIENCE
    did: int = 0
    saw: int = 0
    stands: int = 0
    tops: int = 0
    last: Message = field(init=False)

    async def talks(self) -> None:
        """Begin anew, and go on until it is enough.

        Raises:
            AssertionError: a screen did not come, came out of turn, or is another one than it
                should be.
        """
        self.did += 1
        self.stands = 0
        await self.person.says("/start")
        while True:
            while self.saw < self.did:
                self.reads(await self.person.next_message(self.patience))
            if self.enough(self):
                return
            await self.acts()

    def reads(self, message: Message) -> None:
        """Take in what came."""
        number = screen_of(message)
        where = f"after screen {self.saw} of {self.did}: {message}"
        if number <= self.saw:
            # It comes again when nobody knows that it has arrived.
            return
        assert number <= self.did, f"Something was done twice, {where}"
        expected = number - self.saw + (0 if self.stands == TOP else self.stands)
        assert rung(message) == expected, f"Question {expected} did not come, {where}"
        self.saw, self.stands = number, expected
        self.last = message
        self.tops += expected == TOP
        self.news()

    async def acts(self) -> None:
        """Do something that leads on."""
        if self.stands == TOP:
            self.did += 1
            if self.chance.random() < 0.5:
                await self.person.says("/start")
            else:
                await self.person.presses(self.last, "Start på nytt")
            return
        if self.chance.random() < 0.5:
            self.did += 1
            await self.person.presses(self.last, self.last.button(self.chance.choice(_LABELS)))
            return
        # Some do not wait for the question before they answer.
        ahead = min(self.chance.choice((1, 1, 2, 3)), TOP - self.stands)
        for _ in range(ahead):
            self.did += 1
            await self.person.says(self.chance.choice(_WORDS))


def screen_of(message: Message) -> int:
    """The number of the screen that a message was sent with.

    Raises:
        AssertionError: it was sent without buttons.
    """
    first = next((button for row in message.buttons for button in row), None)
    assert first is not None, f"No screen: {message}"
    assert first.callback_data is not None
    return int(first.callback_data.split(".")[1])


@dataclass
class Crowd:
    """People who talk at once.

    Attributes:
        seen: how many new screens they have seen together.
    """

    talkers: Sequence[Talker]
    seen: int = 0
    stopping: bool = False
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    def of(
        cls,
        telegram: TelegramEmulator,
        number: int,
        seed: int,
        enough: Callable[[Talker], bool] = lambda _: False,
        patience: float = PATIENCE,
    ) -> Crowd:
        """Bring people together, who stop when they are told to or have enough."""
        crowd = cls([])
        crowd.talkers = [
            Talker(
                telegram.person(),
                random.Random(f"{seed} {index}"),
                lambda talker: crowd.stopping or enough(talker),
                crowd._saw,
                patience,
            )
            for index in range(number)
        ]
        return crowd

    def _saw(self) -> None:
        self.seen += 1
        self._news.set()

    async def talk(self) -> None:
        """Let all talk until each has enough.

        Raises:
            AssertionError: somebody's conversation did not go as it should.
        """
        async with asyncio.TaskGroup() as group:
            for talker in self.talkers:
                group.create_task(talker.talks())

    @asynccontextmanager
    async def talking(self) -> AsyncIterator[None]:
        """Let all talk while the body runs, then until each has a question to answer.

        Raises:
            AssertionError: somebody's conversation did not go as it should.
        """
        async with asyncio.TaskGroup() as group:
            for talker in self.talkers:
                group.create_task(talker.talks())
            try:
                yield
            finally:
                self.stopping = True

    async def sees(self, more: int) -> None:
        """Wait until they have seen so many more screens.

        Raises:
            AssertionError: they have not.
        """
        wanted = self.seen + more
        await self._until(lambda: self.seen >= wanted, "Nobody gets an answer")

    async def all_see(self) -> None:
        """Wait until everybody has seen one more screen.

        Raises:
            AssertionError: somebody has not.
        """
        before = [talker.saw for talker in self.talkers]
        await self._until(
            lambda: all(t.saw > saw for t, saw in zip(self.talkers, before, strict=True)),
            "Somebody gets no answer",
        )

    async def _until(self, happened: Callable[[], bool], complaint: str) -> None:
        async def waiting() -> None:
            while not happened():
                self._news.clear()
                await self._news.wait()

        await within(PATIENCE, waiting(), complaint)
