"""Federal working days: no Saturday, no Sunday, no legal public holiday (5 U.S.C. 552(a)(6)(A); 5 U.S.C. 6103)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

_DAY = timedelta(days=1)


@cache
def _federal(year: int) -> dict[date, str]:
    import holidays  # a fifth of a second, and only where a day is counted

    # The library gives observed days with the year in which they fall: New Year's Day of a Saturday is a 31 December.
    return {day: name for day, name in holidays.country_holidays("US", years=[year]).items() if day.year == year}


def holiday(day: date) -> str | None:
    """The name of the federal holiday on `day` (as observed), None if it is none."""
    return _federal(day.year).get(day)


def is_working_day(day: date) -> bool:
    """Whether a federal office counts `day`."""
    return day.weekday() < 5 and holiday(day) is None


def is_inauguration_day(day: date) -> bool:
    """Whether `day` is an Inauguration Day (or its Monday): a holiday in the Washington area only."""
    if day.month != 1 or day.year < 1965 or day.year % 4 != 1:
        return False
    inauguration = date(day.year, 1, 20)
    return day == (inauguration + _DAY if inauguration.weekday() == 6 else inauguration)


def add_working_days(start: date, days: int) -> date:
    """The `days`-th working day after `start`; `start` itself is not counted."""
    day = start
    while days > 0:
        day += _DAY
        days -= is_working_day(day)
    return day


def subtract_working_days(end: date, days: int) -> date:
    """The `days`-th working day before `end`; `end` itself is not counted."""
    day = end
    while days > 0:
        day -= _DAY
        days -= is_working_day(day)
    return day


def working_day_at_or_after(day: date) -> date:
    """`day`, or the next working day if it is a day off."""
    while not is_working_day(day):
        day += _DAY
    return day


def working_day_at_or_before(day: date) -> date:
    """`day`, or the last working day before it if it is a day off."""
    while not is_working_day(day):
        day -= _DAY
    return day


def days_off_between(first: date, last: date) -> list[tuple[date, str]]:
    """The federal holidays after `first` up to `last` that fall on a weekday, with their names."""
    days = (first + _DAY * n for n in range(1, (last - first).days + 1))
    return [(day, name) for day in days if day.weekday() < 5 and (name := holiday(day))]
