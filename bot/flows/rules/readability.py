"""RV404: the texts can be read by somebody who is worried, tired or new to the language."""

from __future__ import annotations

from collections.abc import Iterable

from bot.flows.model import Outcome
from bot.flows.rules.checked import Checked
from bot.flows.rules.measured import Measured, within
from bot.source import Position, Report
from bot.texts.plain import Weight, weigh

AIM, LIMIT = 35, 40


def language_is_plain(checked: Checked, report: Report) -> None:
    """Report outcomes and flows that are heavy to read.

    Silent while something could not be read: names that weigh nothing may be in it.
    """
    if not checked.whole:
        return
    measured = Measured(checked)
    names = measured.names(checked)
    for flow in checked.read:
        whole, is_told = {False: Weight(), True: Weight()}, False
        for step in flow.steps.values():
            weights = [weigh(texts, names) for texts in measured.readings(step)]
            # A flow is weighed as it is read first, and as it is by those who read it last: for
            # someone else, once all that changes has changed.
            whole[False] += weights[0]
            whole[True] += weights[-1]
            if isinstance(step, Outcome):
                is_told |= _tell(weights, "Svaret", step.title.position, report)
        # A flow with a heavy outcome is heavy because of it.
        if not is_told:
            _tell(whole.values(), "Flyten", flow.title.position, report)


def _tell(weights: Iterable[Weight], what: str, at: Position, report: Report) -> bool:
    """Tell the heaviest, if it is too heavy."""
    heavy = max((lix for each in weights if (lix := each.lix) is not None), default=None)
    if heavy is None:
        return False
    told = (
        f"{what} har lesbarhetsindeks (LIX) {{}}. Det er tungt for den som er syk, redd eller "
        "ny i språket. Del lange setninger, og bytt ut lange ord."
    )
    within(heavy, AIM, LIMIT, told, at, report, "RV404")
    return heavy > AIM
