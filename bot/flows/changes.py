"""What a step is on each day: parts that are replaced from or until a date.

    svar_anke:
      svar: Send anken til Nav klageinstans
      send_til: nav_klageinstans
      endringer:
        - fra_og_med: 2027-01-01
          svar: Send anken til Trygderetten
          send_til: trygderetten

The choices of a question that have `gjelder` change it in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, TypeAlias

from bot.facts import Dated
from bot.facts.periods import PERIOD_KEYS, Period, read_period
from bot.facts.timeline import Overlap, problems
from bot.flows.kinds import Choice
from bot.flows.model import Outcome, Question
from bot.source import Fields, Position, Report

CHANGES = "endringer"

MOST_DAYS = 30
"""On how many days one step may become another; it is measured as it is after each of them."""

_DAY = timedelta(days=1)

Parts: TypeAlias = Mapping[str, Any]
"""Parts of a step by their names in the model."""

ReadParts: TypeAlias = Callable[[Fields, str], Parts]
"""Reads the parts that stand in a change; the text names the change for translators."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a step is instead on some days.

    Attributes:
        period: the first and the last day; None has no end.
        keys: what authors call the parts.
        parts: what takes the place of what else stands there.
    """

    period: Period
    keys: tuple[str, ...]
    parts: Parts
    position: Position


def read_changes(fields: Fields, keys: Sequence[str], read: ReadParts) -> tuple[Change, ...]:
    """Read `endringer` of a step; what cannot be read is reported and left out.

    Args:
        fields: of the step.
        keys: what can be changed.
        read: reads it.
    """
    found: list[Change] = []
    for item in fields.items(CHANGES):
        inner = Fields(item, f"endringen i {fields.what}", fields.report, (*PERIOD_KEYS, *keys))
        changed = tuple(key for key in keys if key in inner)
        if not _is_whole(inner, changed):
            continue
        period = read_period(inner)
        parts = read(inner, _name(period) if period else "")
        if period and any(period):
            found.append(Change(period, changed, parts, item.position))
    _no_overlaps(found, fields.report)
    return tuple(found)


def _is_whole(inner: Fields, changed: tuple[str, ...]) -> bool:
    """Whether a change says when, and what; if not, report it."""
    if not inner.is_mapping:
        return False
    if all(inner.lacks(key) for key in PERIOD_KEYS):
        inner.report.error(
            inner.position,
            "RV243",
            "Endringen sier ikke når. Skriv «fra_og_med: dato», «til_og_med: dato» eller begge.",
        )
        return False
    if not changed and not inner.has_unknown:
        inner.report.error(
            inner.position,
            "RV243",
            "Endringen endrer ingenting. Skriv det som er annerledes disse dagene, for eksempel "
            "«send_til».",
        )
        return False
    return True


def _name(period: Period) -> str:
    first, last = period
    return str(first) if first else f"til_{last}"


def _no_overlaps(found: Sequence[Change], report: Report) -> None:
    """Report parts that two changes replace on the same day."""
    for key in dict.fromkeys(key for change in found for key in change.keys):
        those = [change for change in found if key in change.keys]
        for fault in problems([Dated(change, *change.period) for change in those]):
            if isinstance(fault, Overlap):
                report.error(
                    those[-1].position,
                    "RV243",
                    f"To endringer sier hva «{key}» er {_when(fault.first, fault.last)}. Da er det "
                    "tilfeldig hva folk får vite. La den ene slutte dagen før den andre begynner.",
                )


def changes_too_often(
    what: str, periods: Iterable[Period], position: Position, report: Report
) -> bool:
    """Whether a step changes on more days than can be checked in time; if so, report it."""
    days = len([*_stretches(periods)]) - 1
    if days > MOST_DAYS:
        report.error(
            position,
            "RV001",
            f"{what} endrer seg på {days} dager, og grensen er {MOST_DAYS}. Ta bort det som er "
            "over, eller del det i flere steg.",
        )
    return days > MOST_DAYS


def periods_of(question: Question, changes: Iterable[Change]) -> tuple[Period, ...]:
    """Return the days of the changes of a question, and of its choices."""
    return (*(change.period for change in changes), *map(_period, question.choices))


def question_versions(question: Question, changes: Sequence[Change]) -> tuple[Dated[Question], ...]:
    """Return what a question is on each day; empty if it is the same on all."""

    def on(day: date) -> Question:
        choices = tuple(choice for choice in question.choices if choice.holds(day))
        return replace(question, **_parts(changes, day), choices=choices)

    stretches = _stretches(periods_of(question, changes))
    return tuple(Dated(on(days[0] or date.min), *days) for days in stretches)


def outcome_versions(outcome: Outcome, changes: Sequence[Change]) -> tuple[Dated[Outcome], ...]:
    """Return what an outcome is on each day; empty if it is the same on all."""
    stretches = _stretches(change.period for change in changes)
    return tuple(
        Dated(replace(outcome, **_parts(changes, days[0] or date.min)), *days) for days in stretches
    )


def last_days(changes: Iterable[Change]) -> tuple[tuple[date, Position], ...]:
    """Return the last day of each change that has one, and where the change stands."""
    return tuple((last, change.position) for change in changes if (last := change.period[1]))


def report_unanswerable(question: Question, at: Position, report: Report) -> None:
    """Report days on which a question has nothing that can be answered."""
    for version in question.versions:
        if not version.value.choices and version.value.input is None:
            report.error(
                at,
                "RV244",
                f"Ingen kan svare på «{question.ref.step}» "
                f"{_when(version.valid_from, version.valid_until)}: ingen av valgene gjelder da. "
                "Legg til et valg som gjelder de dagene, eller «vet_ikke».",
            )


def _period(choice: Choice) -> Period:
    return choice.first, choice.last


def _parts(changes: Iterable[Change], day: date) -> dict[str, Any]:
    """Return what is replaced on a day."""
    found: dict[str, Any] = {}
    for change in changes:
        if Dated(change, *change.period).holds(day):
            found |= change.parts
    return found


def _stretches(periods: Iterable[Period]) -> Iterator[Period]:
    """Yield the stretches of days between which something changes; none if nothing does."""
    edges: set[date] = set()
    for first, last in periods:
        edges |= {first} if first else set()
        edges |= {last + _DAY} if last and last < date.max else set()
    if edges:
        for begins, ends in pairwise([None, *sorted(edges), None]):
            yield begins, ends - _DAY if ends else None


def _when(first: date | None, last: date | None) -> str:
    if first is None:
        return f"til og med {last}"
    return f"fra {first} til og med {last}" if last else f"fra og med {first}"
