"""What is remembered of other people's presses is what would have been computed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialog import Command, Event, Press, Replies, Reply, Said, Session, recalling, reply
from bot.flows import Library
from tests.library import TODAY

from .test_any_conversation import MOVES, Move


@settings(max_examples=100, deadline=None)
@given(
    moves=st.lists(st.tuples(st.integers(0, 2), MOVES), max_size=40),
    days=st.lists(st.integers(0, 9), max_size=40),
    room=st.integers(1, 6),
)
def test_everybody_is_answered_as_if_alone(
    small: Library, moves: list[tuple[int, Move]], days: list[int], room: int
) -> None:
    replies, today = Replies(small, room), TODAY
    sessions = [Session(f"s{number}", "nb") for number in range(3)]
    screens = [reply(small, session, Command("start"), today).screens[-1] for session in sessions]
    for number, (who, move) in enumerate(moves):
        today += timedelta(days=1 if number < len(days) and days[number] == 9 else 0)
        event = move(sessions[who], screens[who])
        answer = replies(sessions[who], event, today)
        assert answer == reply(small, sessions[who], event, today)
        screens[who] = answer.screens[-1] if answer.screens else screens[who]
        sessions[who] = answer.session or Session(f"s{who}", "nb")


class Counted:
    """`reply`, and how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, library: Library, session: Session, event: Event, today: date) -> Reply:
        self.times += 1
        return reply(library, session, event, today)


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> Counted:
    counted = Counted()
    monkeypatch.setattr(recalling, "reply", counted)
    return counted


def begun(library: Library, who: str) -> Session:
    session = reply(library, Session(who, "nb"), Command("start"), TODAY).session
    assert session is not None
    return session


def test_the_second_who_presses_the_same_is_told_what_the_first_was(
    small: Library, computed: Counted
) -> None:
    replies = Replies(small)
    for who in ("kari", "ola"):
        session = begun(small, who)
        answer = replies(session, Press(who, session.revision, "klage"), TODAY)
        assert answer.session is not None
        assert (answer.session.id, answer.session.revision) == (who, session.revision + 1)
    assert computed.times == 1
    replies(begun(small, "per"), Press("per", 1, "klage"), TODAY + timedelta(days=1))
    assert computed.times == 2


def test_what_a_date_says_of_a_person_is_not_remembered(small: Library, computed: Counted) -> None:
    replies = Replies(small)
    for _ in range(2):
        session = Session("kari", "nb")
        for event in (
            Command("start"),
            lambda at: Press("kari", at.revision, "klage"),
            lambda at: Press("kari", at.revision, "helfo"),
            lambda at: Press("kari", at.revision, "reise"),
            Said("10.08.2026"),
        ):
            now = event(session) if callable(event) else event
            session = replies(session, now, TODAY).session or session
        dated, before = session, computed.times
        replies(dated, Press("kari", dated.revision, "ja"), TODAY)
        assert computed.times == before + 1
    assert any(given.day for given in dated.answers)
