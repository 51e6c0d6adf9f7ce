"""RV406: an outcome can be read through by the one who got it."""

from __future__ import annotations

from bot.flows.rules.checked import Checked
from bot.flows.rules.measured import Measured, outcomes, within
from bot.source import Report
from bot.texts.plain import words


def outcomes_are_short(checked: Checked, report: Report) -> None:
    """Report outcomes with too many words or characters, as their author wrote them."""
    measured = Measured(checked)
    for _, outcome in outcomes(checked):
        texts = measured.step(outcome)
        at = outcome.title.position
        cut = "Den som er bekymret, leser ikke så langt. Ta bort det som ikke må gjøres nå."
        count = sum(len(words(text)) for text in texts)
        within(count, 120, 180, f"Svaret har {{}} ord. {cut}", at, report, "RV406")
        characters = len("\n".join(texts))
        within(characters, 900, 1400, f"Svaret har {{}} tegn. {cut}", at, report, "RV406")
