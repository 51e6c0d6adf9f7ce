"""RV314: all conversations can be followed; what they show is kept for the rules that ask."""

from __future__ import annotations

from collections.abc import Iterable

from bot.flows.proof.effort import TooManyStatesError
from bot.flows.proof.followed import Followed, Shown, follow
from bot.flows.rules.checked import START, Checked, linked
from bot.flows.values import as_written
from bot.source import Report


def proved(checked: Checked, report: Report) -> Followed | None:
    """Return what following every conversation shows.

    They are followed once, when a rule first asks. Then nothing must be wrong: a circle or a
    missing target makes following impossible, and is reported by its own rule. What the rules of
    the proof report themselves, hinders none of them.

    Returns:
        None where they cannot be followed.
    """
    if not checked.kept.is_tried:
        checked.kept.is_tried = True
        if linked(checked) and not report.has_errors:
            checked.kept.followed = _followed(checked, report)
    return checked.kept.followed


def _followed(checked: Checked, report: Report) -> Followed | None:
    starts = [flow.id for flow in checked.flows.values() if flow.start and not flow.results]
    try:
        return follow(checked.flows, checked.facts, starts, START)
    except TooManyStatesError as error:
        report.error(
            checked.flows[error.ref.flow].steps[error.ref.step].position,
            "RV314",
            "Her leses så mange tidligere svar samtidig, eller så mange vilkår og dager, at ikke "
            "alle sammensetninger kan prøves. Da vet ingen om alle kommer fram. Les færre svar i "
            "ett vilkår, eller la hvert svar velge vei der det blir gitt.",
        )
        return None


def shortest(shown: Shown) -> str:
    """Return the shortest conversation that shows something, in words."""
    answers: Iterable[str] = (f"{ref} = {as_written(answer)}" for ref, answer in shown.answers)
    told = ", ".join(answers) or "uten noe svar"
    if shown.before:
        told = f"{shown.before} svar, og så {told}"
    return f"Korteste samtale som viser det, {shown.today}: {told}."
