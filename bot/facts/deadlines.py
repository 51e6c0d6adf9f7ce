"""Deadlines computed as domstolloven §§ 148 and 149 say, with the way there as data.

Forvaltningsloven § 30 and trygderettsloven § 10 point to these two sections. The arithmetic is
pure: what starts a deadline and which day is today are given by the caller.

A deadline in hours is so many times 24: it ends on a day, at the time of day at which it began.
All its hours are counted, although § 149 second paragraph leaves out days off: the day told is then
never too late.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.facts.calendar import (
    FIRST_DAY,
    LAST_DAY,
    ONE_DAY,
    DayOff,
    day_off,
    next_working_day,
)


class Unit(StrEnum):
    """What a deadline is counted in. A year is twelve months, and 48 hours are twice 24."""

    TWENTY_FOUR_HOURS = "24_hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Length:
    """How long a deadline is, such as three weeks.

    Attributes:
        count: How many, at least 1.
        unit: Of what.

    Raises:
        ValueError: `count` is below 1.
    """

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.count < 1:
            msg = f"a deadline is at least one of its unit, not {self.count}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Counted:
    """A step of a derivation: the length was counted from one day to another."""

    length: Length
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Moved:
    """A step of a derivation: an end on a day off was moved to the next working day.

    Attributes:
        start: The day it was moved from.
        end: The working day it was moved to.
        because: Every day from `start` until the day before `end`, each with its reasons.
    """

    start: date
    end: date
    because: tuple[DayOff, ...]


Derivation = Counted | Moved


@dataclass(frozen=True, slots=True)
class Computed:
    """A deadline as dates.

    Attributes:
        starts: The day it began to run.
        raw_end: The last day before any move: what a person is told to keep ("send senest").
        expires: The last day after the move: a margin only. Equal to `raw_end` when not moved.
        steps: How the dates were found, in order: a `Counted`, then a `Moved` if it was moved.
    """

    starts: date
    raw_end: date
    expires: date
    steps: tuple[Derivation, ...]


class Status(StrEnum):
    """Where a day stands to a deadline."""

    RUNNING = "running"
    MARGIN = "margin"
    PASSED = "passed"


def compute(length: Length, starts: date, *, rolls_over: bool = True) -> Computed:
    """Compute when a deadline ends.

    Args:
        length: How long it is.
        starts: The day it begins to run, such as the day the letter came.
        rolls_over: Whether an end on a Saturday, a Sunday, a holiday or 1 or 17 May moves to the
            next working day (domstolloven § 149 first paragraph).

    Raises:
        ValueError: It starts before `FIRST_DAY` or ends after `LAST_DAY` of the calendar.
    """
    try:
        raw_end = _count(length, starts)
        expires, because = _roll_over(raw_end) if rolls_over else (raw_end, ())
    except (OverflowError, ValueError) as error:
        raise _outside(length, starts) from error
    if starts < FIRST_DAY or expires > LAST_DAY:
        raise _outside(length, starts)
    counted = Counted(length, starts, raw_end)
    steps = (counted, Moved(raw_end, expires, because)) if because else (counted,)
    return Computed(starts, raw_end, expires, steps)


def status(computed: Computed, today: date) -> Status:
    """Tell whether a deadline runs, is in the margin of a move, or has passed, as of a day.

    Its last day belongs to it: it runs on `raw_end`, and has not passed on `expires`.
    """
    if today <= computed.raw_end:
        return Status.RUNNING
    return Status.MARGIN if today <= computed.expires else Status.PASSED


def _count(length: Length, starts: date) -> date:
    match length.unit:
        case Unit.DAYS | Unit.TWENTY_FOUR_HOURS:
            # The first day is not counted and the last one is (§ 148 first paragraph).
            return starts + timedelta(days=length.count)
        case Unit.WORKING_DAYS:
            return _count_working_days(length.count, starts)
        case Unit.WEEKS:
            # The same weekday in the last week (§ 148 second paragraph).
            return starts + timedelta(weeks=length.count)
        case Unit.MONTHS:
            return _count_months(length.count, starts)


def _count_working_days(count: int, starts: date) -> date:
    """Count as in days (§ 148 first paragraph), but only the working days."""
    day = starts
    for _ in range(count):
        day = next_working_day(day + ONE_DAY)
    return day


def _count_months(count: int, starts: date) -> date:
    """The same number in the last month, or its last day (§ 148 second paragraph)."""
    years, month_index = divmod(starts.month - 1 + count, 12)
    year, month = starts.year + years, month_index + 1
    return date(year, month, min(starts.day, monthrange(year, month)[1]))


def _roll_over(raw_end: date) -> tuple[date, tuple[DayOff, ...]]:
    """Move an end on a day off to the next working day (§ 149), and list the days passed by."""
    end, passed_by = raw_end, list[DayOff]()
    while off := day_off(end):
        passed_by.append(off)
        end += ONE_DAY
    return end, tuple(passed_by)


def _outside(length: Length, starts: date) -> ValueError:
    return ValueError(
        f"a deadline of {length.count} {length.unit} from {starts} "
        f"is not wholly within {FIRST_DAY} to {LAST_DAY}"
    )
