"""Dates as texts give them: to the year, the month or the day."""

from __future__ import annotations

import calendar
import datetime
import re

Interval = tuple[datetime.date, datetime.date]

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
# 2018年5月2日, 2018 年 5 月, 2018年, and 10月18日 of the year named before it
_CHINESE = re.compile(r"(?:(\d{4}) ?年)?(?:(?<!\d) ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?日)?)?")
_SPAN = re.compile(r"((?:19|20)\d\d) ?年?[—–~至-]+ ?((?:19|20)\d\d)")
_LEAP_YEAR = "2000"  # for a day whose year is not said


def interval(as_of: str) -> Interval | None:
    """First and last day of an ISO date of any precision; None when there is no such date."""
    match = _ISO.fullmatch(as_of)
    return _days(match[1], match[2], match[3]) if match else None


def _days(year: str, month: str | None, day: str | None) -> Interval | None:
    y, m, d = int(year), int(month or 1), int(day or 1)
    if y < 1 or not 1 <= m <= 12:
        return None
    last = calendar.monthrange(y, m)[1]
    if not 1 <= d <= last:
        return None
    if not month:
        return datetime.date(y, 1, 1), datetime.date(y, 12, 31)
    return datetime.date(y, m, d), datetime.date(y, m, d if day else last)


def gap(a: Interval, b: Interval) -> int:
    """Days between two intervals, 0 when they touch."""
    return max(0, (max(a[0], b[0]) - min(a[1], b[1])).days)


def dates_in(text: str) -> list[Interval | None]:
    """The dates a text names, None for one that no calendar has; a span of years is one interval.

    A day without a year is of the year named before it; when there is none, only its existence is tested.
    """
    spans = ((match[1], match[2]) for match in _SPAN.finditer(text))
    found: list[Interval | None] = [
        (datetime.date(int(a), 1, 1), datetime.date(int(b), 12, 31)) for a, b in spans
    ]
    year = ""
    for match in _CHINESE.finditer(text):
        year = match[1] or year
        if match[0]:
            days = _days(year or _LEAP_YEAR, match[2], match[3])
            found += [days] if year or days is None else []
    return found
