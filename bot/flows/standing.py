"""Where a deadline stands, given what a person has answered."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.facts import Computed, DeadlineRule, DeadlineTerms, Status, compute, status
from bot.flows.references import Ref
from bot.flows.values import Value


class DeadlineState(StrEnum):
    """The states an author can ask for; a day within the roll-over margin still runs."""

    RUNNING = "løper"
    PASSED = "utløpt"
    NOT_STARTED = "ikke_startet"
    UNKNOWN = "ukjent"


@dataclass(frozen=True, slots=True)
class Standing:
    """A deadline on a day.

    Attributes:
        terms: the contents of the rule that hold: on the day it started, else today.
        origin: the question whose answer it runs from, when that answer is a date.
        computed: its dates, when it runs or has passed.
        in_margin: whether only the roll-over of a weekend or a holiday keeps it running.
    """

    rule: DeadlineRule
    terms: DeadlineTerms
    state: DeadlineState
    origin: Ref | None = None
    computed: Computed | None = None
    in_margin: bool = False


def standing(
    rule: DeadlineRule,
    starts: tuple[Ref, ...],
    answers: Mapping[Ref, Value],
    not_started: Set[tuple[Ref, str]],
    today: date,
) -> Standing:
    """Find where a deadline stands.

    Args:
        rule: the deadline.
        starts: the questions that can tell when it began, the surest first.
        answers: what was answered.
        not_started: the choices that say no deadline has started.
        today: the day it is asked.
    """
    for ref in starts:
        day = answers.get(ref)
        if isinstance(day, date):
            terms = _terms(rule, day)
            computed = compute(terms.length, day, rolls_over=rule.rolls_over)
            when = status(computed, today)
            state = DeadlineState.PASSED if when is Status.PASSED else DeadlineState.RUNNING
            return Standing(rule, terms, state, ref, computed, when is Status.MARGIN)
    terms = _terms(rule, today)
    if any((ref, answers.get(ref)) in not_started for ref in starts):
        return Standing(rule, terms, DeadlineState.NOT_STARTED)
    return Standing(rule, terms, DeadlineState.UNKNOWN)


def _terms(rule: DeadlineRule, day: date) -> DeadlineTerms:
    terms = rule.terms.at(day)
    assert terms is not None, "the check has proved that the rule has contents on every day"  # noqa: S101
    return terms
