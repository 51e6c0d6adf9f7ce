"""Finding a topic by an everyday word, and going there by the answers that lead to it.

What was found is said by the author's own keyword, never by what was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.dialog.place import Place
from bot.dialog.session import Given, Session, View
from bot.dialog.turn import Turn
from bot.dialog.voice import Voice
from bot.flows import START, Library, Outcome, Question, walk
from bot.flows.topics import Topic
from bot.texts import Words, escape, to_plain
from bot.typed import About, Subject, about

TOGETHER = "+"
"""Stands between topics that are offered together, as the session names them."""


@dataclass(frozen=True, slots=True)
class Topics:
    """What a text is about.

    Attributes:
        found: the topics, the likeliest first, each with the name it was found by.
        goes_there: whether the first is meant and nothing is left by going there.
    """

    found: tuple[About, ...]
    goes_there: bool


def topics_in(place: Place, text: str) -> Topics | None:
    """Return the topics that a text typed here is about; None where none is asked for.

    On the questions of the start that choose a topic, one clear hit is gone to. On other such
    questions and on outcomes, topics are offered: the person is in the midst of something.
    """
    at = place.asked or place.walk.at
    asks_for_topics = isinstance(at, Outcome) or (
        at.input is None and (at.ref.flow == START or _is_on_a_way(place, at))
    )
    if place.session.view not in (View.STEP, View.TOPICS) or not asks_for_topics:
        return None
    return find_topics(place, text, may_go=at.ref.flow == START and isinstance(at, Question))


def find_topics(place: Place, text: str, *, may_go: bool) -> Topics | None:
    """Return the topics that a text is about, by their names in either language; None if none."""
    heard = about(text, _subjects(place.library, place.voice.words, place.today))
    return Topics(heard.found, may_go and heard.is_clear) if heard.found else None


def turn_to(place: Place, topics: Topics) -> Turn:
    """Return the way to the topic that is meant, or the offer of those that may be."""
    if topics.goes_there:
        return go_to(place, topics.found[0])
    offered = TOGETHER.join(each.id for each in topics.found)
    return Turn(place.session.looking(View.TOPICS, offered))


def go_to(place: Place, meant: About) -> Turn:
    """Return the conversation at a topic: the answers that lead to it are given for the person."""
    topic = place.library.topics_on(place.today)[meant.id]
    voice = place.voice.aside()
    name = topic.names[0]
    session = on_the_way(place, topic)
    there = walk(place.library, session.flow, session.values, place.today)
    arrives = any(ref.flow == topic.flow for ref in there.steps)
    if arrives:
        line = voice.pgettext(
            "topic",
            "Du skrev om «{word}». Her er «{title}».",
            word=escape(meant.name),
            title=name,
        )
    else:
        line = voice.pgettext(
            "topic",
            "Du skrev om «{word}».",
            word=escape(meant.name),
        )
    return Turn(session, before=(line,), chosen=to_plain(voice.say(name)) if arrives else None)


def on_the_way(place: Place, topic: Topic) -> Session:
    """Return the session with the answers that lead to a topic, and those given before them."""
    asked = [ref for ref, _ in topic.way]
    passed = (*place.walk.passed, place.walk.at.ref)
    # Whom it is about is asked before all topics; what belongs to another topic is left behind.
    before = len(place.walk.passed) if place.walk.at.ref.flow == START else 0
    first = next((at for at, ref in enumerate(passed) if ref in asked), before)
    values = place.session.values
    kept = tuple(Given.of(ref, values[ref]) for ref in passed[:first])
    led = tuple(Given.of(ref, choice) for ref, choice in topic.way)
    fresh = place.session.at(View.STEP)
    return fresh.but(flow=START, answers=(*kept, *led), begun=())


def kept_topic(place: Place) -> Topic | None:
    """Return the topic that answers are kept for while something else is asked first, if any."""
    values, passed = place.session.values, place.walk.passed
    if values.keys() <= set(passed):
        return None
    led = (
        topic
        for topic in place.library.topics_on(place.today).values()
        if all(values.get(ref) == choice for ref, choice in topic.way)
        and any(ref not in passed for ref, _ in topic.way)
    )
    return max(led, key=lambda topic: len(topic.way), default=None)


def _is_on_a_way(place: Place, question: Question) -> bool:
    return any(
        question.ref == ref
        for topic in place.library.topics_on(place.today).values()
        for ref, _ in topic.way
    )


@lru_cache(maxsize=16)
def _subjects(library: Library, words: Words, today: date) -> tuple[Subject, ...]:
    """Return what a text can be about in one language on a day. Kept, since every text asks."""
    voice = Voice(library, words.locale, today, {})
    return tuple(_subject(voice, topic) for topic in library.topics_on(today).values())


def _subject(voice: Voice, topic: Topic) -> Subject:
    written = (name.source for name in topic.names)
    said = (to_plain(voice.say(name)) for name in topic.names)
    return Subject(topic.flow, tuple(dict.fromkeys((*said, *written))))
