"""What has a form of its own: addresses, telephone numbers, dates, sums, numbers of cases, contracts and aliens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.text.dates import iso_date
from reviewer.text.names.found import FoundName, RunningText, trimmed

_ADDRESS = re.compile(
    r"(?<![\w.@])[\w.+'\-]{1,64}\s?[@©]\s?"
    r"[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){0,4}\.[A-Za-z]{2,24}(?![\w@])"
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE = re.compile(
    rf"(?<!\w)(?:{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\.?,?\s+(?:19|20)\d\d"
    r"|\d{1,2}/\d{1,2}/(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\w)"
)
_MONEY = re.compile(
    r"(?<![\w$])(?:US\s?|USD\s?)?[$€£]\s?\d[\d,]{0,20}(?:\.\d{1,6})?(?:\s?(?:million|billion|trillion|thousand|mn|bn|[MBK])\b)?",
    re.I,
)
_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "b": 9, "bn": 9, "trillion": 12}
_CASE = re.compile(
    r"(?<![\w\-])(?:\d{1,2}:\d\d-(?:cv|cr|mc|mj|md|ap|bk)-\d{2,6}(?:-[A-Z]{2,4}){0,3}"  # court dockets
    r"|(?:19|20)\d\d-[A-Z]{2,6}-\d{4,6}|[A-Z]{1,4}-(?:19|20)\d\d-\d{4,6}|\d{7}-\d{3}"  # FOIA requests
    r"|\d{2,3}[A-Z]?-[A-Z]{2}-\d{4,7}(?:-\d{1,4})?)(?![\w\-])"  # files of the FBI
)
_LABELLED_CASE = re.compile(
    r"\b(?:Case|Docket|Civil\s+Action|Crim(?:inal)?\.?|Investigation|Complaint|Matter)\s*(?:No|Number|Nos|#)?[.:]?\s*#?:?\s*"
    r"(?P<number>(?=[\w:\-]*\d{3})[A-Z0-9][\w:\-]{4,24})",
)
_CONTRACT = re.compile(
    # The number of a procurement instrument, FAR 4.1603: office of six, year of two, kind of one letter, serial of four
    # to eight; earlier ones with lines between, and schedule contracts.
    r"(?<![\w\-])(?:(?=[A-Z0-9]{6}-?\d\d-?[A-Z]-?\w)(?=\w*[A-Z])[A-Z0-9]{6}-?\d\d-?[ACDFGHLMPRSTVW]-?(?=\w{0,7}\d)[A-Z0-9]{4,8}"
    r"|GS-\d\d[A-Z]-\w{4,5}|DJ[A-Z]-?\d\d-?\d{4}-?[A-Z]-?\d{4,7})(?![\w\-])"
)
_LABELLED_CONTRACT = re.compile(
    r"\b(?:Contract|Task\s+Order|Delivery\s+Order|Purchase\s+Order|Solicitation|BPA)\s*(?:No|Number|#)[.:]?\s*#?"
    r"(?P<number>(?=[\w\-]*\d{2})[A-Z0-9][A-Z0-9\-]{4,24})"
)
_ALIEN = re.compile(r"(?<![\w\-])A\s?#?:?\s?-?\s?(?P<number>\d{3}[\s\-]?\d{3}[\s\-]?\d{2,3})(?![\w\-])")
_DIGITS = re.compile(r"\d(?:[\s().+\-–]{0,3}\d){6,}")


def find_patterns(text: RunningText) -> Iterator[FoundName]:
    """Everything on the page that has a form of its own, the surest first."""
    yield from _addresses(text)
    yield from _matches(text, _CASE, "case number", 0.9)
    yield from _matches(text, _CONTRACT, "contract number", 0.9)
    yield from _matches(text, _LABELLED_CASE, "case number", 0.85)
    yield from _matches(text, _LABELLED_CONTRACT, "contract number", 0.85)
    yield from _aliens(text)
    yield from _dates(text)
    yield from _sums(text)
    yield from _phones(text)


def _addresses(text: RunningText) -> Iterator[FoundName]:
    for match in _ADDRESS.finditer(text.text):
        address = re.sub(r"\s", "", match[0]).replace("©", "@").strip(".'-+").lower()
        # `com` is read as `corn`, as its letters touch on scans.
        address = re.sub(r"\.(?:corn|corm)$", ".com", address)
        first, last = text.run(*match.span())
        yield FoundName("e-mail address", address, address, first, last, "pattern", 0.95)


def _matches(text: RunningText, pattern: re.Pattern[str], kind: str, sure: float) -> Iterator[FoundName]:
    for match in pattern.finditer(text.text):
        group = "number" if "number" in pattern.groupindex else 0
        number = trimmed(match[group])
        first, last = text.run(*match.span(group))
        yield FoundName(kind, number, re.sub(r"[\s\-]", "", number).upper(), first, last, "pattern", sure)


def _aliens(text: RunningText) -> Iterator[FoundName]:
    for match in _ALIEN.finditer(text.text):
        digits = re.sub(r"\D", "", match["number"])
        if len(digits) in (8, 9):
            first, last = text.run(*match.span())
            yield FoundName("A-number", f"A{digits}", f"A{digits.zfill(9)}", first, last, "pattern", 0.85)


def _dates(text: RunningText) -> Iterator[FoundName]:
    for match in _DATE.finditer(text.text):
        day = iso_date(match[0])
        if day is not None:
            first, last = text.run(*match.span())
            yield FoundName("date", trimmed(match[0]), day[:10], first, last, "pattern", 0.95)


def _sums(text: RunningText) -> Iterator[FoundName]:
    for match in _MONEY.finditer(text.text):
        printed = trimmed(match[0]).rstrip(",.")
        figures = re.sub(r"[^\d.]", "", printed)
        word = re.search(r"[A-Za-z]+$", printed)
        try:
            value = float(figures) * 10 ** _SCALES.get(word[0].lower() if word else "", 0)
        except ValueError:
            continue
        sign = next(char for char in printed if char in "$€£")
        first, last = text.run(*match.span())
        amount = f"{value:.2f}" if abs(value - round(value, 2)) < 1e-7 else f"{value:.6f}".rstrip("0")  # a rate a piece
        yield FoundName("money", printed, f"{sign}{amount}", first, last, "pattern", 0.9)


def _phones(text: RunningText) -> Iterator[FoundName]:
    # The library goes over every digit; most pages hold no run of seven.
    if not _DIGITS.search(text.text):
        return
    import phonenumbers  # a tenth of a second, and only where a page holds a number

    for match in phonenumbers.PhoneNumberMatcher(text.text, "US"):
        number = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        shape = phonenumbers.PhoneNumberFormat.NATIONAL
        shown = phonenumbers.format_number(match.number, shape) if match.number.country_code == 1 else number
        first, last = text.run(match.start, match.end)
        yield FoundName("phone", shown, number, first, last, "pattern", 0.9)
