"""Which days are working days in Norway, and why the others are not.

The law lists the days, and `_holidays_of` says them as it does; when Easter is, dateutil knows:

- holidays: lov 24.2.1995 nr. 12 § 2 (the Sundays of its first item are found by weekday),
- 1 and 17 May stand equal to Sundays: lov 26.4.1947 nr. 1 § 1, in force at once (§ 4), so both
  from that year on,
- Saturdays end no deadline: domstolloven § 149 first paragraph.

Christmas Eve and New Year's Eve are ordinary days. Easter Eve and Whitsun Eve are Saturdays.

The oldest who ask were born long before those laws, and a day is an answer like another; so the
calendar goes further back. What it says of a year before 1947 is what the law of 1995 lists. No
deadline that can still be kept is counted there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Final

from dateutil.easter import easter

FIRST_DAY: Final = date(1900, 1, 1)
"""The first day the calendar knows: nobody who lives was born before it."""

LAST_DAY: Final = date(2100, 12, 31)
"""The last day the calendar knows."""

LAST_HELD: Final = date(LAST_DAY.year - 34, 12, 31)
"""The last day a conversation is held: the longest time authors can name, 400 months, still ends
on a day that the calendar knows."""

ONE_DAY: Final = timedelta(days=1)

_FROM_EASTER: Final = MappingProxyType(
    {
        "skjærtorsdag": -3,
        "langfredag": -2,
        "1. påskedag": 0,
        "2. påskedag": 1,
        # The sixth Thursday after, and the seventh Sunday and the Monday that follows.
        "Kristi himmelfartsdag": 39,
        "1. pinsedag": 49,
        "2. pinsedag": 50,
    }
)
"""The names of the days that move, with how many days after Easter Sunday they are."""

_FIXED: Final = MappingProxyType(
    {
        "nyttårsdag": (1, 1),
        "1. mai": (5, 1),
        "17. mai": (5, 17),
        "1. juledag": (12, 25),
        "2. juledag": (12, 26),
    }
)
"""The names of the days that do not, with their month and day."""

_MAY_DAYS_SINCE: Final = 1947
_MAY_DAYS: Final = frozenset({"1. mai", "17. mai"})

HOLIDAY_NAMES: Final = (*_FIXED, *_FROM_EASTER)
"""Every name of a holiday that a derivation can hold, in bokmål, for the translators."""


class Weekend(StrEnum):
    """The two weekdays on which no deadline ends."""

    SATURDAY = "saturday"
    SUNDAY = "sunday"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that is no working day, and every reason why.

    Attributes:
        day: The day.
        weekend: Saturday or Sunday, when it is one.
        holidays: Bokmål names, from `HOLIDAY_NAMES`, of the holidays that fall on it; two when
            two meet, as 17 May and Whit Monday do in 2027. Never empty when `weekend` is None.
    """

    day: date
    weekend: Weekend | None
    holidays: tuple[str, ...]


def day_off(day: date) -> DayOff | None:
    """Say why a day is no working day, or None when it is one.

    Raises:
        ValueError: The day is before `FIRST_DAY` or after `LAST_DAY`.
    """
    names = holidays_on(day)
    weekend = {5: Weekend.SATURDAY, 6: Weekend.SUNDAY}.get(day.weekday())
    return DayOff(day, weekend, names) if weekend or names else None


def holidays_on(day: date) -> tuple[str, ...]:
    """Name the holidays that fall on a day, in bokmål; ordinary Sundays have no name.

    Raises:
        ValueError: The day is before `FIRST_DAY` or after `LAST_DAY`.
    """
    return _holidays_of(day.year).get(day, ())


def holiday_name(day: date) -> str | None:
    """Name the holiday on a day in bokmål, "17. mai og 2. pinsedag" when two meet, else None.

    Raises:
        ValueError: The day is before `FIRST_DAY` or after `LAST_DAY`.
    """
    return " og ".join(holidays_on(day)) or None


def is_working_day(day: date) -> bool:
    """Tell whether a deadline can end on a day: not Saturday, Sunday, holiday, 1 or 17 May.

    Raises:
        ValueError: The day is before `FIRST_DAY` or after `LAST_DAY`.
    """
    return day_off(day) is None


def next_working_day(day: date) -> date:
    """Return the day itself when it is a working day, else the first working day after it.

    Raises:
        ValueError: The day is before `FIRST_DAY` or after `LAST_DAY`.
    """
    while not is_working_day(day):
        day += ONE_DAY
    return day


def working_days(days: range) -> list[int]:
    """Return the working days among days in a row, all as ordinals, as of `date.toordinal`.

    Raises:
        ValueError: A day is before `FIRST_DAY` or after `LAST_DAY`.
    """
    if not days:
        return []
    years = range(date.fromordinal(days[0]).year, date.fromordinal(days[-1]).year + 1)
    off = {day.toordinal() for year in years for day in _holidays_of(year)}
    # The first ordinal was a Monday.
    return [day for day in days if (day - 1) % 7 < 5 and day not in off]


@cache
def _holidays_of(year: int) -> Mapping[date, tuple[str, ...]]:
    """Map the holidays of a year to their names."""
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        msg = f"the calendar knows the years {FIRST_DAY.year} to {LAST_DAY.year}, not {year}"
        raise ValueError(msg)
    sunday = easter(year)
    found: dict[date, list[str]] = {}
    for name, (month, day) in _FIXED.items():
        if year >= _MAY_DAYS_SINCE or name not in _MAY_DAYS:
            found.setdefault(date(year, month, day), []).append(name)
    for name, after in _FROM_EASTER.items():
        found.setdefault(sunday + timedelta(days=after), []).append(name)
    return MappingProxyType({day: tuple(sorted(names)) for day, names in found.items()})
