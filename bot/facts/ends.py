"""The last days of one length of time, begun on each of many days in a row.

What `compute` says of one day, without saying why, for those who compare all days with each other.
Days are ordinals, as of `date.toordinal`.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from datetime import date

from bot.facts.calendar import FIRST_DAY, working_days
from bot.facts.deadlines import Length, Unit

_LONGEST_UNIT = 31
"""No unit of any length is more days than this; nor does rolling over take as many."""


def first_running(length: Length, days: range, *, rolls_over: bool) -> list[int]:
    """Return, for each day, the first one from which a length has not ended by then.

    Args:
        length: How long it is.
        days: The days in a row to look back from, at least one.
        rolls_over: Whether an end on a day off moves to the next working day.

    Returns:
        Days that the calendar knows; a later day never has an earlier one.

    Raises:
        ValueError: The calendar does not know all the days that are counted.
    """
    reach = _LONGEST_UNIT * (length.count + 1)
    starts = range(max(days.start - reach, FIRST_DAY.toordinal()), days.stop)
    found: list[int] = []
    ended = days.start - 1
    for start, end in zip(starts, ends(length, starts, rolls_over=rolls_over), strict=True):
        if end > ended:
            found += [start] * (end - ended)
            ended = end
    return found[: len(days)]


def ends(length: Length, starts: range, *, rolls_over: bool) -> list[int]:
    """Return the last day of a length for each day it may begin on; a later one never ends earlier.

    Args:
        length: How long it is.
        starts: The days it begins on, at least one.
        rolls_over: Whether an end on a day off moves to the next working day.

    Raises:
        ValueError: The calendar does not know all the days that are counted.
    """
    found = _counted(length, starts)
    if not rolls_over:
        return found
    first = found[0]
    moved: list[int] = []
    for day in working_days(range(first, found[-1] + _LONGEST_UNIT)):
        moved += [day] * (day + 1 - first - len(moved))
    return [moved[end - first] for end in found]


def _counted(length: Length, starts: range) -> list[int]:
    match length.unit:
        case Unit.DAYS | Unit.TWENTY_FOUR_HOURS:
            return [start + length.count for start in starts]
        case Unit.WEEKS:
            return [start + 7 * length.count for start in starts]
        case Unit.WORKING_DAYS:
            after = range(starts.start, starts.stop + length.count * _LONGEST_UNIT)
            working = working_days(after)
            return [working[bisect_right(working, start) + length.count - 1] for start in starts]
        case Unit.MONTHS:
            return _months(length.count, starts)


def _months(count: int, starts: range) -> list[int]:
    """Count whole months at a time: the same number in the last one, or its last day."""
    begins = date.fromordinal(starts.start).replace(day=1)
    found: list[int] = []
    first, year, month = begins.toordinal(), begins.year, begins.month
    while first + len(found) < starts.stop:
        length = monthrange(year, month)[1]
        years, index = divmod(month - 1 + count, 12)
        most = monthrange(year + years, index + 1)[1]
        before = date(year + years, index + 1, 1).toordinal() - 1
        found += [before + min(day, most) for day in range(1, length + 1)]
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found[starts.start - first : starts.stop - first]
