"""RV403: the markup of texts is whole, and links say where they lead."""

from __future__ import annotations

from bot.flows.rules.checked import Checked
from bot.flows.texts import all_texts
from bot.source import Report
from bot.texts import problems


def markup_is_whole(checked: Checked, report: Report) -> None:
    """Report broken markup in every text that people read."""
    for text in all_texts(checked.read, checked.facts):
        for problem in problems(text.source):
            report.error(text.position, "RV403", problem)
