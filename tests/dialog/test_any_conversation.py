"""Whatever is done, in whatever order: what holds in every conversation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialog import (
    Command,
    Event,
    Kind,
    Press,
    Reply,
    Said,
    Screen,
    Session,
    Unreadable,
    View,
    decode,
    encode,
    reply,
    show,
)
from bot.flows import Library, Outcome, Question, walk
from tests.dialog.talking import Person
from tests.library import TODAY

MOST_QUESTIONS = 6
"""From the start of the small library to any outcome."""

DAYS = st.dates(date(1940, 1, 1), date(2105, 1, 1))
TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["1", "2", "3", "vet ikke", "tilbake", "start på nytt", "helfo", "ja", "i går", "mine svar"]
    ),
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: day.strftime("%d.%m.%y")),
    st.characters().map(lambda one: one * 4096),
)
COMMANDS = st.sampled_from(
    [
        *("start", "hjelp", "tilbake", "nytt", "svar", "sprak", "slett", "personvern", "", "xyz"),
        *("svar", "tilbake"),
    ]
)
ARGUMENTS = st.sampled_from(["", "", "klage", "anke", "brevet", "start", "finnes_ikke", "\0"])
FORGED = st.builds(
    Press,
    st.sampled_from(["s1", "s2", ""]),
    st.integers(-1, 40),
    st.one_of(
        st.sampled_from(
            ["helfo", "ja", "endre_1", "endre_99", "en", ":tilbake", ":svar", ":frist"]
        ),
        st.text(max_size=20),
    ),
)
WAYS = st.integers(0, 11)
"""Which of the options of the screen is pressed, counted around."""

Move = Callable[[Session, Screen | None], Event]


def pressing(way: int) -> Move:
    def move(session: Session, screen: Screen | None) -> Event:
        if screen is None or not screen.options:
            return Said("i går")
        option = screen.options[way % len(screen.options)]
        return Press(session.id, session.revision, option.id)

    return move


def doing(event: Event) -> Move:
    return lambda session, screen: event


MOVES = st.one_of(
    WAYS.map(pressing),
    WAYS.map(pressing),
    WAYS.map(pressing),
    st.dates(date(2026, 6, 1), TODAY).map(lambda day: doing(Said(day.isoformat()))),
    TEXTS.map(lambda text: doing(Said(text))),
    st.builds(Command, COMMANDS, ARGUMENTS).map(doing),
    FORGED.map(doing),
    st.just(doing(Unreadable())),
)


def holds_after(library: Library, before: Session, answer: Reply, today: date) -> None:
    """Check what holds whatever happened."""
    if answer.session is None:
        assert answer.screens
        assert all(screen.options == () for screen in answer.screens)
        return
    session = answer.session
    assert session.id == before.id
    says_aside = bool(answer.screens) and not answer.screens[-1].options
    assert session.revision == before.revision + (bool(answer.screens) and not says_aside)
    assert bool(answer.screens) != bool(answer.toast)
    for one in session.answers:
        question = library.flows[one.flow].steps[one.step]
        assert isinstance(question, Question)
        assert question.accepts(one.value, today)
    refs = [one.ref for one in session.answers]
    assert len(set(refs)) == len(refs)
    shown = show(library, session, today)
    assert shown.choices or shown.tools or shown.takes_date
    if says_aside:
        assert shown.kind is Kind.OUTCOME
        assert answer.closed is None
    elif answer.screens:
        last = answer.screens[-1]
        assert last.text.endswith(shown.text)
        assert last.options == shown.options
        assert all(screen.options == () for screen in answer.screens[:-1])
    if answer.closed is not None:
        assert answer.screens
        assert answer.closed.screen == show(library, before, today)


@settings(max_examples=150, deadline=None)
@given(moves=st.lists(MOVES, max_size=25), days=st.lists(st.integers(0, 40), max_size=25))
def test_nothing_that_is_done_breaks_a_conversation(
    small: Library, moves: list[Move], days: list[int]
) -> None:
    session, screen, today = Session("s1", "nb"), None, TODAY
    for number, move in enumerate(moves):
        today += timedelta(days=days[number] if number < len(days) else 0)
        event = move(session, screen)
        kept = encode(session)

        answer = reply(small, decode(kept), event, today)

        assert answer == reply(small, decode(kept), event, today)
        holds_after(small, session, answer, today)
        if answer.screens:
            screen = answer.screens[-1]
        session = answer.session or Session("s1", "nb")


@settings(max_examples=100, deadline=None)
@given(moves=st.lists(MOVES, max_size=15))
def test_from_anywhere_answers_lead_to_an_outcome_in_a_few_steps(
    small: Library, moves: list[Move]
) -> None:
    person = Person(small)
    person.starts()
    for move in moves:
        person.does(move(person.session, person.screen))
    person.commands("svar")
    person.does(Press("s1", person.session.revision, ":videre"))

    asked = 0
    while person.screen.kind is Kind.QUESTION:
        choices = person.screen.choices
        if choices:
            person.does(Press("s1", person.session.revision, choices[-1].id))
        else:
            person.says("10.08.2026")
        asked += 1
        assert asked <= MOST_QUESTIONS
    assert person.screen.kind is Kind.OUTCOME


@st.composite
def ways(draw: st.DrawFn) -> tuple[str | date, ...]:
    """Answers to pick from, at each question in turn."""
    day = st.dates(date(2026, 1, 1), TODAY)
    return tuple(draw(st.lists(st.one_of(WAYS.map(str), day), min_size=8, max_size=8)))


def arrive(person: Person, wishes: tuple[str | date, ...]) -> None:
    """Answer until an outcome is reached."""
    for wish in wishes:
        if person.screen.kind is Kind.OUTCOME:
            return
        choices = person.screen.choices
        if person.screen.takes_date and (isinstance(wish, date) or not choices):
            person.says(str(wish) if isinstance(wish, date) else "10.08.2026")
        else:
            way = int(wish) if isinstance(wish, str) else wish.day
            option = choices[way % len(choices)]
            person.does(Press("s1", person.session.revision, option.id))


@settings(max_examples=80, deadline=None)
@given(wishes=ways(), entry=st.sampled_from(["", "klage", "anke"]))
def test_going_back_once_for_each_answer_ends_where_it_began(
    small: Library, wishes: tuple[str | date, ...], entry: str
) -> None:
    person = Person(small)
    began = person.starts(entry)
    arrive(person, wishes)

    for _ in person.session.answers:
        person.commands("tilbake")

    assert person.screen == began
    assert person.session.answers == ()


@settings(max_examples=80, deadline=None)
@given(wishes=ways(), steps=st.integers(1, 6))
def test_answering_the_same_after_going_back_gives_the_same_conversation(
    small: Library, wishes: tuple[str | date, ...], steps: int
) -> None:
    person = Person(small)
    person.starts()
    arrive(person, wishes)
    there, answers = person.screen, person.session.answers

    taken = min(steps, len(answers))
    for _ in range(taken):
        person.commands("tilbake")
    assert person.session.answers == answers[: len(answers) - taken]
    for one in answers[len(answers) - taken :]:
        if isinstance(one.value, date):
            person.says(one.value.isoformat())
        else:
            person.does(Press("s1", person.session.revision, str(one.value)))

    assert (person.screen, person.session.answers) == (there, answers)


@settings(max_examples=80, deadline=None)
@given(wishes=ways(), which=WAYS, to=WAYS)
def test_a_change_keeps_what_holds_names_what_goes_and_loses_nothing_else(
    small: Library, wishes: tuple[str | date, ...], which: int, to: int
) -> None:
    person = Person(small)
    person.starts()
    arrive(person, wishes)
    before = person.session.values
    person.commands("svar")
    number = which % len(before) + 1
    person.does(Press("s1", person.session.revision, f"endre_{number}"))
    if not person.screen.choices:
        return
    changed = person.session.changing
    option = person.screen.choices[to % len(person.screen.choices)]

    person.does(Press("s1", person.session.revision, option.id))

    after = person.session.values
    assert {str(ref): value for ref, value in after.items() if str(ref) == changed} == {
        changed: option.id
    }
    kept = {ref for ref in before if ref in after}
    assert all(after[ref] == before[ref] for ref in kept if str(ref) != changed)
    for ref in before:
        question = small.step(ref)
        assert isinstance(question, Question)
        notice = person.reads.partition("\n\n")[0] if "tatt bort" in person.reads else ""
        assert (f"«{question.text.source}»" in notice) == (ref not in after)
    passed = walk(small, person.session.flow, after, TODAY).passed
    if isinstance(walk(small, person.session.flow, after, TODAY).at, Outcome):
        assert set(after) == set(passed)


@pytest.mark.parametrize("view", list(View))
def test_a_session_is_read_back_as_it_was_stored(view: View) -> None:
    for session in (
        Session("s1", "nb"),
        Session("æ-1", "en", 7, "klage", (), "abc", view, "klage.hvem", "klage.hvem"),
    ):
        assert decode(encode(session)) == session
