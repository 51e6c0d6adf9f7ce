"""RV408: what a step says goes into the messages that Telegram takes, in every language."""

from __future__ import annotations

from bot.facts import Text
from bot.flows.model import Outcome, Question
from bot.flows.rules.checked import Checked, versions_read
from bot.flows.rules.measured import Measured
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
        measured = Measured(checked, checked.catalogues.words(locale))
        for step in versions_read(checked):
            if isinstance(step, Outcome):
                said, at = said_by(step, checked, measured), step.title
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
    texts, written = parts_of(step, checked)
    return _length(measured, texts) + sum(map(len, written))


def parts_of(step: Outcome, checked: Checked) -> tuple[list[Text], list[str]]:
    """Return the texts that the author and the facts give to an outcome, and the numbers."""
    facts = checked.facts
    parts: list[Text | None] = [step.title, step.text, step.service, *step.next_steps]
    sources = dict.fromkeys(step.sources)
    numbers: list[str] = []
    for named in (step.send_to, step.appeal_body):
        if isinstance(named, Text):
            parts.append(named)
        elif authority := facts.authorities.get(named):
            parts += (authority.name, authority.how)
            written = (authority.post, authority.phone, authority.web)
            numbers += (each for each in written if each)
    if isinstance(step.deadline, Text):
        parts.append(step.deadline)
    elif rule := facts.deadlines.get(step.deadline.rule):
        parts += (rule.starts, *max(rule.late, rule.not_started, key=len))
        for version in rule.terms.versions:
            sources |= dict.fromkeys(version.value.sources)
    if helping := facts.helping.get(step.helping or ""):
        parts += helping.advice
        sources |= dict.fromkeys(helping.sources)
    parts += (facts.sources[source].title for source in sources if source in facts.sources)
    return [part for part in parts if part is not None], numbers


def _length(measured: Measured, texts: list[Text]) -> int:
    return max(
        sum(_units(measured.plain(text.read(for_others=other))) + 2 for text in texts)
        for other in (False, True)
    )


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
