"""Which choices and outcomes no case visits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.flows import Library, Outcome, Question, Ref
from bot.scenarios.run import Result

A_DATE = "dato"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the cases visit, of all that can be visited.

    Attributes:
        choices: every `flyt.steg.valg`; a date counts as one choice.
        outcomes: every outcome.
        choices_missed: those that no case takes.
        outcomes_missed: those that no case arrives at.
    """

    choices: int
    outcomes: int
    choices_missed: tuple[str, ...]
    outcomes_missed: tuple[str, ...]


def coverage(library: Library, results: Iterable[Result]) -> Coverage:
    """Count what a set of cases visits."""
    choices: set[tuple[Ref, str]] = set()
    outcomes: set[Ref] = set()
    for flow in library.flows.values():
        for step in flow.steps.values():
            if isinstance(step, Question):
                choices |= {(step.ref, choice.id) for choice in step.choices}
                choices |= {(step.ref, A_DATE)} if step.day else set()
            elif isinstance(step, Outcome):
                outcomes.add(step.ref)
    taken: set[tuple[Ref, str]] = set()
    reached: set[Ref] = set()
    for result in results:
        if result.walk is None:
            continue
        answers = dict(result.scenario.answers)
        for ref in result.walk.passed:
            value = answers[ref]
            taken.add((ref, A_DATE if isinstance(value, date) else value))
        reached.add(result.walk.at.ref)
    return Coverage(
        len(choices),
        len(outcomes),
        tuple(sorted(f"{ref}.{choice}" for ref, choice in choices - taken)),
        tuple(sorted(str(ref) for ref in outcomes - reached)),
    )
