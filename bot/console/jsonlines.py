"""The conversation as data: a JSON object a line for each screen. The shape is public."""

from __future__ import annotations

from datetime import date
from typing import TextIO

import msgspec

from bot.console.front import Answer
from bot.dialog import DeadlineView, Kind, Option, OutcomeView, Press, Screen
from bot.texts import to_plain


class ChoiceLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """An answer that can be given; one of several says when it is chosen so far."""

    id: str
    label: str
    chosen: bool = False


class DeadlineLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A deadline; what is None or empty is left out."""

    rule: str | None = None
    starts: date | None = None
    send_by: date | None = None
    expires: date | None = None
    derivation: tuple[str, ...] = ()
    reason: str | None = None


class SourceLine(msgspec.Struct, frozen=True):
    """A source."""

    id: str
    title: str
    url: str
    checked: date


class OutcomeLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """An outcome; what is None or empty is left out."""

    title: str
    service: str
    send_to: str | None = None
    appeal_body: str | None = None
    deadline: DeadlineLine = msgspec.field(default_factory=DeadlineLine)
    next: tuple[str, ...] = ()
    sources: tuple[SourceLine, ...] = ()


class ScreenLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """A screen; what is None or empty is left out."""

    kind: Kind
    flow: str
    step: str
    text: str
    choices: tuple[ChoiceLine, ...] = ()
    outcome: OutcomeLine | None = None


class _PressLine(msgspec.Struct, forbid_unknown_fields=True):
    press: str


class JsonLines:
    """Reads an answer a line and writes an object a line, each flushed.

    A line is typed text, a command, or `{"press": "<id of a choice>"}`.

    Args:
        stdin: the answers.
        stdout: the screens.
        stderr: the trace, so that the screens stay alone.
    """

    def __init__(self, stdin: TextIO, stdout: TextIO, stderr: TextIO) -> None:
        self._stdin = stdin
        self._stdout = stdout
        self._stderr = stderr
        self._last: Screen | None = None

    def show(self, screens: tuple[Screen, ...], toast: str | None) -> None:
        """Write the screens; a toast is a notice before the screen that still stands."""
        if toast is not None and self._last is not None:
            said = Screen(Kind.NOTICE, self._last.flow, self._last.step, toast)
            screens = (*screens, said, self._last)
        for screen in screens:
            self._stdout.write(msgspec.json.encode(line_of(screen)).decode() + "\n")
            self._stdout.flush()
            self._last = screen

    def refresh(self, screen: Screen, toast: str | None) -> None:
        """Write the screen as it is now, after a notice that says what has changed."""
        said = () if toast is None else (Screen(Kind.NOTICE, screen.flow, screen.step, toast),)
        self.show((*said, screen), None)

    def ask(self, session: str, revision: int) -> Answer | None:
        """Read a line; None at the end of the input."""
        line = self._stdin.readline()
        if not line:
            return None
        try:
            pressed = msgspec.json.decode(line, type=_PressLine).press
        except (msgspec.DecodeError, UnicodeEncodeError):
            return Answer.typed(line)
        return Answer(Press(session, revision, pressed), pressed)

    def answered(self, answer: Answer, chosen: str | None) -> None:
        """Write nothing: the one who drives knows what was answered."""

    def trace(self, lines: tuple[str, ...]) -> None:
        """Write how the reply came about, beside the screens."""
        self._stderr.write("".join(f"spor: {line}\n" for line in lines))
        self._stderr.flush()

    def tell(self, lines: tuple[str, ...]) -> None:
        """Write what became of a saved change, beside the screens."""
        self._stderr.write("".join(f"{line}\n" for line in lines))
        self._stderr.flush()

    def goodbye(self, text: str) -> None:
        """Write nothing: the output holds screens alone."""


def line_of(screen: Screen) -> ScreenLine:
    """Return a screen in the public shape."""
    return ScreenLine(
        kind=screen.kind,
        flow=screen.flow,
        step=screen.step,
        text=to_plain(screen.text),
        choices=tuple(map(_choice, screen.choices)),
        outcome=_outcome(screen.outcome) if screen.outcome else None,
    )


def _choice(option: Option) -> ChoiceLine:
    return ChoiceLine(option.id, option.label, option.chosen)


def _outcome(view: OutcomeView) -> OutcomeLine:
    return OutcomeLine(
        title=view.title,
        service=view.service,
        send_to=view.send_to,
        appeal_body=view.appeal_body,
        deadline=_deadline(view.deadline),
        next=view.next,
        sources=tuple(SourceLine(s.id, s.title, s.url, s.checked) for s in view.sources),
    )


def _deadline(view: DeadlineView) -> DeadlineLine:
    return DeadlineLine(
        rule=to_plain(view.rule) if view.rule else None,
        starts=view.starts,
        send_by=view.send_by,
        expires=view.expires,
        derivation=view.derivation,
        reason=to_plain(view.reason) if view.reason else None,
    )
