"""The store does what a few lists in memory would do, in whatever order it is used."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.store import Call, Row, Shown, Store, Turn
from tests.store.conftest import Clock, Database, made, made_on
from tests.store.turns import key_of

T = TypeVar("T")
CHATS = st.integers(1, 3)
UPDATES = st.integers(1, 12)
LEASE = timedelta(seconds=10)
SECONDS = st.integers(0, 15).map(lambda seconds: timedelta(seconds=seconds))
DAY = timedelta(hours=24)


class UndoneError(Exception):
    """What takes a turn back."""


@dataclass
class Waiting:
    number: int
    chat: int
    shows: int | None
    urgent: bool = False
    replaceable: bool = False
    due: datetime | None = None
    claimed: bool = False
    attempts: int = 0
    superseded: bool = False

    @property
    def place(self) -> tuple[bool, int]:
        return (not self.urgent, self.number)

    @property
    def is_outdated(self) -> bool:
        return self.superseded and not self.urgent


@dataclass
class Model:
    updates: dict[int, datetime] = field(default_factory=dict)
    sessions: dict[int, bytes] = field(default_factory=dict)
    screens: dict[int, Shown] = field(default_factory=dict)
    outbox: list[Waiting] = field(default_factory=list)
    queued: int = 0

    def heads(self) -> list[Waiting]:
        first: dict[int, Waiting] = {}
        for waiting in sorted(self.outbox, key=lambda waiting: waiting.place):
            first.setdefault(waiting.chat, waiting)
        return list(first.values())

    def forget(self, chat: int) -> None:
        self.sessions.pop(chat, None)
        self.screens.pop(chat, None)
        mine = [waiting for waiting in self.outbox if waiting.chat == chat]
        for waiting in mine:
            if waiting.urgent:
                waiting.superseded = True
            else:
                self.outbox.remove(waiting)

    def supersede(self, chat: int) -> None:
        for waiting in list(self.outbox):
            if waiting.chat == chat and waiting.replaceable and not waiting.urgent:
                waiting.superseded = True
                if not waiting.claimed:
                    self.outbox.remove(waiting)

    def find(self, row: Row) -> Waiting | None:
        number = row.call.parameters["n"]
        return next((waiting for waiting in self.outbox if waiting.number == number), None)


class StoreMachine(RuleBasedStateMachine):
    server: str | None = None
    database: Database
    stores: list[Store]

    @initialize()
    def begin(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        folder = Path(self.folder.name)
        self.database = made_on(self.server) if self.server else made(folder)
        self.clock = Clock()
        self.stores = [self.run(self.database.open(self.clock)) for _ in range(2)]
        self.model = Model()
        self.claimed: list[Row] = []
        self.messages = 0

    def run(self, coroutine: Coroutine[object, object, T]) -> T:
        return self.loop.run_until_complete(coroutine)

    def key(self, chat: int) -> bytes:
        return key_of(self.stores[0], chat)

    def teardown(self) -> None:
        for store in self.stores:
            self.run(store.close())
        self.loop.close()
        self.folder.cleanup()

    @property
    def store(self) -> Store:
        """The two stores on the file take turns."""
        self.stores.reverse()
        return self.stores[0]

    @rule(
        update=UPDATES,
        chat=CHATS,
        session=st.none() | st.binary(max_size=3),
        shows=st.lists(
            st.tuples(st.none() | st.integers(0, 5), st.booleans(), st.booleans()), max_size=3
        ),
        forget=st.booleans(),
        supersede=st.booleans(),
        undo=st.booleans(),
    )
    def turn(
        self,
        update: int,
        chat: int,
        session: bytes | None,
        shows: list[tuple[int | None, bool, bool]],
        forget: bool,
        supersede: bool,
        undo: bool,
    ) -> None:
        model = self.model
        numbers = range(model.queued, model.queued + len(shows))
        model.queued += len(shows)
        calls = [
            Call("m", {"n": n}, shows=s, urgent=urgent, replaceable=replaceable)
            for n, (s, urgent, replaceable) in zip(numbers, shows, strict=True)
        ]

        def decide(turn: Turn) -> None:
            assert turn.session == model.sessions.get(chat)
            assert turn.screen == model.screens.get(chat)
            if forget:
                turn.forget()
            if supersede:
                turn.supersede()
            if session is not None:
                turn.save(session)
            turn.queue(calls)
            if undo:
                raise UndoneError

        async def handle() -> bool:
            taken = await self.store.step(update, chat, decide) is not None
            assert taken == (update not in model.updates)
            return taken

        if undo and update not in model.updates:
            with pytest.raises(UndoneError):
                self.run(handle())
        elif self.run(handle()):
            model.updates[update] = self.clock.now
            if forget:
                model.forget(chat)
            elif supersede:
                model.supersede(chat)
            if session is not None:
                model.sessions[chat] = session
            model.outbox += [
                Waiting(n, chat, *kind) for n, kind in zip(numbers, shows, strict=True)
            ]

    @rule(limit=st.integers(1, 4))
    def claim(self, limit: int) -> None:
        now = self.clock.now
        rows = self.run(self.store.claim(now, LEASE, limit))
        ready = [head for head in self.model.heads() if head.due is None or head.due <= now]
        found = sorted(ready, key=lambda waiting: waiting.place)[:limit]
        expected = [waiting for waiting in found if not waiting.is_outdated]
        for waiting in found:
            if waiting.is_outdated:
                self.model.outbox.remove(waiting)
        assert [(row.chat, row.call.parameters["n"], row.attempts) for row in rows] == [
            (self.key(waiting.chat), waiting.number, waiting.attempts) for waiting in expected
        ]
        for waiting in expected:
            waiting.due, waiting.claimed = now + LEASE, True
        self.claimed += rows

    @precondition(lambda self: self.claimed)
    @rule(data=st.data(), told=st.booleans())
    def delivered(self, data: st.DataObject, told: bool) -> None:
        row = data.draw(st.sampled_from(self.claimed))
        self.messages += 1
        self.run(self.store.delivered(row, self.messages if told else None))
        waiting = self.model.find(row)
        if waiting is not None:
            self.model.outbox.remove(waiting)
            is_forgotten = waiting.urgent and waiting.superseded
            if told and waiting.shows is not None and not is_forgotten:
                self.model.screens[waiting.chat] = Shown(self.messages, waiting.shows)

    @precondition(lambda self: self.claimed)
    @rule(data=st.data(), later=SECONDS)
    def postpone(self, data: st.DataObject, later: timedelta) -> None:
        row = data.draw(st.sampled_from(self.claimed))
        until = self.clock.now + later
        self.run(self.store.postpone(row, until))
        waiting = self.model.find(row)
        if waiting is None or waiting.due != row.leased_until:
            return
        if waiting.is_outdated:
            self.model.outbox.remove(waiting)
            return
        waiting.due, waiting.claimed = until, False
        waiting.attempts += 1

    @rule(chat=CHATS)
    def drop_chat(self, chat: int) -> None:
        self.run(self.store.drop_chat(self.key(chat)))
        self.model.outbox = [waiting for waiting in self.model.outbox if waiting.chat != chat]

    @rule(time=SECONDS)
    def time_passes(self, time: timedelta) -> None:
        self.clock.pass_by(time)

    @rule()
    def a_day_passes(self) -> None:
        self.clock.pass_by(DAY)
        swept = self.run(self.store.sweep(self.clock.now))
        kept = {i: seen for i, seen in self.model.updates.items() if seen >= self.clock.now - DAY}
        assert swept.updates == len(self.model.updates) - len(kept)
        self.model.updates = kept

    @rule()
    def restart(self) -> None:
        self.run(self.store.close())
        self.stores[0] = self.run(self.database.open(self.clock))

    @invariant()
    def it_knows_what_is_due_next(self) -> None:
        heads = self.model.heads()
        due = self.run(self.store.next_due())
        if any(head.due is None for head in heads):
            assert due is not None
            assert due <= self.clock.now
        else:
            assert due == min((head.due for head in heads if head.due is not None), default=None)


class OnServer(StoreMachine):
    """The same on PostgreSQL, where making a database takes longer."""


@pytest.fixture(scope="class")
def on_server(postgres: str) -> None:
    OnServer.server = postgres


StoreMachine.TestCase.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, print_blob=False
)
OnServer.TestCase.settings = settings(
    max_examples=12, stateful_step_count=40, deadline=None, print_blob=False
)
TestStoreMachine = StoreMachine.TestCase
TestOnServer = pytest.mark.usefixtures("on_server")(OnServer.TestCase)
