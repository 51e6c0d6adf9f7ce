"""RV410: Telegram shows all the bold words and links of a message, in every language."""

from __future__ import annotations

from collections.abc import Iterable

from bot.facts import Text
from bot.flows.model import Outcome, Question
from bot.flows.rules.checked import Checked
from bot.flows.rules.measured import Measured
from bot.flows.rules.sums import Sums
from bot.flows.texts import step_texts
from bot.source import Report
from bot.texts import SUPPORTED, marks

MARKS = 100
"""The most entities in a message (Bot API, sendMessage); Telegram drops those that come after."""

FRAME_MARKS = 24
"""What the bot itself marks around an outcome: its headings, and what it links to."""


def marks_are_shown(checked: Checked, report: Report) -> None:
    """Report steps with more bold words and links than one message can have."""
    if not checked.whole:
        return
    for locale in SUPPORTED:
        measured = Measured(checked, checked.catalogues.words(locale))
        counted = _counted(checked, measured)
        for step in (step for flow in checked.read for step in flow.steps.values()):
            match step:
                case Outcome():
                    marked, at = counted.of(step), step.title
                case Question():
                    marked, at = _most(step_texts(step), measured), step.text
                case _:
                    continue
            if marked + FRAME_MARKS > MARKS:
                report.error(
                    at.position,
                    "RV410",
                    f"Det som vises her, har {marked} fete ord og lenker på språket «{locale}». "
                    f"Sammen med det boten selv merker ({FRAME_MARKS}), er det mer enn Telegram "
                    f"viser i én melding ({MARKS}): resten av lenkene virker ikke. "
                    "Merk bare det viktigste, eller del i flere steg.",
                )


def marked_by(step: Outcome, checked: Checked, measured: Measured) -> int:
    """Return the marks that the author and the facts give to an outcome, at most.

    Telegram itself makes links of addresses and telephone numbers.
    """
    return _counted(checked, measured).of(step)


def _counted(checked: Checked, measured: Measured) -> Sums:
    return Sums(checked.facts, lambda text: _marks(measured.marked(text)), lambda _: 1)


def _most(texts: Iterable[Text], measured: Measured) -> int:
    """Return the marks of some texts in the variant that has most."""
    read = tuple(texts)
    return max(
        sum(_marks(measured.marked(text.read(for_others=other))) for text in read)
        for other in (False, True)
    )


def _marks(text: str) -> int:
    # Only these begin markup; most texts have neither, and reading markup takes time.
    return marks(text) if "**" in text or "](" in text else 0
