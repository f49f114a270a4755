"""Puts a page's own words into reading order, with a token wherever a redaction stands among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reviewer.model.geometry import Rect
from reviewer.model.page import PageText, Redaction, Token, Word, token_text
from reviewer.text.columns import in_reading_order
from reviewer.text.lines import Item, Row, rows, segments, slope, type_height

_HEADER_LABELS = frozenset({"From", "Sent", "Date", "To", "Cc", "CC", "Subject", "Attachments"})


def read_order(
    words: Sequence[Word], redactions: Sequence[Redaction], stamps: Sequence[Rect], width: float, height: float
) -> PageText:
    """The body words of a page (displayed points, any order) as lines in reading order, with redaction tokens.

    Words under `stamps`, outside the page, or mostly beneath a redaction are left out: what the agency covered
    never becomes text, even where the file still holds it. Columns of prose are read one after the other, tables and
    label/value pairs row by row.
    """
    covered = [rect for redaction in redactions for rect in redaction.rects]
    body = [
        word
        for word in ([_trimmed(word, covered) for word in words] if covered else words)
        if word.text.strip() and _is_shown(word.rect, width, height, stamps) and not _beneath(word.rect, covered)
    ]
    items = [
        Item(word.rect, len(word.text), word=i, label=_is_label(word.text), figure=_figure(word.text))
        for i, word in enumerate(body)
    ]
    size = type_height(items)
    items += [_hole(redaction, i, size) for i, redaction in enumerate(redactions) if redaction.rects]
    chains = segments(items, size)
    return _assemble(in_reading_order(rows(chains, size, slope(chains)), size), body, redactions)


def _is_shown(rect: Rect, width: float, height: float, stamps: Sequence[Rect]) -> bool:
    """Whether the middle of a box lies on the page, and under no stamp."""
    x, y = rect.center
    if not (0.0 <= x <= width and 0.0 <= y <= height):
        return False
    return not stamps or not any(stamp.contains_point(x, y) for stamp in stamps)


def _is_label(text: str) -> bool:
    """Whether what stands to the right belongs to this word; scans lose the colon of header labels now and then."""
    return text.endswith(":") or text.strip(".,;-") in _HEADER_LABELS


def _figure(text: str) -> int:
    return int(text) if len(text) <= 3 and text.isascii() and text.isdigit() else -1


def _trimmed(word: Word, covered: Sequence[Rect]) -> Word:
    """The word with its box cut back to where its letters can be, if the box runs on over a redaction.

    Recognition stretches a word over the empty place that is left where a redaction was painted out.
    """
    rect = word.rect
    usual = max(1, len(word.text)) * rect.height * 0.8
    if rect.width < 2 * usual:
        return word
    crossed = [cover for cover in covered if rect.overlap(cover) > 0 and cover.height > 0.3 * rect.height]
    if not crossed:
        return word
    edges = sorted({rect.x0, rect.x1, *(min(max(x, rect.x0), rect.x1) for c in crossed for x in (c.x0, c.x1))})
    free = [(a, b) for a, b in pairwise(edges) if b > a and not any(c.x0 < (a + b) / 2 < c.x1 for c in crossed)]
    if not free:
        return word
    left, right = min(free, key=lambda span: abs(span[1] - span[0] - usual))
    return replace(word, rect=Rect(left, rect.y0, right, rect.y1))


def _beneath(rect: Rect, covered: Sequence[Rect]) -> bool:
    for cover in covered:
        common = rect.overlap(cover)
        if common > 0 and common > 0.5 * max(rect.area, 1e-6):
            return True
    return False


def _hole(redaction: Redaction, number: int, size: float) -> Item:
    """Where a redaction begins: its first line, one line high."""
    first = min(redaction.rects, key=lambda rect: (round(rect.y0 / size), rect.x0))
    line = Rect(first.x0, first.y0, first.x1, min(first.y1, first.y0 + 1.6 * size))
    return Item(line, max(1, round(line.width / (0.55 * size))), redaction=number)


def _assemble(lines: Sequence[Row], body: Sequence[Word], redactions: Sequence[Redaction]) -> PageText:
    ordered: list[Word] = []
    tokens: list[Token] = []
    texts: list[str] = []
    for number, line in enumerate(lines):
        parts: list[str] = []
        for item in (item for segment in line for item in segment.items):
            if item.word >= 0:
                word = body[item.word]
                parts.append(word.text)
                ordered.append(Word(word.rect, word.text, word.confidence, number))
            else:
                parts.append(token_text(redactions[item.redaction].codes))
                tokens.append(Token(item.redaction, len(ordered), number))
        texts.append(" ".join(parts))
    return PageText(tuple(ordered), tuple(tokens), "\n".join(texts))
