"""A date someone typed, read when it can only mean one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias

from .date_phrases import Frame, Phrase, find_phrases, monday_of
from .date_words import signs

_LONGEST: Final = 200
_MOST_CANDIDATES: Final = 4
# Signs that say nothing when they stand alone, and those that leave a date to be confirmed:
# "for" may be "før", and "en fredag" is any Friday.
_SILENT: Final = frozenset(("_", "@", "ON", "OR", "DEN", "CA", ".", ",", "-", "/"))
_ASKED: Final = frozenset(("?", "FOR", "N1", "th"))


@dataclass(frozen=True, slots=True)
class NotADate:
    """The text names no date, or one that does not exist, or too little of one."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The text may mean one of these dates, oldest first; the person has to say which.

    A single candidate is a date to confirm: the text had words around it that are not known.
    """

    candidates: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class WholeWeek:
    """The text names a week, which begins on this Monday, and no day of it."""

    monday: date


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """The text names this date, which is after the latest or before the earliest allowed."""

    date: date


DateReading: TypeAlias = date | NotADate | Ambiguous | WholeWeek | OutOfRange


def read_date(
    text: str, today: date, *, latest: date | None = None, earliest: date | None = None
) -> DateReading:
    """Read a date as people in Norway write one.

    A day and month without a year is the last such day up to `latest`, and without `latest` the
    nearest one. The month never stands first in digits. What people understand differently is
    `Ambiguous`, never settled here: a deadline is counted from the answer.

    Args:
        text: What the person typed, of any length and content.
        today: The day the text was typed.
        latest: The last day that is an answer; for something that has happened, today.
        earliest: The first day that is an answer, if that was said; a year of two digits can then
            be of the last century too. Without it a year up to 120 years back is taken as written.

    Returns:
        A date between `earliest` and `latest`, or why there is none. No text raises.
    """
    stripped = text.strip()
    if len(stripped) > _LONGEST:
        return NotADate()
    phrases, rest = find_phrases(signs(stripped), Frame(today, latest, earliest))
    left = set(rest.split()) - _SILENT
    if not phrases or not left <= _ASKED or not all(phrase.dates for phrase in phrases):
        return NotADate()
    weeks = [phrase for phrase in phrases if phrase.kind == "week"]
    if weeks:
        alone = len(phrases) == len(weeks[0].dates) == 1
        return WholeWeek(weeks[0].dates[0]) if alone else NotADate()
    dates, sure = _together(phrases)
    if not dates or len(dates) > _MOST_CANDIDATES:
        return NotADate()
    vague = "CA" in rest.split() and any(phrase.kind == "ago" for phrase in phrases)
    return _within(dates, sure and not left and not vague, latest, earliest)


def _together(phrases: tuple[Phrase, ...]) -> tuple[tuple[date, ...], bool]:
    """Return the dates that the phrases name between them, and whether that is sure."""
    weekdays = [phrase for phrase in phrases if phrase.kind == "weekday"]
    days = [phrase for phrase in phrases if phrase.kind != "weekday"]
    named = {day for phrase in days for day in phrase.dates}
    sure = all(phrase.sure for phrase in phrases)
    if len({phrase.dates for phrase in days}) > 1 and any(p.kind == "ago" for p in days):
        return (), False
    if not days:
        return tuple(sorted({day for phrase in weekdays for day in phrase.dates})), sure
    for weekday in (phrase.dates[0].weekday() for phrase in weekdays):
        if all(day.weekday() != weekday for day in named):
            named |= {monday_of(day) + timedelta(days=weekday) for day in named}
            sure = False
    return tuple(sorted(named)), sure


def _within(
    dates: tuple[date, ...], sure: bool, latest: date | None, earliest: date | None
) -> DateReading:
    """Keep the dates in range; one that is left of several is still asked about."""
    allowed = tuple(
        day
        for day in dates
        if (latest is None or day <= latest) and (earliest is None or day >= earliest)
    )
    if not allowed:
        return OutOfRange(dates[-1])
    if sure and len(dates) == 1:
        return dates[0]
    return Ambiguous(allowed)
