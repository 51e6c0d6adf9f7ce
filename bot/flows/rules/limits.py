"""RV401: what a person can take in on one screen, and what Telegram's buttons can show."""

from __future__ import annotations

from bot.facts import Text
from bot.flows.model import UNKNOWN, Outcome, Question
from bot.flows.rules.checked import Checked, all_steps
from bot.source import Report

_DEFAULT_LABEL = "vet ikke"


def texts_fit(checked: Checked, report: Report) -> None:
    """Report labels, questions and lists that are too long, and labels given twice."""
    for _, _, step in all_steps(checked):
        match step:
            case Question():
                _question(step, report)
            case Outcome():
                _within(
                    len(step.next_steps), 4, 6, "steg under «neste»", step.next_steps[0], report
                )
            case _:
                pass


def _question(step: Question, report: Report) -> None:
    _within(len(step.text.source.split()), 12, 20, "ord i spørsmålet", step.text, report)
    if step.help:
        _within(len(step.help.source.split()), 30, 50, "ord i hjelpen", step.help, report)
    answers = [choice for choice in step.choices if choice.id != UNKNOWN]
    _within(len(answers), 5, 7, "valg i spørsmålet", step.text, report)
    seen: dict[str, str] = {}
    for choice in step.choices:
        if choice.label:
            _within(len(choice.label.source), 28, 34, "tegn på knappen", choice.label, report)
        shown = choice.label.source if choice.label else _DEFAULT_LABEL
        folded = " ".join(shown.casefold().split())
        if folded in seen:
            report.error(
                choice.label.position if choice.label else choice.position,
                "RV402",
                f"Valgene «{seen[folded]}» og «{choice.id}» har samme tekst. Ingen kan velge "
                "mellom to like knapper.",
            )
        seen[folded] = choice.id


def _within(count: int, aim: int, limit: int, what: str, at: Text, report: Report) -> None:
    if count > limit:
        report.error(
            at.position,
            "RV401",
            f"Her er det {count} {what}; grensen er {limit}. Kort ned eller del.",
        )
    elif count > aim:
        report.warning(at.position, "RV401", f"Her er det {count} {what}; sikt mot høyst {aim}.")
