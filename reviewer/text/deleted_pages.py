"""Reads the FBI's deleted-page sheets: a line for each page that was taken out, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reviewer.model.page import Disposition, VirtualPage

_TITLE = re.compile(r"(?:total\s+deleted\s+page|deleted\s+page\s+information|no\s+duplication\s+fee)", re.I)
# Recognition reads the tilde as a hyphen, an equals sign or nothing at all.
_FIGURE = r"(?-i:[\dOoLlIi|]{1,5})"  # by their case, so that nothing matches that is no figure below
_LINE = re.compile(
    rf"\bP[ao][gq][eco]s?\s*({_FIGURE})\b"
    r"(?:[ \t]*(?:-|to|thru|through)[ \t]*(?:Pages?[ \t]*)?(\d{1,5}))?(?![ \t]*of\b)"
    r"[ \t]*[~\-–—=:.»-]*[ \t]*([^\n]*?)(?=\s+P[ao][gq][eco]s?\s*\d|\s*$)",
    re.I | re.M,
)
_FIGURES = str.maketrans("OoLlIi|", "0011111")
_TOTAL = re.compile(r"total\s+deleted\s+page\(?s?\)?\s*[=:~\-–—]*\s*(\d{1,5})", re.I)
# The older form stands in the place of the pages, tells how many there were, and ticks the reasons in boxes.
_HERE = re.compile(r"(\d{1,5})\s*_*\s*page\s?\(?s?\)?\s+withheld\s+(?:entirely|in\s+full)\s+at\s+this\s+location", re.I)
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
    r"\(?\b([bdjk8])\s*\)?\s*\(?\s*([1-9]|I(?=[A-F]\b))\s*\)?\s*(?:\(?\s*([A-F])\s*\)?)?(?:\s*-\s*\d[\d,\s-]*)?(?=[\s;,.)]|$)",
    re.I,
)
_REASON_ALONE = re.compile(
    r"[~\-–—=\s]*(?:\(?[bdjk]\s?\(?\d[\w();,\s-]{0,40}|Duplicate.{0,12}|Referral.{0,16}|Sealed.{0,24}|Consult.{0,8})",
    re.I,
)
_MOST = 5_000


@lru_cache(maxsize=256)  # asked of each page, and of the one before the next
def is_sheet(text: str) -> bool:
    """Whether a page's text (one line a line) is a deleted-page sheet."""
    return bool(_TITLE.search(text)) and (stated_total(text) is not None or len(_LINE.findall(text)) >= 1)


def read_sheet(text: str) -> tuple[VirtualPage, ...]:
    """The pages that a deleted-page sheet lists, in its order; none if the text is no such sheet.

    Numbers count in the processed file, not in the PDF. A line without a known reason counts as withheld.
    """
    return tuple(_pages(text)) if is_sheet(text) else ()


def stated_total(text: str) -> int | None:
    """The number of deleted pages that the sheet states, to be compared with its lines."""
    match = _TOTAL.search(text) or _HERE.search(text)
    return int(match[1]) if match else None


def sheet_note(text: str) -> str:
    """A sentence for the user where a sheet states more or fewer pages than its lines list; empty where they agree."""
    total, listed = stated_total(text), len(read_sheet(text))
    if total is None or total == listed or not is_sheet(text):
        return ""
    if not listed and _HERE.search(text):
        pages = "1 page was" if total == 1 else f"{total:,} pages were"
        return f"The sheet says that {pages} withheld in its place; it does not say which."
    return f"The sheet states {total:,} deleted pages, and {listed:,} were read from its lines."


def _pages(text: str) -> Iterator[VirtualPage]:
    bare = _bare_numbers(text)
    for match in _LINE.finditer(text):
        first, last = _number(match[1]), _number(match[2] or match[1])
        reason = match[3].strip() or bare.get(first, "")
        if not reason and not match[2] and first not in bare:
            continue  # "Page 3" alone is a page number, not a deletion
        printed = f"{match[0].strip()} {bare.get(first, '')}".strip()
        for number in range(first, min(last, first + _MOST) + 1):
            yield VirtualPage(number, _disposition(reason), _codes(reason), printed)


def _bare_numbers(text: str) -> dict[int, str]:
    """Pages without a reason beside them, with the reason that stands in a column read apart, if there is one.

    Only where the sheet states more pages than its whole lines list.
    """
    lines = list(_LINE.finditer(text))
    alone = [_number(match[1]) for match in lines if not match[3].strip() and not match[2]]
    total = stated_total(text)
    if not alone or total is None or total < len(lines):
        return {}
    reasons = [line.strip(" ~-–—=") for line in text.splitlines() if _REASON_ALONE.fullmatch(line.strip())]
    return dict(zip(alone, reasons if len(reasons) == len(alone) else [""] * len(alone), strict=True))


def _number(figures: str) -> int:
    return int(figures.translate(_FIGURES))


def _disposition(reason: str) -> Disposition:
    return next((name for pattern, name in _REASONS if pattern.search(reason)), "withheld")


def _codes(reason: str) -> tuple[str, ...]:
    found: list[str] = []
    for match in _CODE.finditer(reason):
        letter = match[1].lower().replace("8", "b")
        part = f"({match[3].upper()})" if match[3] else ""
        found.append(f"({letter})({match[2].replace('I', '7').replace('i', '7')}){part}")
    return tuple(dict.fromkeys(found))
