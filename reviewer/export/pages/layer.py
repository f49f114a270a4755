"""The invisible words of a copied page: our own reading with `[redacted …]` in its holes, and nothing beneath them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from reviewer.export.paper.outside_check import Hole
from reviewer.model.geometry import Rect
from reviewer.model.page import token_text
from reviewer.storage.rows import PageContent, RedactionRow

_BENEATH = 0.1  # of a word's area: from here on it lies in a hole, and our text layer must not say it
_INSET = 0.1  # of a hole's height: lines above and below may reach so far into it
_APART = 0.5  # points between a word and a hole beside it
_TOKEN = 12.0  # points, the height of a token in a tall hole


def hidden(content: PageContent) -> list[RedactionRow]:
    """The redactions of a page that are some: what a reviewer called none is no hole."""
    return [row for row in content.redactions if row.box_checked != "not a redaction" and row.rects]


def words_of(content: PageContent) -> Iterator[tuple[Rect, str]]:
    """Words and tokens in reading order with their boxes, those of words kept clear of the holes.

    Words of a line stand on one height, so that other programs see a line in them.
    """
    holes = [rect for row in hidden(content) for rect in row.rects]
    heights = _heights(content)
    tokens: dict[int, list[RedactionRow]] = {}
    for token in content.text.tokens:
        tokens.setdefault(token.before, []).append(content.redactions[token.redaction])
    placed = {row.uuid for rows in tokens.values() for row in rows}
    for number, word in enumerate(content.text.words):
        yield from map(_token, tokens.get(number, ()))
        top, bottom = heights[word.line]
        box = _clear(Rect(word.rect.x0, top, word.rect.x1, bottom), holes) if word.text else None
        if box is not None:
            yield box, word.text
    last = len(content.text.words)
    yield from map(_token, tokens.get(last, ()))
    yield from (_token(row) for row in hidden(content) if row.uuid not in placed)


def _token(row: RedactionRow) -> tuple[Rect, str]:
    rect = row.rects[0]
    high = min(rect.height, _TOKEN)
    top = rect.y0 + (rect.height - high) / 2
    return Rect(rect.x0, top, rect.x1, top + high), token_text(row.codes)


def _heights(content: PageContent) -> dict[int, tuple[float, float]]:
    """Upper and lower edge of each line: the medians of its words."""
    lines: dict[int, list[Rect]] = {}
    for word in content.text.words:
        lines.setdefault(word.line, []).append(word.rect)
    return {
        line: (median(rect.y0 for rect in rects), median(rect.y1 for rect in rects)) for line, rects in lines.items()
    }


def holes_of(content: PageContent, page: int) -> list[Hole]:
    """The places of a written page (from 0) that must hold no text but tokens."""
    tokens = " ".join(token_text(row.codes) for row in hidden(content))
    return [Hole(page, rect, tokens) for row in hidden(content) for rect in row.rects]


def _clear(box: Rect, holes: Sequence[Rect]) -> Rect | None:
    """The part of a word's box that lies beside the holes; None where the word lies in one."""
    for hole in holes:
        if hole.overlap(box) > _BENEATH * box.area:
            return None
        inner = hole.grown(_APART, -hole.height * _INSET)
        if inner.overlap(box) <= 0:
            continue
        left, right = inner.x0 - box.x0, box.x1 - inner.x1
        if max(left, right) <= 0:
            return None
        box = Rect(box.x0, box.y0, inner.x0, box.y1) if left >= right else Rect(inner.x1, box.y0, box.x1, box.y1)
    return box
