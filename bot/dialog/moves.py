"""The moves in a conversation: answer, go back, change, start over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import assert_never

from bot.dialog.place import (
    AGAIN,
    BACK,
    DERIVATION,
    LANGUAGE,
    RETURN,
    SUMMARY,
    Place,
)
from bot.dialog.reach import ahead
from bot.dialog.screen import Option
from bot.dialog.screens.summary import CHANGE
from bot.dialog.session import View
from bot.dialog.turn import Turn
from bot.flows import START, Question, walk
from bot.texts import day


def choose(place: Place, option: Option) -> Turn:
    """Return what choosing an option of the current screen changes."""
    session = place.session
    match option.id:
        case str(tool) if tool == BACK:
            return back(place)
        case str(tool) if tool == AGAIN:
            return start_over(place)
        case str(tool) if tool == RETURN:
            return Turn(session.looking(View.STEP))
        case str(tool) if tool == SUMMARY:
            return Turn(session.at(View.SUMMARY))
        case str(tool) if tool == LANGUAGE:
            return Turn(session.looking(View.LANGUAGE))
        case str(tool) if tool == DERIVATION:
            return Turn(session.at(View.DERIVATION))
        case _:
            pass
    match session.view:
        case View.LANGUAGE:
            return Turn(replace(session.looking(View.STEP), locale=option.id), chosen=option.label)
        case View.SUMMARY:
            number = int(option.id.removeprefix(CHANGE))
            ref = place.walk.passed[number - 1]
            return Turn(session.at(View.STEP, changing=ref), chosen=option.label)
        case View.STEP | View.DERIVATION:
            return _answer(place, option.id, option.label)
        case never:
            assert_never(never)


def give(place: Place, given: date) -> Turn:
    """Return what a date changes, as the answer to the current question."""
    return _answer(place, given, day(given, place.voice.words.locale))


def back(place: Place) -> Turn:
    """Return to what was before: the open view, the change, or the question before."""
    session = place.session
    if session.view is not View.STEP:
        return Turn(session.looking(View.STEP))
    if place.changing is not None:
        return Turn(session.at(View.SUMMARY))
    if place.walk.passed:
        return Turn(session.without(frozenset({place.walk.passed[-1]})))
    return Turn(replace(session, flow=START, answers=()))


def start_over(place: Place) -> Turn:
    """Begin at the start with no answers; the language stays."""
    return Turn(replace(place.session.at(View.STEP), flow=START, answers=()))


def _answer(place: Place, value: str | date, label: str) -> Turn:
    question = place.changing or place.walk.at
    if not isinstance(question, Question) or not question.accepts(value, place.today):
        return Turn(place.session)
    answered = place.session.answering(question.ref, value).at(View.STEP)
    after = walk(place.library, answered.flow, answered.values, place.today)
    may_come = ahead(place.library, after)
    lost = tuple(ref for ref in answered.values if ref not in after.passed and ref not in may_come)
    return Turn(answered.without(frozenset(lost)), lost=lost, chosen=label)
