"""The phrases that name a date, read from the signs of `date_words`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateutil.easter import easter

_OLDEST_YEARS: Final = 120
_NEWEST_YEARS: Final = 10
_SHORT_YEAR_SPAN: Final = 10
_MOST_BACK: Final = 999
_MONTHS: Final = 12

_PLAINLY_PAST = timedelta(days=270)


@dataclass(frozen=True, slots=True)
class Frame:
    """The days a text is read against: today, and the last and first day that can be meant."""

    today: date
    latest: date | None
    earliest: date | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: the dates it can stand for (none: no such date), and whether that is sure."""

    kind: str
    dates: tuple[date, ...]
    sure: bool = True


def monday_of(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _phrase(kind: str, dates: Iterable[date | None], *, sure: bool = True) -> Phrase:
    found = tuple(sorted({day for day in dates if day is not None}))
    return Phrase(kind, found, sure)


def _dated(frame: Frame, year: str, month: int, day: int) -> Phrase:
    """Read a day with a year of four or two digits, or relative to this year ("Y1")."""
    this_year = frame.today.year
    if year.startswith("Y"):
        return _phrase("date", [_date(this_year - int(year[1:]), month, day)])
    if len(year) == len("26"):
        return _short_year(frame, int(year), month, day)
    oldest = this_year - _OLDEST_YEARS
    if frame.earliest is not None:
        oldest = min(oldest, frame.earliest.year)
    if not oldest <= int(year) <= this_year + _NEWEST_YEARS:
        return Phrase("date", ())
    return _phrase("date", [_date(int(year), month, day)])


def _short_year(frame: Frame, year: int, month: int, day: int) -> Phrase:
    """Read a day with a year of two digits: of this century, unless it can be of the last.

    Where people are asked for days so long ago, both can be meant, as by who was born in 1926.
    Where nothing is said, the last century is what is left when this one cannot be.
    """
    this_year = frame.today.year
    new = _date(2000 + year, month, day) if 2000 + year <= this_year + _NEWEST_YEARS else None
    old = _date(1900 + year, month, day)
    if (new and not frame.earliest) or (old and frame.earliest and old < frame.earliest):
        old = None
    sure = old is None and 2000 + year >= this_year - _SHORT_YEAR_SPAN
    return _phrase("date", [new, old], sure=sure)


def _yearless(frame: Frame, month: int, day: int) -> Phrase:
    """Read a day and month: the last one up to `latest`, or without that the nearest one.

    A day that is nearer ahead than behind is asked about: «27. mars» said on 26 March is more
    likely a slip than a year ago. 29 February in a year that has none is no date, rather than one
    of years ago.
    """
    if frame.latest is not None:
        newest = frame.latest
        year = newest.year if (month, day) <= (newest.month, newest.day) else newest.year - 1
        found = _date(year, month, day)
        sure = found is None or newest - found <= _PLAINLY_PAST
        return _phrase("date", [found], sure=sure)
    days = [_date(frame.today.year + step, month, day) for step in (-1, 0, 1)]
    near = [day for day in days if day is not None]
    shortest = min((abs(day - frame.today) for day in near), default=None)
    return _phrase("date", [day for day in near if abs(day - frame.today) == shortest])


def _month_and_day(frame: Frame, months: str, day: str, year: str | None) -> Phrase:
    number = int(day.lstrip("O"))
    readings = [
        _dated(frame, year, int(month), number) if year else _yearless(frame, int(month), number)
        for month in months.strip("M~").split(",")
    ]
    dates = [day for reading in readings for day in reading.dates]
    sure = not months.endswith("~") and all(reading.sure for reading in readings)
    return _phrase("date", dates, sure=sure)


def _year_first(frame: Frame, match: re.Match[str]) -> Phrase:
    return _dated(frame, match["y"], int(match["m"]), int(match["d"]))


def _numeric(frame: Frame, match: re.Match[str]) -> Phrase:
    """Read 3.3.26; with dashes or nothing between, 26-03-20 may also have the year first."""
    year, month, day = match["y"], match["m"], match["d"]
    reading = _dated(frame, year, int(month), int(day))
    if len(year) == len("26") and match["s"] in ("", "-"):
        other = _dated(frame, day.zfill(2), int(month), int(year))
        nearness = [
            min(abs(each - frame.today) for each in r.dates) for r in (other, reading) if r.dates
        ]
        if len(nearness) > 1 and nearness[0] < nearness[1]:
            return _phrase("date", other.dates + reading.dates, sure=False)
    return reading


def _eight_digits(frame: Frame, match: re.Match[str]) -> Phrase:
    digits = match["n"]
    day_first = _dated(frame, digits[4:], int(digits[2:4]), int(digits[:2]))
    year_first = _dated(frame, digits[:4], int(digits[4:6]), int(digits[6:]))
    return _phrase("date", day_first.dates + year_first.dates)


def _day_and_month(frame: Frame, match: re.Match[str]) -> Phrase:
    return _month_and_day(frame, match["m"], match["d"], match["y"])


def _month_then_day(frame: Frame, match: re.Match[str]) -> Phrase:
    """Read "March 3"; "March 26" alone may be March 2026, so it is asked about."""
    reading = _month_and_day(frame, match["m"], match["d"], match["y"])
    could_be_year = match["y"] is None and match["th"] is None and match["d"].isdecimal()
    near = range(frame.today.year % 100 - _SHORT_YEAR_SPAN, frame.today.year % 100 + 2)
    if could_be_year and int(match["d"]) in near:
        return Phrase("date", reading.dates, sure=False)
    return reading


def _one_or_other(frame: Frame, match: re.Match[str]) -> Phrase:
    both = (_month_and_day(frame, match["m"], match[d], match["y"]) for d in ("d", "e"))
    return _phrase("date", [day for reading in both for day in reading.dates], sure=False)


def _in_month(day: str, month: date) -> date | None:
    return _date(month.year, month.month, int(day.lstrip("O")))


def _last_month(today: date) -> date:
    return today.replace(day=1) - timedelta(days=1)


def _day_of_named_month(frame: Frame, match: re.Match[str]) -> Phrase:
    month = frame.today if match["which"] == "THIS" else _last_month(frame.today)
    return _phrase("date", [_in_month(match["d"], month)])


def _day_alone(frame: Frame, match: re.Match[str]) -> Phrase:
    """Read "den 3.": sure in this month; one in the month before is asked about."""
    newest = frame.latest or frame.today
    here = _in_month(match["d"], newest)
    if here is not None and here <= newest:
        return Phrase("date", (here,), sure=match["d"].isdecimal())
    return _phrase("date", [_in_month(match["d"], _last_month(newest))], sure=False)


def _weekday_and_day(frame: Frame, match: re.Match[str]) -> Phrase:
    """Read "fredag 13.": in this month if the two agree there, else in the last if they do."""
    newest = frame.latest or frame.today
    weekdays = _weekdays(match["w"])
    days = [_in_month(match["d"], month) for month in (newest, _last_month(newest))]
    fitting = [d for d in days if d is not None and d <= newest and d.weekday() in weekdays]
    return _phrase("date", fitting[:1])


def _weekdays(sign: str) -> tuple[int, ...]:
    return tuple(int(number) for number in sign.lstrip("W").split(","))


def _last(today: date, weekday: int) -> date:
    """Return the last such weekday before today."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _weekday(frame: Frame, match: re.Match[str]) -> Phrase:
    """Read "mandag": the last one; said on a Monday, it may also be today."""
    dates = []
    for weekday in _weekdays(match["w"]):
        before = _last(frame.today, weekday)
        after = before + timedelta(days=7)
        dates.append(before)
        if after == frame.today or frame.latest is None or after <= frame.latest:
            dates.append(after)
    return _phrase("weekday", dates)


def _last_weekday(frame: Frame, match: re.Match[str]) -> Phrase:
    """Read "forrige fredag": the one last week; one earlier this week may be meant as well."""
    dates = []
    for weekday in _weekdays(match["w"]):
        before = _last(frame.today, weekday)
        dates.append(before)
        if before >= monday_of(frame.today):
            dates.append(before - timedelta(days=7))
    return _phrase("date", dates)


def _weekday_of_week(frame: Frame, match: re.Match[str]) -> Phrase:
    back = 7 if match["which"] == "LAST" else 0
    monday = monday_of(frame.today) - timedelta(days=back)
    return _phrase("date", [monday + timedelta(days=w) for w in _weekdays(match["w"])])


def _count(sign: str) -> int:
    return int(sign.lstrip("N"))


def _weekday_weeks_ago(frame: Frame, match: re.Match[str]) -> Phrase:
    """Read "fredag for to uker siden", counted from this week or from last Friday."""
    weeks = _count(match["n"])
    if weeks > _MOST_BACK:
        return Phrase("ago", ())
    back = timedelta(weeks=weeks)
    monday = monday_of(frame.today) - back
    return _phrase(
        "ago",
        [
            day
            for weekday in _weekdays(match["w"])
            for day in (monday + timedelta(days=weekday), _last(frame.today, weekday) - back)
        ],
    )


def _ago(frame: Frame, match: re.Match[str]) -> Phrase:
    """Read "for tre dager siden"; years are too vague to be taken without asking."""
    count, unit, today = _count(match["n"]), match["u"], frame.today
    if count > _MOST_BACK:
        return Phrase("ago", ())
    if unit in ("D", "U"):
        return Phrase("ago", (today - timedelta(days=count * (7 if unit == "U" else 1)),))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "Y" else 1)
    year, month = divmod(months, 12)
    if year < today.year - _OLDEST_YEARS:
        return Phrase("ago", ())
    if (same_day := _date(year, month + 1, today.day)) is not None:
        return Phrase("ago", (same_day,), sure=unit == "MO")
    first_after = date(year, month + 2, 1)
    return Phrase("ago", (first_after - timedelta(days=1), first_after), sure=False)


def _last_or_nearest(frame: Frame, days: Iterable[date | None]) -> Phrase:
    """Return the last of a day's years up to `latest`, or without that the nearest one."""
    dates = [day for day in days if day is not None]
    if frame.latest is None:
        shortest = min((abs(day - frame.today) for day in dates), default=None)
        return _phrase("date", [day for day in dates if abs(day - frame.today) == shortest])
    newest = frame.latest
    found = max((day for day in dates if day <= newest), default=None)
    sure = found is None or newest - found <= _PLAINLY_PAST
    return _phrase("date", [found], sure=sure)


def _years(frame: Frame, sign: str | None) -> tuple[int, ...]:
    """Return the year that is named, or those that one without a year can be in."""
    this_year = frame.today.year
    if sign is None:
        newest = (frame.latest or frame.today).year
        return (newest - 1, newest, newest + 1)
    year = this_year - int(sign[1:]) if sign.startswith("Y") else int(sign)
    return (year,) if this_year - _OLDEST_YEARS <= year <= this_year + _NEWEST_YEARS else ()


def _named_day(frame: Frame, match: re.Match[str]) -> Phrase:
    """Read "julaften" or "langfredag": a day that has a name."""
    kind, number, year = match["k"], match["n"], match["y"]
    days = [
        easter(each) + timedelta(days=int(number))
        if kind == "P"
        else _date(each, int(number[:2]), int(number[2:]))
        for each in _years(frame, year)
    ]
    return _phrase("date", days) if year else _last_or_nearest(frame, days)


def _monday(year: int, week: str) -> date | None:
    try:
        return date.fromisocalendar(year, int(week), 1)
    except ValueError:
        return None


def _weekday_of_numbered_week(frame: Frame, match: re.Match[str]) -> Phrase:
    """Read "torsdag i uke 45"."""
    mondays = [_monday(year, match["n"]) for year in _years(frame, match["y"])]
    days = [
        monday + timedelta(days=weekday)
        for monday in mondays
        if monday is not None
        for weekday in _weekdays(match["w"])
    ]
    if match["y"] or "," in match["w"]:
        return _phrase("date", days)
    return _last_or_nearest(frame, days)


def _numbered_week(frame: Frame, match: re.Match[str]) -> Phrase:
    """Read "uke 45": a week, and none of its days."""
    mondays = [_monday(year, match["n"]) for year in _years(frame, match["y"])]
    return Phrase("week", _last_or_nearest(frame, mondays).dates)


def _named_week(frame: Frame, match: re.Match[str]) -> Phrase:
    back = 7 if match["which"] == "LAST" else 0
    return Phrase("week", (monday_of(frame.today) - timedelta(days=back),))


def _day_of_numbered_month(frame: Frame, match: re.Match[str]) -> Phrase:
    """Read "femte i ellevte"."""
    month = int(match["m"].lstrip("O").rstrip(" ."))
    if not 1 <= month <= _MONTHS:
        return Phrase("date", ())
    return _month_and_day(frame, f"M{month}", match["d"], match["y"])


def _relative(frame: Frame, match: re.Match[str]) -> Phrase:
    return Phrase("day", (frame.today - timedelta(days=int(match["n"])),))


_DAY: Final = r"(?P<d>\d{1,2}|O\d+)(?P<th> th| \.)?"
_YEAR: Final = r"(?: [.,-])*(?: ON)?(?: (?P<y>\d{4}|\d{2}|Y[01]))?"
_WEEKDAY: Final = r"(?P<w>W[\d,]+)"
_WHICH_WEEK: Final = r"(?P<which>LAST|THIS) U"
_WEEKS_AGO: Final = r"(?:FOR )?(?P<n>\d+|N\d+) U AGO"
_OF_YEAR: Final = r"(?: ,)?(?: ON)?(?: (?P<y>\d{4}|Y[01]))?"
_NUMBERED_WEEK: Final = r"U (?:nr (?:\. )?)?(?P<n>\d{1,2})"
_PLAIN_YEAR: Final = r"(?P<y>\d{4}|\d{2})"

Reader = Callable[[Frame, re.Match[str]], Phrase]
# The first that fits takes its signs, so the longer phrase stands before its parts.
_READERS: Final[tuple[tuple[re.Pattern[str], Reader], ...]] = tuple(
    (re.compile(rf"(?<!\S){pattern}(?!\S)"), reader)
    for pattern, reader in (
        (r"(?P<y>\d{4}) (?P<s>[-./]) (?P<m>\d{1,2}) (?P=s) (?P<d>\d{1,2})", _year_first),
        (rf"(?P<d>\d{{1,2}}) (?P<s>-) (?P<m>\d{{1,2}}) - {_PLAIN_YEAR}", _numeric),
        (
            rf"(?P<d>\d{{1,2}}) (?P<s>[./,]) (?P<m>\d{{1,2}})(?: [-./,])* {_PLAIN_YEAR}",
            _numeric,
        ),
        (r"(?P<d>\d{1,2})(?P<s>) (?P<m>\d{1,2}) (?P<y>\d{4})", _numeric),
        (r"(?P<n>\d{8})", _eight_digits),
        (
            rf"{_DAY} OR (?:DEN )?(?P<e>\d{{1,2}}|O\d+)(?: \.)? (?P<m>M[\d,]+~?){_YEAR}",
            _one_or_other,
        ),
        (rf"{_DAY}(?: -)?(?: ON)? (?P<m>M[\d,]+~?){_YEAR}", _day_and_month),
        (
            r"(?P<d>\d{1,2}) [./] (?P<m>\d{1,2})(?: \.)?(?: (?P<y>Y[01]))?(?! [-./,]? ?\d)",
            _day_and_month,
        ),
        (rf"(?P<m>M[\d,]+~?)(?: \.)?(?: DEN)? {_DAY}{_YEAR}", _month_then_day),
        (
            rf"{_DAY}(?: ON|(?<=\d))(?: DEN)? (?P<m>O\d+|\d{{1,2}} \.){_YEAR}",
            _day_of_numbered_month,
        ),
        (rf"(?P<k>[HP])(?P<n>-?\d+){_OF_YEAR}", _named_day),
        (rf"{_DAY}(?: ON)?(?: DEN)? (?P<which>LAST|THIS) MO", _day_of_named_month),
        (rf"{_WEEKDAY}(?: ON)?(?: DEN)? {_WHICH_WEEK}", _weekday_of_week),
        (rf"{_WHICH_WEEK}(?: ON)? {_WEEKDAY}", _weekday_of_week),
        (
            rf"{_WEEKDAY}(?: ,)?(?: ON)? {_NUMBERED_WEEK}(?! (?:\.|D|U|MO|AGO)){_OF_YEAR}",
            _weekday_of_numbered_week,
        ),
        (
            rf"{_NUMBERED_WEEK}(?! (?:D|U|MO|AGO)){_OF_YEAR}(?: ,)?(?: ON)? {_WEEKDAY}",
            _weekday_of_numbered_week,
        ),
        (rf"{_WEEKDAY} {_WEEKS_AGO}", _weekday_weeks_ago),
        (rf"{_WEEKS_AGO}(?: ON)? {_WEEKDAY}", _weekday_weeks_ago),
        (rf"{_WEEKDAY}(?: DEN)? {_DAY}", _weekday_and_day),
        (rf"LAST {_WEEKDAY}", _last_weekday),
        (rf"{_WEEKDAY} LAST", _last_weekday),
        (r"(?:FOR )?(?P<n>\d+|N\d+) (?P<u>D|U|MO|Y) AGO", _ago),
        (rf"{_NUMBERED_WEEK}(?! (?:\.|D|U|MO|AGO)){_OF_YEAR}", _numbered_week),
        (_WHICH_WEEK, _named_week),
        (rf"DEN {_DAY}", _day_alone),
        (r"R(?P<n>-?\d+)", _relative),
        (_WEEKDAY, _weekday),
    )
)
_SIX_DIGITS: Final = re.compile(r"(?<!\S)(\d\d)(\d\d)(\d\d)(?!\S)")


def find_phrases(signs: str, frame: Frame) -> tuple[tuple[Phrase, ...], str]:
    """Return the phrases in a line of signs, and the line with "@" where they stood."""
    phrases: list[Phrase] = []
    line = _SIX_DIGITS.sub(r"\1 - \2 - \3", signs)
    for pattern, reader in _READERS:
        while (match := pattern.search(line)) is not None:
            phrases.append(reader(frame, match))
            line = f"{line[: match.start()]}@{line[match.end() :]}"
    return tuple(phrases), line
