"""Replays answers through the flows: the position of a conversation follows from its answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.flows.conditions import Answers
from bot.flows.library import Library
from bot.flows.machine import Cursor
from bot.flows.model import Call, Outcome, Question, Return
from bot.flows.references import Ref
from bot.flows.values import Value, is_choice


@dataclass(frozen=True, slots=True)
class Walk:
    """Where answers lead.

    Attributes:
        passed: the questions answered on the way, each once, in the order they come.
        steps: every step on the way, the calls and returns too, for the trace.
        at: the question to ask now, or the outcome, as it is on the day.
        for_others: whether the person asks for someone else.
        answers: what the questions in `passed` were answered with.
        calls: the calls that have begun and not returned, innermost last.
    """

    passed: tuple[Ref, ...]
    steps: tuple[Ref, ...]
    at: Question | Outcome
    for_others: bool = False
    answers: tuple[Value, ...] = ()
    calls: tuple[Ref, ...] = ()


def walk(
    library: Library, flow: str, answers: Answers, today: date, past: Walk | None = None
) -> Walk:
    """Follow answers from the start of a flow as far as they reach.

    An answer that its question no longer accepts counts as not given, and so does one that is not
    on the way: conditions never see what a person took back. A question is asked once in a
    conversation: reached again through another call, its answer stands.

    Args:
        library: where the flows are.
        flow: where the conversation began; `Library.is_entry` holds for it.
        answers: what was answered, in any order.
        today: the day it is.
        past: where some of the answers led in this library on this day. If they are still what
            they were, they are not followed again.

    Raises:
        KeyError: there is no such flow.
    """
    if _reveals_nothing(answers):
        return _kept(library, flow, tuple(answers.items()), today)
    return _followed(library, flow, answers, today, past)


@lru_cache(maxsize=4096)
def _kept(library: Library, flow: str, answers: tuple[tuple[Ref, Value], ...], today: date) -> Walk:
    """Follow choices that many people make, once."""
    past = _kept(library, flow, answers[:-1], today) if answers else None
    return _followed(library, flow, dict(answers), today, past)


def _reveals_nothing(answers: Answers) -> bool:
    """Whether there are choices alone: no day, number or place, which are one person's own."""
    return all(isinstance(value, str) and is_choice(value) for value in answers.values())


def _followed(
    library: Library, flow: str, answers: Answers, today: date, past: Walk | None
) -> Walk:
    start = library.flows[flow]
    engine = library.engine
    begin = Ref(start.id, start.start)
    if past is None or not _holds(past, begin, answers):
        past = None
    given = dict(zip(past.passed, past.answers, strict=True)) if past else {}
    steps = list(past.steps[:-1]) if past else []
    cursor = Cursor(past.at.ref if past else begin, engine.situation(given, today))
    cursor.calls.extend(past.calls if past else ())
    while True:
        ref = cursor.ref
        step = library.step_on(ref, today)
        steps.append(ref)
        match step:
            case Outcome():
                break
            case Call():
                engine.call(cursor)
            case Return():
                engine.give_back(cursor)
            case Question():
                value = answers.get(ref)
                if value is None or not step.accepts(value, today):
                    break
                given[ref] = value
                engine.answer(cursor, value)
    return Walk(
        tuple(given),
        tuple(steps),
        step,
        engine.is_for_others(given),
        tuple(given.values()),
        tuple(cursor.calls),
    )


def _holds(past: Walk, begin: Ref, answers: Answers) -> bool:
    """Whether answers lead the way that others led, and perhaps further."""
    return past.steps[0] == begin and all(
        answers.get(ref) == value for ref, value in zip(past.passed, past.answers, strict=True)
    )
