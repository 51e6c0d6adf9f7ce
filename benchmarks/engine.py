"""One step of a conversation with no I/O at all: a press, the next screen, both as Telegram's."""

from __future__ import annotations

import random
from functools import partial
from time import perf_counter

from bot.dialog import Command, Press, Replies, Session, decode, encode, reply
from bot.flows import Library
from bot.surroundings import today
from bot.telegram.render import screen_calls

_CHAT = 1_000_000


def one_step(
    library: Library, *, remembering: bool = False, seconds: float = 1.0, seed: int = 1
) -> float:
    """Return the seconds that a step takes, session read and written with it.

    Args:
        library: the flows that are walked.
        remembering: whether what was computed before is remembered, as the bot does.
        seconds: how long it is tried.
        seed: of what is pressed.
    """
    answers = Replies(library) if remembering else partial(reply, library)
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    day = today()
    stored, steps, spent = b"", 0, 0.0
    options: tuple[str, ...] = ()
    while spent < seconds:
        session = decode(stored) if options else Session("begynt", "nb")
        event = (
            Press(session.id, session.revision, chance.choice(options))
            if options
            else Command("start", "")
        )
        began = perf_counter()
        answer = answers(decode(stored) if options else session, event, day)
        assert answer.session is not None, "nothing is forgotten"  # noqa: S101
        stored = encode(answer.session)
        screen_calls(_CHAT, answer.session, answer.screens)
        spent += perf_counter() - began
        steps += 1
        screen = answer.screens[-1] if answer.screens else answer.refreshed
        choices = [option.id for option in screen.choices] if screen is not None else []
        options = tuple(choices) or (":nytt",)
    return spent / steps
