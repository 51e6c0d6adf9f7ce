"""RV308: a person who cannot answer has a way on, too."""

from __future__ import annotations

from bot.flows.model import UNKNOWN, Question
from bot.flows.rules.checked import Checked, all_steps
from bot.source import Report


def who_does_not_know_gets_on(checked: Checked, report: Report) -> None:
    """Warn of questions without "vet ikke"; everybody knows whom they ask for."""
    for _, _, step in all_steps(checked):
        if not isinstance(step, Question) or any(choice.for_others for choice in step.choices):
            continue
        if step.choice(UNKNOWN) is None:
            report.warning(
                step.position,
                "RV308",
                f"Spørsmålet «{step.ref.step}» har ingen «vet_ikke». Den som ikke kan svare, gir "
                "opp eller gjetter, og et gjettet svar kan koste en rett. Skriv «vet_ikke: "
                "{til: steg}», og la det føre til hvordan man finner det ut.",
            )
