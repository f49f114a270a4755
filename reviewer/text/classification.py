"""Reads how a page is classified, that it was declassified, and when it is to be, from its stamps and lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz.distance import Levenshtein

from reviewer.model.page import PageText
from reviewer.text.dates import iso_date

_EDGE: Final = 0.16
"""Share of a page's height at head and foot where classification stamps stand."""
_MISREAD: Final = 5
"""Letters of a stamp of which one may be misread; stamps are struck out when a page is declassified."""
_CAVEATS: Final = 4
"""Words behind a level at most: `SECRET//SI//ORCON//NOFORN`."""
_LEVELS: Final = (("TOP SECRET", "top secret"), ("SECRET", "secret"), ("CONFIDENTIAL", "confidential"))
_DECLASSIFIED: Final = re.compile(
    r"^\W*DECLASSIFIED\b|\bdeclassified\s+(?:by|on|in (?:part|full)|under|pursuant)\b"
    r"|\bclassification\s+(?:cancel+ed|removed|downgraded)\b",
    re.I,
)
_TO_BE: Final = re.compile(
    r"\b(?:Declassify\s+on|Declass(?:ification)?\s+date|DECL)\s?[:;.]\s*(?P<when>\S.{0,30})", re.I
)
_PACKED: Final = re.compile(r"\b((?:19|20)\d\d)([01]\d)([0-3]\d)\b")
_EXEMPT: Final = re.compile(r"\b(?:(?:25|50|75)X\d(?:-HUM|-WMD)?|X[1-8]|OADR|MR)\b")


def classification_marks(text: PageText, height: float) -> tuple[str, ...]:
    """What the stamps of a page of `height` points say: `secret`, `declassified`, `declassify on 2032-11-18`.

    Dates to come stand as ISO dates where they can be read, exemptions from declassification as printed (`25X1`).
    A page that says that it is unclassified gets no mark: that is what all others are.
    """
    return tuple(dict.fromkeys(_marks(text, height)))


def _marks(text: PageText, height: float) -> Iterator[str]:
    edges = {
        word.line for word in text.words if not _EDGE * height < word.rect.center[1] < (1 - _EDGE) * height
    }  # fmt: skip
    for number, line in enumerate(text.text.split("\n")):
        level = _level(line) if number in edges else None
        if level is not None:
            yield level
        if _DECLASSIFIED.search(line) and not _is_prose(line):
            yield "declassified"
        if (match := _TO_BE.search(line)) and (when := _when(match["when"])):
            yield f"declassify on {when}"


def _level(line: str) -> str | None:
    """The level that a line names, caveats behind it or not; None for a line that says anything else."""
    letters = [char for char in line if char.isalpha()]
    if sum(map(str.isupper, letters)) < 0.9 * len(letters):
        return None
    words = [word for part in re.split(r"[\s/]+", line) if (word := re.sub(r"[^A-Z]", "", part)) and not _figures(part)]
    for printed, name in _LEVELS:
        for count in (printed.count(" ") + 1, 1):  # the words of a stamp may run together
            head, rest = "".join(words[:count]), words[count:]
            whole = printed.replace(" ", "")
            near = Levenshtein.distance(head, whole) <= (len(whole) + 1) // _MISREAD
            if near and len(rest) <= _CAVEATS and all(len(word) <= 9 for word in rest):
                return name
    return None


def _figures(part: str) -> bool:
    return any(char.isdigit() for char in part)


def _is_prose(line: str) -> bool:
    """Whether a line is one of a text that speaks of declassification."""
    words: Sequence[str] = re.findall(r"[A-Za-z]+", line)
    return len(words) > 12 or (bool(words) and words[0][0].islower())


def _when(printed: str) -> str | None:
    if exempt := _EXEMPT.match(printed.strip(" ~.:")):
        return exempt[0]
    packed = _PACKED.match(printed)
    found = iso_date("-".join(packed.groups())) if packed else iso_date(printed.replace("-", "/"))
    return found[:10] if found else None
