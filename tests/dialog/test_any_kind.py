"""Whatever is pressed and typed, a conversation of every kind stays whole."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialog import Command, Event, Press, Said, Session, decode, encode, reply, show
from bot.flows import Library, Question
from tests.every_kind import every_kind
from tests.library import TODAY


@cache
def kinds() -> Library:
    with TemporaryDirectory() as folder:
        return every_kind(Path(folder))


TEXTS = (
    *(
        "meg",
        "1",
        "2",
        "1 og 3",
        "dusje og mat og handling",
        "ferdig",
        "ingen av disse",
        "vet ikke",
    ),
    *("82", "ca 82", "82 eller 83", "tolv år", "300 tusen", "12,500", "-1", "99999999999"),
    *("Oslo", "Herøy", "herøy i nordland", "bodo", "Atlantis", "tana", "3. august", "i går", "x"),
)
OPTIONS = (
    *("meg", "andre", "dusj", "mat", "vask", "-dusj", "-mat", "-vask", ":ferdig", "ingen"),
    *("vet_ikke", "82", "83", "1818", "1515", "0301", "1804", "utlandet", ":tilbake", ":svar"),
    *("endre_1", "endre_2", "endre_5", ":videre", ":nytt", "", "9" * 40),
)
NAMES = ("start", "tilbake", "nytt", "svar", "hjelp", "sprak")
deeds = st.lists(
    st.one_of(
        st.sampled_from(TEXTS).map(Said),
        st.text(max_size=20).map(Said),
        st.sampled_from(NAMES).map(Command),
        st.sampled_from(OPTIONS),
        st.sampled_from(OPTIONS),
        st.integers(0, 8),
    ),
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(deeds)
def test_no_deed_breaks_a_conversation(did: list[Said | Command | str | int]) -> None:
    session = reply(kinds(), Session("s1", "nb"), Command("start"), TODAY).session
    assert session is not None
    for deed in did:
        event: Event
        if isinstance(deed, str):
            event = Press("s1", session.revision, deed)
        elif isinstance(deed, int):
            options = show(kinds(), session, TODAY).options
            event = Press("s1", session.revision, options[deed % len(options)].id)
        else:
            event = deed
        answer = reply(kinds(), decode(encode(session)), event, TODAY)
        assert answer == reply(kinds(), session, event, TODAY)
        assert answer.session is not None
        if answer.refreshed is not None:
            assert answer.screens == ()
            assert answer.session.revision == session.revision
            assert answer.session.answers == session.answers
        session = answer.session
        assert decode(encode(session)) == session
        for given_answer in session.answers:
            question = kinds().step(given_answer.ref)
            assert isinstance(question, Question)
            assert question.accepts(given_answer.value, TODAY)
        screen = show(kinds(), session, TODAY)
        labels = [option.label for option in screen.options]
        assert len(set(labels)) == len(labels)
        assert len({option.id for option in screen.options}) == len(labels)
