"""RV209, RV244: a question for a date can be answered, with one and otherwise."""

from __future__ import annotations

from datetime import date, timedelta

from bot.flows.kinds import DateInput
from bot.flows.model import Question
from bot.flows.proof.days import known_from
from bot.flows.rules.checked import Checked, all_steps
from bot.source import Report


def days_can_be_given(checked: Checked, report: Report) -> None:
    """Report dates whose first day comes after their last, and days with no answer at all."""
    known = known_from(checked.facts)
    for _, _, step in all_steps(checked):
        if not isinstance(step, Question) or step.day is None:
            continue
        day, today = step.day, checked.today
        unanswerable = _without_answer(step, day, known)
        if unanswerable is not None:
            report.error(
                step.position,
                "RV244",
                f"Ingen kan svare på «{step.ref.step}» {unanswerable}: «tidligst» er {day.first}, "
                "og ingen valg gjelder den dagen. Legg til «vet_ikke», eller sett «tidligst» før.",
            )
        elif today is not None and day.first > day.last(today):
            report.error(
                step.position,
                "RV209",
                f"«tidligst» er {day.first}, men «senest» er {day.last(today)}, så ingen "
                "dato kan svares. Bytt om datoene, eller vent med spørsmålet.",
            )


def _without_answer(step: Question, day: DateInput, known: date) -> date | None:
    """Return a day before the first that can be given, on which no choice stands either.

    Choices may hold on some days only, so both ends of that time are looked at.
    """
    before = day.first - timedelta(days=1)
    if before < known or day.last(before) >= day.first:
        return None
    ends = (known, before)
    return next((end for end in ends if not any(each.holds(end) for each in step.choices)), None)
