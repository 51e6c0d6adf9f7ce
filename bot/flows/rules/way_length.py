"""RV407: the answer comes before the person has had enough of questions."""

from __future__ import annotations

from bot.flows.model import Outcome
from bot.flows.rules.checked import Checked
from bot.flows.rules.measured import within
from bot.flows.rules.proved import proved
from bot.source import Report

AIM, LIMIT = 6, 9


def answers_come_soon(checked: Checked, report: Report) -> None:
    """Report outcomes that somebody reaches from the front page only after too many questions.

    Of those with more than is good, only the one farthest off is told: the questions before it
    are most often those before the others, too.
    """
    followed = proved(checked, report)
    most = followed.most if followed else {}
    farthest = max(most.values(), default=0)
    far = sum(count > AIM for count in most.values())
    for ref, count in sorted(most.items()):
        outcome = checked.flows[ref.flow].steps[ref.step]
        if isinstance(outcome, Outcome) and (count > LIMIT or count == farthest):
            told = (
                "Den lengste veien fra starten til dette svaret har {} spørsmål"
                f"; {far} svar har over {AIM}. Mange gir opp før det. Spør bare om det som "
                "avgjør svaret, og slå sammen spørsmål der det går."
            )
            within(count, AIM, LIMIT, told, outcome.title.position, report, "RV407")
            if count <= LIMIT:
                return
