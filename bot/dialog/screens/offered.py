"""What a typed text may have meant, as choices on the question it was to answer."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialog.place import Place
from bot.dialog.screen import Option
from bot.dialog.screens.answers import answer_text
from bot.flows import Question
from bot.flows.kinds import SeveralInput
from bot.flows.values import Value


def candidates(place: Place) -> Mapping[str, Value]:
    """Return what can be chosen among now, by the id of its option; empty if nothing is asked."""
    question = place.asked
    if question is None or isinstance(question.input, SeveralInput):
        return {}
    begun = (given.value for given in place.session.begun if given.ref == question.ref)
    return {str(value): value for value in begun if question.accepts(value, place.today)}


def candidate_options(place: Place, question: Question) -> tuple[Option, ...]:
    """Return what the last text may have meant, to be pressed."""
    if place.asked != question:
        return ()
    return tuple(
        Option(key, answer_text(place, question, value)) for key, value in candidates(place).items()
    )
