"""The moves in a conversation: answer, go back, change, start over."""

from __future__ import annotations

from typing import assert_never

from bot.dialog.place import (
    AGAIN,
    BACK,
    DERIVATION,
    LANGUAGE,
    RETURN,
    SUMMARY,
    TERMS,
    URGENT,
    Place,
)
from bot.dialog.reach import ahead
from bot.dialog.screen import Option
from bot.dialog.screens.answers import answer_text
from bot.dialog.screens.danger import DANGER, is_in_english, shown_as
from bot.dialog.screens.notices import forgotten_notice
from bot.dialog.screens.offered import candidates
from bot.dialog.screens.several import DONE, UNTICK, is_mark, ticked
from bot.dialog.screens.summary import CHANGE
from bot.dialog.screens.topics import TOPIC
from bot.dialog.session import Given, View
from bot.dialog.terms import HERE
from bot.dialog.topics import on_the_way
from bot.dialog.turn import Turn
from bot.flows import START, Question, walk
from bot.flows.values import Value, is_choice


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
        case str(tool) if tool == URGENT:
            return Turn(session.looking(View.DANGER))
        case str(tool) if tool == TERMS:
            return Turn(session.looking(View.TERMS, HERE))
        case _:
            pass
    match session.view:
        case View.LANGUAGE:
            return Turn(session.looking(View.STEP).but(locale=option.id), chosen=option.label)
        case View.FORGET:
            return forget(place)
        case View.DANGER:
            named = (option.id.removeprefix(DANGER),)
            about = shown_as(named, in_english=is_in_english(session.about))
            return Turn(session.looking(View.DANGER, about))
        case View.TERMS:
            return Turn(session.looking(View.TERMS, option.id))
        case View.TOPICS:
            topic = place.library.topics_on(place.today)[option.id.removeprefix(TOPIC)]
            return Turn(on_the_way(place, topic), chosen=option.label)
        case View.SUMMARY:
            number = int(option.id.removeprefix(CHANGE))
            ref = place.walk.passed[number - 1]
            # Nothing is answered yet, so the summary is left unmarked.
            return Turn(session.at(View.STEP, changing=ref))
        case View.STEP | View.DERIVATION:
            if is_mark(place, option.id):
                return toggle(place, option.id)
            if option.id == DONE:
                return _done(place)
            value = candidates(place).get(option.id, option.id)
            return _answer(place, value, _label(place, value, option))
        case never:
            assert_never(never)


def give(place: Place, given: Value) -> Turn:
    """Return what something typed changes, as the answer to the current question."""
    return _answer(place, given, _label(place, given))


def offer(place: Place, values: tuple[Value, ...]) -> Turn:
    """Return the question again, with what a text may have meant as choices."""
    question = place.asked
    if question is None:
        return Turn(place.session)
    begun = tuple(Given.of(question.ref, value) for value in values)
    return Turn(place.session.but(begun=begun))


def toggle(place: Place, option_id: str) -> Turn:
    """Tick one of several choices, or take the tick away; the screen stays.

    The option says which of the two, so that a button pressed twice does nothing more.
    """
    question = place.asked
    if question is None:
        return Turn(place.session)
    mark = option_id.removeprefix(UNTICK)
    marks = ticked(place, question)
    now = marks - {mark} if option_id.startswith(UNTICK) else marks | {mark}
    begun = Given.of(question.ref, now)
    after = place.session.but(begun=(begun,))
    return Turn(after, toast=_ticks(place, question, now))


def _done(place: Place) -> Turn:
    question = place.asked
    marks = ticked(place, question) if question is not None else frozenset[str]()
    if question is None or not marks:
        words = place.voice.words
        nothing = words.pgettext("several", "Du har ikke valgt noe ennå.")
        return Turn(place.session, toast=nothing)
    return _answer(place, marks, answer_text(place, question, marks))


def _ticks(place: Place, question: Question, marks: frozenset[str]) -> str:
    words = place.voice.words
    if not marks:
        return words.pgettext("several", "Ingenting er valgt nå.")
    answer = answer_text(place, question, marks)
    return words.pgettext("several", "Valgt nå: {answer}", answer=answer)


def _label(place: Place, value: Value, option: Option | None = None) -> str:
    question = place.asked
    if question is None or (isinstance(value, str) and option is not None and is_choice(value)):
        return option.label if option is not None else ""
    return answer_text(place, question, value)


def back(place: Place) -> Turn:
    """Return to what was before: the open view, the change, or the question before."""
    session = place.session
    if session.view is not View.STEP:
        return Turn(session.looking(View.STEP))
    if place.changing is not None:
        return Turn(session.at(View.SUMMARY))
    if place.walk.passed:
        return Turn(session.without(frozenset({place.walk.passed[-1]})))
    return Turn(session.but(flow=START, answers=()))


def forget(place: Place) -> Turn:
    """Leave nothing of what is kept about the person."""
    return Turn(place.session, notices=(forgotten_notice(place),), forgets=True)


def start_over(place: Place) -> Turn:
    """Begin at the start with no answers; the language stays."""
    return Turn(place.session.at(View.STEP).but(flow=START, answers=(), begun=()))


def _answer(place: Place, value: Value, label: str) -> Turn:
    question = place.asked
    if question is None or not question.accepts(value, place.today):
        return Turn(place.session)
    answered = place.session.answering(question.ref, value).at(View.STEP)
    after = walk(place.library, answered.flow, answered.values, place.today, place.walk)
    off = tuple(ref for ref in answered.values if ref not in after.passed)
    may_come = ahead(place.library, after) if off else frozenset()
    lost = tuple(ref for ref in off if ref not in may_come)
    return Turn(answered.without(frozenset(lost)), lost=lost, chosen=label)
