"""The invisible words of a copied page: our own reading with `[redacted …]` in its holes, and nothing beneath them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    """Every word with its box, kept clear of the holes, then the token of each hole."""
    rows = hidden(content)
    holes = [rect for row in rows for rect in row.rects]
    for word in content.text.words:
        box = _clear(word.rect, holes) if word.text else None
        if box is not None:
            yield box, word.text
    for row in rows:
        rect = row.rects[0]
        high = min(rect.height, _TOKEN)
        top = rect.y0 + (rect.height - high) / 2
        yield Rect(rect.x0, top, rect.x1, top + high), token_text(row.codes)


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
