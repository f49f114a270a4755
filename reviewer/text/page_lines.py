"""The lines of read pages with their places, redaction tokens in them, and without margin codes and page stamps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import PageResult, token_text

_CODE = re.compile(
    r"[(\[]?[BbDdJjKk8][)\]]?\s?[(\[]?[1-9][)\]]?\s?(?:[(\[]?[A-Fa-f][)\]]?)?(?:\s?[,;/]\s?[(\[]?[Bb8][)\]]?\s?[(\[]?[1-9][)\]]?(?:\([A-F]\))?)*"
    r"(?:\s(?:CIA|PERS/ORG|INA|NATL|SEC|AGENCY|DPP|AC|AWP))*|1\.4\([a-hA-H]\)|PERS/ORG|[:•.|]"
)
_STAMP = re.compile(
    r"^(?:UNCLASSIFIED|CONFIDENTIAL|SECRET|TOP SECRET)(?:\s+U\.?S\.? Department of State.*)?$|"
    r"U\.?S\.? Department of State\b.*Case|^U\.?S\.? Department of State$|"
    r"^Doc(?:ument)? No\.? ?[A-Z0-9]{7,10}|^RELEASED? IN (?:PART|FULL)?\b|^PART B\d|STATE DEPT\.? - PRODUCED|"
    r"SUBJECT TO AGREEMENT ON SENSITIVE|^(?:Approved|APPROVED) (?:for|FOR) (?:Release|RELEASE)"
)
# The foot of released pages; at the head of a letter it is the number of the request that it answers.
_CASE = re.compile(r"^Case No\.? [A-Z]-\d{4}-\d+")
_RELEASE_DATE = re.compile(r"Date: \d\d/\d\d/\d{4}(?: \[redacted[^\]]*\])?")
_MARGIN = 0.10
# Beyond this share of the width stand margin codes, misread ones (`BG`, `BS`) too.
_GUTTER = 0.93
# Share of a line's height that a rectangle covers if it hides a part of that line.
_SAME_LINE = 0.6


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of a page (from 0): its text with tokens, its box in displayed points, where its second part begins.

    `value_x0` is the left edge of what follows the first word, where a value stands behind its label; `reach` is how
    far down the redactions go that begin in the line; `number` is the line's among those of its page.
    """

    page: int
    text: str
    rect: Rect
    value_x0: float
    first_width: float
    reach: float
    number: int = -1


def page_lines(page: PageResult) -> list[PageLine]:
    """The page's lines in reading order, without margin codes, release stamps and empty lines."""
    parts: dict[int, list[tuple[Rect, str, int]]] = {}
    reach: dict[int, float] = {}
    for i, word in enumerate(page.text.words):
        parts.setdefault(word.line, []).append((word.rect, word.text, 2 * i + 1))
    for token in page.text.tokens:
        redaction = page.redactions[token.redaction]
        place = _first_line(redaction.rects, page)
        reach[token.line] = max(reach.get(token.line, 0.0), *(rect.y1 for rect in redaction.rects))
        parts.setdefault(token.line, []).append((place, token_text(redaction.codes), 2 * token.before))
    for number, hole, order, codes in _further_holes(page):
        parts.setdefault(number, []).append((hole, token_text(codes), order))
    height = median(word.rect.height for word in page.text.words) if page.text.words else 10.0
    lines = [
        _line(page, n, sorted(parts[n], key=lambda part: part[2]), height, reach.get(n, 0.0)) for n in sorted(parts)
    ]
    kept: list[PageLine] = []
    stamped = False
    for line in (line for line in lines if line is not None):
        # A bare date right below a document number is the date of the release, not of the record.
        margin = not 0.08 * page.height < line.rect.y0 < 0.92 * page.height
        stamped = (
            is_stamp(line.text)
            or (margin and bool(_CASE.match(line.text)))
            or (stamped and bool(_RELEASE_DATE.fullmatch(line.text)))
        )
        if not stamped:
            kept.append(line)
    return kept


def _further_holes(page: PageResult) -> Iterator[tuple[int, Rect, int, tuple[str, ...]]]:
    """(line, place, order, codes) where a deletion of several lines comes back behind visible words of a lower line.

    In the text it is one token, where it begins; in a list of recipients `[hole] Doe, Jane; [hole]` it hides somebody
    before and somebody after her, and in a header it reaches from one field into the next.
    """
    words = page.text.words
    lines: dict[int, list[int]] = {}
    for i, word in enumerate(words if page.text.tokens else ()):
        lines.setdefault(word.line, []).append(i)
    bands = {n: (min(words[i].rect.y0 for i in ids), max(words[i].rect.y1 for i in ids)) for n, ids in lines.items()}
    for token in page.text.tokens:
        redaction = page.redactions[token.redaction]
        for n, (top, bottom) in bands.items():
            if n <= token.line:
                continue
            for rect in redaction.rects:
                if min(bottom, rect.y1) - max(top, rect.y0) < _SAME_LINE * (bottom - top):
                    continue
                left = [i for i in lines[n] if words[i].rect.center[0] < rect.x0]
                if left:
                    place = Rect(rect.x0, max(top, rect.y0), rect.x1, min(bottom, rect.y1))
                    yield n, place, 2 * (left[-1] + 1), redaction.codes
                    break


def is_stamp(text: str) -> bool:
    """Whether a line is a release stamp of the agency, not the record's own."""
    return bool(_STAMP.search(text))


def _first_line(rects: Sequence[Rect], page: PageResult) -> Rect:
    first = min(rects, key=lambda rect: (rect.y0, rect.x0))
    return Rect(first.x0, first.y0, first.x1, min(first.y1, first.y0 + 0.03 * page.height))


def _line(
    page: PageResult, number: int, parts: list[tuple[Rect, str, int]], height: float, reach: float
) -> PageLine | None:
    kept = _without_code(parts, page, height)
    if not kept:
        return None
    rects = [rect for rect, _, _ in kept]
    words = [rect for rect, text, _ in kept if not text.startswith("[redacted")] or rects
    box = Rect(min(r.x0 for r in rects), min(r.y0 for r in words), max(r.x1 for r in rects), bounds(words).y1)
    value = rects[1].x0 if len(rects) > 1 else box.x0
    text = " ".join(text for _, text, _ in kept)
    return PageLine(page.page, text, box, value, max(rects[0].width, height), max(box.y1, reach), number)


def _without_code(parts: list[tuple[Rect, str, int]], page: PageResult, height: float) -> list[tuple[Rect, str, int]]:
    """The parts without an exemption code that stands apart at their right or left end."""
    for i in range(len(parts) - 1, 0, -1):
        apart = parts[i][0].x0 - parts[i - 1][0].x1 > 1.5 * height
        if not (apart or parts[i][0].x0 > 0.8 * page.width):
            continue
        text = " ".join(part[1] for part in parts[i:])
        outside = apart and parts[i][0].x0 > _GUTTER * page.width and len(text) <= 4
        if outside or _CODE.fullmatch(text):
            return _without_code(parts[:i], page, height)
    if parts[0][0].x1 < _MARGIN * page.width and _CODE.fullmatch(parts[0][1]):
        return parts[1:]
    return [] if len(parts) == 1 and parts[0][0].x0 > 0.8 * page.width and _CODE.fullmatch(parts[0][1]) else parts
