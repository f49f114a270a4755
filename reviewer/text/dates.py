"""Reads printed dates, recognition errors included, into ISO 8601 as printed: local, without a zone."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime

from dateutil import parser
from rapidfuzz import fuzz, process

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DUTCH = {
    "januari": "January", "februari": "February", "maart": "March", "mei": "May", "juni": "June", "juli": "July",
    "augustus": "August", "oktober": "October",
}  # fmt: skip
# No record on paper is of a later year; the figure was misread.
_LATEST_YEAR = 2045
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CONFUSED = {"1": "7", "7": "1", "3": "8", "8": "3", "5": "6", "6": "58", "0": "6"}
_SHORT = {name[:3].lower(): name for name in _MONTHS} | {"sept": "September"}
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})\s*[:.;]\s*([0-5])[\s,.]{0,2}(\d)(?:\s*[:.]\s*([0-5]\d))?\s*[-,.]?\s*([AaPp])[\s.]{0,2}[MmrRnN]{1,2}\b"
)
_CLOCK_24 = re.compile(r"(?<![\d.])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?!\d)")
_WRITTEN = re.compile(
    r"(?P<month>[A-Za-z0-9\]|!]{3,10})[\s.,]{1,3}(?P<day>[\dOlI]{1,2})(?:st|nd|rd|th)?[\s.,;]{1,3}(?P<year>(?:19|20)[\dOl]{2})(?!\d)"
)
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s.,\-]{1,3}(?P<month>[A-Za-z]{3,10})[\s.,\-]{1,3}(?P<year>(?:19|20)\d{2})(?!\d)"
)
_FIGURES = re.compile(r"(?<!\d)(\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|(?:19|20)\d\d-\d\d-\d\d)(?!\d)")


def iso_date(text: str) -> str | None:
    """`Wednesday, October 3, 2012 12:05 PM` -> `2012-10-03T12:05`; the day alone where no time is printed.

    None where no whole date can be read. US order in figures (`9/11/2012` is in September).
    """
    day, rest = _day(text)
    if day is None:
        return None
    clock = _time(rest)
    try:
        # The parts are mended above; the library knows which of them make a date that exists.
        moment = parser.parse(f"{day} {clock}".strip(), default=datetime(2000, 1, 1), ignoretz=True)  # noqa: DTZ001
    except (ValueError, OverflowError):
        return None
    if moment.year > _LATEST_YEAR and "7" in str(moment.year):
        moment = moment.replace(year=int(str(moment.year).replace("7", "1")))
    moment = _agreeing(moment, text)
    return moment.strftime("%Y-%m-%dT%H:%M") if clock else moment.strftime("%Y-%m-%d")


def _agreeing(moment: datetime, text: str) -> datetime:
    """The date that fits the printed weekday, where one misread figure of year or day makes the difference."""
    printed = next((i for i, name in enumerate(_WEEKDAYS) if re.search(rf"\b{name}", text, re.I)), None)
    leap_day = (moment.month, moment.day) == (2, 29)
    if printed is None or printed == moment.weekday() or leap_day:
        return moment
    for part, width in (("year", 4), ("day", 2)):
        figures = f"{getattr(moment, part):0{width}d}"
        for k, figure in enumerate(figures):
            for other in _CONFUSED.get(figure, ""):
                value = int(figures[:k] + other + figures[k + 1 :])
                if not (
                    1960 <= value <= _LATEST_YEAR
                    if part == "year"
                    else 1 <= value <= monthrange(moment.year, moment.month)[1]
                ):
                    continue
                changed = moment.replace(year=value) if part == "year" else moment.replace(day=value)
                if changed.weekday() == printed:
                    return changed
    return moment


def _day(text: str) -> tuple[str | None, str]:
    """The date in words that the library understands, and the text behind it, where a time would stand."""
    for pattern in (_WRITTEN, _DAY_FIRST):
        for match in pattern.finditer(text):
            month = _month(match["month"])
            if month:
                day = match["day"].translate(str.maketrans("OlI", "011"))
                year = match["year"].translate(str.maketrans("Ol", "01"))
                return f"{day} {month} {year}", text[match.end() :]
    figures = _FIGURES.search(text)
    return (figures[1], text[figures.end() :]) if figures else (None, text)


def _month(word: str) -> str | None:
    lower = word.lower()
    if lower in _SHORT or lower in _DUTCH:
        return _SHORT.get(lower) or _DUTCH[lower]
    if len(word) < 3:
        return None
    best = process.extractOne(word.capitalize(), _MONTHS, scorer=fuzz.ratio, score_cutoff=75)
    return str(best[0]) if best else None


def _time(text: str) -> str:
    clock = _CLOCK.search(text)
    if clock:
        hour, tens, ones, _, half = clock.groups()
        if hour.startswith("7") and len(hour) == 2:
            hour = "1" + hour[1]
        return f"{hour}:{tens}{ones} {half.upper()}M" if 1 <= int(hour) <= 12 else f"{hour}:{tens}{ones}"
    clock = _CLOCK_24.search(text)
    return f"{clock[1]}:{clock[2]}" if clock else ""
