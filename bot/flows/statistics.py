"""A library in numbers: how much there is, how sure it is, and how heavy it is to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from statistics import median

from bot.facts import Certainty, Confidence
from bot.flows.library import Library
from bot.flows.model import Outcome, Question
from bot.flows.rules import Checked
from bot.flows.rules.measured import Measured
from bot.texts import DEFAULT
from bot.texts import number as written
from bot.texts.plain import ENOUGH, Names, weigh


def statistics(library: Library) -> tuple[str, ...]:
    """Return the numbers of a library, a line each, in Norwegian."""
    steps = [step for flow in library.flows.values() for step in flow.steps.values()]
    questions = sum(isinstance(step, Question) for step in steps)
    outcomes = [step for step in steps if isinstance(step, Outcome)]
    facts = library.facts
    confidence = (authority.confidence for authority in facts.authorities.values())
    certainty = (rule.certainty for rule in facts.deadlines.values())
    return (
        f"Flyter: {len(library.flows)}",
        f"Spørsmål: {questions}",
        f"Svar: {len(outcomes)}",
        f"Kilder: {len(facts.sources)}",
        f"Instanser: {len(facts.authorities)} ({_by(Confidence, confidence)})",
        f"Frister: {len(facts.deadlines)} ({_by(Certainty, certainty)})",
        _heaviness(library, outcomes),
    )


def _by(kinds: type[StrEnum], found: Iterable[StrEnum]) -> str:
    counts = Counter(found)
    return ", ".join(f"{kind}: {counts[kind]}" for kind in kinds)


def _heaviness(library: Library, outcomes: list[Outcome]) -> str:
    checked = Checked(library.flows, library.facts, True, library.catalogues)
    measured = Measured(checked)
    names = measured.names(checked)
    weighed = [
        (max(found), outcome.ref)
        for outcome in outcomes
        if (found := [*_weights(measured, outcome, names)])
    ]
    if not weighed:
        return f"LIX: ingen svar har {ENOUGH} ord, som må til for å måle"
    most, where = max(weighed)
    middle = median(heavy for heavy, _ in weighed)
    return (
        f"LIX i svar på {ENOUGH} ord eller mer ({len(weighed)}): median {_shown(middle)}, "
        f"høyest {_shown(most)} ({where})"
    )


def _weights(measured: Measured, outcome: Outcome, names: Names) -> Iterator[float]:
    """Yield the weight of an outcome to each who reads it."""
    for texts in measured.readings(outcome):
        heavy = weigh(texts, names).lix
        if heavy is not None:
            yield heavy


def _shown(value: float) -> str:
    return written(Decimal(f"{value:.1f}"), DEFAULT)
