"""What a person sees, with no channel: text in the little markup, and what can be pressed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec


class Kind(StrEnum):
    """What a screen is for."""

    QUESTION = "question"
    OUTCOME = "outcome"
    NOTICE = "notice"


class Option(msgspec.Struct, frozen=True):
    """Something that can be pressed, or typed.

    Attributes:
        also: other words that mean the same when typed.
        words: words that mean it wherever they stand in what is typed.
        chosen: whether it is one of several that are chosen so far; its label says so too.
    """

    id: str
    label: str
    also: tuple[str, ...] = ()
    chosen: bool = False
    words: tuple[str, ...] = ()


class SourceView(msgspec.Struct, frozen=True):
    """A source as it is shown."""

    id: str
    title: str
    url: str
    checked: date


class DeadlineView(msgspec.Struct, frozen=True):
    """A deadline as it is shown; what does not apply is None or empty.

    Attributes:
        rule: the name of the rule.
        starts: the day it began to run.
        send_by: the day to keep: the end before any weekend or holiday moves it.
        expires: the last day after the move; a margin.
        derivation: how the dates were found, a sentence each.
        reason: why there is no date.
    """

    rule: str | None = None
    starts: date | None = None
    send_by: date | None = None
    expires: date | None = None
    derivation: tuple[str, ...] = ()
    reason: str | None = None


class OutcomeView(msgspec.Struct, frozen=True):
    """An outcome as it is shown; an authority is None where there is none."""

    title: str
    service: str
    send_to: str | None
    appeal_body: str | None
    deadline: DeadlineView
    next: tuple[str, ...]
    sources: tuple[SourceView, ...]


class Screen(msgspec.Struct, frozen=True):
    """One message to a person.

    Attributes:
        flow: the flow of the step it shows.
        step: the step it shows.
        text: in the little markup of `bot.texts`.
        choices: answers, one a row.
        tools: the ways that are always there: back, start over, summary.
        takes_date: whether a date can be typed; then a bare number chooses nothing.
        outcome: the parts of an outcome, as data.
        takes_number: whether a number can be typed; then, too, a bare number chooses nothing.
    """

    kind: Kind
    flow: str
    step: str
    text: str
    choices: tuple[Option, ...] = ()
    tools: tuple[Option, ...] = ()
    takes_date: bool = False
    outcome: OutcomeView | None = None
    takes_number: bool = False

    @property
    def numbers_choose(self) -> bool:
        """Whether a bare number means the choice in that place."""
        return not (self.takes_date or self.takes_number)

    @property
    def options(self) -> tuple[Option, ...]:
        """Everything that can be pressed."""
        return (*self.choices, *self.tools)
