"""A session that other flows have saved, made to fit these.

What has changed its name is followed; an answer that still holds stays; one that does not is taken
out, and the person is told. Nothing here can fail: whatever was saved, some question comes next.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.dialog.screens.several import UNTICK
from bot.dialog.screens.topics import TOPIC
from bot.dialog.session import Given, Session, View
from bot.dialog.topics import TOGETHER
from bot.flows import START, Library, Question, Ref


@dataclass(frozen=True, slots=True)
class Fitted:
    """A session that fits a library, and what that took.

    Attributes:
        lost: the questions that no longer take the answer given, and are asked again if they come.
        gone: how many answers were to questions that are there no more.
        begins_again: whether the flow it began in is there no more, so that it begins at the start.
    """

    session: Session
    lost: tuple[Ref, ...] = ()
    gone: int = 0
    begins_again: bool = False


def fit(library: Library, session: Session, today: date) -> Fitted:
    """Return a session as it can go on.

    Args:
        library: the flows, checked.
        session: as any flows have saved it.
        today: the day it is.
    """
    if session.library == library.version:
        return Fitted(session)
    renamed = _renamed(library, session)
    if not library.is_entry(renamed.flow):
        fresh = renamed.at(View.STEP).but(flow=START, answers=(), begun=())
        return Fitted(fresh, begins_again=True)
    held: dict[Ref, Given] = {}
    lost: dict[Ref, None] = {}
    gone = 0
    for given in renamed.answers:
        flow = library.flows.get(given.flow)
        known = flow is not None and given.step in flow.steps
        step = library.step_on(given.ref, today) if known else None
        if not isinstance(step, Question):
            gone += 1
        elif not step.accepts(given.value, today) or held.get(given.ref, given) != given:
            # Two questions that have become one may have been answered in two ways.
            lost[given.ref] = None
        else:
            held[given.ref] = given
    answers = tuple(given for ref, given in held.items() if ref not in lost)
    return Fitted(renamed.but(answers=answers), lost=tuple(lost), gone=gone)


def present_option(library: Library, question: Ref | None, option: str) -> str:
    """Return what an option is called now, if it was drawn before what it stands for was renamed.

    Args:
        library: the flows as they are.
        question: whose choice it may be; None where no question is asked.
        option: its id as it was drawn.
    """
    names = library.renames
    if question is None:
        topic = option.removeprefix(TOPIC)
        return option if topic == option else f"{TOPIC}{names.flow(topic)}"
    mark = option.removeprefix(UNTICK)
    return option.removesuffix(mark) + names.choice(question, mark)


def _renamed(library: Library, session: Session) -> Session:
    """Return the session in the present names, as of this library."""
    names = library.renames

    def present(given: Given) -> Given:
        ref = names.step(given.ref)
        return Given.of(ref, names.value(ref, given.value))

    def step(name: str) -> str:
        return str(names.step(Ref.parse(name, ""))) if name else name

    about = session.about
    if session.view is View.TOPICS:
        about = TOGETHER.join(map(names.flow, about.split(TOGETHER)))
    return session.but(
        about=about,
        flow=names.flow(session.flow),
        answers=tuple(map(present, session.answers)),
        begun=tuple(map(present, session.begun)),
        changing=step(session.changing) if session.changing else None,
        shown=step(session.shown),
        library=library.version,
    )
