"""RV242: whoever helps another is told what they may do for them."""

from __future__ import annotations

from bot.flows.model import Outcome
from bot.flows.references import Ref
from bot.flows.rules.checked import Checked, linked
from bot.flows.rules.variants import START, Ways
from bot.source import Report


def helpers_are_told(checked: Checked, report: Report) -> None:
    """Report outcomes for others that do not say what a helper may do, once such facts are kept."""
    if START not in checked.flows or not checked.facts.helping or not linked(checked):
        return
    ways = Ways(checked)
    begin = ways.reached([Ref(START, checked.flows[START].start)])
    for ref in sorted(ways.reached(ways.after_choices_for_others(begin))):
        step = checked.flows[ref.flow].steps[ref.step]
        if isinstance(step, Outcome) and step.helping is None:
            report.error(
                step.title.position,
                "RV242",
                f"Svaret «{ref.step}» sier ikke hva den som hjelper en annen, kan gjøre. Det er "
                "ofte pårørende som spør, og de må vite om de trenger fullmakt. Skriv "
                "«pårørende:» i svaret, eller øverst i flyten for alle svarene i den.",
            )
