"""RV408: what a step says goes into the messages that Telegram takes, in every language."""

from __future__ import annotations

from bot.facts import Text
from bot.flows.model import Outcome, Question
from bot.flows.rules.checked import Checked, versions_read
from bot.flows.rules.measured import Measured
from bot.flows.rules.sums import Sums
from bot.flows.texts import step_texts
from bot.source import Report
from bot.texts import SUPPORTED

MESSAGE = 4096
"""Characters in a message, counted in UTF-16 units (Bot API, sendMessage)."""

FRAME = 800
"""What the bot itself says around the longest outcome: headings, the deadline, what to mind."""


def messages_fit(checked: Checked, report: Report) -> None:
    """Report steps that need more than one message, and texts that no message can hold.

    A screen that is too long is sent as two; it is the single paragraph that cannot be cut.
    """
    if not checked.whole:
        return
    for locale in SUPPORTED:
        words = checked.catalogues.words(locale)
        measured = Measured(checked, words, on_any_day=True)
        counted = characters(checked, measured)
        for step in versions_read(checked):
            if isinstance(step, Outcome):
                said, at = counted.of(step), step.title
            elif isinstance(step, Question):
                said, at = _length(measured, [*step_texts(step)]), step.text
            else:
                continue
            if said + FRAME > MESSAGE:
                report.error(
                    at.position,
                    "RV408",
                    f"Det som vises her, blir på {said} tegn på språket «{locale}», og sammen med "
                    f"det boten selv sier ({FRAME}) er det mer enn én melding i Telegram kan ha "
                    f"({MESSAGE}). Kort ned, eller del i flere steg.",
                )


def said_by(step: Outcome, checked: Checked, measured: Measured) -> int:
    """Return the characters that the author and the facts give to an outcome, at most."""
    return characters(checked, measured).of(step)


def characters(checked: Checked, measured: Measured) -> Sums:
    """Return what counts the characters of outcomes in one language."""
    return Sums(checked.facts, lambda text: _units(measured.plain(text)) + 2, len)


def _length(measured: Measured, texts: list[Text]) -> int:
    return max(
        sum(_units(measured.plain(text.read(for_others=other))) + 2 for text in texts)
        for other in (False, True)
    )


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
