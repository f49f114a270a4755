"""Makes out a date of which letters or figures are lost or misread, where the weekday printed bears it out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import product

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
# A letter that a line or a stamp crosses is lost, and leaves a gap (`Au ust`) or none (`Septemer`).
_MONTH_AND_DAY = (
    r"\b(?P<month>[A-Z][a-z]{1,8}(?:[\s•·.]{1,3}[a-z]{1,7})?)[\s.,;:]{1,3}"
    r"(?P<day>[\dOoIlLSbU]{1,2})(?:st|nd|rd|th)?"
)
_YEAR_NEXT = re.compile(_MONTH_AND_DAY + r"[\s.,;'’]{1,3}(?P<year>20[0-2]\.\s?\d|[\dA-Za-z|()]{4})(?=\s)(?P<rest>.*)$")
_CLOCK_NEXT = re.compile(
    _MONTH_AND_DAY + r"[\s.](?P<rest>\d{1,2}[:.][\dilIoO:.]{1,9})[\s.]+(?:[A-Z]{3,4}\s)?(?P<year>(?:19|20|10)\d\d)\b"
)
_AS_FIGURES = str.maketrans("OoUIlLSb", "00011156")
_MOST_LOST = 3


def restored_day(text: str, weekday: int, years: range) -> tuple[date, str] | None:
    """The one date in `years` that `text` can stand for and that falls on `weekday` (Monday 0), and where its time is.

    Figures of the day may be letters, and either at most three letters of the month be lost or one figure of the year
    be wrong.
    None where no date or more than one fits.
    """
    match = _YEAR_NEXT.search(text) or _CLOCK_NEXT.search(text)
    day = match["day"].translate(_AS_FIGURES) if match else ""
    if match is None or not day.isdigit():
        return None
    fitting = {
        found
        for month, year in product(_months(match["month"]), _years(match["year"], years))
        if _is_whole(match["month"]) or str(year) == re.sub(r"[.\s]", "", match["year"])
        if (found := _date(year, month, int(day))) is not None and found.weekday() == weekday
    }
    return (fitting.pop(), match["rest"]) if len(fitting) == 1 else None


def _months(printed: str) -> list[int]:
    letters = re.sub(r"[^A-Za-z]", "", printed).lower()
    return [
        number
        for number, name in enumerate(_MONTH_NAMES, 1)
        if any(_is_left_of(letters, whole) for whole in (name, name[:3]))
    ]


def _is_whole(printed: str) -> bool:
    return any(printed.lower() in (name, name[:3]) for name in _MONTH_NAMES)


def _is_left_of(letters: str, whole: str) -> bool:
    """Whether `letters` are those of `whole`, in their order, the first among them, with few lost."""
    rest = iter(whole)
    return letters[0] == whole[0] and len(whole) - len(letters) <= _MOST_LOST and all(sign in rest for sign in letters)


def _years(printed: str, years: range) -> Iterator[int]:
    figures = re.sub(r"[.\s]", "", printed)
    if figures.isdigit() and int(figures) in years:
        yield int(figures)
        return
    for year in years:
        if sum(a != b for a, b in zip(figures, str(year), strict=True)) == 1:
            yield year


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
