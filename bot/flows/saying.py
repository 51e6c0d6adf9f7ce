"""What a condition asks, in few words of bokmål, for authors."""

from __future__ import annotations

from datetime import date

from bot.facts import Length, Unit
from bot.flows.conditions import (
    AllOf,
    AnswerIs,
    AnyOf,
    Condition,
    DayIs,
    DayNear,
    DeadlineIs,
    HasChosen,
    IsAnswered,
    Not,
    NumberIs,
    PlaceIs,
    TodayIs,
)

_UNITS = {
    Unit.DAYS: ("dagen", "dagene"),
    Unit.WORKING_DAYS: ("virkedagen", "virkedagene"),
    Unit.WEEKS: ("uken", "ukene"),
    Unit.MONTHS: ("måneden", "månedene"),
}


def said(condition: Condition) -> str:
    """Say a condition, with the ids of flows and steps."""
    match condition:
        case AnswerIs(ref, values):
            return f"{ref} er {' eller '.join(sorted(values))}"
        case DeadlineIs(rule, _, states):
            return f"fristen {rule} er {' eller '.join(sorted(states))}"
        case TodayIs(first, last):
            ends = (f"fra {first}" if first else "", f"til og med {last}" if last else "")
            return f"i dag er {' '.join(filter(None, ends))}"
        case AllOf(parts):
            return f"({' og '.join(map(said, parts))})"
        case AnyOf(parts):
            return f"({' eller '.join(map(said, parts))})"
        case Not(part):
            return f"ikke {said(part)}"
        case _:
            return f"{condition.ref} {asked_of(condition)}"


def asked_of(leaf: HasChosen | NumberIs | DayIs | DayNear | PlaceIs | IsAnswered) -> str:
    """Say what an answer has to be, to stand after the question: «er minst 18 og under 67»."""
    match leaf:
        case HasChosen(_, choices, every):
            between = " og " if every else " eller "
            return f"har {between.join(sorted(choices))}"
        case NumberIs(_, least, below):
            return f"er {_between(least, 'minst {}', below, 'under {}')}"
        case DayIs(_, first, last):
            return f"er {_between(first, 'fra og med {}', last, 'til og med {}')}"
        case DayNear(_, length, ahead):
            return f"er innen {'de kommende' if ahead else 'de siste'} {_length(length)}"
        case PlaceIs(_, field, values):
            return f"er i {field} {' eller '.join(sorted(values))}"
        case IsAnswered(_, answered):
            return "er besvart" if answered else "er ikke besvart"


def _between(low: date | int | None, from_low: str, high: date | int | None, to_high: str) -> str:
    ends = (
        from_low.format(low) if low is not None else "",
        to_high.format(high) if high is not None else "",
    )
    return " og ".join(filter(None, ends))


def _length(length: Length) -> str:
    one, many = _UNITS[length.unit]
    return f"{length.count} {one if length.count == 1 else many}"
