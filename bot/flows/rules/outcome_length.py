"""RV406: an outcome can be read through by the one who got it."""

from __future__ import annotations

from bot.flows.rules.checked import Checked
from bot.flows.rules.measured import Measured, outcomes, within
from bot.source import Position, Report
from bot.texts.plain import words

WORDS = (120, 180)
CHARACTERS = (900, 1400)


def outcomes_are_short(checked: Checked, report: Report) -> None:
    """Report outcomes with too many words or characters, as their author wrote them."""
    measured = Measured(checked)
    for _, outcome in outcomes(checked):
        read = [*measured.readings(outcome)]
        count = max(sum(len(words(text)) for text in texts) for texts in read)
        characters = max(len("\n".join(texts)) for texts in read)
        # Long in both ways is told once, the way it is longest.
        by_words = max(count / WORDS[1], 1) >= max(characters / CHARACTERS[1], 1)
        if by_words and count > WORDS[0]:
            _tell(count, WORDS, "ord", outcome.title.position, report)
        else:
            _tell(characters, CHARACTERS, "tegn", outcome.title.position, report)


def _tell(count: int, limits: tuple[int, int], what: str, at: Position, report: Report) -> None:
    told = (
        f"Svaret har {{}} {what}. Den som er bekymret, leser ikke så langt. Ta bort det som ikke "
        "må gjøres nå."
    )
    within(count, *limits, told, at, report, "RV406")
