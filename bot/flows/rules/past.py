"""RV245: what nobody can meet any more is taken out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.flows.conditions import TodayIs
from bot.flows.model import Outcome, Question, Step, routes_of
from bot.flows.rules.checked import Checked, all_steps
from bot.source import Position, Report


def nothing_is_past(checked: Checked, report: Report) -> None:
    """Warn of choices, changes and conditions on today whose last day is over.

    A rate or a rule of earlier days is none of these: a letter from then is counted by it.
    """
    today = checked.today
    if today is None:
        return
    for _, _, step in all_steps(checked):
        for what, last, position in _with_an_end(step):
            if last < today:
                report.warning(
                    position,
                    "RV245",
                    f"{what} til og med {last}, og den dagen er forbi. Ingen møter dette mer, men "
                    "det må holdes ved like så lenge det står her. Ta bort det som bare gjaldt da.",
                )


def _with_an_end(step: Step) -> Iterator[tuple[str, date, Position]]:
    if isinstance(step, Question):
        for choice in step.choices:
            if choice.last is not None:
                yield f"Valget «{choice.id}» gjaldt", choice.last, choice.position
    if isinstance(step, Question | Outcome):
        for last, position in step.ends:
            yield f"En endring i «{step.ref.step}» gjaldt", last, position
    for route in routes_of(step):
        for leaf, at in route.leaves:
            if isinstance(leaf, TodayIs) and leaf.last is not None:
                yield "Dette vilkåret stemte", leaf.last, at
