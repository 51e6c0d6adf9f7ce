"""RV107: sources are read again before they are too old to rely on."""

from __future__ import annotations

from datetime import timedelta

from bot.flows.rules.checked import Checked
from bot.source import Report

AHEAD = timedelta(days=30)
"""How long before its day of review a source is told of."""


def sources_are_read_again(checked: Checked, report: Report) -> None:
    """Warn of sources past their day of review, or soon, and of those read on a day to come."""
    today = checked.today
    if today is None:
        return
    for source in checked.facts.sources.values():
        if source.checked > today:
            report.warning(
                source.position,
                "RV107",
                f"Kilden «{source.id}» er kontrollert {source.checked}, og den dagen er "
                "ikke kommet. Da vet ingen når noen leste den. Skriv dagen du leste den.",
            )
            continue
        if source.next_check < today:
            told = (
                f"Kilden «{source.id}» skulle vært kontrollert på nytt innen {source.next_check}. "
                "Til det er gjort, viser svarene ingen dato for frister som bygger på den."
            )
        elif source.next_check - AHEAD <= today:
            told = (
                f"Kilden «{source.id}» må kontrolleres på nytt innen {source.next_check}. Etter "
                "den dagen viser svarene ingen dato for frister som bygger på den."
            )
        else:
            continue
        read = "Les kilden, og skriv nye datoer i «kontrollert» og «neste_kontroll»."
        report.warning(source.position, "RV107", f"{told} {read}")
