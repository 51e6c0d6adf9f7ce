"""The loop of a conversation: show, ask, hear, until there is no more to hear."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from itertools import takewhile
from typing import TextIO

from prompt_toolkit.input import create_input
from prompt_toolkit.output import create_output

from bot.console.conversation import Conversation
from bot.console.front import Answer, Front
from bot.console.jsonlines import JsonLines
from bot.console.piped import Piped
from bot.console.taking_in import said_of
from bot.console.terminal import Terminal
from bot.console.watching import Saved, Watch
from bot.dialog import Command
from bot.dialog.trace import explain
from bot.flows import Library
from bot.source.diagnostics import did_you_mean

OK = 0
UNKNOWN_FLOW = 2


def chat(
    library: Library,
    *,
    flow: str | None,
    today: Callable[[], date],
    locale: str,
    new_id: Callable[[], str],
    stdin: TextIO,
    stdout: TextIO,
    stderr: TextIO,
    trace: bool = False,
    json: bool = False,
    watch: Watch | None = None,
) -> int:
    """Hold a conversation until the person leaves or the input ends.

    In a terminal the answer is chosen with arrows or typed; else it is read a line at a time.

    Args:
        library: the flows, checked.
        flow: where to begin; None is the front page.
        today: the day it is in Norway, asked at every answer.
        locale: the language to begin in, a code in `bot.texts.SUPPORTED`.
        new_id: makes the id of a session.
        stdin: where answers come from.
        stdout: where screens go.
        stderr: where a refusal goes, and the trace when the screens are JSON.
        trace: whether to say how each reply came about.
        json: whether to write each screen as a JSON object on a line.
        watch: notices what authors save, to be taken into the conversation; in a terminal at
            once, else before the next line is answered.

    Returns:
        The exit code: 0, or 2 when no conversation can begin in the flow.
    """
    if flow is not None and not library.is_entry(flow):
        stderr.write(_refusal(library, flow))
        return UNKNOWN_FLOW
    for stream in (stdin, stdout, stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Bytes that are no text, and text the terminal has no letters for, are no reason to
            # stop.
            stream.reconfigure(errors="replace")
    conversation = Conversation(library, today, locale, new_id)
    front = _front(conversation, stdin, stdout, stderr, watch, json=json)
    # Lines are waited for where nothing else can be heard: what was saved meanwhile is seen after.
    settle = watch.settle if watch and not isinstance(front, Terminal) else lambda: None
    try:
        with suppress(KeyboardInterrupt):
            _converse(conversation, front, flow or "", settle, traces=trace)
        words = conversation.words
        front.goodbye(words.pgettext("console", "Ha det bra. Ingenting er lagret."))
    except BrokenPipeError:
        # Nobody reads any more. Closed here, what is left to write is not tried again at exit.
        with suppress(BrokenPipeError):
            stdout.close()
    return OK


def _converse(
    conversation: Conversation,
    front: Front,
    flow: str,
    settle: Callable[[], Saved | None],
    *,
    traces: bool,
) -> None:
    heard = conversation.hear(Command("start", flow))
    told: tuple[str, ...] = ()
    while True:
        if heard.refreshed is not None:
            front.refresh(heard.refreshed, heard.toast)
        else:
            front.show(heard.screens, heard.toast)
        if traces:
            lines = explain(conversation.library, conversation.session, conversation.today())
            front.trace(_new(told, lines))
            told = lines
        answer = _answer(conversation, front, settle)
        if answer is None:
            return
        heard = conversation.hear(answer.event)
        front.answered(answer, heard.closed.chosen if heard.closed else None)


def _answer(
    conversation: Conversation, front: Front, settle: Callable[[], Saved | None]
) -> Answer | None:
    """Wait for an answer, and take in what is saved before it comes."""
    while True:
        given = front.ask(conversation.session.id, conversation.session.revision)
        if not isinstance(given, Saved):
            saved = settle() if given is not None else None
            if saved is not None:
                _take_in(conversation, front, saved, answered=True)
            return given
        _take_in(conversation, front, given, answered=False)


def _take_in(conversation: Conversation, front: Front, saved: Saved, *, answered: bool) -> None:
    front.tell(said_of(saved))
    if saved.loaded.library is None:
        return
    screen = conversation.take_in(saved.loaded.library)
    if screen is None or (answered and conversation.asks_anew(screen)):
        # An answer that came before another question was seen is no answer to it: the dialog
        # says so, and asks.
        return
    conversation.shown(screen)
    front.show((screen,), None)


def _new(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines from the first that differs."""
    pairs = zip(before, now, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return now[same:] or ("som før",)


def _front(
    conversation: Conversation,
    stdin: TextIO,
    stdout: TextIO,
    stderr: TextIO,
    watch: Watch | None,
    *,
    json: bool,
) -> Front:
    if json:
        return JsonLines(stdin, stdout, stderr)
    can_draw = os.environ.get("TERM", "") not in ("", "dumb") or os.name == "nt"
    if stdin.isatty() and stdout.isatty() and can_draw:
        keys, output = create_input(stdin), create_output(stdout)
        return Terminal(keys, output, lambda: conversation.words, watch)
    return Piped(stdin, stdout)


def _refusal(library: Library, flow: str) -> str:
    entries = sorted(name for name in library.flows if library.is_entry(name))
    if flow in library.flows:
        problem = f"Flyten «{flow}» kan ikke startes alene: den kalles fra andre flyter."
    else:
        problem = f"Det er ingen flyt som heter «{flow}».{did_you_mean(flow, entries)}"
    return f"{problem} Velg mellom: {', '.join(entries)}.\n"
