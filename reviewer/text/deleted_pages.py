"""Reads the FBI's deleted-page sheets: a line for each page that was taken out, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.model.page import Disposition, VirtualPage

_TITLE = re.compile(r"(?:total\s+deleted\s+page|deleted\s+page\s+information|no\s+duplication\s+fee)", re.I)
# Recognition reads the tilde as a hyphen, an equals sign or nothing at all.
_LINE = re.compile(
    r"\bPages?\s+(\d{1,5})(?:\s*(?:-|to|thru|through)\s*(?:Pages?\s*)?(\d{1,5}))?(?!\s*of\b)\s*[~\-–—=:.»-]*\s*([^\n]*)",
    re.I,
)
_TOTAL = re.compile(r"total\s+deleted\s+page\(?s?\)?\s*[=:~\-–—]*\s*(\d{1,5})", re.I)
_REASONS: tuple[tuple[re.Pattern[str], Disposition], ...] = (
    (re.compile(r"\bdup(?:licate|l)?", re.I), "duplicate"),
    (re.compile(r"\breferral|\breferred|\bdirect\s+reply", re.I), "referred"),
    (re.compile(r"\bconsult", re.I), "consultation"),
    (re.compile(r"\bseal(?:ed)?\b|\bcourt\s+order", re.I), "sealed"),
    (
        re.compile(r"\bnot?n?-?\s*responsive|\bout\s*(?:side|of)?\s*(?:the\s+)?scope|\bOTS\b|\bNR\b", re.I),
        "out of scope",
    ),
)
_CODE = re.compile(
    r"\(?\b([bdjk8])\s*\)?\s*\(?\s*([1-9])\s*\)?\s*(?:\(?\s*([A-F])\s*\)?)?(?:\s*-\s*\d[\d,\s-]*)?(?=[\s;,.)]|$)", re.I
)
_MOST = 5_000


def is_sheet(text: str) -> bool:
    """Whether a page's text (one line a line) is a deleted-page sheet."""
    return bool(_TITLE.search(text)) and (bool(_TOTAL.search(text)) or len(_LINE.findall(text)) >= 1)


def read_sheet(text: str) -> tuple[VirtualPage, ...]:
    """The pages that a deleted-page sheet lists, in its order; none if the text is no such sheet.

    Numbers count in the processed file, not in the PDF. A line without a known reason counts as withheld.
    """
    return tuple(_pages(text)) if is_sheet(text) else ()


def stated_total(text: str) -> int | None:
    """The number of deleted pages that the sheet states, to be compared with its lines."""
    match = _TOTAL.search(text)
    return int(match[1]) if match else None


def _pages(text: str) -> Iterator[VirtualPage]:
    for match in _LINE.finditer(text):
        first, last = int(match[1]), int(match[2] or match[1])
        printed = match[0].strip()
        reason = match[3].strip()
        if not reason and not match[2]:
            continue  # "Page 3" alone is a page number, not a deletion
        for number in range(first, min(last, first + _MOST) + 1):
            yield VirtualPage(number, _disposition(reason), _codes(reason), printed)


def _disposition(reason: str) -> Disposition:
    return next((name for pattern, name in _REASONS if pattern.search(reason)), "withheld")


def _codes(reason: str) -> tuple[str, ...]:
    found: list[str] = []
    for match in _CODE.finditer(reason):
        letter = match[1].lower().replace("8", "b")
        part = f"({match[3].upper()})" if match[3] else ""
        found.append(f"({letter})({match[2]}){part}")
    return tuple(dict.fromkeys(found))
