"""A question that takes several choices: each is ticked by a press, and one press goes on.

The ticks stand in the session, and the message keeps its place while its buttons change. That is
not read aloud by itself, so each press is also answered by a line that says all that is chosen.
"""

from __future__ import annotations

from typing import Final

from bot.dialog.place import Place
from bot.dialog.screen import Option
from bot.dialog.screens.answers import label
from bot.flows import Question
from bot.flows.kinds import SeveralInput

DONE: Final = ":ferdig"
UNTICK: Final = "-"
"""Stands first in the option of a choice that is ticked: a press takes the tick away."""

_TICK = "✓ "


def ticked(place: Place, question: Question) -> frozenset[str]:
    """Return what is ticked now; when an answer is being changed, at first what it is."""
    asked = question.input
    if not isinstance(asked, SeveralInput):
        return frozenset()
    begun = next((given for given in place.session.begun if given.ref == question.ref), None)
    value = begun.value if begun is not None else place.session.values.get(question.ref)
    return value.intersection(asked.ids) if isinstance(value, frozenset) else frozenset()


def is_mark(place: Place, option_id: str) -> bool:
    """Whether an option ticks, or unticks, a choice of the question that is asked now."""
    asked = place.asked.input if place.asked is not None else None
    return isinstance(asked, SeveralInput) and option_id.removeprefix(UNTICK) in asked.ids


def mark_options(place: Place, question: Question, asked: SeveralInput) -> tuple[Option, ...]:
    """Return the choices to tick, and the way on."""
    now = ticked(place, question)
    marks = (
        Option(f"{UNTICK}{mark.id}", f"{_TICK}{label(place, mark)}", chosen=True)
        if mark.id in now
        else Option(mark.id, label(place, mark))
        for mark in asked.marks
    )
    words = place.voice.words
    done = Option(DONE, words.pgettext("several", "Ferdig"), ("ferdig", "videre", "done"))
    return (*marks, done)
