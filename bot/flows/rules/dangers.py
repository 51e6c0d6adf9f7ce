"""RV124: who writes that somebody is in danger is told at once whom to call."""

from __future__ import annotations

from bot.flows.rules.checked import Checked
from bot.source import Position, Report


def dangers_are_told(checked: Checked, report: Report) -> None:
    """Warn when no danger is declared; silent while something wrong may be what declares one."""
    if checked.whole and not report.has_errors and not checked.facts.dangers:
        report.warning(
            Position(checked.facts_folder),
            "RV124",
            "Ingen fare er lagt inn. Den som skriver at det haster, får da det vanlige spørsmålet "
            "og ingen å ringe, og /hast er borte fra menyen. Skriv dem under «fare» i "
            f"{checked.facts_folder}/fare.yaml.",
        )
