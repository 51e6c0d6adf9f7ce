"""RV122, RV123: the list of what the content covers names what there is, and each thing once."""

from __future__ import annotations

from bot.flows.model import Outcome
from bot.flows.rules.checked import Checked, all_steps
from bot.source import Report
from bot.source.diagnostics import did_you_mean

WORDS = "begreper"
"""Stands for all the words that are explained."""


def themes_name_what_there_is(checked: Checked, report: Report) -> None:
    """Report themes that share a number, or that name no flow, outcome or danger."""
    first: dict[int, str] = {}
    for theme in checked.facts.themes.values():
        if theme.number in first:
            report.error(
                theme.position,
                "RV122",
                f"«{theme.id}» har nummer {theme.number}, som «{first[theme.number]}» også har. "
                "Nummeret er temaets navn i sakene. Gi ett av dem et annet.",
            )
        first.setdefault(theme.number, theme.id)
    if not checked.whole:
        return
    outcomes = {str(step.ref) for _, _, step in all_steps(checked) if isinstance(step, Outcome)}
    dangers = {f"fare.{danger}" for danger in checked.facts.dangers}
    words = {WORDS} if checked.facts.terms else set()
    known = {*checked.flows, *outcomes, *dangers, *words}
    for theme in checked.facts.themes.values():
        for name, position in theme.covered_by.items():
            if name not in known:
                report.error(
                    position,
                    "RV123",
                    f"«{name}» er verken en flyt, et svar (flyt.steg) eller en fare (fare.id)."
                    f"{did_you_mean(name, known)} Da er det ingenting som dekker temaet.",
                )
