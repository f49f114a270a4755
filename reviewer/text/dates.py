"""Reads printed dates, recognition errors included, into ISO 8601 as printed: local, without a zone."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from rapidfuzz import fuzz, process

from reviewer.text.misread_dates import restored_day

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
# Names of months that are not read as misread English ones: Dutch, German, Spanish, French.
_FOREIGN = {
    "januari": "January", "februari": "February", "maart": "March", "mei": "May", "juni": "June", "juli": "July",
    "augustus": "August", "oktober": "October",
    "januar": "January", "februar": "February", "märz": "March", "marz": "March", "mai": "May", "dezember": "December",
    "enero": "January", "febrero": "February", "marzo": "March", "abril": "April", "mayo": "May", "junio": "June",
    "julio": "July", "agosto": "August", "septiembre": "September", "octubre": "October", "noviembre": "November",
    "diciembre": "December",
    "janvier": "January", "février": "February", "fevrier": "February", "mars": "March", "avril": "April",
    "juin": "June", "juillet": "July", "août": "August", "aout": "August", "décembre": "December",
}  # fmt: skip
# No record is of a later year than the one in which it is read; the figure was misread. The program's own year is the
# least that can be right, whatever the computer's clock says.
_LATEST_YEAR = max(2027, date.today().year + 1)  # noqa: DTZ011  a year, wherever the computer stands
_EARLIEST_YEAR = 1930
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CONFUSED = {"1": "7", "2": "1", "7": "1", "3": "81", "8": "3", "5": "6", "6": "58", "0": "6", "9": "0"}
# Messages of one chain lie days apart, seldom weeks.
_CHAIN = timedelta(days=45)
_SHORT = {name[:3].lower(): name for name in _MONTHS} | {"sept": "September"}
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_MONTHS, 1)}
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})\s*[:.;]\s*([0-5])[\s,.]{0,2}(\d)(?:\s*[:.]\s*([0-5]\d))?\s*[-,.]?\s*([AaPp])[\s.]{0,2}[MmrRnN]{1,2}\b"
)
_CLOCK_24 = re.compile(r"(?<![\d.:])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?!\d)")
_WRITTEN = re.compile(
    r"(?P<month>[A-Za-z0-9\]|!]{3,10})[\s.,]{1,3}(?P<day>[\dOlI]{1,2})(?:st|nd|rd|th)?[\s.,;]{1,3}(?P<year>(?:19|20)[\dOlIi|]{2})(?:(?!\d)|(?=\d{1,2}:\d\d))"
)
# `Sun Jan 10 17:47:22 2010`, as hand-held devices print it.
_CLOCK_BETWEEN = re.compile(
    r"(?P<month>[A-Za-z]{3,10})\.?\s+(?P<day>\d{1,2}),?(?:\s+|(?=\d\d:))(?P<clock>\d{1,2}\s?[:.]\s?\d\d(?:[:.]\d\d)?)\s*(?:[A-Z]{2,5}\s+)?"
    r"(?P<year>(?:19|20)\d{2})(?!\d)"
)
_YEAR_MISREAD = re.compile(
    r"(?P<month>[A-Za-z0-9\]|!]{3,10})[\s.,]{1,3}(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s.,;]{1,3}[\dA-Za-z|]{3,5}(?P<rest>\s.*)$"
)
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er)?[\s.,\-]{1,3}(?:de\s+)?(?P<month>[^\W\d_]{3,10})[\s.,\-]{1,3}(?:de\s+)?(?P<year>(?:19|20)\d{2})(?:(?!\d)|(?=\d{1,2}:\d\d))"
)
# `12-Jun-18`, as databases print it.
_DASHED = re.compile(r"(?<![\d-])(?P<day>\d{1,2})-(?P<month>[A-Za-z]{3})-(?P<year>\d\d)(?![\d-])")
_ZONE = re.compile(
    r"\d[:.]\d\d(?:[:.]\d\d)?\s?(?:[AaPp]\.?[Mm]\.?)?[\s(]{1,2}"
    r"(?P<zone>(?:UTC|GMT)(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d{4}|[ECMPA][SD]T|AK[SD]T|HST|Z|Eastern|Central|Mountain|Pacific)\b"
)
_FIGURES = re.compile(
    r"(?<![\d/-])(\d{1,2}(?P<sign>[/-])\d{1,2}(?P=sign)(?:\d{4}|\d{2})|(?:19|20)\d\d-\d\d-\d\d)(?![\d/]|-\d)"
)
# Few lines have a weekday, a day and a time; nothing else is looked at more closely.
_HALF_READ = re.compile(r"\b[A-Z][a-z]{2,9}\b.{3,24}?\d.{0,14}?[:.]\s?\d")
_YEARLIKE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[/-]\d{1,2}[/-]\d\d")
_SHORT_YEAR = re.compile(r"(\d{1,2}[/-]\d{1,2}[/-])(\d\d)")
# Years within which the dates of one file lie; a two-digit year that fits neither century stays unread.
_ERA = 25


def iso_date(text: str, near: Sequence[str] = (), era: int | None = None) -> str | None:
    """`Wednesday, October 3, 2012 12:05 PM` -> `2012-10-03T12:05`; the day alone where no time is printed.

    `near` are ISO dates of messages of the same chain: they tell which misread figure to mend, where the printed
    weekday proves that one is. `era` is a year around which the record was written: it tells the century of a year of
    two figures. None where no whole date can be read. US order in figures (`9/11/2012` is in September).
    """
    around = [date.fromisoformat(known[:10]) for known in near]
    day, rest = _day(text, era)
    if day is None:
        return _of_chain(text, around) or _restored(text)
    clock = _time(rest)
    moment = _moment(f"{day} {clock}".strip())
    if moment is None:
        return None
    if moment.year > _LATEST_YEAR and "7" in str(moment.year):
        moment = moment.replace(year=int(str(moment.year).replace("7", "1")))
    return _iso(_agreeing(moment, _weekday(text), around), clock)


def printed_zone(text: str) -> str | None:
    """The zone printed behind a time, as printed: `EDT`, `-0400`, `UTC-05:00`; None where there is none."""
    match = _ZONE.search(text)
    return match["zone"] if match else None


def is_sure(text: str, iso: str | None) -> bool:
    """Whether `iso`, read from `text`, can be right: no year to come, and of the weekday printed, if one is."""
    if iso is None:
        return False
    day = date.fromisoformat(iso[:10])
    return day.year <= _LATEST_YEAR and _weekday(text) in (None, day.weekday())


@lru_cache(maxsize=1024)  # a third of a millisecond, and the dates of a file are read in two passes
def _moment(words: str) -> datetime | None:
    from dateutil import parser  # 30 ms to load, and few pages that are read ask for it

    try:
        # The parts are mended before; the library knows which of them make a date that exists.
        return parser.parse(words, default=datetime(2000, 1, 1), ignoretz=True)  # noqa: DTZ001
    except (ValueError, OverflowError):
        return None


def _iso(moment: datetime, clock: str) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M") if clock else moment.strftime("%Y-%m-%d")


def _weekday(text: str) -> int | None:
    """The weekday printed, Monday 0; letters of it may be misread (`Saturdav`)."""
    for word in re.findall(r"[A-Za-z]{3,10}", text)[:3]:
        exact = next((i for i, name in enumerate(_WEEKDAYS) if word.lower() in (name, f"{name}day")), None)
        if exact is not None:
            return exact
        best = process.extractOne(word.lower(), _WEEKDAY_NAMES, scorer=fuzz.ratio, score_cutoff=75)
        if best:
            return int(best[2])
    return None


def _agreeing(moment: datetime, printed: int | None, around: Sequence[date]) -> datetime:
    """The date that fits the printed weekday, where one misread figure of year or day makes the difference.

    Figures that are often confused come first; any other of the year only if its message stands in a chain of that
    time, or the year as read is still to come.
    """
    leap_day = (moment.month, moment.day) == (2, 29)
    if printed is None or leap_day or (printed == moment.weekday() and moment.year <= _LATEST_YEAR):
        return moment
    likely = [other for other in _alternatives(moment, _CONFUSED) if other.weekday() == printed]
    any_year = dict.fromkeys("0123456789", "0123456789")
    possible = [other for other in _alternatives(moment, any_year, days=False) if other.weekday() == printed]
    if around:
        close = [other for other in (*likely, *possible) if _distance(other, around) <= _CHAIN]
        if close:
            return min(close, key=lambda other: _distance(other, around))
    if likely:
        return likely[0]
    return possible[0] if len(possible) == 1 and moment.year > _LATEST_YEAR else moment


def _alternatives(moment: datetime, confused: Mapping[str, str], *, days: bool = True) -> Iterator[datetime]:
    """The same date with one other figure in the year, then in the day."""
    for part, width in (("year", 4), ("day", 2))[: 2 if days else 1]:
        figures = f"{getattr(moment, part):0{width}d}"
        for k, figure in enumerate(figures):
            for other in confused.get(figure, ""):
                value = int(figures[:k] + other + figures[k + 1 :])
                last = _LATEST_YEAR if part == "year" else monthrange(moment.year, moment.month)[1]
                if (_EARLIEST_YEAR if part == "year" else 1) <= value <= last and other != figure:
                    yield moment.replace(year=value) if part == "year" else moment.replace(day=value)


def _distance(moment: datetime, around: Sequence[date]) -> timedelta:
    return min(abs(moment.date() - known) for known in around)


def _of_chain(text: str, around: Sequence[date]) -> str | None:
    """A date whose year cannot be read, in the year of its chain, if the weekday printed is the one of that year."""
    match, printed = _YEAR_MISREAD.search(text), _weekday(text)
    month = _month(match["month"]) if match else None
    if match is None or month is None or printed is None:
        return None
    clock = _time(match["rest"])
    for known in around:
        moment = _moment(f"{match['day']} {month} {known.year} {clock}".strip())
        if moment is not None and moment.weekday() == printed and _distance(moment, around) <= _CHAIN:
            return _iso(moment, clock)
    return None


def _restored(text: str) -> str | None:
    """A date of which single letters or figures are lost, if a weekday and a time are printed with it."""
    printed = _weekday(text) if _HALF_READ.search(text) else None
    found = restored_day(text, printed, range(_EARLIEST_YEAR, _LATEST_YEAR + 1)) if printed is not None else None
    if found is None:
        return None
    clock = _time(found[1])
    moment = _moment(f"{found[0].isoformat()} {clock}".strip())
    return _iso(moment, clock) if moment is not None else None


def era_of(texts: Iterable[str]) -> int | None:
    """The year around which lines were written: the middle one of the years in their dates; None where none is whole.

    Years of two figures count where they can only be of the last century.
    """
    years = sorted(int(iso[:4]) for text in texts if _YEARLIKE.search(text) and (iso := iso_date(text, era=0)))
    return years[len(years) // 2] if years else None


def _whole_year(figures: str, era: int | None) -> str | None:
    """`2/1/72` with its century; None where a year around which it was written is known, and neither century fits."""
    match = _SHORT_YEAR.fullmatch(figures)
    if match is None:
        return figures
    years = [century + int(match[2]) for century in (2000, 1900) if century + int(match[2]) <= _LATEST_YEAR]
    if len(years) > 1 and era is not None:
        years = sorted((year for year in years if abs(year - era) <= _ERA), key=lambda year: abs(year - era))
    return f"{match[1]}{years[0]}" if years else None


def _day(text: str, era: int | None = None) -> tuple[str | None, str]:
    """The date in words that the library understands, and the text behind it, where a time would stand."""
    for pattern in (_WRITTEN, _DAY_FIRST):
        for match in pattern.finditer(text):
            month = _month(match["month"])
            if month:
                day = match["day"].translate(str.maketrans("OlI", "011"))
                year = match["year"].translate(str.maketrans("OlIi|", "01111"))
                return f"{day} {month} {year}", text[match.end() :]
    between = _CLOCK_BETWEEN.search(text)
    month = _month(between["month"]) if between else None
    if between is not None and month is not None:
        return f"{between['day']} {month} {between['year']}", re.sub(r"\s", "", between["clock"])
    dashed = _DASHED.search(text)
    number = _MONTH_NUMBERS.get(dashed["month"].lower()) if dashed else None
    if dashed is not None and number is not None:
        return _whole_year(f"{number}/{dashed['day']}/{dashed['year']}", era), text[dashed.end() :]
    figures = _FIGURES.search(text)
    return (_whole_year(figures[1], era), text[figures.end() :]) if figures else (None, text)


def _month(word: str) -> str | None:
    lower = word.lower()
    if lower in _SHORT or lower in _FOREIGN:
        return _SHORT.get(lower) or _FOREIGN[lower]
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
