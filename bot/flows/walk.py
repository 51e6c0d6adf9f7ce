"""Replays answers through the flows: the position of a conversation follows from its answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.flows.conditions import Answers
from bot.flows.library import Library
from bot.flows.machine import Cursor
from bot.flows.model import Call, Outcome, Question, Return
from bot.flows.references import Ref
from bot.flows.values import Value


@dataclass(frozen=True, slots=True)
class Walk:
    """Where answers lead.

    Attributes:
        passed: the questions answered on the way, each once, in the order they come.
        steps: every step on the way, the calls and returns too, for the trace.
        at: the question to ask now, or the outcome, as it is on the day.
        for_others: whether the person asks for someone else.
    """

    passed: tuple[Ref, ...]
    steps: tuple[Ref, ...]
    at: Question | Outcome
    for_others: bool = False


def walk(library: Library, flow: str, answers: Answers, today: date) -> Walk:
    """Follow answers from the start of a flow as far as they reach.

    An answer that its question no longer accepts counts as not given, and so does one that is not
    on the way: conditions never see what a person took back. A question is asked once in a
    conversation: reached again through another call, its answer stands.

    Args:
        library: where the flows are.
        flow: where the conversation began; `Library.is_entry` holds for it.
        answers: what was answered, in any order.
        today: the day it is.

    Raises:
        KeyError: there is no such flow.
    """
    start = library.flows[flow]
    engine = library.engine
    given: dict[Ref, Value] = {}
    cursor = Cursor(Ref(start.id, start.start), engine.situation(given, today))
    steps: list[Ref] = []
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
    return Walk(tuple(given), tuple(steps), step, engine.is_for_others(given))
