"""What the rule on messages adds for the bot's own words is what the bot adds at most."""

import html
import re
from datetime import date

from bot.content import FLOWS, TEXTS
from bot.dialog import Given, Kind, Session, show
from bot.flows import Outcome, load
from bot.flows.proof import explore
from bot.flows.rules import Checked
from bot.flows.rules.marks import FRAME_MARKS, marked_by
from bot.flows.rules.measured import Measured
from bot.flows.rules.message import FRAME, said_by
from bot.texts import SUPPORTED, to_html

DAYS = (date(2026, 8, 10), date(2027, 8, 10), date(2030, 8, 10))
"""Days on which the sources are new, are due, and are long past."""


def shown_length(text: str) -> int:
    """Return the length of a text as Telegram counts it: without tags, in UTF-16 units."""
    shown = html.unescape(re.sub(r"<[^>]+>", "", to_html(text)))
    return len(shown.encode("utf-16-le")) // 2


def marks_shown(text: str) -> int:
    """Return how many marks Telegram is told of in a text."""
    return len(re.findall(r"<(?:b>|a )", to_html(text)))


def test_no_outcome_says_more_of_the_bots_own_than_the_frame() -> None:
    library = load(FLOWS, TEXTS).library
    assert library is not None
    checked = Checked(library.flows, library.facts, True, library.catalogues)
    most = most_marks = 0
    for today in DAYS:
        explored = explore(library.flows, library.facts, ("start",), today)
        ends = {state.ref: state for state in explored.nodes if not explored.nodes[state].ways}
        for locale in SUPPORTED:
            measured = Measured(checked, library.catalogues.words(locale), on_any_day=True)
            for ref, state in ends.items():
                step = library.step(ref)
                assert isinstance(step, Outcome)
                answers = tuple(Given.of(*pair) for pair in explored.conversation(state))
                session = Session("12345678", locale, answers=answers)
                screen = show(library, session, today)
                assert screen.kind is Kind.OUTCOME
                most = max(most, shown_length(screen.text) - said_by(step, checked, measured))
                own = marks_shown(screen.text) - marked_by(step, checked, measured)
                most_marks = max(most_marks, own)
    assert FRAME / 2 < most <= FRAME, most
    assert FRAME_MARKS / 3 < most_marks <= FRAME_MARKS, most_marks
