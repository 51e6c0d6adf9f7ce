"""Which choices, outcomes and conditions no case visits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.flows import Library, Outcome, Question, Ref
from bot.flows.kinds import SeveralInput
from bot.flows.values import Value, is_choice
from bot.scenarios.partings import Deciding, all_deciding, decided
from bot.scenarios.run import Result


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the cases visit, of all that can be visited.

    Attributes:
        choices: every `flyt.steg.valg`; a date, a number, an amount or a municipality counts as
            one choice, named after its kind.
        outcomes: every outcome.
        conditions: every condition and `ellers` that can decide, and each part of a condition.
        choices_missed: those that no case takes.
        outcomes_missed: those that no case arrives at.
        conditions_missed: those that decide in no case, and the parts that hold in none.
    """

    choices: int
    outcomes: int
    conditions: int
    choices_missed: tuple[str, ...]
    outcomes_missed: tuple[str, ...]
    conditions_missed: tuple[Deciding, ...]


def coverage(library: Library, results: Iterable[Result]) -> Coverage:
    """Count what a set of cases visits."""
    choices: set[tuple[Ref, str]] = set()
    outcomes: set[Ref] = set()
    for flow in library.flows.values():
        for step in flow.steps.values():
            if isinstance(step, Question):
                choices |= {(step.ref, choice.id) for choice in step.choices}
                choices |= {(step.ref, way) for way in _ways(step)}
            elif isinstance(step, Outcome):
                outcomes.add(step.ref)
    conditions = set(all_deciding(library))
    met: set[Deciding] = set()
    taken: set[tuple[Ref, str]] = set()
    reached: set[Ref] = set()
    for result in results:
        if result.walk is None:
            continue
        met.update(decided(library, result))
        answers = result.answers
        for ref in result.walk.passed:
            step = library.step(ref)
            if isinstance(step, Question):
                taken |= {(ref, way) for way in _taken(step, answers[ref])}
        reached.add(result.walk.at.ref)
    return Coverage(
        len(choices),
        len(outcomes),
        len(conditions),
        tuple(sorted(f"{ref}.{choice}" for ref, choice in choices - taken)),
        tuple(sorted(str(ref) for ref in outcomes - reached)),
        tuple(sorted(conditions - met)),
    )


def _ways(step: Question) -> tuple[str, ...]:
    """Return what stands for answering by more than one press."""
    if step.input is None:
        return ()
    return step.input.ids if isinstance(step.input, SeveralInput) else (step.input.key,)


def _taken(step: Question, value: Value) -> tuple[str, ...]:
    if isinstance(value, frozenset):
        return tuple(value)
    if isinstance(value, str) and is_choice(value):
        return (value,)
    return _ways(step)
