"""Reads the numbers stamped on a page: Bates of any prefix, document numbers, committee production, file serials."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from reviewer.model.page import Word
from reviewer.text.lines import Item, rows, segments, type_height

# Stamps stand in the outer parts of a page; numbers in the body are mentions, not the page's own.
_MARGIN, _SIDE = 0.16, 0.08
_NEAR = 3.0  # heights of the type by which the middles of what stands in one row may differ, and more
_LONGEST = 6
# A row of more pieces is one of a table that reaches into the margin; its numbers are somebody's accounts.
_STAMPS_ABREAST = 3

_DOCUMENT = re.compile(r"\bDoc(?:ument)?[.,]?\s*(?:No|Number|ID|#)[.,:;]*\s*([A-Z]?\s?[0-9OIl]{7,9})\b", re.I)
_AGENCY_DOCUMENT = re.compile(r"C[0O]\d{7}")
_PREFIX = re.compile(r"[A-Z0-9][A-Z0-9&()._-]*")
_LITIGATION = re.compile(r"(?P<prefix>(?:19|20)\d\d-[A-Z]{3,5}-\d{5})[-_ ](?P<number>\d{1,7})")
_SERIAL = re.compile(r"(?P<prefix>\d{2,3}[A-Z]?-(?:[A-Z]{2}-)?\d{2,6})-(?P<number>\d{1,5})")
_REQUEST = re.compile(r"(?:19|20)\d\d-[A-Z]{3,5}-\d{5}|[FMP]-(?:19|20)\d\d-\d{4,5}")
_NOT_STAMPS = re.compile(
    r"(?:AL|AK|AZ|AR|CA|CO|CT|DC|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|"
    r"OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY)\.?-?\d{5}(?:-?\d{4})?|"
    r"(?:JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)[-.]?\d{5,6}|"
    r"(?:FAX|TEL|OFFICE|ROOM|RM|SUITE|STE|BOX|POBOX|FORM|CASE|CASENO\.?|PAGE|PG|NO\.?|REV\.?|OMB|FOIA|DATE|EO|TO|FOIPA)[-.:#]*[\d-]+"
)
# Words before a number at the foot of a printed form; misread ones (`OWFICE`) too.
_WORDS = (
    "OFFICE",
    "PRINTING",
    "GOVERNMENT",
    "SUITE",
    "FORM",
    "ROOM",
    "PAGE",
    "NUMBER",
    "GPO",
    "GSA",
    "FPMR",
    "EDITION",
)
_TELEPHONE = re.compile(r"\(\d{3}\)")
_POSTAL = re.compile(r"[A-Z]\.?[A-Z]?\.")
_LOOK_ALIKE = str.maketrans({"5": "S", "0": "O", "8": "B", "1": "I"})
_DIGIT_ALIKE = str.maketrans({"O": "0", "I": "1", "l": "1", "o": "0"})


class PageIdentifiers(NamedTuple):
    """The number to cite (None: there is none) and every number of the page by its series."""

    bates: str | None
    identifiers: dict[str, str]


def find_identifiers(words: Sequence[Word], width: float, height: float) -> PageIdentifiers:
    """Numbers stamped in the margins of a page, from all its words, stamps included (displayed points).

    A series is the part before the running number (`STATE-SCB`), or `Doc No.`; stray spaces inside a number and
    letters read as digits in its prefix are mended. `bates` is a production number, never a document number.
    """
    found: dict[str, str] = {}
    productions: list[str] = []
    for text in _margin_lines(words, width, height):
        for series, number in _documents(text):
            found.setdefault(series, number)
        for series, number, production in _stamped(text.split()):
            if series not in found:
                found[series] = number
                productions += [number] if production else []
    return PageIdentifiers(productions[-1] if productions else None, found)


def _margin_lines(words: Sequence[Word], width: float, height: float) -> Iterator[str]:
    """Texts that stand in the upper, lower or side margins, from the top; a stamp may come as one word of many."""
    items = [Item(word.rect, len(word.text), word=i) for i, word in enumerate(words)]
    size = type_height(items)
    top, bottom, left, right = _MARGIN * height, (1 - _MARGIN) * height, _SIDE * width, (1 - _SIDE) * width
    for row in rows(segments(_level_with_margins(items, top, bottom, left, right, _NEAR * size), size), size):
        if len(row) > _STAMPS_ABREAST:
            continue
        for segment in row:
            x, y = segment.rect.center
            if not top < y < bottom or not left < x < right:
                yield " ".join(words[item.word].text for item in segment.items)


def _level_with_margins(
    items: Sequence[Item], top: float, bottom: float, left: float, right: float, near: float
) -> list[Item]:
    """Those that may stand in one row with something in a margin: most of the body does not, and rows cost time."""
    levels = sorted((y0 + y1) / 2 for x0, y0, x1, y1 in (item.rect for item in items) if x0 < left or x1 > right)
    kept: list[Item] = []
    for item in items:
        _, y0, _, y1 = item.rect
        y = (y0 + y1) / 2
        at = bisect_left(levels, y - near)
        if not top + near < y < bottom - near or (at < len(levels) and levels[at] <= y + near):
            kept.append(item)
    return kept


def _documents(text: str) -> Iterator[tuple[str, str]]:
    for match in _DOCUMENT.finditer(text):
        number = match.group(1).replace(" ", "").translate(_DIGIT_ALIKE)
        # The State Department's numbers are C and eight digits; recognition drops the C before the 0 now and then.
        yield "Doc No.", "C" + number if re.fullmatch(r"0\d{7}", number) else number


def _stamped(line: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """(series, number, is a production number) for runs of words that make a number, the longest first."""
    at = 0
    while at < len(line):
        for end in range(min(len(line), at + _LONGEST), at, -1):
            before = line[at - 1] if at else ""
            found = _as_number(line[at:end], before)
            if found is not None:
                yield found
                at = end
                break
        else:
            at += 1


def _as_number(parts: Sequence[str], before: str) -> tuple[str, str, bool] | None:
    spaced = " ".join(parts).strip(".,:;|'\"*~")
    if not spaced[-1:].isdigit():  # as every number below ends
        return None
    text = spaced.replace(" ", "").replace("—", "-").replace("–", "-")
    litigation = _LITIGATION.fullmatch(spaced) or _LITIGATION.fullmatch(text)
    if litigation:
        return litigation["prefix"], litigation[0], True
    if re.search(r"\b(?:case|request|no|number|room|suite|form|tel|fax|phone)[.:#]*$", before, re.I):
        return None
    if _REQUEST.search(text) or _NOT_STAMPS.fullmatch(text):
        return None
    if _AGENCY_DOCUMENT.fullmatch(text):
        return "Doc No.", text.translate(_DIGIT_ALIKE), False
    serial = _SERIAL.fullmatch(text)
    if serial:
        telephone = re.fullmatch(r"\d{3}-\d{3}-\d{4}", text) or re.fullmatch(r"\d{1,2}-\d{1,2}-\d{2,4}", text)
        return None if telephone else (serial["prefix"], text, False)
    if len(parts) > 1 and (not _may_be_split(parts) or any(_AGENCY_DOCUMENT.fullmatch(part) for part in parts)):
        return None
    head = text.rstrip("0123456789")
    if not _PREFIX.fullmatch(head) or not _is_series(head, text[len(head) :]):
        return None
    if _is_word(head) or _TELEPHONE.search(text) or (_POSTAL.fullmatch(head) and len(text) - len(head) == 5):
        return None
    prefix = _mended(head)
    return prefix.rstrip("-_."), prefix + text[len(head) :], True


def _is_word(prefix: str) -> bool:
    bare = prefix.rstrip("-_.")
    return any(bare.startswith(word) or fuzz.ratio(bare, word) >= 80 for word in _WORDS)


def _may_be_split(parts: Sequence[str]) -> bool:
    """Whether words may be pieces of one number: capitals and digits, joined by signs, or digits torn apart."""
    if not all(re.fullmatch(r"[-A-Z0-9&_.()–—]+", part) for part in parts):
        return False
    words = sum(bool(re.fullmatch(r"[A-Z&.]{2,}", part)) for part in parts)
    return words <= 1 or any(re.fullmatch(r"[-–—_]", part) for part in parts)


def _is_series(prefix: str, number: str) -> bool:
    """Whether a prefix with two letters or more and a number of usual length look like a production's stamp."""
    letters = sum(char.isalpha() for char in prefix)
    least = 4 if prefix[-1] in "-_." else 5
    return letters >= 2 and least <= len(number) <= 10 and len(prefix) <= 24


def _mended(prefix: str) -> str:
    """`STATE-5CB` -> `STATE-SCB`: digits among the letters of a part are letters misread, unless the prefix has
    only that part."""
    parts = re.split(r"([-_.])", prefix)
    lettered = [part for part in parts if part.isalpha()]
    if not lettered:
        return prefix
    return "".join(
        p.translate(_LOOK_ALIKE) if re.search(r"[A-Z]", p) and re.match(r"[5081][A-Z]{2}", p) else p for p in parts
    )
