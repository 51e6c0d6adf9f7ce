"""A session: the answers given so far, from which everything else follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec
from msgspec.structs import replace

from bot.flows import START, Ref
from bot.flows.values import Value, is_choice


class View(StrEnum):
    """What the person is looking at."""

    STEP = "step"
    SUMMARY = "summary"
    LANGUAGE = "language"
    DERIVATION = "derivation"
    DANGER = "danger"
    TOPICS = "topics"
    TERMS = "terms"
    FORGET = "forget"


class Given(msgspec.Struct, frozen=True):
    """An answer. Never a text.

    Attributes:
        choice: the id of a choice, or the number of a municipality.
        several: the ids of several choices.
        number: a whole number, or an amount in kroner.
    """

    flow: str
    step: str
    choice: str | None = None
    day: date | None = None
    several: tuple[str, ...] | None = None
    number: int | None = None

    @property
    def ref(self) -> Ref:
        """The question it answers."""
        return Ref(self.flow, self.step)

    @property
    def value(self) -> Value:
        """The answer as conditions read it."""
        if self.several is not None:
            return frozenset(self.several)
        if self.day is not None:
            return self.day
        return self.number if self.number is not None else self.choice or ""

    @property
    def is_choice(self) -> bool:
        """Whether it is one of the choices, and so says nothing of its own about the person."""
        return self.choice is not None and is_choice(self.choice)

    @classmethod
    def of(cls, ref: Ref, value: Value) -> Given:
        """Make the answer to a question."""
        if isinstance(value, date):
            return cls(ref.flow, ref.step, day=value)
        if isinstance(value, frozenset):
            return cls(ref.flow, ref.step, several=tuple(sorted(value)))
        if isinstance(value, int):
            return cls(ref.flow, ref.step, number=value)
        return cls(ref.flow, ref.step, choice=value)


class Session(msgspec.Struct, frozen=True):
    """A conversation.

    Attributes:
        id: random and short; stands in every button, so that a button of another conversation
            is known as such.
        revision: counts the screens shown; a button belongs to one of them. 0: nothing was shown.
        locale: the language the person reads.
        flow: where the conversation began.
        answers: in the order they were given; at most one for each question.
        library: the version of the flows that it last met.
        drawn: the version that drew what stands in the chat; empty if that is `library`.
        view: what the person is looking at.
        changing: the question whose answer is being changed, as `flyt.steg`.
        shown: the step that the last screen showed, as `flyt.steg`; another one is to be shown
            before anything is answered, if the flows or the day have changed since.
        begun: answers to the question shown that are not given yet: what is ticked of several
            choices, or what a typed text may have meant, to be chosen among.
        about: what the view is on, as ids of facts; never a text.
    """

    id: str
    locale: str
    revision: int = 0
    flow: str = START
    answers: tuple[Given, ...] = ()
    library: str = ""
    view: View = View.STEP
    changing: str | None = None
    shown: str = ""
    begun: tuple[Given, ...] = ()
    about: str = ""
    drawn: str = ""

    def but(self, **changes: Any) -> Session:
        """Return the session with some attributes changed."""
        return replace(self, **changes)

    @property
    def values(self) -> Mapping[Ref, Value]:
        """The answers by question."""
        return {given.ref: given.value for given in self.answers}

    def answering(self, ref: Ref, value: Value) -> Session:
        """Return the session with a question answered, in the place it had if it was before."""
        given = Given.of(ref, value)
        if any(old.ref == ref for old in self.answers):
            kept = tuple(given if old.ref == ref else old for old in self.answers)
        else:
            kept = (*self.answers, given)
        return self.but(answers=kept, begun=())

    def without(self, refs: frozenset[Ref]) -> Session:
        """Return the session without the answers to some questions."""
        kept = tuple(given for given in self.answers if given.ref not in refs)
        return self.but(answers=kept)

    def at(self, view: View, changing: Ref | None = None) -> Session:
        """Return the session looking at something else; a change that was begun is given up."""
        return self.but(view=view, about="", changing=str(changing) if changing else None)

    def looking(self, view: View, about: str = "") -> Session:
        """Return the session looking at something else for a while; a change goes on after."""
        return self.but(view=view, about=about)


def encode(session: Session) -> bytes:
    """Return the session as it is stored."""
    return msgspec.json.encode(session)


def decode(raw: bytes) -> Session:
    """Return a stored session.

    Raises:
        msgspec.DecodeError: the bytes are not one.
    """
    return msgspec.json.decode(raw, type=Session)
