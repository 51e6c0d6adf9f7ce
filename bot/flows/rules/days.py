"""RV209: a question for a date can be answered with one."""

from __future__ import annotations

from bot.flows.model import Question
from bot.flows.rules.checked import Checked, all_steps
from bot.source import Report


def days_can_be_given(checked: Checked, report: Report) -> None:
    """Report dates whose first day comes after their last."""
    if checked.today is None:
        return
    for _, _, step in all_steps(checked):
        day = step.day if isinstance(step, Question) else None
        if day is not None and day.first > day.last(checked.today):
            report.error(
                step.position,
                "RV209",
                f"«tidligst» er {day.first}, men «senest» er {day.last(checked.today)}, så ingen "
                "dato kan svares. Bytt om datoene, eller vent med spørsmålet.",
            )
